/**
 * Restoring a backup: one transaction for the database, a stage for the files. Whatever goes wrong before the commit, a
 * kill -9 too, leaves everything as it was; after it there are only a few renames to do.
 */
import { createReadStream, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createZstdDecompress } from 'node:zlib';
import type { Pool, PoolClient } from 'pg';
import {
  type Database,
  type Db,
  migrateQueue,
  overClient,
  QUEUE,
  readMigrations,
  schemasOf,
  withMigrationsHeld,
} from '../db/index.js';
import { codeOf } from '../files/index.js';
import { type Entry, entriesOf, LAYOUT, type Manifest, type Table, type Trailer } from './archive.js';
import { BackupError } from './backup-error.js';
import { damaged, type Keys, opened, unwrapped } from './envelope.js';
import { openStage, SECRET, type Stage } from './files.js';
import { beginLoading, finishLoading, loadTable, restartSequences, type Versions } from './loading.js';
import { nameOf } from './queries/names.js';
import { listMigrations, listTables, presentSchemas, serverOf, settle } from './queries/reading.js';
import { filledTables, othersConnected, takeStock } from './queries/rebuilding.js';
import { schemaWord, type TableReport } from './write.js';

export type RestoreOptions = {
  database: Pick<Database, 'pool'>;
  dataFolder: string;
  /** Names in the data folder that can be made again. They are neither saved nor touched. */
  derived: readonly string[];
  /** Tables that hold rows as soon as the migrations have run (`discovery.database_identity`): no sign of use. */
  standing: readonly string[];
  file: string;
  passphrase: string;
  /** Replaces what is in the database and the data folder. */
  force: boolean;
  /** The secret that Cairn runs with now, and whether it lies in the data folder, where it can be replaced. */
  secret: { current: string; replaceable: boolean };
  /** Where to write the backup's secret for an operator who must set `CAIRN_SECRET` to it. */
  secretTo?: string;
  /** Done in the transaction of the restore, when all is loaded and compared. */
  afterwards?: (db: Db, manifest: Manifest) => Promise<void>;
  signal?: AbortSignal;
  onProgress?: (done: number, total: number, what: string) => void;
};

export type RestoreReport = {
  file: string;
  /** When the backup was made, ISO 8601. */
  made: string;
  /** The last migration of the backup; those that came since were applied after it. */
  schema: string;
  /** Each compared with the backup: the hashes are equal, or nothing was restored. */
  tables: TableReport[];
  rows: number;
  files: number;
};

/** @throws BackupError, with everything as it was, unless its words say that the database is restored. */
export async function restoreBackup(options: RestoreOptions): Promise<RestoreReport> {
  const { database, file, passphrase, onProgress = () => {} } = options;
  const { size } = await stat(file).catch((error: unknown) => {
    throw new BackupError(`${file} cannot be read (${codeOf(error)}).`);
  });
  const client = await database.pool.connect();
  let failed = true;
  try {
    const report = await withMigrationsHeld(client, async () => {
      await checkAlone(client, database.pool);
      let keys: Keys | undefined;
      let result: RestoreReport | undefined;
      await pipeline(
        watched(createReadStream(file, { highWaterMark: 256 * 1024 }), (done) => onProgress(done, size, 'reading')),
        (bytes: AsyncIterable<Buffer>) => opened(bytes, passphrase, (learnt) => (keys = learnt)),
        createZstdDecompress(),
        async (archive: AsyncIterable<Buffer>) => {
          result = await restoreFrom(client, archive, () => keys!, options);
        },
      );
      return result!;
    });
    failed = false;
    return report;
  } finally {
    client.release(failed);
  }
}

async function* watched(bytes: AsyncIterable<Buffer>, said: (done: number) => void): AsyncGenerator<Buffer> {
  let done = 0;
  for await (const piece of bytes) {
    done += piece.length;
    said(done);
    yield piece;
  }
}

/** A running Cairn would go on with an index and answers of what is no more. One that starts now waits for our lock. */
async function checkAlone(client: PoolClient, pool: Pool): Promise<void> {
  // A connection that was just closed is seen for a moment longer.
  for (let tries = 0; tries < 20; tries++) {
    if ((await othersConnected(client, pool.totalCount)) === 0) return;
    await sleep(100);
  }
  throw new BackupError('Cairn is running on this database. Stop it, restore, and start it again.');
}

async function restoreFrom(
  client: PoolClient,
  archive: AsyncIterable<Buffer>,
  keys: () => Keys,
  options: RestoreOptions,
): Promise<RestoreReport> {
  const entries = entriesOf(archive);
  const manifest = await readManifest(entries);
  const versions = versionsOf(manifest);
  const secret = newSecret(unwrapped(manifest.secret, keys()), options);
  await checkTarget(client, options);
  await migrateQueue(options.database.pool);
  const stage = await openStage(options.dataFolder, options.derived);
  let clearing = true;
  try {
    const { told, files } = await fillTransaction(client, entries, stage, versions, options);
    if (secret !== null) await stage.add(SECRET, 0o600, one(Buffer.from(secret)));
    await options.afterwards?.(overClient(client), manifest);
    // The last moment at which it can be stopped: from here on it is carried through.
    options.signal?.throwIfAborted();
    await client.query('commit');
    clearing = false;
    await putInPlace(stage);
    clearing = true;
    await takeStock(client, [...told.keys()]);
    return reportOf(options.file, manifest, told, files);
  } finally {
    // Where the rows are restored and the files are not, the stage has the only copy in reach.
    if (clearing) await stage.clear();
  }
}

