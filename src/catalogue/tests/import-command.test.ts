import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../../tests/support/database.js';
import { runCommands } from '../../platform/commands/index.js';
import type { Database } from '../../platform/db/index.js';
import { importCommand } from '../commands/import.js';
import { listRuns } from '../queries/index.js';

let database: Database;
let folder: string;
beforeAll(async () => {
  database = await openTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'cairn-command-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.close();
});

async function cairn(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const env = {
    DATABASE_URL: database.url,
    CAIRN_DATA: folder,
    CAIRN_SECRET: 'a secret for a test that nobody else will use',
  };
  const code = await runCommands([importCommand], ['import', ...args], {
    stdout,
    stderr,
    env,
    signal: new AbortController().signal,
  });
  stdout.end();
  stderr.end();
  return { code, out: await text(stdout), err: await text(stderr) };
}

function table(name: string, ...numbers: number[]): string {
  const path = join(folder, name);
  const rows = numbers.map((number) => `Demo course ${number},Demo Academy,https://demo.example/${number}`);
  writeFileSync(path, ['title,provider,url', ...rows].join('\n'));
  return path;
}

describe('cairn import', () => {
  it('answers with one object a line, acts as the operator, and ends with 0', async () => {
    const { code, out } = await cairn(table('a.csv', 1, 2, 3, 4, 5), '--source', 'demo', '--json');
    expect(code).toBe(0);
    const lines = out.trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      source: 'demo',
      format: 'csv',
      read: 5,
      added: 5,
      changed: 0,
      unchanged: 0,
      withdrawn: 0,
      refused: 0,
      merged: 0,
      errors: [],
      tookMs: expect.any(Number),
    });
    expect((await listRuns(database.db))[0]).toMatchObject({ actor: 'operator', outcome: 'done' });
  });

  it('tells a person what has changed', async () => {
    const { out } = await cairn(table('a.csv', 1, 2, 3, 4, 5, 6), '--source', 'demo', '--dry-run');
    expect(out).toContain('6 courses read: 1 added, 5 unchanged');
    expect(out).toContain('nothing was kept');
  });

  it('ends with 1 where the input is at fault, and withdraws a great part only when forced', async () => {
    const less = table('a.csv', 1, 2);
    const stopped = await cairn(less, '--source', 'demo');
    expect(stopped.code).toBe(1);
    expect(stopped.err).toContain('3 of the 5 courses');
    expect((await cairn(less, '--source', 'demo', '--force')).code).toBe(0);
    const missing = await cairn(join(folder, 'none.csv'));
    expect([missing.code, missing.err.trim().split('\n').length]).toEqual([1, 1]);
  });
});
