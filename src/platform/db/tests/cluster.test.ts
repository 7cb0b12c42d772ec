import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { silentLog } from '../../log/index.js';
import { firstClosedFolder } from '../account.js';
import { type Cluster, joinCluster, openDatabase } from '../index.js';

let base: string;
let folder: string;
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'cairn-cluster-'));
  // A temporary folder is closed to everybody else: run as root, this also tries the way round a closed folder.
  folder = join(base, 'data', 'database');
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

const enter = (): Promise<Cluster> => joinCluster({ folder, log: silentLog, settings: { fsync: 'off' } });
const pidFile = () => join(folder, 'cluster', 'postmaster.pid');
const serverPid = () => Number(readFileSync(pidFile(), 'utf8').split('\n')[0]);

async function ask(cluster: Cluster): Promise<number> {
  const client = new Client({ connectionString: cluster.urlOf('postgres') });
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query<{ answer: number }>('select 42 as answer');
  await client.end();
  return rows[0]!.answer;
}

test('two that come at once make one cluster and share one server; the last one out stops it', async () => {
  const [first, second] = await Promise.all([enter(), enter()]);
  expect(first.urlOf('postgres')).toBe(second.urlOf('postgres'));
  await first.leave();
  expect(await ask(second)).toBe(42);
  await second.leave();
  expect(existsSync(pidFile())).toBe(false);
  expect(spawnSync('ls', [folder], { encoding: 'utf8' }).stdout.split('\n').filter(Boolean)).toEqual([
    'cluster',
    'log',
    'password',
    'port',
  ]);
});

test('only the owner may read the password, and nobody gets in without it', async () => {
  const cluster = await enter();
  try {
    expect(statSync(join(folder, 'password')).mode & 0o777).toBe(0o600);
    const url = new URL(cluster.urlOf('postgres'));
    url.password = 'wrong';
    await expect(new Client({ connectionString: url.href }).connect()).rejects.toThrow(
      'password authentication failed',
    );
  } finally {
    await cluster.leave();
  }
});

test('coming and going at the same moment never breaks anybody', async () => {
  const visits = Array.from({ length: 12 }, async (_, index) => {
    await new Promise((resolve) => setTimeout(resolve, index * 15));
    const cluster = await enter();
    const answer = await ask(cluster);
    await cluster.leave();
    return answer;
  });
  expect(await Promise.all(visits)).toEqual(visits.map(() => 42));
  expect(existsSync(pidFile())).toBe(false);
});

test('a server that was killed comes back under those who use it, with its data', async () => {
  const cluster = await enter();
  const killed = serverPid();
  process.kill(killed, 'SIGKILL');
  await expect.poll(() => ask(cluster).catch(() => 0), { timeout: 20_000 }).toBe(42);
  expect(serverPid()).not.toBe(killed);
  await cluster.leave();
  await expect.poll(() => existsSync(pidFile())).toBe(false);
});

test('a pid file that was left behind is no server', async () => {
  const cluster = await enter();
  const pid = serverPid();
  const left = readFileSync(pidFile());
  await cluster.leave();
  writeFileSync(pidFile(), left);
  chmodSync(pidFile(), 0o644);
  const after = await enter();
  expect(serverPid()).not.toBe(pid);
  await after.leave();
});

test('a pid file that was cut off while it was written is no server', async () => {
  writeFileSync(pidFile(), '');
  chmodSync(pidFile(), 0o644);
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(pidFile(), longAgo, longAgo);
  const cluster = await enter();
  await cluster.leave();
  expect(existsSync(pidFile())).toBe(false);
});

test('a pid file that names a process which is something else by now is no server', async () => {
  writeFileSync(pidFile(), `${process.pid}\n${join(folder, 'cluster')}\n0\n1\n\n127.0.0.1\n`);
  const cluster = await enter();
  expect(await ask(cluster)).toBe(42);
  await cluster.leave();
});

test('a damaged cluster, a wrong password and another version are each told in one sentence', async () => {
  const password = readFileSync(join(folder, 'password'), 'utf8');
  writeFileSync(join(folder, 'password'), 'x'.repeat(43));
  const other = await enter().catch((error: Error) => error);
  expect(String(other)).toMatch(/DatabaseError: The password in .* is not the one of the database beside it/);
  writeFileSync(join(folder, 'password'), password);
  const cluster = await enter();
  await cluster.leave();
  const version = join(folder, 'cluster', 'PG_VERSION');
  const kept = readFileSync(version, 'utf8');
  writeFileSync(version, '12\n');
  await expect(enter()).rejects.toThrow(/was made by PostgreSQL 12, and this Cairn brings \d+/);
  writeFileSync(version, kept);
  rmSync(join(folder, 'cluster', 'global'), { recursive: true });
  await expect(enter()).rejects.toThrow(/^The embedded database did not start: .*\. Its log is /);
});

test('the outermost folder in the way is named', () => {
  const closed = join(base, 'closed');
  mkdirSync(join(closed, 'inner'), { recursive: true });
  chmodSync(base, 0o711);
  chmodSync(closed, 0o700);
  const { uid, gid } = statSync(closed);
  const stranger = { uid: uid + 12_345, gid: gid + 12_345 };
  expect(firstClosedFolder(join(closed, 'inner', 'file'), stranger)).toBe(closed);
  expect(firstClosedFolder(join(closed, 'inner', 'file'), { uid, gid })).toBeUndefined();
});

test('a DATABASE_URL that leads nowhere is told in one sentence', async () => {
  const config = { databaseUrl: 'postgresql://cairn@127.0.0.1:1/cairn', dataFolder: base };
  await expect(openDatabase(config, silentLog)).rejects.toThrow(
    /^DATABASE_URL points at a database that cannot be used: .*ECONNREFUSED/,
  );
});