async function readManifest(entries: AsyncGenerator<Entry>): Promise<Manifest> {
  const first = await entries.next();
  if (first.done || first.value.header.kind !== 'manifest') throw damaged();
  const { header } = first.value;
  if (header.layout > LAYOUT)
    throw new BackupError('The backup was made by a newer Cairn. Use that Cairn to restore it.');
  return header;
}

/** @throws BackupError where the backup's migrations are not the first ones of this Cairn. */
function versionsOf({ migrations }: Manifest): Versions {
  const ours = readMigrations();
  const then = migrations.map(({ number, name, hash }) => {
    const known = ours.find((migration) => migration.number === number);
    if (!known)
      throw new BackupError(
        `The backup was made by a newer Cairn: this one does not know its migration ${number} ${name}. Use that Cairn to restore it.`,
      );
    if (known.hash !== hash)
      throw new BackupError(
        `The backup was made under another migration ${number} ${name} than this Cairn has. Use the Cairn that made it.`,
      );
    return known;
  });
  return { then, since: ours.filter((migration) => !then.includes(migration)) };
}

/** The secret to put into the data folder; null where it stays. What is sealed in the database opens with the backup's only. */
function newSecret(saved: string, { secret, secretTo }: RestoreOptions): string | null {
  if (secretTo !== undefined) writeSecret(secretTo, saved);
  if (saved === secret.current) return null;
  if (secret.replaceable) return saved;
  if (secretTo !== undefined) return null;
  throw new BackupError(
    'CAIRN_SECRET is not the secret that the backup was made under, and what is sealed in it opens with that one only. ' +
      'Run again with --secret-to FILE to have it written there, then set CAIRN_SECRET to it.',
  );
}

function writeSecret(path: string, secret: string): void {
  try {
    writeFileSync(path, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw new BackupError(
      `The secret cannot be written to ${path} (${codeOf(error)}). Choose a file that is not there.`,
    );
  }
}

async function checkTarget(client: PoolClient, { force, standing }: RestoreOptions): Promise<void> {
  const ours = readMigrations();
  const all = await listTables(client, await presentSchemas(client, schemasOf(ours)));
  const migrated = all.some(({ schema, name }) => schema === 'platform' && name === 'migration');
  const unknown = (migrated ? await listMigrations(client) : []).find(
    ({ number }) => !ours.some((migration) => migration.number === number),
  );
  if (unknown)
    throw new BackupError(
      `The database was migrated by a newer Cairn (${unknown.number} ${unknown.name}), which may keep more in it than this one knows. Use that Cairn, or restore into an empty database.`,
    );
  if (!force) await checkEmpty(client, all, standing);
}

async function checkEmpty(client: PoolClient, all: readonly Table[], standing: readonly string[]): Promise<void> {
  const tables = all.filter(({ schema, name }) => schema !== QUEUE && !standing.includes(`${schema}.${name}`));
  const filled = await filledTables(client, tables);
  if (filled.length > 0)
    throw new BackupError(
      `The database is not empty: ${filled.length} tables hold rows, ${nameOf(filled[0]!)} among them. ` +
        'Restore into an empty one, or replace what is there with --force.',
    );
}

type Filled = { told: Map<Table, Trailer>; files: number };

async function fillTransaction(
  client: PoolClient,
  entries: AsyncGenerator<Entry>,
  stage: Stage,
  versions: Versions,
  { signal, onProgress = () => {} }: RestoreOptions,
): Promise<Filled> {
  await client.query('begin');
  await settle(client);
  const { encoding } = await serverOf(client);
  if (encoding !== 'UTF8') throw new BackupError(`The database is in ${encoding}. Restore into one in UTF8.`);
  const loading = await beginLoading(client, versions);
  const told = new Map<Table, Trailer>();
  let files = 0;
  for await (const { header, body, end } of entries) {
    signal?.throwIfAborted();
    if (header.kind === 'table') {
      await loadTable(client, loading, header.table, body);
      told.set(header.table, await end());
    } else if (header.kind === 'sequences') await restartSequences(client, header.sequences);
    else if (header.kind === 'file') {
      await stage.add(header.path, header.mode, body);
      files += 1;
    }
  }
  let compared = 0;
  await finishLoading(client, loading, versions, told, (table) => {
    signal?.throwIfAborted();
    onProgress(compared++, told.size, `comparing ${table.schema}.${table.name}`);
  });
  return { told, files };
}

async function* one(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

async function putInPlace(stage: Stage): Promise<void> {
  try {
    await stage.putInPlace();
  } catch (error) {
    throw new BackupError(
      `The database is restored, but its files could not be put in their place (${codeOf(error)}). ` +
        'Make the data folder writable and restore once more with --force.',
      2,
    );
  }
}

function reportOf(file: string, manifest: Manifest, told: ReadonlyMap<Table, Trailer>, files: number): RestoreReport {
  const tables = [...told].map(([{ schema, name }, { rows, sha256 }]) => ({
    table: `${schema}.${name}`,
    rows: rows ?? 0,
    sha256,
  }));
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return { file, made: manifest.made, schema: schemaWord(manifest), tables, rows, files };
}
