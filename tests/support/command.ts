/** Runs a command of `cairn` in this process, as its command line would, and hears what it says. */
import { Writable } from 'node:stream';
import { type Command, runCommands } from '../../src/platform/commands/index.js';

export type Said = { status: number; stdout: string; stderr: string };

export async function runCommand(
  command: Command,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<Said> {
  const [stdout, stderr] = [collector(), collector()];
  const status = await runCommands([command], [command.name, ...args], {
    stdout: stdout.stream,
    stderr: stderr.stream,
    env,
  });
  return { status, stdout: stdout.text(), stderr: stderr.text() };
}

function collector(): { stream: Writable; text(): string } {
  const pieces: Buffer[] = [];
  const stream = new Writable({
    write(piece: Buffer, _encoding, done) {
      pieces.push(piece);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(pieces).toString('utf8') };
}
