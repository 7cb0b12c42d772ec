/** Inputs of an import: a file, every file of a folder, or an address; each with its first bytes and its format. */
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Client } from '../../platform/fetch/index.js';
import { codeOf } from '../../platform/files/index.js';
import { formats, recognise } from '../formats/index.js';
import { decodeText } from '../formats/readers/decode.js';
import type { Format, Sample } from '../schema.js';

/** The input cannot be read at all. The message is one sentence for the person at the terminal. */
export class InputUnreadable extends Error {
  override readonly name = 'InputUnreadable';
  readonly exitCode = 1;
  readonly status = 422;
}

export type OpenInput = {
  /** As it is named in reports: the file's name or the address. */
  name: string;
  /** With the folder it lies in, for dates that stand there. */
  path: string;
  sample: Sample;
  bytes: AsyncIterable<Uint8Array>;
  /** Length in bytes; null: not known. */
  size: number | null;
};

const SAMPLE_BYTES = 65_536;
const CHUNK_BYTES = 262_144;
/** A feed may be large, but not without end. */
const MOST_BYTES = 4_000_000_000;
const LONGEST_MS = 30 * 60_000;

export function isAddress(input: string): boolean {
  return /^https?:\/\//i.test(input);
}

/** The files that `input` names, in the order of their names; hidden ones are left out. */
export async function filesOf(input: string): Promise<{ files: string[]; folder: boolean }> {
  const found = await stat(input).catch((error: unknown) => {
    const reason = codeOf(error) === 'ENOENT' ? 'there is no such file or folder' : codeOf(error);
    throw new InputUnreadable(`${input} cannot be read: ${reason}.`);
  });
  if (!found.isDirectory()) return { files: [input], folder: false };
  const entries = await readdir(input, { withFileTypes: true, recursive: true });
  const files = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  if (files.length === 0) throw new InputUnreadable(`${input} is a folder without files.`);
  return { files, folder: true };
}

export async function openFile(path: string): Promise<OpenInput> {
  const { size } = await stat(path);
  const stream = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  const name = basename(path);
  return opened(stream, { name, path: join(basename(dirname(path)), name), size });
}

export async function openAddress(url: string, client: Client): Promise<OpenInput> {
  const fetched = await client.get(url, { maxBytes: MOST_BYTES, timeoutMs: LONGEST_MS });
  const length = Number(fetched.headers['content-length']);
  const packed = fetched.headers['content-encoding'] !== undefined;
  return opened(fetched.body, { name: url, path: url, size: packed || !Number.isFinite(length) ? null : length });
}

/** Reads the beginning, and gives it back in front of the rest. */
async function opened(
  stream: AsyncIterable<Uint8Array>,
  about: { name: string; path: string; size: number | null },
): Promise<OpenInput> {
  const iterator = stream[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let length = 0;
  while (length < SAMPLE_BYTES) {
    const next = await iterator.next();
    if (next.done) break;
    first.push(next.value);
    length += next.value.length;
  }
  const head = await textOf(Buffer.concat(first).subarray(0, SAMPLE_BYTES));
  async function* bytes(): AsyncGenerator<Uint8Array> {
    try {
      yield* first.splice(0);
      yield* { [Symbol.asyncIterator]: () => iterator };
    } finally {
      await iterator.return?.();
    }
  }
  return { ...about, sample: { name: about.name, head }, bytes: bytes() };
}

async function textOf(bytes: Uint8Array): Promise<string> {
  async function* once(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  let text = '';
  for await (const piece of decodeText(once()).pieces) text += piece;
  return text;
}

/** The format that was asked for by name, else the likeliest; null: none that Cairn knows. */
export function formatOf(sample: Sample, asked: string | undefined): Format | null {
  if (asked === undefined) return recognise(sample)?.format ?? null;
  const format = formats.find((one) => one.name === asked);
  if (!format) throw new InputUnreadable(`There is no format "${asked}". There are ${formatNames()}.`);
  return format;
}

export function formatNames(): string {
  return formats
    .map((format) => format.name)
    .sort()
    .join(', ');
}
