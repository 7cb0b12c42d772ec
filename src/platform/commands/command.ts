/** What a command of `cairn` is: its words, and what it does. How it is called and answers is the same for all. */
import type { Output } from './output.js';

export type ArgumentSpec = {
  /** As help shows it: `FILE`. */
  name: string;
  summary: string;
  optional?: boolean;
  /** Takes all that follow. Only the last may. */
  many?: boolean;
};

export type OptionSpec =
  | { type: 'boolean'; summary: string }
  | { type: 'string'; summary: string; value: string; many?: boolean };

export type OptionSpecs = Record<string, OptionSpec>;

export type OptionValues<Specs extends OptionSpecs> = {
  [Name in keyof Specs]: Specs[Name] extends { type: 'boolean' }
    ? boolean
    : Specs[Name] extends { many: true }
      ? string[]
      : string | undefined;
};

/** 0: done. 1: the input is at fault. 2: the system is. */
export type ExitCode = 0 | 1 | 2;

export type CommandInput<Specs extends OptionSpecs> = {
  args: string[];
  options: OptionValues<Specs>;
  json: boolean;
  out: Output;
  /** Aborted at the first Ctrl-C; a second one ends the process. */
  signal: AbortSignal;
  env: Readonly<Record<string, string | undefined>>;
};

export type CommandSpec<Specs extends OptionSpecs> = {
  name: string;
  /** One line, in the imperative: "Read courses from a file, a folder or an address". */
  summary: string;
  args?: ArgumentSpec[];
  /** Written in camel case, typed in kebab case: `dryRun` is `--dry-run`. `--help`, `--json` and `--verbose` are always there. */
  options?: Specs;
  run(input: CommandInput<Specs>): Promise<ExitCode>;
};

/** A command whose options are known to itself alone. */
export type Command = Omit<CommandSpec<OptionSpecs>, 'run'> & { run(input: CommandInput<never>): Promise<ExitCode> };

/**
 * Declares a command: `run` gets its arguments as `args`, its options typed as declared, and answers through `out`.
 * Throw `InputError` where the input is at fault; an error with an `exitCode` of its own ends with that code.
 */
export function defineCommand<const Specs extends OptionSpecs = Record<never, never>>(
  spec: CommandSpec<Specs>,
): Command {
  return spec as unknown as Command;
}

/** What was asked cannot be done because of what was given: the command ends with 1 and this one sentence. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly exitCode = 1;
}
