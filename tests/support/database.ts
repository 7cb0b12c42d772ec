/** A fresh, migrated database for a test, cloned in some tens of milliseconds. */
import { Client } from 'pg';
import { newToken } from '../../src/platform/crypto/index.js';
import { connect, type Database } from '../../src/platform/db/index.js';
import { silentLog } from '../../src/platform/log/index.js';
import { withDatabase } from './database-setup.js';

/** Opens a database of its own for one test or one file; `close()` drops it. Nothing is shared with other tests. */
export async function openTestDatabase(template = required('CAIRN_TEST_TEMPLATE')): Promise<Database> {
  const name = `cairn_test_${process.pid}_${newToken(6).toLowerCase().replaceAll('-', '_')}`;
  await copyDatabase(template, name);
  const url = withDatabase(required('CAIRN_TEST_ADMIN_URL'), name);
  return connect(url, silentLog, () => dropDatabase(name));
}

/**
 * A template that `fill` has filled once for all tests of this run, whichever process comes first; it goes with the run, or
 * with the next where this one is killed.
 */
export async function openTemplate(kind: string, fill: (database: Database) => Promise<void>): Promise<string> {
  const name = `cairn_test_${required('CAIRN_TEST_RUN')}_template_${kind}`;
  const known = filled.get(name) ?? withLock(name, () => makeTemplate(name, fill));
  filled.set(name, known);
  await known;
  return name;
}

const filled = new Map<string, Promise<void>>();

async function makeTemplate(name: string, fill: (database: Database) => Promise<void>): Promise<void> {
  const { rowCount } = await asAdmin(`select from pg_database where datname = '${name}'`);
  if (rowCount === 1) return;
  const draft = `${name}_draft`;
  await dropDatabase(draft);
  await copyDatabase(required('CAIRN_TEST_TEMPLATE'), draft);
  const database = connect(withDatabase(required('CAIRN_TEST_ADMIN_URL'), draft), silentLog, async () => {}, 3);
  try {
    await fill(database);
  } finally {
    await database.close();
  }
  await asAdmin(`alter database ${draft} rename to ${name}`);
}

/** File by file: through the log it takes twice as long. */
async function copyDatabase(template: string, name: string): Promise<void> {
  await asAdmin(`create database ${name} template ${template} strategy file_copy`);
}

/** An empty database: no migration has run. */
export async function openEmptyDatabase(): Promise<Database> {
  const name = `cairn_test_${process.pid}_${newToken(6).toLowerCase().replaceAll('-', '_')}`;
  await asAdmin(`create database ${name}`);
  const url = withDatabase(required('CAIRN_TEST_ADMIN_URL'), name);
  return connect(url, silentLog, () => dropDatabase(name));
}

async function dropDatabase(name: string): Promise<void> {
  await asAdmin(`drop database if exists ${name} with (force)`);
}

async function asAdmin(statement: string): Promise<{ rowCount: number | null }> {
  const client = new Client({ connectionString: required('CAIRN_TEST_ADMIN_URL') });
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
}

/** One process at a time does what is named. */
async function withLock<T>(name: string, act: () => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: required('CAIRN_TEST_ADMIN_URL') });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', [name]);
    return await act();
  } finally {
    await client.end();
  }
}

function required(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: run the tests through Vitest, which starts the test server`);
  return value;
}
