/** A fresh, migrated database for a test, cloned in some tens of milliseconds. */
import { Client } from 'pg';
import { newToken } from '../../src/platform/crypto/index.js';
import { connect, type Database } from '../../src/platform/db/index.js';
import { silentLog } from '../../src/platform/log/index.js';
import { withDatabase } from './database-setup.js';

/** Opens a database of its own for one test or one file; `close()` drops it. Nothing is shared with other tests. */
export async function openTestDatabase(): Promise<Database> {
  const name = `cairn_test_${process.pid}_${newToken(6).toLowerCase().replaceAll('-', '_')}`;
  await asAdmin(`create database ${name} template ${required('CAIRN_TEST_TEMPLATE')}`);
  const url = withDatabase(required('CAIRN_TEST_ADMIN_URL'), name);
  return connect(url, silentLog, () => asAdmin(`drop database if exists ${name} with (force)`));
}

/** An empty database: no migration has run. */
export async function openEmptyDatabase(): Promise<Database> {
  const name = `cairn_test_${process.pid}_${newToken(6).toLowerCase().replaceAll('-', '_')}`;
  await asAdmin(`create database ${name}`);
  const url = withDatabase(required('CAIRN_TEST_ADMIN_URL'), name);
  return connect(url, silentLog, () => asAdmin(`drop database if exists ${name} with (force)`));
}

async function asAdmin(statement: string): Promise<void> {
  const client = new Client({ connectionString: required('CAIRN_TEST_ADMIN_URL') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function required(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: run the tests through Vitest, which starts the test server`);
  return value;
}
