/** The passphrase of a backup: from a file, for a timer that nobody watches, or asked for at the terminal. */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { SHORTEST_PASSPHRASE } from '../platform/backup/index.js';
import { InputError } from '../platform/commands/index.js';
import { codeOf } from '../platform/files/index.js';

export const passphraseOption = {
  type: 'string',
  value: 'FILE',
  summary: 'Take the passphrase from the first line of a file instead of asking for it',
} as const;

/** @throws InputError where there is none to be had, or a new one is too short. */
export async function readPassphrase(file: string | undefined, { isNew }: { isNew: boolean }): Promise<string> {
  const passphrase = file === undefined ? await asked(isNew) : fromFile(file);
  if (isNew && passphrase.length < SHORTEST_PASSPHRASE)
    throw new InputError(`The passphrase is too short: it needs ${SHORTEST_PASSPHRASE} characters or more.`);
  return passphrase;
}

function fromFile(file: string): string {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/)[0]!;
  } catch (error) {
    throw new InputError(`The passphrase file ${file} cannot be read (${codeOf(error)}).`);
  }
}

async function asked(isNew: boolean): Promise<string> {
  if (!process.stdin.isTTY)
    throw new InputError('There is no terminal to ask for the passphrase: give --passphrase-file FILE.');
  const first = await ask('Passphrase: ');
  if (isNew && (await ask('The same again: ')) !== first) throw new InputError('The two passphrases differ.');
  return first;
}

/** Asks on the terminal without showing what is typed. */
async function ask(question: string): Promise<string> {
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_piece, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return await new Promise((resolve, reject) => {
      lines.once('SIGINT', () => reject(new InputError('Stopped before a passphrase was given.')));
      lines.once('close', () => reject(new InputError('No passphrase was given.')));
      lines.question('').then(resolve, reject);
    });
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}
