/** Courses that staff merge and part: what comes of it, whom it obeys, and that parting undoes merging. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../../tests/support/database.js';
import { checkAudit, OPERATOR } from '../../accounts/index.js';
import type { Database } from '../../platform/db/index.js';
import { keepApart, mergeCourses, partListings, undoMerge } from '../actions/staff/merge-courses.js';
import { changesSince, findCourse, findMergeable, listingsOfCourses, startOfChanges } from '../queries/index.js';
import type { CourseRecordInput } from '../schema.js';
import { allCourses, demo, importRows, picture, TODAY } from './demo-source.js';

const MOMENT = { now: new Date(`${TODAY}T09:00:00Z`), today: TODAY };
const WHY = 'Looked at both pages.';

let database: Database;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

const from = (key: string, rows: readonly CourseRecordInput[]) =>
  importRows(database.db, rows, { source: { key, name: `Demo ${key}` } });
const byTitle = async (title: string) => {
  const found = (await allCourses(database.db)).find((course) => course.title === title);
  if (!found) throw new Error(`no course ${title}`);
  return found;
};
const merge = (gone: { id: string }, kept: { id: string }) =>
  mergeCourses(database.db, OPERATOR, { from: gone.id, into: kept.id, reason: WHY }, MOMENT);
const undo = async () => {
  const { rows } = await database.pool.query(
    'select id from catalogue.course_merge where undone_at is null order by at desc, id desc',
  );
  return undoMerge(database.db, OPERATOR, { merge: rows[0].id, reason: WHY }, MOMENT);
};

describe('merging', () => {
  it('makes one course of two, leads the old address there, and tells the index', async () => {
    await from('one', [demo(1, { title: 'Safer wards', cpdHours: 6 })]);
    await from('two', [
      demo(2, {
        title: 'Wards made safer',
        description: 'How to make a ward safer.',
        offerings: [{ externalId: 'a' }],
      }),
    ]);
    const [kept, gone] = [await byTitle('Safer wards'), await byTitle('Wards made safer')];
    const position = await startOfChanges(database.db);
    await merge(gone, kept);
    const [course, ...more] = await allCourses(database.db);
    expect(more).toEqual([]);
    expect(course).toMatchObject({ num: kept.num, description: 'How to make a ward safer.', cpdHours: 6 });
    expect(course?.sources.map(({ key }) => key)).toEqual(['one', 'two']);
    expect(course?.offerings).toHaveLength(1);
    expect(course?.edition.number).toBe(1);
    expect((await findCourse(database.db, gone.slug))?.id).toBe(kept.id);
    expect((await findCourse(database.db, gone.id))?.id).toBe(kept.id);
    expect(await changesSince(database.db, position)).toMatchObject({ nums: [kept.num], removed: [gone.num] });
    expect((await checkAudit(database.db)).fault).toBeNull();
  });

  it('is kept by later readings of both sources, also when their words change', async () => {
    await from('one', [demo(1, { title: 'Safer wards' })]);
    await from('two', [demo(2, { title: 'Wards made safer' })]);
    await merge(await byTitle('Wards made safer'), await byTitle('Safer wards'));
    await from('one', [demo(1, { title: 'Safer wards today' })]);
    await from('two', [demo(2, { title: 'Wards, made much safer' })]);
    expect(await allCourses(database.db)).toHaveLength(1);
  });

  it('refuses two providers, one course, and courses that are not there', async () => {
    await from('one', [demo(1), demo(2, { provider: { name: 'Demo School' } })]);
    const [one, two] = [await byTitle('Demo course 1'), await byTitle('Demo course 2')];
    await expect(merge(one, two)).rejects.toThrow('Demo Academy and Demo School are two organisations');
    await expect(merge(one, one)).rejects.toThrow('one course already');
    await expect(merge({ id: '999999' }, one)).rejects.toThrow('There is no course 999999');
    expect(await allCourses(database.db)).toHaveLength(2);
  });

  it('follows chains, and parts them last first', async () => {
    await from('one', [demo(1), demo(2), demo(3)]);
    const before = await picture(database);
    const [one, two, three] = [
      await byTitle('Demo course 1'),
      await byTitle('Demo course 2'),
      await byTitle('Demo course 3'),
    ];
    await merge(one, two);
    const { rows } = await database.pool.query('select id from catalogue.course_merge');
    await merge(two, three);
    expect((await findCourse(database.db, one.slug))?.id).toBe(three.id);
    await expect(undoMerge(database.db, OPERATOR, { merge: rows[0].id, reason: WHY }, MOMENT)).rejects.toThrow(
      'merged into another since',
    );
    await undo();
    expect((await findCourse(database.db, one.slug))?.id).toBe(two.id);
    await undo();
    expect(await picture(database)).toEqual(before);
    await expect(undoMerge(database.db, OPERATOR, { merge: rows[0].id, reason: WHY }, MOMENT)).rejects.toThrow(
      'parted already',
    );
  });
});

describe('parting', () => {
  const joined = async () => {
    await from('one', [demo(1, { title: 'Safer wards', cpdHours: 6 })]);
    await from('two', [demo(1, { externalId: 'x', title: 'Safer wards', description: 'Words of the second.' })]);
    const course = await byTitle('Safer wards');
    const listings = await listingsOfCourses(database.db, [course.id]);
    expect(listings.map(({ source }) => source)).toEqual(['one', 'two']);
    return { course, listings };
  };
  const part = (course: { id: string }, listings: readonly string[]) =>
    partListings(database.db, OPERATOR, { course: course.id, listings, reason: WHY }, MOMENT);

  it('gives listings a course of their own, and no later reading joins them again', async () => {
    const { course, listings } = await joined();
    const own = await part(course, [listings[1]?.id ?? '']);
    expect(own).toMatchObject({ title: 'Safer wards', state: 'published' });
    expect(own.num).not.toBe(course.num);
    expect(await findCourse(database.db, own.slug)).toMatchObject({ description: 'Words of the second.' });
    expect((await findCourse(database.db, course.slug))?.description).toBeUndefined();
    await from('one', [demo(1, { title: 'Safer wards', cpdHours: 7 })]);
    await from('two', [demo(1, { externalId: 'x', title: 'Safer wards', description: 'Other words.' })]);
    expect(await allCourses(database.db)).toHaveLength(2);
  });

  it('holds where a listing changes its provider and comes back to where it would be joined', async () => {
    const { course, listings } = await joined();
    await from('three', [demo(1, { externalId: 'y', title: 'Safer wards' })]);
    const third = (await listingsOfCourses(database.db, [course.id])).find(({ source }) => source === 'three');
    const own = await part(course, [listings[1]?.id ?? '', third?.id ?? '']);
    const elsewhere = { provider: { name: 'Demo School', country: 'GB' } };
    await from('four', [demo(1, { externalId: 'z', title: 'Safer wards', ...elsewhere })]);
    await from('three', [demo(1, { externalId: 'y', title: 'Safer wards', ...elsewhere })]);
    await from('three', [demo(1, { externalId: 'y', title: 'Safer wards' })]);
    expect((await listingsOfCourses(database.db, [own.id])).map(({ source }) => source)).toEqual(['three', 'two']);
    const kept = await listingsOfCourses(database.db, [course.id]);
    expect(kept.map(({ source }) => source)).toEqual(['one']);
  });

  it('wants something to go and something to stay', async () => {
    const { course, listings } = await joined();
    await expect(part(course, [])).rejects.toThrow('at least one listing');
    await expect(
      part(
        course,
        listings.map(({ id }) => id),
      ),
    ).rejects.toThrow('must stay');
  });

  it('is undone by merging again', async () => {
    const { course, listings } = await joined();
    const before = await picture(database);
    const own = await part(course, [listings[1]?.id ?? '']);
    await merge(own, course);
    expect((await findMergeable(database.db, String(own.num)))?.id).toBe(course.id);
    const after = (await picture(database)) as { courses: unknown };
    expect(after.courses).toEqual((before as { courses: unknown }).courses);
  });

  it('is only for staff', async () => {
    const { course, listings } = await joined();
    const person = { kind: 'person', id: course.id, name: 'Demo', email: 'a@example.org', sessionId: '' } as const;
    const asked = { course: course.id, listings: [listings[0]?.id ?? ''], reason: WHY };
    await expect(
      (async () => partListings(database.db, { ...person, isStaff: false }, asked, MOMENT))(),
    ).rejects.toThrow('staff');
    await expect(
      (async () =>
        keepApart(database.db, { kind: 'nobody' }, { one: course.id, other: course.id, reason: WHY }, MOMENT))(),
    ).rejects.toThrow('Sign in');
  });
});

describe('merging and parting again', () => {
  const record = fc.record({
    number: fc.integer({ min: 1, max: 5 }),
    title: fc.constantFrom('Safer wards', 'Safer wards two', 'Data for nurses', 'Coding'),
    hours: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
    runs: fc.integer({ min: 0, max: 2 }),
  });
  const rowsOf = fc.uniqueArray(record, { minLength: 1, maxLength: 4, selector: ({ number }) => number });

  it('leaves every course as it was', async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(rowsOf, { minLength: 1, maxLength: 3 }),
        fc.infiniteStream(fc.nat()),
        async (sources, choice) => {
          round += 1;
          const provider = { name: `Demo Academy ${'abcdefghijklmnopqrstuvwxyz'[round % 26]}${round}`, country: 'GB' };
          for (const [at, rows] of sources.entries()) {
            await from(
              `r${round}s${at}`,
              rows.map(({ number, title, hours, runs }) =>
                demo(number, {
                  title,
                  provider,
                  url: `https://demo.example/${round}/${number}`,
                  ...(hours === undefined ? {} : { cpdHours: hours }),
                  offerings: Array.from({ length: runs }, (_, run) => ({ externalId: `run ${run}` })),
                }),
              ),
            );
          }
          const before = await picture(database);
          const courses = (await allCourses(database.db)).filter((course) => course.provider.name === provider.name);
          if (courses.length < 2) return;
          const pick = () => courses[(choice.next().value ?? 0) % courses.length] as { id: string };
          const [gone, kept] = [pick(), pick()];
          if (gone.id === kept.id) return;
          await merge(gone, kept);
          expect((await allCourses(database.db)).length).toBe((before as { courses: unknown[] }).courses.length - 1);
          await undo();
          expect(await picture(database)).toEqual(before);
        },
      ),
      { numRuns: 12 },
    );
  });
});
