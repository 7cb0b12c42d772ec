/** Jobs of a worker that was killed run again soon; those of one that lives run once. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { openTestDatabase } from '../../../../tests/support/database.js';
import type { Database } from '../../db/index.js';
import { projectFile } from '../../files/index.js';
import { silentLog } from '../../log/index.js';
import { defineTask, enqueue, type Handler, handle, type Jobs, startJobs } from '../index.js';

const greet = defineTask('test.greet', z.object({ name: z.string() }));
/** A worker that begins a job and never ends it. */
const SCRIPT = `
  const from = (part) => import(process.env.CAIRN_DIST + '/platform/' + part + '/index.js');
  const [{ connect }, { startJobs }, { silentLog }] = await Promise.all(['db', 'jobs', 'log'].map(from));
  const database = connect(process.env.DATABASE_URL, silentLog, async () => {});
  const begin = { name: 'test.greet', run: ({ name }) => { process.send(name); return new Promise(() => {}); } };
  await startJobs({ database, log: silentLog, handlers: [begin], concurrency: 1 });
  setInterval(() => {}, 1000);
`;

let database: Database;
const running: Jobs[] = [];
const children: ChildProcess[] = [];
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(async () => {
  for (const child of children.splice(0)) await kill(child);
  await Promise.all(running.splice(0).map((jobs) => jobs.stop()));
  await database.close();
});

async function work(...handlers: Handler[]): Promise<void> {
  running.push(await startJobs({ database, log: silentLog, handlers, lookEveryMs: 100 }));
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

const held = async (): Promise<string[]> =>
  (
    await database.pool.query(
      `select locked_by from graphile_worker._private_jobs where locked_by is not null order by 1`,
    )
  ).rows.map((row) => row.locked_by);
const living = async (): Promise<number[]> =>
  (
    await database.pool.query(`select pid from pg_locks join pg_database on oid = database
    where locktype = 'advisory' and datname = current_database()`)
  ).rows.map((row) => row.pid);

test('what a killed worker held, alone or in a queue, another does', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', SCRIPT], {
    env: { ...process.env, DATABASE_URL: database.url, CAIRN_DIST: projectFile('dist') },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  children.push(child);
  await enqueue(database.db, greet, { name: 'Ann' }, { queue: 'one' });
  await enqueue(database.db, greet, { name: 'Bob' }, { queue: 'one' });
  const [begun] = await once(child, 'message');
  expect(begun).toBe('Ann');
  const greeted: string[] = [];
  await work(handle(greet, async ({ name }) => void greeted.push(name)));
  await beLookedFor();
  expect(greeted).toEqual([]);
  await kill(child);
  await expect.poll(() => greeted, { timeout: 20_000 }).toEqual(['Ann', 'Bob']);
});

test('what a living worker does is not begun by another', async () => {
  let begun = 0;
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const long = handle(greet, () => {
    begun += 1;
    return ended;
  });
  await work(long);
  await enqueue(database.db, greet, { name: 'Ann' });
  await expect.poll(() => begun).toBe(1);
  const [name] = await held();
  await work(long);
  await beLookedFor();
  expect([await held(), begun]).toEqual([[name], 1]);
  end();
  await expect.poll(held).toEqual([]);
});

test('a worker whose connection broke says again that it lives', async () => {
  await work(handle(greet, async () => {}));
  const [pid] = await living();
  await database.pool.query('select pg_terminate_backend($1)', [pid]);
  await expect.poll(living, { timeout: 10_000 }).toEqual([expect.not.toSatisfy((other) => other === pid)]);
});

/** Resolves when jobs of the dead were looked for: one of a worker that never was is held no more. */
async function beLookedFor(): Promise<void> {
  const { rows } = await database.pool.query(
    `select id from graphile_worker.add_job('test.nobody', run_at => now() + interval '1 day')`,
  );
  const { id } = rows[0];
  await database.pool.query(
    `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'nobody' where id = $1`,
    [id],
  );
  await expect.poll(held, { timeout: 10_000 }).not.toContain('nobody');
}
