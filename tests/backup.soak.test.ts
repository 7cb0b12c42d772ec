/** Killed at any moment, a restore has happened or has not. `npm run soak`. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { importStarter } from '../src/catalogue/index.js';
import { writeBackup } from '../src/platform/backup/index.js';
import { projectFile } from '../src/platform/files/index.js';
import { openTestDatabase } from './support/database.js';

const KILLS = 40;
const PASSPHRASE = 'demo passphrase of a test';
const SECRET = 'demo secret of a site, thirty-two characters or more';

test('forty kills at random moments', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-kills-'));
  const [source, target] = [await openTestDatabase(), await openTestDatabase()];
  const [site, dataFolder] = [join(folder, 'site'), join(folder, 'target')];
  for (const path of [site, dataFolder]) mkdirSync(join(path, 'files'), { recursive: true });
  writeFileSync(join(site, 'files/new'), Buffer.alloc(5_000_000, 'n'));
  writeFileSync(join(dataFolder, 'files/old'), 'old');
  writeFileSync(join(folder, 'passphrase'), PASSPHRASE);
  await importStarter({ db: source.db });
  const file = join(folder, 'site.backup');
  const options = { dataFolder: site, derived: [], secret: SECRET, passphrase: PASSPHRASE, file };
  const saved = await writeBackup({ database: source, ...options });
  const courses = saved.tables.find(({ table }) => table === 'catalogue.course')!.rows;
  const env = { ...process.env, DATABASE_URL: target.url, CAIRN_DATA: dataFolder, CAIRN_SECRET: SECRET };
  const args = ['restore', file, '--force', '--passphrase-file', join(folder, 'passphrase')];
  const state = async () => {
    const client = new Client(target.url);
    await client.connect();
    const { rows } = await client.query<{ courses: string }>('select count(*) as courses from catalogue.course');
    await client.end();
    return Number(rows[0]!.courses);
  };
  const run = async (killAfter: number | null): Promise<number | null> => {
    const child = spawn(process.execPath, [projectFile('dist/commands.js'), ...args], { env, stdio: 'ignore' });
    const ended = once(child, 'exit') as Promise<[number | null]>;
    if (killAfter !== null) await Promise.race([sleep(killAfter), ended]);
    if (killAfter !== null) child.kill('SIGKILL');
    return (await ended)[0];
  };

  const began = performance.now();
  await run(null);
  const whole = performance.now() - began;
  expect(await state()).toBe(courses);
  const empty = new Client(target.url);
  await empty.connect();
  await empty.query('truncate catalogue.course cascade');
  await empty.end();
  const found = new Set<number>();
  for (let kill = 0; kill < KILLS; kill++) {
    const code = await run(Math.random() * whole * 1.1);
    const there = await state();
    expect([0, courses]).toContain(there);
    if (code === 0) expect(there).toBe(courses);
    found.add(there);
  }
  expect(found.size).toBeGreaterThan(0);
  expect(await run(null)).toBe(0);
  expect(await state()).toBe(courses);
  expect(readdirSync(dataFolder)).toEqual(['files']);
  expect(readFileSync(join(dataFolder, 'files/new'))).toHaveLength(5_000_000);
  await Promise.all([source.close(), target.close()]);
  rmSync(folder, { recursive: true });
});
