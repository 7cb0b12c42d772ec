/** Nothing is kept of a learner that they were not told: the list they read, held against the tables. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase } from '../../../../tests/support/database.js';
import type { Database } from '../../../platform/db/index.js';
import { KEPT, toldColumns } from '../../rules/people/collected.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** Tables of learning that belong to somebody: they refer to a person, or to what refers to one. A course is nobody's. */
const OF_A_PERSON = `
  with recursive belongs (relation) as (
    select 'accounts.person'::regclass::oid
    union
    select conrelid from pg_constraint join belongs on confrelid = belongs.relation
    join pg_class on pg_class.oid = conrelid join pg_namespace on pg_namespace.oid = relnamespace
    where contype = 'f' and nspname = 'learning'
  )
  select relname || '.' || attname as column
  from belongs join pg_class on pg_class.oid = relation join pg_namespace on pg_namespace.oid = relnamespace
  join pg_attribute on attrelid = pg_class.oid
  where nspname = 'learning' and attnum > 0 and not attisdropped`;

/** Of courses, not of those who take them: who uploaded a file or wrote a question is told in the workplace. */
const OF_COURSES = /^(media|media_file|upload|review|draft|edit)[._]/;

test('every column of every table about a learner is told of once, and nothing is told that is not there', async () => {
  const { rows } = await database.pool.query<{ column: string }>(OF_A_PERSON);
  const there = rows.map(({ column }) => column).filter((column) => !OF_COURSES.test(column));
  const told = toldColumns();
  expect(there.filter((column) => !told.includes(column)).sort(), 'tell of these in rules/people/collected.ts').toEqual(
    [],
  );
  expect(told.filter((column) => !there.includes(column)).sort(), 'these are told of and not there').toEqual([]);
  expect(told.filter((column, at) => told.indexOf(column) !== at)).toEqual([]);
});

test('each entry says what, why, how long and who in whole sentences', () => {
  for (const { what, about, why, howLong, who } of KEPT) {
    for (const words of [about, why, howLong, who]) expect(words, what).toMatch(/^[A-Z].*\.$/s);
  }
});
