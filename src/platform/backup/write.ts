/** Making a backup: one snapshot of the database, then the files, through the envelope into a file that is whole or absent. */
import { createWriteStream, existsSync } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress } from 'node:zlib';
import type { PoolClient } from 'pg';
import { type Database, readMigrations, schemasOf, withMigrationsHeld } from '../db/index.js';
import { codeOf } from '../files/index.js';
import { archived, type Header, LAYOUT, type Manifest, type Table, type Trailer, type Written } from './archive.js';
import { BackupError } from './backup-error.js';
import { inPieces } from './bytes.js';
import { type Keys, newKeys, sealed, wrapped } from './envelope.js';
import { filesOf } from './files.js';
import {
  copyOut,
  foreignTables,
  listMigrations,
  listSequences,
  listTables,
  lockTables,
  presentSchemas,
  serverOf,
  settle,
} from './queries/reading.js';

export type BackupOptions = {
  database: Pick<Database, 'pool'>;
  dataFolder: string;
  /** Names in the data folder that can be made again, such as the index. */
  derived: readonly string[];
  secret: string;
  passphrase: string;
  file: string;
  signal?: AbortSignal;
  onProgress?: (done: number, total: number, what: string) => void;
};

export type TableReport = { table: string; rows: number; sha256: string };

export type BackupReport = {
  file: string;
  bytes: number;
  /** The last migration of the database: `0007 accounts`. */
  schema: string;
  tables: TableReport[];
  rows: number;
  files: number;
  /** What was left out and is perhaps wanted: tables that are not Cairn's, links among the files. */
  notes: string[];
};

const PIECE = 64 * 1024;

/** @throws BackupError where the file is there already or cannot be written, or there is nothing to save. */
export async function writeBackup(options: BackupOptions): Promise<BackupReport> {
  const { database, file, passphrase, signal } = options;
  if (existsSync(file)) throw new BackupError(`${file} is already there. Give a name that is not taken.`);
  const draft = `${file}.${process.pid}.part`;
  const keys = await newKeys(passphrase);
  const report: BackupReport = { file, bytes: 0, schema: '', tables: [], rows: 0, files: 0, notes: [] };
  const client = await database.pool.connect();
  let failed = true;
  try {
    const output = await openDraft(draft);
    const entries = entriesFor(client, keys, options, report);
    await pipeline(
      archived(entries, (header, trailer) => note(report, header, trailer)),
      createZstdCompress({ params: { [constants.ZSTD_c_checksumFlag]: 1 } }),
      (bytes: AsyncIterable<Buffer>) => sealed(bytes, keys),
      output,
      { signal },
    );
    await rename(draft, file);
    await keepName(file);
    await client.query('rollback');
    failed = false;
    return { ...report, bytes: (await stat(file)).size };
  } finally {
    // A connection that was left in the middle of a table can do nothing else any more: it is closed.
    client.release(failed);
    if (failed) await rm(draft, { force: true });
  }
}

async function openDraft(path: string) {
  try {
    const handle = await open(path, 'wx', 0o600);
    return createWriteStream(path, { fd: handle, flush: true });
  } catch (error) {
    throw new BackupError(`${path} cannot be written (${codeOf(error)}). Choose a folder that this user may write to.`);
  }
}

/** So that the name lasts through a power cut too. Some systems cannot open a folder; there the name is as safe as it gets. */
async function keepName(file: string): Promise<void> {
  const folder = await open(dirname(file), 'r').catch(() => undefined);
  await folder?.sync().catch(() => {});
  await folder?.close();
}

async function* entriesFor(
  client: PoolClient,
  keys: Keys,
  { dataFolder, derived, secret, onProgress = () => {} }: BackupOptions,
  report: BackupReport,
): AsyncGenerator<Written> {
  const { schemas, tables } = await beginSnapshot(client);
  const { manifest, notes } = await manifestOf(client, schemas, wrapped(secret, keys));
  report.notes.push(...notes);
  yield { header: manifest };
  for (const [at, table] of tables.entries()) {
    onProgress(at, tables.length, `${table.schema}.${table.name}`);
    const { lines, count } = copyOut(client, table);
    yield { header: { kind: 'table', table }, body: inPieces(lines, PIECE), rows: count };
  }
  yield { header: { kind: 'sequences', sequences: await listSequences(client, schemas) } };
  onProgress(tables.length, tables.length, 'files');
  for await (const { path, mode, body } of filesOf(dataFolder, derived, (path) => report.notes.push(linkNote(path))))
    yield { header: { kind: 'file', path, mode }, body };
}

/** From here on the connection sees the database as it is now, and no table it has seen can be changed in its shape. */
async function beginSnapshot(client: PoolClient): Promise<{ schemas: string[]; tables: Table[] }> {
  return withMigrationsHeld(client, async () => {
    await client.query('begin isolation level repeatable read read only');
    await settle(client);
    const schemas = await presentSchemas(client, schemasOf(readMigrations()));
    const tables = await listTables(client, schemas);
    if (!tables.some(({ schema, name }) => schema === 'platform' && name === 'migration'))
      throw new BackupError('There is nothing to save: this database has never been used by Cairn.');
    await lockTables(client, tables);
    return { schemas, tables };
  });
}

async function manifestOf(
  client: PoolClient,
  schemas: string[],
  secret: string,
): Promise<{ manifest: Manifest; notes: string[] }> {
  const { version, encoding } = await serverOf(client);
  if (encoding !== 'UTF8')
    throw new BackupError(`The database is in ${encoding}; Cairn needs UTF8. Move it to a database in UTF8 first.`, 2);
  const migrations = await listMigrations(client);
  const known = readMigrations();
  const newer = migrations.find(({ number }) => !known.some((migration) => migration.number === number));
  if (newer)
    throw new BackupError(
      `The database was migrated by a newer Cairn (${newer.number} ${newer.name}). Use that Cairn to back it up.`,
      2,
    );
  const foreign = await foreignTables(client, schemas);
  return {
    manifest: {
      kind: 'manifest',
      layout: LAYOUT,
      made: new Date().toISOString(),
      postgres: version,
      migrations,
      secret,
    },
    notes: foreign.map((table) => `Not saved, as it is not Cairn’s: the table ${table}.`),
  };
}

const linkNote = (path: string): string => `Not saved, as it is neither a file nor a folder: ${path}.`;

function note(report: BackupReport, header: Header, { rows, sha256 }: Trailer): void {
  if (header.kind === 'manifest') report.schema = schemaWord(header);
  if (header.kind === 'file') report.files += 1;
  if (header.kind !== 'table') return;
  report.tables.push({ table: `${header.table.schema}.${header.table.name}`, rows: rows ?? 0, sha256 });
  report.rows += rows ?? 0;
}

/** `0007 accounts` */
export function schemaWord({ migrations }: Pick<Manifest, 'migrations'>): string {
  const last = migrations.at(-1);
  return last ? `${String(last.number).padStart(4, '0')} ${last.name}` : '';
}
