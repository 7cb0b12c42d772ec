/** Kill -9, for real: the command is killed at random moments again and again, then left to end. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase } from '../../../tests/support/database.js';
import type { Database } from '../../platform/db/index.js';
import { projectFile } from '../../platform/files/index.js';
import { picture } from './demo-source.js';

const COURSES = 20_000;
const KILLS = 12;
let folder: string;
let feed: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cairn-kill-'));
  feed = join(folder, 'feed.csv');
  const lines = Array.from({ length: COURSES }, (_, at) => {
    const number = at % 50 === 7 ? at - 7 : at;
    return `Demo course ${number},Demo Academy ${number % 90},https://demo.example/courses/${number},Row ${at} of an invented table.`;
  });
  writeFileSync(feed, ['title,provider,url,description', ...lines].join('\n'));
  spawnSync(process.execPath, [projectFile('bin/cairn.mjs'), 'import', '--help']);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function command(database: Database) {
  const env = {
    ...process.env,
    DATABASE_URL: database.url,
    CAIRN_DATA: folder,
    CAIRN_SECRET: 'a secret for a test that nobody else will use',
  };
  return spawn(process.execPath, [projectFile('dist/commands.js'), 'import', feed, '--json'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function finish(database: Database): Promise<{ read: number; unchanged: number }> {
  const child = command(database);
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const [code] = await once(child, 'close');
  expect(code).toBe(0);
  return JSON.parse(output);
}

it('an import that is killed again and again leaves, when it may end, what one import leaves', async () => {
  const unharmed = await openTestDatabase();
  const killed = await openTestDatabase();
  try {
    const started = performance.now();
    expect((await finish(unharmed)).read).toBe(COURSES);
    const whole = performance.now() - started;
    for (let kill = 0; kill < KILLS; kill++) {
      const child = command(killed);
      const ended = once(child, 'close');
      await new Promise((resolve) => setTimeout(resolve, whole * (0.2 + 0.7 * Math.random())));
      child.kill('SIGKILL');
      await ended;
    }
    const last = await finish(killed);
    expect(last.read).toBe(COURSES);
    expect(await picture(killed)).toEqual(await picture(unharmed));
    const { rows } = await killed.pool.query(
      "select count(*)::int as running from catalogue.import_run where outcome = 'running'",
    );
    expect(rows).toEqual([{ running: 0 }]);
  } finally {
    await unharmed.close();
    await killed.close();
  }
}, 900_000);
