/** The help texts, made from what the commands declare. */
import type { ArgumentSpec, Command, OptionSpec } from './command.js';

/** `dryRun` → `dry-run`. */
export function flagOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

export function overview(commands: readonly Command[]): string {
  const rows = commands.map((command): [string, string] => [command.name, command.summary]);
  return `Usage: cairn COMMAND …\n\n${table(rows)}\n\ncairn COMMAND --help tells more. Exit codes: 0 done, 1 the input is at fault, 2 the system is.\n`;
}

export function commandHelp(command: Command): string {
  const args = command.args ?? [];
  const usage = ['cairn', command.name, ...args.map(written), '[OPTIONS]'].join(' ');
  const options = Object.entries(command.options ?? {}).map(([name, spec]): [string, string] => [
    flag(name, spec),
    spec.summary,
  ]);
  const always: [string, string][] = [
    ['--json', 'Answer with one JSON object a line'],
    ['--verbose', 'Show where an error comes from'],
    ['--help', 'Show this help'],
  ];
  const parts = [`${command.summary}.`, `Usage: ${usage}`];
  if (args.length > 0) parts.push(table(args.map((arg): [string, string] => [arg.name, arg.summary])));
  parts.push(table([...options, ...always]));
  return `${parts.join('\n\n')}\n`;
}

function written({ name, optional, many }: ArgumentSpec): string {
  const shown = many ? `${name} …` : name;
  return optional ? `[${shown}]` : shown;
}

function flag(name: string, spec: OptionSpec): string {
  return spec.type === 'boolean' ? `--${flagOf(name)}` : `--${flagOf(name)} ${spec.value}`;
}

function table(rows: [string, string][]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}
