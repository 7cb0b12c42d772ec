/**
 * What lies inside the envelope: entries one after the other, each a header, its content in pieces, and a trailer with
 * length and SHA-256; then the end. Records are a letter, a length of four bytes, and that many bytes.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type ByteReader, byteReader } from './bytes.js';
import { damaged } from './envelope.js';

/** A newer layout of the content gets another number. */
export const LAYOUT = 1;

export const Column = z.object({ name: z.string(), collated: z.boolean() });
export const Table = z.object({
  schema: z.string(),
  name: z.string(),
  columns: z.array(z.string()),
  /** The order in which rows are written and hashed: the primary key; empty: the text of the whole row. */
  order: z.array(Column),
});
export type Table = z.infer<typeof Table>;

export const Sequence = z.object({
  schema: z.string(),
  name: z.string(),
  /** What the sequence gives next; a text, as it may go beyond 2^53. */
  next: z.string().regex(/^-?\d+$/),
});
export type Sequence = z.infer<typeof Sequence>;

export const Manifest = z.object({
  kind: z.literal('manifest'),
  layout: z.number(),
  made: z.string(),
  postgres: z.string(),
  migrations: z.array(z.object({ number: z.number().int(), name: z.string(), hash: z.string() })),
  /** The site's secret, wrapped. */
  secret: z.string(),
});
export type Manifest = z.infer<typeof Manifest>;

const Header = z.discriminatedUnion('kind', [
  Manifest,
  z.object({ kind: z.literal('table'), table: Table }),
  z.object({ kind: z.literal('sequences'), sequences: z.array(Sequence) }),
  z.object({ kind: z.literal('file'), path: z.string(), mode: z.number().int().min(0).max(0o777) }),
]);
export type Header = z.infer<typeof Header>;

const Trailer = z.object({ bytes: z.number(), sha256: z.string(), rows: z.number().nullable() });
export type Trailer = z.infer<typeof Trailer>;

const End = z.object({ entries: z.number() });

/** A header is some kilobytes, a piece some tens; anything longer is no archive of ours. */
const LONGEST = 64 * 1024 * 1024;

export type Body = AsyncIterable<Buffer> | Iterable<Buffer>;
export type Written = { header: Header; body?: Body; rows?: () => number };

/** The archive as bytes. `told` hears of each entry when it is whole. */
export async function* archived(
  entries: AsyncIterable<Written>,
  told: (header: Header, trailer: Trailer) => void,
): AsyncGenerator<Buffer> {
  let count = 0;
  for await (const { header, body = [], rows } of entries) {
    yield json('H', header);
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const piece of body) {
      hash.update(piece);
      bytes += piece.length;
      yield record('D', piece.length);
      yield piece;
    }
    const trailer: Trailer = { bytes, sha256: hash.digest('hex'), rows: rows?.() ?? null };
    yield json('T', trailer);
    told(header, trailer);
    count += 1;
  }
  yield json('E', { entries: count } satisfies z.infer<typeof End>);
}

function json(letter: string, value: unknown): Buffer {
  const bytes = Buffer.from(JSON.stringify(value));
  return Buffer.concat([record(letter, bytes.length), bytes]);
}

function record(letter: string, length: number): Buffer {
  const head = Buffer.alloc(5);
  head.write(letter, 0, 'latin1');
  head.writeUInt32BE(length, 1);
  return head;
}

export type Entry = {
  header: Header;
  /** Its content, once. */
  body: AsyncGenerator<Buffer>;
  /** Reads what is left of the content and returns the trailer, whose length and hash were compared. */
  end(): Promise<Trailer>;
};

/**
 * The entries of an archive in their order. Each must be read before the next is asked for (`end` does so).
 * Ends only when the stream has ended too. @throws BackupError where anything is not as it was written.
 */
export async function* entriesOf(source: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  const reader = byteReader(source);
  try {
    for (let count = 0; ; count++) {
      const { letter, bytes } = await nextRecord(reader);
      if (letter === 'E') {
        if (parsed(End, bytes).entries !== count || (await reader.take(1)).length > 0) throw damaged();
        return;
      }
      if (letter !== 'H') throw damaged();
      const entry = entryOf(parsed(Header, bytes), reader);
      yield entry;
      await entry.end();
    }
  } finally {
    await reader.close();
  }
}

function entryOf(header: Header, reader: ByteReader): Entry {
  const hash = createHash('sha256');
  let length = 0;
  let trailer: Trailer | undefined;
  const body = (async function* () {
    for (;;) {
      const { letter, bytes } = await nextRecord(reader);
      if (letter === 'D') {
        hash.update(bytes);
        length += bytes.length;
        yield bytes;
      } else if (letter === 'T') {
        const read = parsed(Trailer, bytes);
        if (read.bytes !== length || read.sha256 !== hash.digest('hex')) throw damaged();
        trailer = read;
        return;
      } else throw damaged();
    }
  })();
  return {
    header,
    body,
    async end() {
      while (!(await body.next()).done);
      if (!trailer) throw damaged();
      return trailer;
    },
  };
}

async function nextRecord(reader: ByteReader): Promise<{ letter: string; bytes: Buffer }> {
  const head = await reader.take(5);
  if (head.length < 5) throw damaged();
  const length = head.readUInt32BE(1);
  if (length > LONGEST) throw damaged();
  const bytes = await reader.take(length);
  if (bytes.length < length) throw damaged();
  return { letter: head.toString('latin1', 0, 1), bytes };
}

function parsed<T>(shape: z.ZodType<T>, bytes: Buffer): T {
  try {
    return shape.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    throw damaged();
  }
}
