import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../../tests/support/database.js';
import type { Database } from '../../platform/db/index.js';
import { advanceAvailability } from '../actions/advance-availability.js';
import { changesSince, logChanges, startOfChanges } from '../queries/index.js';
import { availability } from '../rules/availability.js';
import { allCourses, demo, demos, importRows } from './demo-source.js';

let database: Database;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

describe('following the change log', () => {
  it('misses no transaction, however many write at once and in whatever order they end', async () => {
    await importRows(database.db, demos(40));
    const nums = (await allCourses(database.db)).map((course) => course.num);
    let position = await startOfChanges(database.db);
    const seen: number[] = [];
    let writing = true;
    const reader = (async () => {
      for (let last = false; !last; ) {
        last = !writing;
        const changes = await changesSince(database.db, position, 3);
        seen.push(...changes.nums);
        position = changes.position;
        if (changes.more) last = false;
      }
    })();
    await Promise.all(
      nums.map((num, at) =>
        database.db.transaction().execute(async (trx) => {
          await logChanges(trx, [num]);
          await new Promise((resolve) => setTimeout(resolve, (at * 7) % 5));
        }),
      ),
    );
    writing = false;
    await reader;
    expect(seen.toSorted((a, b) => a - b)).toEqual(nums);
  });

  it('sees nothing of what was rolled back, and everything in pieces of any size', async () => {
    const start = await startOfChanges(database.db);
    await importRows(database.db, demos(7));
    await database.db
      .transaction()
      .execute(async (trx) => {
        await logChanges(trx, [4711]);
        throw new Error('rolled back');
      })
      .catch(() => {});
    for (const size of [1, 3, 7, 100]) {
      const nums: number[] = [];
      for (let position = start, more = true; more; ) {
        const changes = await changesSince(database.db, position, size);
        nums.push(...changes.nums, ...changes.removed);
        ({ position, more } = changes);
      }
      expect(nums).toEqual((await allCourses(database.db)).map((course) => course.num));
    }
  });

  it('says that a position from another database is lost', async () => {
    expect((await changesSince(database.db, { seq: 999_999_999 })).lost).toBe(true);
    expect((await changesSince(database.db, await startOfChanges(database.db))).lost).toBe(false);
  });

  it('wakes those who listen once the change is committed', async () => {
    const listener = await database.pool.connect();
    const heard: string[] = [];
    listener.on('notification', ({ channel }) => heard.push(channel));
    await listener.query('listen catalogue_changed');
    await importRows(database.db, demos(3));
    await expect.poll(async () => heard.length + (await listener.query('select 1')).rows.length - 1).toBeGreaterThan(0);
    expect(new Set(heard)).toEqual(new Set(['catalogue_changed']));
    listener.release(true);
  });
});

describe('when a day passes', () => {
  it('courses whose availability it changes are logged, each once', async () => {
    await importRows(database.db, [
      demo(1, { offerings: [{ externalId: 'a', start: '2027-01-10', weeks: 2 }] }),
      demo(2, { pace: 'self-paced' }),
      demo(3, { offerings: [{ externalId: 'a', start: '2027-08-01' }] }),
    ]);
    const [first] = await allCourses(database.db);
    const position = await startOfChanges(database.db);
    expect(await advanceAvailability(database.db, '2026-12-10')).toBe(0);
    expect(await advanceAvailability(database.db, '2026-12-11')).toBe(1);
    expect(await advanceAvailability(database.db, '2026-12-11')).toBe(0);
    expect((await changesSince(database.db, position)).nums).toEqual([first?.num]);
    expect(first && availability(first, '2026-12-10')).toBe('dated');
    expect(first && availability(first, '2026-12-11')).toBe('starts-soon');
    expect(await advanceAvailability(database.db, '2028-01-01')).toBe(2);
  });
});
