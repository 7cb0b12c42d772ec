/** Courses that are woven where their record was read are those that the import would have woven itself. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestDatabase } from '../../../tests/support/database.js';
import type { Database } from '../../platform/db/index.js';
import { type ImportReading, prepareCourse } from '../actions/prepare-reading.js';
import { inTransaction } from '../actions/transactions.js';
import { weaveCourses } from '../actions/weave-courses.js';
import type { CourseRecordInput } from '../schema.js';
import { allCourses, demo, importRows, picture, type Row, readingsOf, TODAY } from './demo-source.js';

const price = { amount: 10000, currency: 'GBP', kind: 'full' as const, raw: '£100', how: 'stated' as const };
const body = { name: 'Demo Body', kind: 'professional-body' as const };
const records: CourseRecordInput[] = [
  demo(1),
  demo(2, {
    title: 'Python \u0000 for data science',
    description: 'You will learn "awardingIds":["x"] and \ud800 statistics.',
    awardingBodies: [{ name: 'Demo University' }, { name: 'Demo University' }],
    skills: [{ label: 'Python', relation: 'taught' }],
    prices: [price],
    refreshed: '2026-01-02',
  }),
  demo(3, { offerings: [{ externalId: 'a', start: '2027-01-11' }], workload: { weeks: 4 }, pace: 'scheduled' }),
  demo(4, { recognition: [{ body, words: 'recognised' }], awardingBodies: [body] }),
  demo(5, { description: 'First.' }),
  demo(5, { description: 'Second.' }),
  demo(6, { title: '課程' }),
];
const rows: Row[] = [
  { type: 'place', at: 'row 0', courseExternalId: 'demo-1', venue: { town: 'Leeds', country: 'GB' } },
  ...records,
];

/** As another thread gives them. */
async function* wovenApart(): AsyncGenerator<ImportReading> {
  for await (const reading of readingsOf(rows)) {
    yield structuredClone(reading.type === 'course' ? prepareCourse(reading, 'demo') : reading);
  }
}

/** What is stored, letter for letter, but for ids. */
async function stored({ pool }: Database): Promise<string[]> {
  const found = await pool.query(`
    select concat_ws(' ', slug, title, facts, provenance, differing, edition, changes_on) as text
    from catalogue.course order by facts ->> 'url', title`);
  return found.rows.map(({ text }: { text: string }) =>
    text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id'),
  );
}

let here: Database;
let apart: Database;
beforeEach(async () => {
  here = await openTestDatabase();
  apart = await openTestDatabase();
});
afterEach(async () => {
  await here.close();
  await apart.close();
});

it('letter for letter', async () => {
  expect((await importRows(apart.db, [], { readings: wovenApart() })).added).toBe(6);
  await importRows(here.db, rows);
  expect(await stored(apart)).toEqual(await stored(here));
  expect(await picture(apart)).toEqual(await picture(here));
});

it('and weaving them again changes nothing', async () => {
  await importRows(apart.db, [], { readings: wovenApart() });
  const changes = async () => (await apart.pool.query('select count(*)::int as n from catalogue.change')).rows[0].n;
  const before = await changes();
  const ids = (await allCourses(apart.db)).map((course) => course.id);
  const weaver = { source: { id: 1, key: 'demo', publisher_id: null, dated: null }, today: TODAY };
  const held = new Map(ids.map((id) => [id, { contentMayChange: true }]));
  await inTransaction(apart.db, (trx) => weaveCourses(trx, weaver, { made: new Map(), held }));
  expect(await changes()).toBe(before);
});
