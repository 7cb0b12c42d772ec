/** Files that are generated and read by people. `npm run check -- --write` makes them anew; a stale one fails here. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { composeWeb } from '../src/main/compose.js';
import { readConfig } from '../src/platform/config/index.js';
import { type Database, describeDatabase, describeTypes } from '../src/platform/db/index.js';
import { projectFile } from '../src/platform/files/index.js';
import { silentLog } from '../src/platform/log/index.js';
import { openTestDatabase } from './support/database.js';

const writing = process.env.CAIRN_WRITE_GOLDENS === '1';
const folder = 'database/description';
let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

function compare(path: string, text: string): void {
  if (writing) {
    mkdirSync(dirname(projectFile(path)), { recursive: true });
    writeFileSync(projectFile(path), text);
  }
  expect(read(path), `${path} is stale: npm run check -- --write`).toBe(text);
}

function read(path: string): string {
  try {
    return readFileSync(projectFile(path), 'utf8');
  } catch {
    return '';
  }
}

test('the description of the database', async () => {
  const texts = await describeDatabase(database.pool);
  const wanted = [...texts.keys()].map((schema) => `${schema}.sql`).sort();
  mkdirSync(projectFile(folder), { recursive: true });
  const superfluous = readdirSync(projectFile(folder)).filter((file) => !wanted.includes(file));
  if (writing) for (const file of superfluous) rmSync(projectFile(`${folder}/${file}`));
  else expect(superfluous, 'descriptions of schemas that are no more').toEqual([]);
  for (const [schema, text] of texts) compare(`${folder}/${schema}.sql`, text);
});

test('the types of tables and views', async () => {
  compare('src/platform/db/tables.ts', await describeTypes(database.pool));
});

test('the description of the public interface', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-goldens-'));
  const config = readConfig({ CAIRN_DATA: folder });
  const cairn = await composeWeb({ config, database, log: silentLog }, { snapshot: false });
  try {
    const answer = await cairn.server.app.inject('/api/openapi.json');
    compare('openapi.json', `${JSON.stringify(answer.json(), null, 2)}\n`);
  } finally {
    await cairn.stop();
    rmSync(folder, { recursive: true });
  }
});
