/** Runs `cairn COMMAND …`: reads the line, gives help, and turns whatever happens into 0, 1 or 2 and one sentence. */
import { parseArgs } from 'node:util';
import { type Command, type ExitCode, InputError, type OptionSpecs } from './command.js';
import { commandHelp, flagOf, overview } from './help.js';
import { openOutput, type Streams } from './output.js';

export type Surroundings = Streams & { env: Readonly<Record<string, string | undefined>>; signal?: AbortSignal };

/** Runs one command line (without `node` and the program) and returns the code to exit with. Never throws. */
export async function runCommands(
  commands: readonly Command[],
  argv: readonly string[],
  around: Surroundings,
): Promise<ExitCode> {
  // Whoever reads us may have seen enough: `cairn search … | head`. The command still ends as it should.
  around.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    around.stdout.write(overview(commands));
    return name === undefined ? 1 : 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) {
    around.stderr.write(`cairn: there is no command ${name}. See cairn --help.\n`);
    return 1;
  }
  return runCommand(command, rest, around);
}

async function runCommand(command: Command, rest: string[], around: Surroundings): Promise<ExitCode> {
  const verbose = rest.includes('--verbose');
  try {
    const { args, options } = readLine(command, rest);
    if (options.help) {
      around.stdout.write(commandHelp(command));
      return 0;
    }
    checkArguments(command, args);
    const json = options.json === true;
    const signal = around.signal ?? new AbortController().signal;
    return await command.run({
      args,
      options: options as never,
      json,
      out: openOutput(json, around),
      signal,
      env: around.env,
    });
  } catch (error) {
    around.stderr.write(`cairn ${command.name}: ${sentence(error)}\n`);
    if (verbose && error instanceof Error) around.stderr.write(`${error.stack}\n`);
    return exitCodeOf(error);
  }
}

type Line = { args: string[]; options: Record<string, string | boolean | (string | boolean)[] | undefined> };

function readLine(command: Command, rest: string[]): Line {
  const specs: OptionSpecs = command.options ?? {};
  const always = {
    help: { type: 'boolean', short: 'h' },
    json: { type: 'boolean' },
    verbose: { type: 'boolean' },
  } as const;
  const declared = Object.entries(specs).map(
    ([name, spec]) =>
      [flagOf(name), { type: spec.type, multiple: spec.type === 'string' && spec.many === true }] as const,
  );
  try {
    const { values, positionals } = parseArgs({
      args: rest,
      options: { ...Object.fromEntries(declared), ...always },
      allowPositionals: true,
      strict: true,
    });
    const given: Readonly<Record<string, Line['options'][string]>> = values;
    const options: Line['options'] = { help: values.help === true, json: values.json === true };
    for (const [name, spec] of Object.entries(specs)) {
      const absent = spec.type === 'boolean' ? false : spec.many ? [] : undefined;
      options[name] = given[flagOf(name)] ?? absent;
    }
    return { args: positionals, options };
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error);
    throw new InputError(`${reason.replace(/\.$/, '')}. See cairn ${command.name} --help.`);
  }
}

function checkArguments(command: Command, args: string[]): void {
  const specs = command.args ?? [];
  const missing = specs.find((spec, index) => !spec.optional && args[index] === undefined);
  if (missing) throw new InputError(`${missing.name} is missing. See cairn ${command.name} --help.`);
  if (args.length > specs.length && !specs.at(-1)?.many) {
    throw new InputError(`${args[specs.length]} is one argument too many. See cairn ${command.name} --help.`);
  }
}

/** What a person is told of an error: its first line; the rest is for `--verbose`. */
function sentence(error: unknown): string {
  const message = error instanceof Error ? error.message || error.name : String(error);
  return hasExitCode(error) ? message : `something went wrong: ${message.split('\n')[0]}`;
}

/** The code that an error asks for; 2 where it asks for none. */
export function exitCodeOf(error: unknown): ExitCode {
  return hasExitCode(error) && error.exitCode === 1 ? 1 : 2;
}

function hasExitCode(error: unknown): error is Error & { exitCode: number } {
  return error instanceof Error && 'exitCode' in error && typeof error.exitCode === 'number';
}

/** Aborts at the first SIGINT or SIGTERM, and ends the process at the second. */
export function signalOfInterrupts(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(2);
      process.stderr.write('Stopping … (once more to stop at once)\n');
      controller.abort(new InterruptedError('stopped before it was done'));
    });
  }
  return controller.signal;
}

class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
  readonly exitCode = 2;
}
