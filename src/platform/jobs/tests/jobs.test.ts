import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { openTestDatabase } from '../../../../tests/support/database.js';
import type { Database } from '../../db/index.js';
import { silentLog } from '../../log/index.js';
import {
  type CronEntry,
  defineEvent,
  defineTask,
  emit,
  enqueue,
  type Handler,
  handle,
  type Jobs,
  on,
  startJobs,
} from '../index.js';

const greet = defineTask('test.greet', z.object({ name: z.string() }));
const moved = defineEvent('test.moved', z.object({ to: z.string() }));
let database: Database;
const running: Jobs[] = [];

beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((jobs) => jobs.stop()));
  await database.close();
});

async function work(handlers: Handler[], cron: CronEntry[] = []): Promise<Jobs> {
  const jobs = await startJobs({ database, log: silentLog, handlers, cron });
  running.push(jobs);
  return jobs;
}

async function waiting(): Promise<{ task: string; attempts: number }[]> {
  const { rows } = await sql<{ task: string; attempts: number }>`
    select task_identifier as task, attempts from graphile_worker.jobs order by task_identifier`.execute(database.db);
  return rows;
}

test('a job is done once its transaction is committed, and not at all if it is not', async () => {
  const greeted: string[] = [];
  await work([handle(greet, async ({ name }) => void greeted.push(name))]);
  const undone = database.db.transaction().execute(async (trx) => {
    await enqueue(trx, greet, { name: 'nobody' });
    throw new Error('changed my mind');
  });
  await expect(undone).rejects.toThrow('changed my mind');
  await database.db.transaction().execute((trx) => enqueue(trx, greet, { name: 'Ann' }));
  await expect.poll(() => greeted).toEqual(['Ann']);
});

test('one key makes one job; a payload of the wrong shape is refused when it is written', async () => {
  await enqueue(database.db, greet, { name: 'first' }, { key: 'k', runAt: new Date(Date.now() + 3_600_000) });
  await enqueue(database.db, greet, { name: 'second' }, { key: 'k' });
  await expect(enqueue(database.db, greet, { name: 1 } as never)).rejects.toThrow();
  const greeted: string[] = [];
  await work([handle(greet, async ({ name }) => void greeted.push(name))]);
  await expect.poll(() => greeted).toEqual(['second']);
  await expect.poll(waiting).toEqual([]);
});

test('each subscriber hears of an event by itself, and a failing one is repeated alone', async () => {
  const heard: string[] = [];
  let failures = 0;
  const failing = on(moved, 'test.failing', async () => {
    failures += 1;
    throw new Error('not today');
  });
  await work([
    on(moved, 'test.first', async ({ to }) => void heard.push(to)),
    failing,
    on(moved, 'test.second', async ({ to }) => void heard.push(to)),
  ]);
  await database.db.transaction().execute((trx) => emit(trx, moved, { to: 'Leeds' }));
  await expect.poll(() => heard).toEqual(['Leeds', 'Leeds']);
  await expect.poll(() => failures).toBe(1);
  await expect.poll(waiting).toEqual([{ task: 'test.moved > test.failing', attempts: 1 }]);
  await sql`update graphile_worker._private_jobs set run_at = now()`.execute(database.db);
  await expect.poll(() => failures, { timeout: 10_000 }).toBe(2);
  expect(heard).toEqual(['Leeds', 'Leeds']);
});

test('an event that was emitted while nobody worked is heard later', async () => {
  await database.db.transaction().execute((trx) => emit(trx, moved, { to: 'York' }));
  const heard: string[] = [];
  await work([on(moved, 'test.late', async ({ to }) => void heard.push(to))]);
  await expect.poll(() => heard).toEqual(['York']);
  const { rows } = await sql`select from platform.event`.execute(database.db);
  expect(rows).toEqual([]);
});

test('stopping lets a job end that is being done', async () => {
  let ended = false;
  let started = false;
  const jobs = await work([
    handle(greet, async () => {
      started = true;
      await new Promise((resolve) => setTimeout(resolve, 200));
      ended = true;
    }),
  ]);
  await enqueue(database.db, greet, { name: 'Ann' });
  await expect.poll(() => started).toBe(true);
  await jobs.stop();
  expect(ended).toBe(true);
});

test('a timetable that names no handler is refused at the start', async () => {
  await expect(work([], [{ at: '0 3 * * *', task: 'test.greet' }])).rejects.toThrow('nothing handles test.greet');
});
