import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEmptyDatabase, openTestDatabase } from '../../../../tests/support/database.js';
import { type Database, migrate, readMigrations } from '../index.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test('values arrive as the types that the code expects', async () => {
  const { rows } = await sql<Record<string, unknown>>`
    select 9007199254740991::int8 as big, array[1, 2]::int8[] as bigs, 12.50::numeric as price, array[0.5]::numeric[] as prices,
      date '2026-03-29' as day, array[date '2026-03-29', date '2026-10-25'] as days,
      timestamptz '2026-03-29 00:30+01' as at, '{"a":[1]}'::jsonb as facts, '{}'::int8[] as none`.execute(database.db);
  expect(rows[0]).toEqual({
    big: 9007199254740991,
    bigs: [1, 2],
    price: 12.5,
    prices: [0.5],
    day: '2026-03-29',
    days: ['2026-03-29', '2026-10-25'],
    at: new Date('2026-03-28T23:30:00Z'),
    facts: { a: [1] },
    none: [],
  });
});

test('an integer that would lose digits fails instead', async () => {
  await expect(sql`select 9007199254740993::int8 as big`.execute(database.db)).rejects.toThrow('too large');
});

test('migrating twice applies nothing twice, also when two do it at once', async () => {
  const empty = await openEmptyDatabase();
  try {
    const migrations = readMigrations();
    const [first, second] = await Promise.all([migrate(empty.pool), migrate(empty.pool)]);
    expect([...first, ...second]).toEqual(migrations.map(({ name }) => name));
    expect(await migrate(empty.pool)).toEqual([]);
  } finally {
    await empty.close();
  }
});

test('a changed, a missing, a late and a failing migration are each told in a sentence', async () => {
  const empty = await openEmptyDatabase();
  const one = { number: 1, name: 'one', sql: 'create table one (id int)', hash: 'a' };
  const three = { number: 3, name: 'three', sql: 'create table three (id int)', hash: 'c' };
  try {
    await migrate(empty.pool, [one, three]);
    await expect(migrate(empty.pool, [{ ...one, hash: 'b' }, three])).rejects.toThrow(
      '1 one was changed after it was applied',
    );
    await expect(migrate(empty.pool, [one])).rejects.toThrow('migrated by a newer Cairn (3 three)');
    await expect(migrate(empty.pool, [one, { ...one, number: 2, name: 'two' }, three])).rejects.toThrow(
      '2 two comes before',
    );
    const broken = { number: 4, name: 'four', sql: 'create table four (id int); select 1/0', hash: 'd' };
    await expect(migrate(empty.pool, [one, three, broken])).rejects.toThrow('4 four failed: division by zero');
    const { rows } = await sql`select to_regclass('four') as left_over`.execute(empty.db);
    expect(rows).toEqual([{ left_over: null }]);
  } finally {
    await empty.close();
  }
});
