/** A fresh, migrated database for a test, cloned in some tens of milliseconds. */
import { Client } from 'pg';
import { newToken } from '../../src/platform/crypto/index.js';
import { connect, type Database } from '../../src/platform/db/index.js';
import { silentLog } from '../../src/platform/log/index.js';
import { withDatabase } from './database-setup.js';

/** Opens a database of its own for one test or one file; `close()` drops it. Nothing is shared with other tests. */
export async function openTestDatabase(template = required('CAIRN_TEST_TEMPLATE')): Promise<Database> {
  const name = `cairn_test_${process.pid}_${newToken(6).toLowerCase().replaceAll('-', '_')}`;
  await asAdmin(`create database ${name} template ${template}`);
  const url = withDatabase(required('CAIRN_TEST_ADMIN_URL'), name);
  return connect(url, silentLog, () => asAdmin(`drop database if exists ${name} with (force)`));
}

const filled = new Map<string, Promise<string>>();

/**
 * A template that `fill` has filled once for all tests of this process; it goes with the next run, as whatever a killed
 * run leaves behind.
 */
export function openTemplate(kind: string, fill: (database: Database) => Promise<void>): Promise<string> {
  const open = async (): Promise<string> => {
    const name = `cairn_test_${process.pid}_template_${kind}`;
    await asAdmin(`drop database if exists ${name} with (force)`);
    await asAdmin(`create database ${name} template ${required('CAIRN_TEST_TEMPLATE')}`);
    const database = connect(withDatabase(required('CAIRN_TEST_ADMIN_URL'), name), silentLog, async () => {}, 3);
    try {
      await fill(database);
    } finally {
      await database.close();
    }
    return name;
  };
  const known = filled.get(kind) ?? open();
  filled.set(kind, known);
  return known;
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
