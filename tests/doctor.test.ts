/** `cairn doctor` as a whole: every feature's checks on a real site, and the command as an operator meets it. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OPERATOR, recordAct } from '../src/accounts/index.js';
import { importStarter } from '../src/catalogue/index.js';
import { disownSnapshots, openDiscovery } from '../src/discovery/index.js';
import { allChecks } from '../src/main/checks.js';
import { doctorCommand } from '../src/main/doctor.js';
import { type Checked, runChecks } from '../src/platform/checks/index.js';
import { systemClock } from '../src/platform/clock/index.js';
import { readConfig } from '../src/platform/config/index.js';
import type { Database } from '../src/platform/db/index.js';
import { silentLog } from '../src/platform/log/index.js';
import { runCommand } from './support/command.js';
import { openTestDatabase } from './support/database.js';

let database: Database;
const folder = mkdtempSync(join(tmpdir(), 'cairn-doctor-'));

beforeAll(async () => {
  database = await openTestDatabase();
  await importStarter({ db: database.db });
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

async function doctor(asked: Database = database): Promise<Map<string, Checked>> {
  const config = readConfig({ CAIRN_DATA: folder });
  const context = { config, database: asked, databaseTrouble: null, clock: systemClock };
  const found = await runChecks(allChecks, context);
  return new Map(found.map((checked) => [checked.check, checked]));
}

test('every check has a name of its own', () => {
  const names = allChecks.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
});

test('a log of acts that was changed outside Cairn is found, with the first entry that does not fit', async () => {
  const changed = await openTestDatabase();
  const { db, pool } = changed;
  for (const act of ['demo.first', 'demo.second', 'demo.third'])
    await db.transaction().execute((trx) => recordAct(trx, OPERATOR, { act, subject: 'demo' }));
  const log = async () => (await doctor(changed)).get('audit log');
  expect(await log()).toMatchObject({ state: 'ok', message: expect.stringMatching(/entries: \d+/) });
  await expect(pool.query("update accounts.audit set act = 'demo.other' where act = 'demo.second'")).rejects.toThrow(
    'append-only',
  );
  await pool.query('alter table accounts.audit disable trigger user');
  await pool.query("update accounts.audit set act = 'demo.other' where act = 'demo.second'");
  expect(await log()).toMatchObject({ state: 'failed', message: expect.stringMatching(/entry \d+ was changed/) });
  await pool.query("update accounts.audit set act = 'demo.second' where act = 'demo.other'");
  await pool.query("delete from accounts.audit where act = 'demo.second'");
  expect(await log()).toMatchObject({ state: 'failed', message: expect.stringMatching(/entry \d+ is missing/) });
  await changed.close();
});

test('the index on disk is compared with the catalogue', async () => {
  const { db, pool } = database;
  const index = async () => (await doctor()).get('index');
  expect(await index()).toMatchObject({ state: 'ok', message: expect.stringContaining('no index on disk') });
  const discovery = await openDiscovery({ db, pool, clock: systemClock, log: silentLog, folder });
  const { documents } = discovery.stats();
  await discovery.close();
  expect(await index()).toMatchObject({ state: 'ok', message: expect.stringContaining(`holds ${documents} courses`) });

  await pool.query("update catalogue.course set state = 'withdrawn' where num = 1");
  expect(await index()).toMatchObject({
    state: 'warning',
    message: expect.stringContaining(`and the catalogue ${documents - 1}`),
  });
  await pool.query('insert into catalogue.change (num) values (1)');
  expect(await index()).toMatchObject({ state: 'ok', message: expect.stringContaining('1 changed courses behind') });

  await disownSnapshots(db);
  expect(await index()).toMatchObject({ state: 'warning', message: expect.stringContaining('another database') });
  writeFileSync(join(folder, 'discovery/index.snapshot'), 'nonsense');
  expect(await index()).toMatchObject({ state: 'warning', message: expect.stringContaining('not used') });
});

test('imports that were killed or broke off, and sources that closed, are named', async () => {
  const { pool } = database;
  expect((await doctor()).get('imports')).toMatchObject({ state: 'ok' });
  await pool.query("insert into catalogue.source (key, name, format) values ('demo', 'Demo feed', 'csv')");
  await pool.query(`insert into catalogue.import_run (source_id, format, input, actor, started)
    select id, 'csv', 'x', 'operator', now() - interval '1 day' from catalogue.source where key = 'demo'`);
  expect((await doctor()).get('imports')).toMatchObject({
    state: 'warning',
    message: 'Killed in the middle: the import of Demo feed.',
  });
  await pool.query("update catalogue.import_run set outcome = 'stopped' where outcome = 'running'");
  expect((await doctor()).get('imports')).toMatchObject({
    state: 'warning',
    message: 'The last import did not end well: Demo feed.',
  });
  expect((await doctor()).get('sources')).toMatchObject({ state: 'ok' });
  await pool.query("update catalogue.listing set state = 'withdrawn'");
  expect((await doctor()).get('sources')).toMatchObject({
    state: 'warning',
    message: expect.stringContaining('withdrawn'),
  });
});

test('the command answers by its exit code, a line a check, without a stack', async () => {
  const secret = 'abcdefghijklmnopqrstuvwxyz012345';
  const cairn = (env: Record<string, string>, ...args: string[]) =>
    runCommand(doctorCommand, args, { CAIRN_DATA: join(folder, 'other'), CAIRN_SECRET: secret, ...env });
  const nowhere = 'postgresql://nobody@127.0.0.1:1/none';
  const away = await cairn({ DATABASE_URL: nowhere, CAIRN_ORIGIN: 'https://cairn.example' }, '--json');
  expect(away).toMatchObject({ status: 2, stderr: '' });
  const lines = away.stdout.trim().split('\n');
  const found = lines.map((line) => JSON.parse(line) as Checked);
  expect(found).toHaveLength(allChecks.length);
  expect(found.find(({ check }) => check === 'database')).toMatchObject({
    state: 'failed',
    message: expect.stringContaining('ECONNREFUSED'),
  });

  const wrong = await cairn({ PORT: 'none' });
  expect(wrong).toMatchObject({ status: 1, stdout: expect.stringContaining('PORT is "none"') });
  const open = await cairn({ DATABASE_URL: database.url, CAIRN_ORIGIN: 'http://cairn.example' });
  expect(open).toMatchObject({ status: 1, stdout: expect.stringContaining('FAILED  public address') });
  expect(open.stdout).not.toMatch(/^\s+at /m);
  const none = await cairn({ CAIRN_DATA: join(folder, 'new') });
  expect(none).toMatchObject({ status: 2, stdout: expect.stringContaining('There is no database yet.') });
  expect(readdirSync(join(folder, 'new'))).toEqual([]);
});
