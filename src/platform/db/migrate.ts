/** Migrations: `database/migrations/NNNN_name.sql`, forward only, each once, each in a transaction of its own. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Logger, runMigrations } from 'graphile-worker';
import type { Pool, PoolClient } from 'pg';
import { sha256 } from '../crypto/index.js';
import { projectFile } from '../files/index.js';
import { DatabaseError } from './database-error.js';

export type Migration = { number: number; name: string; sql: string; hash: string };

/** Which migrations a database has had. */
const LEDGER = `
  create schema if not exists platform;
  create table if not exists platform.migration (
    number integer primary key,
    name text not null,
    hash text not null,
    applied_at timestamptz not null default now()
  )`;

/** One process migrates at a time, whatever else is locked in this database. */
const MIGRATING = 724_111;

/** The migrations in their order. Line endings do not count: a checkout on Windows has the same hashes. */
export function readMigrations(folder: string = projectFile('database/migrations')): Migration[] {
  const migrations = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const parts = /^(\d{4})_([a-z0-9-_]+)\.sql$/.exec(file);
      if (!parts) throw new DatabaseError(`The migration ${file} is not called NNNN_name.sql.`);
      const sql = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');
      return { number: Number(parts[1]), name: parts[2]!, sql, hash: sha256(sql) };
    });
  const twice = migrations.find((migration, index) => migration.number === migrations[index - 1]?.number);
  if (twice) throw new DatabaseError(`Two migrations have the number ${twice.number}.`);
  return migrations;
}

/** The schemas that the migrations make, with those of the runner itself and of the job queue: all that is Cairn's. */
export function schemasOf(migrations: readonly Migration[]): string[] {
  const made = migrations.flatMap(({ sql }) =>
    [...sql.matchAll(/^\s*create schema (?:if not exists )?([a-z_]+)/gim)].map(([, name]) => name!.toLowerCase()),
  );
  return [...new Set(['platform', QUEUE, ...made])];
}

/** The schema of the job queue, made by its own library. */
export const QUEUE = 'graphile_worker';

/** Does something on a connection while no process migrates this database. */
export async function withMigrationsHeld<T>(client: PoolClient, work: () => Promise<T>): Promise<T> {
  await client.query('select pg_advisory_lock($1)', [MIGRATING]);
  try {
    return await work();
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATING]).catch(() => {});
  }
}

/**
 * Brings the database up to date and returns the names of what was applied. Needs two connections of the pool.
 * @throws DatabaseError where an applied file was changed since, or the database is newer than this Cairn.
 */
export async function migrate(pool: Pool, migrations: Migration[] = readMigrations()): Promise<string[]> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATING]);
    await client.query(LEDGER);
    const missing = await missingOf(client, migrations);
    for (const migration of missing) await apply(client, migration);
    await migrateQueue(pool);
    return missing.map(({ name }) => name);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATING]).catch(() => {});
    client.release();
  }
}

/** The job queue brings tables of its own. Made with ours, a job can be written before any worker has run. */
export async function migrateQueue(pool: Pool): Promise<void> {
  await runMigrations({ pgPool: pool, logger: new Logger(() => () => {}) });
}

async function missingOf(client: PoolClient, migrations: Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<{ number: number; name: string; hash: string }>(
    'select number, name, hash from platform.migration order by number',
  );
  const applied = new Map(rows.map((row) => [row.number, row]));
  for (const { number, name } of rows) {
    if (migrations.some((migration) => migration.number === number)) continue;
    throw new DatabaseError(
      `The database was migrated by a newer Cairn (${number} ${name}). Run that one, or restore a backup.`,
    );
  }
  const last = rows.at(-1)?.number ?? 0;
  return migrations.filter((migration) => {
    const before = applied.get(migration.number);
    if (!before && migration.number < last) {
      throw new DatabaseError(
        `Migration ${migration.number} ${migration.name} comes before one that is already applied. Give it the next number.`,
      );
    }
    if (before && before.hash !== migration.hash) {
      throw new DatabaseError(
        `Migration ${migration.number} ${migration.name} was changed after it was applied. Put the file back and write the change as a new migration.`,
      );
    }
    return !before;
  });
}

async function apply(client: PoolClient, migration: Migration): Promise<void> {
  try {
    await client.query('begin');
    await run(client, migration);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

async function run(client: PoolClient, { number, name, sql, hash }: Migration): Promise<void> {
  try {
    await client.query(sql);
    await client.query('insert into platform.migration (number, name, hash) values ($1, $2, $3)', [number, name, hash]);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DatabaseError(`Migration ${number} ${name} failed: ${reason}.`, { cause: error });
  }
}

/** Applies migrations in the caller's transaction, to a database that has had those before them or none. */
export async function applyMigrations(client: PoolClient, migrations: readonly Migration[]): Promise<void> {
  await client.query(LEDGER);
  for (const migration of migrations) await run(client, migration);
}
