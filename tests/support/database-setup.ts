/**
 * Run once by Vitest before any test: one server for the whole run, and on it a migrated database that tests clone.
 * `DATABASE_URL=… npm test` runs the tests on a PostgreSQL of one's own instead; they make and drop databases there.
 */
import { readFileSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { fingerprint } from '../../src/platform/crypto/index.js';
import { connect, joinCluster, migrate, readMigrations, removeCluster } from '../../src/platform/db/index.js';
import { projectFile } from '../../src/platform/files/index.js';
import { silentLog } from '../../src/platform/log/index.js';

/** A cluster that holds nothing worth keeping may forget it all at a power cut, and is quick. */
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '256MB',
  max_connections: '300',
};

export async function setup(): Promise<() => Promise<void>> {
  const given = process.env.DATABASE_URL;
  const cluster = given ? undefined : await openTestCluster();
  const admin = given ?? cluster!.urlOf('postgres');
  process.env.CAIRN_TEST_ADMIN_URL = admin;
  process.env.CAIRN_TEST_RUN = String(process.pid);
  process.env.CAIRN_TEST_TEMPLATE = await prepareTemplate(admin);
  await dropDatabases(admin, (pid) => !isAlive(pid));
  return async () => {
    await dropDatabases(admin, (pid) => pid === process.pid);
    await cluster?.leave();
  };
}

async function openTestCluster() {
  const user = process.getuid?.() ?? 0;
  const folder = join(quickFolder(), `cairn-test-${user}-${fingerprint(projectFile('.'))}`);
  try {
    return await joinCluster({ folder, log: silentLog, settings: SETTINGS });
  } catch {
    removeCluster(folder);
    return await joinCluster({ folder, log: silentLog, settings: SETTINGS });
  }
}

const ENOUGH = 3 * 2 ** 30;

/**
 * Memory, where there is plenty of it: each database of a test is some hundreds of files, which a disk with many folders
 * takes up to a second of a core to make, and memory a thirtieth.
 */
function quickFolder(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    if (bavail * bsize > ENOUGH && process.availableMemory() > 2 * ENOUGH) return '/dev/shm';
  } catch {
    // There is no such folder on this system.
  }
  return tmpdir();
}

/** The template is named after its migrations, so that a changed one is made anew and two runs share the same. */
async function prepareTemplate(admin: string): Promise<string> {
  const queue = readFileSync(projectFile('node_modules/graphile-worker/package.json'), 'utf8');
  const name = `cairn_template_${fingerprint([...readMigrations().map(({ hash }) => hash), queue].join())}`;
  const client = new Client({ connectionString: admin });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('cairn template'))");
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) {
      const draft = `${name}_draft`;
      await client.query(`drop database if exists ${draft} with (force)`);
      await client.query(`create database ${draft}`);
      await migrateDraft(withDatabase(admin, draft));
      await client.query(`alter database ${draft} rename to ${name}`);
    }
  } finally {
    await client.end();
  }
  return name;
}

async function migrateDraft(url: string): Promise<void> {
  const database = connect(url, silentLog, async () => {}, 3);
  try {
    await migrate(database.pool);
  } finally {
    await database.close();
  }
}

/** Databases are named after the process that made them; those of runs that were killed, after one that is no more. */
async function dropDatabases(admin: string, isOver: (pid: number) => boolean): Promise<void> {
  const client = new Client({ connectionString: admin });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>(
      `select datname from pg_database d where datname ~ '^cairn_test_\\d+_'
         and not exists (select from pg_stat_activity a where a.datname = d.datname)`,
    );
    for (const { datname } of rows) {
      if (isOver(Number(datname.split('_')[2]))) await client.query(`drop database if exists ${datname} with (force)`);
    }
  } finally {
    await client.end();
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
