/** Opening the database: the embedded one, or whatever `DATABASE_URL` points at. */
import { join } from 'node:path';
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import { Client, Pool, type PoolClient } from 'pg';
import type { Config } from '../config/index.js';
import { codeOf } from '../files/index.js';
import type { Log } from '../log/index.js';
import { joinCluster } from './cluster.js';
import { DatabaseError } from './database-error.js';
import type { Tables } from './tables.js';
import { columnTypes } from './types.js';

export type Db = Kysely<Tables>;

export type Database = {
  db: Db;
  pool: Pool;
  url: string;
  /** Closes the connections; leaves the embedded server, which the last one out stops. */
  close(): Promise<void>;
};

const OLDEST_VERSION = 15;
const NAME = 'cairn';

/** @throws DatabaseError in one sentence where there is no database to be had. */
export async function openDatabase(config: Pick<Config, 'databaseUrl' | 'dataFolder'>, log: Log): Promise<Database> {
  if (config.databaseUrl !== undefined) {
    await checkServer(config.databaseUrl);
    return connect(config.databaseUrl, log, async () => {});
  }
  const cluster = await joinCluster({ folder: join(config.dataFolder, 'database'), log });
  await createIfMissing(cluster.urlOf('postgres'));
  return connect(cluster.urlOf(NAME), log, () => cluster.leave());
}

/** Connections to a database that is known to be there. */
export function connect(url: string, log: Log, afterwards: () => Promise<void>, connections = 10): Database {
  const pool = new Pool({ connectionString: url, max: connections, application_name: 'cairn', types: columnTypes });
  // A connection that breaks while nobody uses it is replaced at the next query; without a listener it would end the process.
  pool.on('error', (error) => log.warn({ reason: error.message }, 'a database connection broke'));
  // One that breaks while it is used fails its query, which is told there.
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await db.destroy();
    // Kysely ends the pool only if it has used it.
    if (!pool.ending) await pool.end();
    await afterwards();
  };
  return {
    db,
    pool,
    url,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

/**
 * Kysely on one connection that the caller holds, inside the transaction that it is in. What is done with it must begin
 * no transaction of its own. Needs no closing.
 */
export function overClient(client: PoolClient): Db {
  const held = { query: client.query.bind(client) as PostgresPoolClient['query'], release() {} };
  const pool: PostgresPool = { connect: async () => held, end: async () => {}, options: {} };
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

async function checkServer(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  let version: { number: string; text: string } | undefined;
  try {
    await client.connect();
    const { rows } = await client.query<{ number: string; text: string }>(
      "select current_setting('server_version_num') as number, current_setting('server_version') as text",
    );
    version = rows[0];
  } catch (error) {
    throw new DatabaseError(`DATABASE_URL points at a database that cannot be used: ${reasonOf(error)}.`);
  } finally {
    await client.end().catch(() => {});
  }
  if (!version || Number(version.number) < OLDEST_VERSION * 10_000) {
    throw new DatabaseError(
      `DATABASE_URL points at PostgreSQL ${version?.text}; Cairn needs ${OLDEST_VERSION} or newer.`,
    );
  }
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  return (message || codeOf(error)).replace(/\.$/, '');
}

async function createIfMissing(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    const { rowCount } = await client.query('select from pg_database where datname = $1', [NAME]);
    if (rowCount === 0) await client.query(`create database ${NAME}`);
  } catch (error) {
    // Two processes that start together may both try; the second finds it there.
    if (!['42P04', '23505'].includes(codeOf(error))) throw error;
  } finally {
    await client.end();
  }
}
