/** Checks: what each finds, and that none keeps another from being run. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEmptyDatabase, openTestDatabase } from '../../../../tests/support/database.js';
import { fixedClock, systemClock } from '../../clock/index.js';
import { type Config, readConfig } from '../../config/index.js';
import type { Database } from '../../db/index.js';
import type { CheckContext } from '../check.js';
import { compareClocks, compareMigrations } from '../database.js';
import { type Check, checks, databaseCheck, exitCodeOfChecks, ok, runChecks, warning } from '../index.js';
import { freeSpace, judgeQueue } from '../surroundings.js';

const folder = mkdtempSync(join(tmpdir(), 'cairn-checks-'));
let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

function contextOf(env: Record<string, string> = {}, given: Partial<CheckContext> = {}): CheckContext {
  const config: Config = readConfig({ CAIRN_DATA: folder, ...env });
  return { config, database, databaseTrouble: null, clock: systemClock, ...given };
}

async function find(name: string, context: CheckContext) {
  const check = checks.find((candidate) => candidate.name === name)!;
  return (await runChecks([check], context))[0]!;
}

test('nothing is wrong with a fresh site of one’s own', async () => {
  const found = await runChecks(checks, contextOf());
  expect(found.filter(({ state, check }) => state !== 'ok' && check !== 'disk')).toEqual([]);
  expect(exitCodeOfChecks(found.filter(({ check }) => check !== 'disk'))).toBe(0);
});

test('without a database the other checks are run, and it is said once what is wrong', async () => {
  const without = contextOf({}, { database: null, databaseTrouble: 'It is away.' });
  const found = await runChecks(checks, without);
  expect(found).toHaveLength(checks.length);
  expect(found.filter(({ state }) => state === 'failed')).toMatchObject([
    { check: 'database', message: 'It is away.' },
  ]);
  expect(found.find(({ check }) => check === 'public address')).toMatchObject({ state: 'ok' });
  expect(exitCodeOfChecks(found)).toBe(2);
});

test('on a database without tables, what needs them is not checked, and nothing breaks', async () => {
  const empty = await openEmptyDatabase();
  const found = await runChecks(checks, contextOf({}, { database: empty }));
  await empty.close();
  const states = Object.fromEntries(found.map(({ check, state }) => [check, state]));
  expect(states).toMatchObject({ database: 'ok', 'database schema': 'warning', letters: 'warning', jobs: 'warning' });
});

test('a check that throws or stands still is told as failed, and the next one runs', async () => {
  const odd: Check[] = [
    { name: 'throws', run: () => Promise.reject(new Error('Away.\n    at somewhere')) },
    { name: 'stands still', fault: 'settings', run: () => new Promise(() => {}) },
    databaseCheck('goes on', async () => ok('Well.')),
  ];
  const found = await runChecks(odd, contextOf(), { patienceMs: 30 });
  expect(found.map(({ state, message }) => [state, message])).toEqual([
    ['failed', 'It could not be checked: Away.'],
    ['failed', 'No answer within 0.03 seconds.'],
    ['ok', 'Well.'],
  ]);
});

test('the exit code says whose fault it is', () => {
  const of = (fault: 'settings' | 'system', state: 'failed' | 'warning') => ({
    ...warning('x', 'y'),
    check: 'x',
    fault,
    state,
  });
  expect(exitCodeOfChecks([of('system', 'warning'), of('settings', 'warning')])).toBe(0);
  expect(exitCodeOfChecks([of('settings', 'failed'), of('system', 'warning')])).toBe(1);
  expect(exitCodeOfChecks([of('settings', 'failed'), of('system', 'failed')])).toBe(2);
});

test('a secret that others may read, or that is easy to guess, is found', async () => {
  const path = join(folder, 'secret');
  writeFileSync(path, 'abcdefghijklmnopqrstuvwxyz012345', { mode: 0o600 });
  expect(await find('site secret', contextOf())).toMatchObject({ state: 'ok' });
  chmodSync(path, 0o640);
  expect(await find('site secret', contextOf())).toMatchObject({ state: 'failed', fix: `Run: chmod 600 ${path}` });
  chmodSync(path, 0o600);
  expect(await find('site secret', contextOf({ CAIRN_SECRET: 'a'.repeat(40) }))).toMatchObject({ state: 'failed' });
});

test('an address without encryption, foreign content on it, and private hosts are found', async () => {
  const open = contextOf({ CAIRN_ORIGIN: 'http://cairn.example', CAIRN_CONTENT_ORIGIN: 'http://cairn.example' });
  expect(await find('public address', open)).toMatchObject({ state: 'failed', fault: 'settings' });
  expect(await find('foreign content', open)).toMatchObject({ state: 'failed' });
  const safe = contextOf({
    CAIRN_ORIGIN: 'https://cairn.example',
    CAIRN_CONTENT_ORIGIN: 'https://{package}.content.example',
  });
  expect(await find('public address', safe)).toMatchObject({ state: 'ok' });
  expect(await find('foreign content', safe)).toMatchObject({ state: 'ok' });
  const hosts = contextOf({ CAIRN_FETCH_ALLOW: '10.0.0.7:8080' });
  expect(await find('private hosts', hosts)).toMatchObject({
    state: 'warning',
    message: expect.stringContaining('10.0.0.7:8080'),
  });
});

test('the mail server is asked', async () => {
  const hosted = { CAIRN_ORIGIN: 'https://cairn.example' };
  expect(await find('mail server', contextOf(hosted))).toMatchObject({
    state: 'failed',
    fix: expect.stringContaining('SMTP_URL'),
  });
  const server = await greet();
  const { port } = server.address() as { port: number };
  const asked = () => find('mail server', contextOf({ ...hosted, SMTP_URL: `smtp://127.0.0.1:${port}` }));
  expect(await asked()).toMatchObject({ state: 'ok' });
  await new Promise((resolve) => server.close(resolve));
  expect(await asked()).toMatchObject({ state: 'failed', message: expect.stringContaining('127.0.0.1') });
});

/** As much of a mail server as is needed to be asked whether it is one. */
function greet(): Promise<Server> {
  const server = createServer((socket) => {
    socket.write('220 test\r\n');
    socket.on('data', (chunk) => socket.write(chunk.toString().startsWith('QUIT') ? '221 bye\r\n' : '250 ok\r\n'));
    socket.on('error', () => {});
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

test('letters and jobs that nobody takes are found', async () => {
  const later = { clock: fixedClock(new Date(Date.now() + 3_600_000).toISOString()) };
  expect(await find('letters', contextOf({}, later))).toMatchObject({ state: 'ok' });
  await database.pool.query(
    "insert into platform.mail (id, recipient, subject, body_text) values (gen_random_uuid(), 'a@example.org', 'Demo', '')",
  );
  await database.pool.query("select graphile_worker.add_job('demo.work', '{}'::json)");
  expect(await find('letters', contextOf({}, later))).toMatchObject({
    state: 'warning',
    message: 'Waiting: 1 letter, the oldest for 60 minutes.',
  });
  expect(await find('jobs', contextOf({}, later))).toMatchObject({
    state: 'failed',
    message: 'Due: 1 job, the oldest for 60 minutes.',
  });
  await database.pool.query(
    "update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'No way. Really.'",
  );
  expect(await find('jobs', contextOf({}, later))).toMatchObject({
    state: 'warning',
    message: 'Given up after many attempts: 1 of demo.work. The last said: No way. Really.',
  });
  const idle = { given_up: [], waiting: 0, oldest: null, events: 2, oldest_event: new Date(0) };
  expect(judgeQueue(idle, new Date(60_000)).state).toBe('ok');
  expect(judgeQueue(idle, new Date(3_600_000)).state).toBe('failed');
});

test('an index that cannot be used is found', async () => {
  await database.pool.query('create table platform.twice (n int); insert into platform.twice values (1), (1)');
  await expect(database.pool.query('create unique index concurrently twice_n on platform.twice (n)')).rejects.toThrow();
  expect(await find('database indexes', contextOf())).toMatchObject({
    state: 'failed',
    message: expect.stringContaining('twice_n'),
  });
  await database.pool.query('drop table platform.twice');
});

test('a restore that was broken off is found', async () => {
  mkdirSync(join(folder, 'restoring-x'));
  expect(await find('disk', contextOf())).toMatchObject({
    state: 'warning',
    message: expect.stringContaining('restoring-x'),
  });
  rmSync(join(folder, 'restoring-x'), { recursive: true });
});

test('versions, clocks and free space are judged', () => {
  const one = { number: 1, name: 'one', hash: 'a', sql: '' };
  const two = { number: 2, name: 'two', hash: 'b', sql: '' };
  expect(compareMigrations(null, [one]).state).toBe('warning');
  expect(compareMigrations([one, two], [one, two]).state).toBe('ok');
  expect(compareMigrations([one], [one, two])).toMatchObject({
    state: 'warning',
    message: expect.stringContaining('2 two'),
  });
  expect(compareMigrations([one, two], [one])).toMatchObject({
    state: 'failed',
    message: expect.stringContaining('newer'),
  });
  expect(compareMigrations([{ ...one, hash: 'x' }], [one])).toMatchObject({
    state: 'failed',
    message: expect.stringContaining('changed'),
  });
  expect([500, -5_000, 31_000].map((ahead) => compareClocks(ahead).state)).toEqual(['ok', 'warning', 'failed']);
  expect([100, 3, 0.1].map((free) => freeSpace(free, '/x').state)).toEqual(['ok', 'warning', 'failed']);
});
