import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../../tests/support/database.js';
import { seedOrganisations } from '../../organisations/index.js';
import type { Database } from '../../platform/db/index.js';
import { importStarter } from '../actions/import-starter.js';
import { aboutData, coursesByNum, findCourse, providerCourses } from '../queries/index.js';
import type { Course, CourseRecordInput } from '../schema.js';
import { allCourses, demo, demos, importRows, type Row, TODAY } from './demo-source.js';

let database: Database;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

const feed = (rows: readonly Row[], today = TODAY) =>
  importRows(database.db, rows, { today, source: { key: 'feed', name: 'Demo feed', publisher: 'Demo Academy' } });
const table = (rows: readonly Row[], today = TODAY) =>
  importRows(database.db, rows, { today, source: { key: 'table-2025', name: 'A table', dated: '2025-01-01' } });
const only = async (): Promise<Course> => {
  const courses = await allCourses(database.db);
  expect(courses).toHaveLength(1);
  return courses[0] as Course;
};

describe('one course from a feed and a table', () => {
  const fromFeed = demo(1, { cpdHours: 6 });
  const fromTable = demo(7, {
    title: 'DEMO course 1',
    url: 'http://www.demo.example/courses/1/',
    cpdHours: 5,
    rating: { value: 4.5, count: 20 },
    description: 'What one learns.',
  });

  it('is one course with two sources, whichever is read first', async () => {
    expect(await table([fromTable])).toMatchObject({ added: 1, merged: 0 });
    expect(await feed([fromFeed])).toMatchObject({ added: 0, merged: 1 });
    const course = await only();
    expect(course).toMatchObject({
      title: 'Demo course 1',
      cpdHours: 6,
      rating: { value: 4.5 },
      edition: { number: 1 },
    });
    expect(course.sources.map(({ key, preferred }) => [key, preferred])).toEqual([
      ['feed', true],
      ['table-2025', false],
    ]);
    expect(course.provenance.cpdHours?.source).toBe('feed');
    // A table of 2025 read today is as old as it was.
    expect(course.provenance.rating).toMatchObject({
      source: 'table-2025',
      sourceName: 'A table',
      checked: '2025-01-01',
    });
    expect(course.differing.cpdHours).toMatchObject([{ value: '5', from: { source: 'table-2025' } }]);
    const other = await openTestDatabase();
    await importRows(other.db, [fromFeed], { source: { key: 'feed', name: 'Demo feed', publisher: 'Demo Academy' } });
    await importRows(other.db, [fromTable], { source: { key: 'table-2025', name: 'A table', dated: '2025-01-01' } });
    const [turned] = await allCourses(other.db);
    await other.close();
    const values = ({ id: _id, num: _num, slug: _slug, provider: _provider, ...rest }: Course) => rest;
    expect(values(turned as Course)).toEqual(values(course));
  });

  it('counts the same way when both are read again', async () => {
    await table([fromTable]);
    await feed([fromFeed]);
    expect(await table([fromTable])).toMatchObject({ unchanged: 1, merged: 0, changed: 0 });
    expect(await feed([fromFeed])).toMatchObject({ unchanged: 1, merged: 0, changed: 0 });
  });

  it('stays when one of them no longer shows it, and is then what the other says', async () => {
    await feed([fromFeed, ...demos(9).slice(1)]);
    await table([fromTable]);
    await feed(demos(9).slice(1));
    const course = (await allCourses(database.db)).find((one) => one.rating);
    expect(course).toMatchObject({ state: 'published', title: 'DEMO course 1', cpdHours: 5, differing: {} });
    expect(course?.sources.map((one) => one.key)).toEqual(['table-2025']);
  });

  it('is two courses where the providers differ', async () => {
    await feed([fromFeed]);
    await table([{ ...fromTable, provider: { name: 'Demo College' } }]);
    expect(await allCourses(database.db)).toHaveLength(2);
  });
});

describe('rows of one input with the same identifier', () => {
  it('are one course, to which each adds', async () => {
    const subject = (label: string) => ({ subjects: [{ scheme: 'keyword' as const, label }] });
    const rows = [demo(1, subject('Law')), demo(2), demo(1, subject('Art')), demo(1, subject('Law'))];
    expect(await table(rows)).toMatchObject({ read: 4, added: 2, merged: 2 });
    const [course] = await allCourses(database.db);
    expect(course?.subjects.map((one) => one.label).sort()).toEqual(['Art', 'Law']);
    expect(await table(rows.toReversed())).toMatchObject({ read: 4, unchanged: 2, merged: 2, changed: 0, added: 0 });
  });
});

describe('a provider', () => {
  it('that takes another name keeps its courses and their addresses', async () => {
    await feed(demos(3));
    const before = await allCourses(database.db);
    await feed(demos(3).map((record) => ({ ...record, provider: { name: 'Demo Institute', country: 'GB' } })));
    const after = await allCourses(database.db);
    expect(after.map(({ id, slug, provider }) => [id, slug, provider.name])).toEqual(
      before.map(({ id, slug }) => [id, slug, 'Demo Institute']),
    );
  });

  it('never shares a course with another: a listing that moves leaves its course', async () => {
    await feed([demo(1)]);
    await table([demo(1)]);
    const { id } = await only();
    await table([demo(1, { provider: { name: 'Demo College' } })]);
    const courses = await allCourses(database.db);
    expect(courses.map((one) => [one.provider.name, one.sources.map((source) => source.key)])).toEqual([
      ['Demo Academy', ['feed']],
      ['Demo College', ['table-2025']],
    ]);
    expect(courses[0]?.id).toBe(id);
  });

  it('has a list of what it offers and what it awards', async () => {
    await feed([demo(1), demo(2, { awardingBodies: [{ name: 'Demo University' }] })]);
    const [first, second] = await allCourses(database.db);
    const titles = async (id: string) => (await providerCourses(database.db, id)).map((course) => course.title);
    expect(await titles(first?.provider.id ?? '')).toEqual(['Demo course 1', 'Demo course 2']);
    expect(await titles(second?.awardingBodies[0]?.id ?? '')).toEqual(['Demo course 2']);
  });
});

