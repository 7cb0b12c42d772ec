/**
 * The database's side of a restore, all of it in one transaction of the caller: Cairn's schemas are made anew as they were
 * when the backup was made, filled, compared, and brought up to date. Until the commit everyone else sees what was there.
 */
import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { applyMigrations, type Migration, QUEUE, schemasOf } from '../db/index.js';
import type { Sequence, Table, Trailer } from './archive.js';
import { BackupError } from './backup-error.js';
import { nameOf } from './queries/names.js';
import { copyIn, copyOut, listTables, presentSchemas, settle } from './queries/reading.js';
import {
  type Closing,
  closeUp,
  dropSchemas,
  freeJobs,
  openUp,
  restartSequence,
  useOwnPath,
} from './queries/rebuilding.js';

/** What the backup's migrations made, and what came after them in this Cairn. */
export type Versions = { then: readonly Migration[]; since: readonly Migration[] };

export type Loading = { schemas: string[]; tables: Table[]; closing: Closing };

/** The schemas as the backup knew them, empty. The queue's stays, as its library makes it; its rows go. */
export async function beginLoading(client: PoolClient, { then, since }: Versions): Promise<Loading> {
  const schemas = schemasOf([...then, ...since]);
  const present = await presentSchemas(client, schemas);
  await dropSchemas(
    client,
    present.filter((schema) => schema !== QUEUE),
  );
  await useOwnPath(client);
  await applyMigrations(client, then);
  await settle(client);
  const tables = await listTables(client, schemas);
  return { schemas, tables, closing: await openUp(client, schemas, tables) };
}

/** @throws BackupError where this Cairn has no such table, or a row cannot be stored. */
export async function loadTable(
  client: PoolClient,
  { tables }: Loading,
  table: Table,
  rows: AsyncIterable<Buffer>,
): Promise<void> {
  const known = tables.find(({ schema, name }) => schema === table.schema && name === table.name);
  // Our own tables follow from the migrations; those of the queue from the version of its library.
  if (!known || table.columns.some((column) => !known.columns.includes(column)))
    throw new BackupError(
      `The backup has a table ${nameOf(table)} that this Cairn does not know in that form. Use the Cairn that made it to restore it.`,
    );
  await pipeline(rows, copyIn(client, table));
}

export async function restartSequences(client: PoolClient, sequences: readonly Sequence[]): Promise<void> {
  for (const sequence of sequences) await restartSequence(client, sequence);
}

/** Puts foreign keys and triggers back, compares every table, and applies the migrations that came since. */
export async function finishLoading(
  client: PoolClient,
  loading: Loading,
  { since }: Versions,
  told: ReadonlyMap<Table, Trailer>,
  comparing: (table: Table) => void,
): Promise<void> {
  await closeUp(client, loading.schemas, loading.closing);
  for (const [table, trailer] of told) {
    comparing(table);
    await compare(client, table, trailer);
  }
  await freeJobs(client);
  await useOwnPath(client);
  await applyMigrations(client, since);
}

/** The restore drill: the rows, read back in the same order, must be the same to the last byte. */
async function compare(client: PoolClient, table: Table, { sha256, rows }: Trailer): Promise<void> {
  const hash = createHash('sha256');
  const { lines, count } = copyOut(client, table);
  for await (const piece of lines) hash.update(piece);
  // The number of rows is not asked: some early backups hold a wrong one beside rows that are right.
  if (hash.digest('hex') === sha256) return;
  throw new BackupError(
    `${nameOf(table)} came out other than it was saved (${count()} rows of ${rows}): nothing was changed. Please report this.`,
    2,
  );
}
