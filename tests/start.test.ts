/** `npm start` and `cairn` as a person meets them: from an empty data folder, beside each other, through accidents. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectFile } from '../src/platform/files/index.js';

let folder: string;
let env: NodeJS.ProcessEnv;
const started: Started[] = [];

type Started = { process: ChildProcess; address: string; said: () => string; ended: Promise<number | null> };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cairn-start-'));
  const { DATABASE_URL: _, ...rest } = process.env;
  env = { ...rest, CAIRN_DATA: join(folder, 'data'), PORT: String(await freePort()) };
});
afterAll(async () => {
  for (const { process: child } of started) child.kill('SIGTERM');
  await Promise.all(started.map(({ ended }) => ended));
  rmSync(folder, { recursive: true, force: true });
});

const pidFile = () => join(folder, 'data/database/cluster/postmaster.pid');

/** Starts Cairn and waits until it says that it is ready or ends. */
async function start(): Promise<Started> {
  const child = spawn(process.execPath, [projectFile('bin/start.mjs')], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const self: Started = { process: child, address: `http://localhost:${env.PORT}`, said: () => said, ended };
  started.push(self);
  await Promise.race([ended, expect.poll(() => said, { timeout: 300_000 }).toContain('Cairn is ready')]);
  return self;
}

function cairn(...args: string[]) {
  return spawnSync(process.execPath, [projectFile('bin/cairn.mjs'), ...args], { env, encoding: 'utf8' });
}

test('from nothing to a page, with commands beside it, to a clean stop', { timeout: 400_000 }, async () => {
  const running = await start();
  expect((await fetch(`${running.address}/readyz`)).status).toBe(200);
  expect(await (await fetch(`${running.address}/`)).text()).toContain('<h1');

  const taken = await start();
  expect(await taken.ended).toBe(2);
  expect(taken.said()).toContain(`Port ${env.PORT} is taken by another program.`);
  expect(taken.said()).not.toMatch(/^\s+at /m);

  const beside = cairn('search', 'leadership', '--json');
  expect(beside.status).toBe(0);
  expect(JSON.parse(beside.stdout)).toMatchObject({ total: expect.any(Number) });

  running.process.kill('SIGTERM');
  expect(await running.ended).toBe(0);
  expect(existsSync(pidFile())).toBe(false);
});

test('a command alone starts the database and leaves none behind', { timeout: 400_000 }, () => {
  expect(cairn('search', 'leadership').status).toBe(0);
  expect(existsSync(pidFile())).toBe(false);
  expect(cairn('no-such-command').status).toBe(1);
});

test('after a kill -9 of everything it starts again', { timeout: 400_000 }, async () => {
  const running = await start();
  const server = Number(readFileSync(pidFile(), 'utf8').split('\n')[0]);
  running.process.kill('SIGKILL');
  process.kill(server, 'SIGKILL');
  await running.ended;
  await expect
    .poll(
      () =>
        fetch(`${running.address}/healthz`)
          .then(() => 'there')
          .catch(() => 'gone'),
      { timeout: 20_000 },
    )
    .toBe('gone');
  const again = await start();
  expect((await fetch(`${again.address}/readyz`)).status).toBe(200);
  again.process.kill('SIGINT');
  expect(await again.ended).toBe(0);
  expect(existsSync(pidFile())).toBe(false);
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, 'localhost', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