describe('a new edition', () => {
  it('is made by content, and never by prices, dates or ratings', async () => {
    await feed([demo(1, { description: 'First.' })]);
    const price = { amount: 5, currency: 'GBP', kind: 'full' as const, raw: '5p', how: 'stated' as const };
    await feed(
      [demo(1, { description: 'First.', prices: [price], offerings: [{ externalId: 'a', start: '2027-01-01' }] })],
      '2026-11-24',
    );
    expect((await only()).edition).toEqual({ number: 1, since: TODAY });
    await feed([demo(1, { description: 'Second.', refreshed: '2026-11-20' })], '2026-11-25');
    expect((await only()).edition).toEqual({ number: 2, since: '2026-11-20' });
    const { rows } = await database.pool.query('select number, content from catalogue.edition order by number');
    expect(rows).toMatchObject([
      { number: 1, content: { description: 'First.' } },
      { number: 2, content: null },
    ]);
  });

  it('is not made because another source knows more', async () => {
    await feed([demo(1)]);
    await table([demo(1, { description: 'What the table says.' })]);
    expect(await only()).toMatchObject({ description: 'What the table says.', edition: { number: 1 } });
  });
});

describe('places and runs that come apart from their course', () => {
  const place = {
    type: 'place' as const,
    at: 'row 1',
    courseExternalId: 'demo-1',
    venue: { town: 'Leeds', country: 'GB' },
  };
  const start = {
    type: 'offering' as const,
    at: 'row 2',
    courseExternalId: 'demo-1',
    offering: { externalId: 'r1', start: '2027-01-11', prices: [], languages: [] },
  };

  it.each([
    ['before', true],
    ['after', false],
  ])('are shown when they come %s it', async (_when, before) => {
    if (before) expect(await feed([place, start])).toMatchObject({ read: 0, places: 1, offerings: 1, withdrawn: 0 });
    await feed([demo(1)]);
    if (!before) await feed([place, start]);
    expect((await only()).offerings).toMatchObject([
      { start: '2027-01-11' },
      { venue: { town: 'Leeds', country: 'GB' } },
    ]);
    await feed([place, { ...start, offering: { ...start.offering, start: '2027-02-01' } }]);
    const { offerings } = await only();
    expect(offerings.map((one) => one.start)).toEqual(['2027-02-01', undefined]);
  });
});

describe('an offering', () => {
  it('keeps its id while its source shows it, and is withdrawn afterwards', async () => {
    const offering = (id: string, startDay: string): NonNullable<CourseRecordInput['offerings']>[number] => ({
      externalId: id,
      start: startDay,
    });
    await feed([demo(1, { offerings: [offering('a', '2027-01-01'), offering('b', '2027-02-01')] })]);
    const before = (await only()).offerings;
    await feed([demo(1, { offerings: [offering('b', '2027-03-01')] })]);
    expect((await only()).offerings).toEqual([{ ...before[1], start: '2027-03-01' }]);
    const { rows } = await database.pool.query('select external_id, state from catalogue.offering order by 1');
    expect(rows).toEqual([
      { external_id: 'a', state: 'withdrawn' },
      { external_id: 'b', state: 'published' },
    ]);
  });
});

describe('the starter catalogue', () => {
  it('loads into an empty database, names its sources, and loads again without a change', async () => {
    await seedOrganisations(database.db);
    const reports = await importStarter({ db: database.db });
    const { counts, sources } = await aboutData(database.db);
    expect(counts.courses).toBeGreaterThanOrEqual(300);
    expect(reports.reduce((sum, report) => sum + report.added, 0)).toBe(counts.courses);
    expect(reports.filter((report) => report.refused > 0 || report.stopped)).toEqual([]);
    expect(sources.every((source) => source.dated !== null && source.licence !== null)).toBe(true);
    const again = await importStarter({ db: database.db });
    expect(again.reduce((sum, report) => sum + report.added + report.changed + report.withdrawn, 0)).toBe(0);
  });
});

it('finds courses by number, and not those that are withdrawn', async () => {
  await feed(demos(6));
  const [first, second] = await allCourses(database.db);
  const nums = [second?.num ?? 0, first?.num ?? 0, 999_999];
  expect((await coursesByNum(database.db, nums)).map((course) => course.title)).toEqual([
    'Demo course 2',
    'Demo course 1',
  ]);
  await feed(demos(6).slice(1));
  expect((await coursesByNum(database.db, nums)).map((course) => course.title)).toEqual(['Demo course 2']);
  expect((await findCourse(database.db, `an-older-title-${first?.num}`))?.id).toBe(first?.id);
});
