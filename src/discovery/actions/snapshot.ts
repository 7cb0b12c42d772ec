/**
 * The index on disk, so that a restart need not read the whole catalogue. A snapshot is only used with the database that it
 * was made from, by the same version of the engine, and when its checksum holds; else the index is built anew.
 */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { type Index, type IndexOptions, loadIndex } from '../engine/index.js';
import type { Labels, Suggestible } from '../rules/labels.js';

/** Raised with every change of what documents hold or how they are indexed. */
const VERSION = 5;

const Header = z.object({
  version: z.literal(VERSION),
  database: z.uuid(),
  /** Where the index stands in the catalogue's change log. */
  position: z.unknown(),
  labels: z.record(z.string(), z.record(z.string(), z.string())),
  names: z.array(
    z.object({
      kind: z.enum(['provider', 'subject', 'skill']),
      value: z.string(),
      label: z.string(),
      aliases: z.array(z.string()).optional(),
    }),
  ),
});

export type Snapshot = { index: Index; position: unknown; labels: Labels; names: Suggestible[] };

/** Reads the snapshot in `folder`. Null, with the reason through `say`, when there is none or it cannot be used. */
export async function readSnapshot(
  folder: string,
  database: string,
  options: IndexOptions,
  say: (reason: string) => void,
): Promise<Snapshot | null> {
  try {
    const bytes = await readFile(pathIn(folder));
    const length = bytes.readUInt32LE(0);
    const { data: header } = Header.safeParse(JSON.parse(bytes.toString('utf8', 4, 4 + length)));
    if (!header) throw new Error('another version of Cairn wrote it');
    if (header.database !== database) throw new Error('it was made from another database');
    return {
      index: loadIndex(bytes.subarray(4 + length), options),
      position: header.position,
      labels: header.labels,
      names: header.names,
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      say(`The snapshot of the index is not used: ${(error as Error).message.split('\n')[0]}.`);
    return null;
  }
}

/** Writes the snapshot beside its place and renames it into it, so that a kill leaves the old one whole. */
export async function writeSnapshot(
  folder: string,
  database: string,
  { index, position, labels, names }: Snapshot,
): Promise<void> {
  const path = pathIn(folder);
  const draft = `${path}.${process.pid}.new`;
  const header = Buffer.from(JSON.stringify({ version: VERSION, database, position, labels, names }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(draft, [length, header, ...index.parts()]);
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Takes the snapshot away; the index is then built from the catalogue at the next start. */
export async function removeSnapshot(folder: string): Promise<void> {
  await rm(pathIn(folder), { force: true });
}

function pathIn(folder: string): string {
  return join(folder, 'discovery', 'index.snapshot');
}
