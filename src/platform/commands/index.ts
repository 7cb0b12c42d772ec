/** The front door of the command framework: declare commands, run a command line. */
export {
  type ArgumentSpec,
  type Command,
  type CommandInput,
  defineCommand,
  type ExitCode,
  InputError,
  type OptionSpec,
} from './command.js';
export type { Output, Progress } from './output.js';
export { exitCodeOf, runCommands, signalOfInterrupts } from './run.js';
