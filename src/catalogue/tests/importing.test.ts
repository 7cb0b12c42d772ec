import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../../tests/support/database.js';
import type { Database } from '../../platform/db/index.js';
import { ImportBusy, type ImportOptions } from '../actions/import-readings.js';
import { changesSince, coursesByNum, findCourse, listRuns, listSources, startOfChanges } from '../queries/index.js';
import type { Course, Reading } from '../schema.js';
import { allCourses, demo, demos, importRows, type Row, readingsOf } from './demo-source.js';

let database: Database;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

const run = (rows: readonly Row[], options: Partial<ImportOptions> = {}) => importRows(database.db, rows, options);
const courses = (): Promise<Course[]> => allCourses(database.db);

describe('reading a source', () => {
  it('makes courses with their facts, source and provenance', async () => {
    const report = await run([
      demo(1, {
        description: 'How to make a demonstration.',
        level: { framework: 'FHEQ', value: '7', eqf: 7 },
        raw: { level: { raw: 'Level 7 (Masters)', how: 'parsed', parser: 'level' } },
        awardingBodies: [{ name: 'Demo University', kind: 'university' }],
        recognition: [{ body: { name: 'Demo Body' }, words: 'recognised by the Demo Body' }],
        offerings: [{ externalId: 'a', start: '2027-01-11', mode: 'online' }],
      }),
    ]);
    expect(report).toMatchObject({
      source: 'demo',
      format: 'demo',
      read: 1,
      added: 1,
      changed: 0,
      unchanged: 0,
      merged: 0,
      refused: 0,
    });
    const [course] = await courses();
    expect(course).toMatchObject({
      title: 'Demo course 1',
      state: 'published',
      provider: { name: 'Demo Academy', country: 'GB' },
      awardingBodies: [{ name: 'Demo University', kind: 'university' }],
      recognition: [{ body: { name: 'Demo Body' }, signed: false }],
      edition: { number: 1, since: '2026-11-23' },
      lastChecked: '2026-11-23',
      sources: [{ key: 'demo', name: 'Demo feed', externalId: 'demo-1', checked: '2026-11-23', preferred: true }],
      provenance: { level: { source: 'demo', sourceName: 'Demo feed', raw: 'Level 7 (Masters)', how: 'parsed' } },
    });
    expect(course?.offerings).toMatchObject([{ externalId: 'a', start: '2027-01-11', source: 'demo' }]);
    expect(await findCourse(database.db, course?.id ?? '')).toEqual(course);
    expect(await findCourse(database.db, course?.slug ?? '')).toEqual(course);
    expect(await findCourse(database.db, 'no-such-course')).toBeNull();
  });

  it('changes nothing when it is read again', async () => {
    const records = [...demos(7), demo(3, { title: 'Another row of the same course' }), demo(4)];
    const first = await run(records);
    expect(first).toMatchObject({ read: 9, added: 7, merged: 2 });
    const before = await courses();
    const position = await startOfChanges(database.db);
    const versions = () =>
      database.pool.query(
        'select id, xmin, ctid from catalogue.listing union all select id, xmin, ctid from catalogue.course order by 1',
      );
    const rows = (await versions()).rows;
    const second = await run(records, { today: '2026-11-24' });
    expect(second).toMatchObject({ read: 9, added: 0, changed: 0, unchanged: 7, merged: 2, withdrawn: 0, fields: {} });
    expect((await versions()).rows).toEqual(rows);
    expect((await changesSince(database.db, position)).nums).toEqual([]);
    const after = await courses();
    expect(after.map((course) => course.lastChecked)).toEqual(after.map(() => '2026-11-24'));
    expect(after.map(withoutChecked)).toEqual(before.map(withoutChecked));
  });

  it('tells what has changed, and logs only that', async () => {
    await run(demos(3));
    const position = await startOfChanges(database.db);
    const report = await run([
      demo(1),
      demo(2, { cpdHours: 3, prices: [{ amount: 100, currency: 'GBP', kind: 'full', raw: '£1', how: 'parsed' }] }),
      demo(3),
    ]);
    expect(report).toMatchObject({ changed: 1, unchanged: 2, fields: { cpdHours: 1, prices: 1 } });
    const changes = await changesSince(database.db, position);
    expect(changes.nums).toHaveLength(1);
    expect((await coursesByNum(database.db, changes.nums)).map((course) => course.title)).toEqual(['Demo course 2']);
  });

  it('refuses rows with their place and the reason, and imports the rest', async () => {
    const report = await run([
      demo(1),
      { type: 'refused', at: 'row 2', reason: 'the title is missing' },
      { type: 'course', at: 'row 3', record: { ...demo(3), title: '' } as never },
      demo(4, { title: 'Nul \0 and half \ud800 surrogate' }),
      demo(5, { offerings: [{ externalId: 'x', start: '0000-01-01' }] }),
      demo(6),
      demo(7, { offerings: [{ externalId: 'x', start: '2026-02-31' }] }),
      demo(8, { offerings: [{ externalId: 'x', start: '2026-13-45' }] }),
    ]);
    expect(report).toMatchObject({ read: 8, added: 3, refused: 5 });
    const reasons = new Map(report.errors.map((error) => [error.at, error.reason]));
    expect([...reasons.keys()].sort()).toEqual(['row 2', 'row 3', 'row 5', 'row 7', 'row 8']);
    expect(reasons.get('row 5')).toContain('database refuses');
    expect(reasons.get('row 7')).toContain('no day of the calendar');
    expect((await courses()).map((course) => course.title)).toEqual([
      'Demo course 1',
      'Nul  and half � surrogate',
      'Demo course 6',
    ]);
  });

  it('keeps a run, its figures and its source', async () => {
    await run(demos(2), {
      source: { key: 'demo', name: 'Demo feed', url: 'https://demo.example', dated: '2026-11-01', licence: 'Demo' },
    });
    expect(await listSources(database.db)).toMatchObject([
      { key: 'demo', dated: '2026-11-01', published: 2, withdrawn: 0, lastChecked: '2026-11-23' },
    ]);
    expect(await listRuns(database.db)).toMatchObject([
      { source: 'demo', outcome: 'done', actor: 'operator', report: { read: 2, added: 2 } },
    ]);
  });

  it('says in one sentence that another import of the source is running', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    async function* slow(): AsyncGenerator<Reading> {
      await held;
      yield* readingsOf([demo(1)]);
    }
    const first = run([], { readings: slow() });
    await expect.poll(async () => (await listRuns(database.db)).length).toBe(1);
    await expect(run([demo(2)])).rejects.toThrow(ImportBusy);
    expect((await run([demo(1)], { source: { key: 'other', name: 'Other' } })).added).toBe(1);
    release();
    expect((await first).merged).toBe(1);
  });
});

describe('a dry run', () => {
  it('reports what would happen and keeps nothing', async () => {
    await run(demos(2));
    const before = await courses();
    const report = await run(
      [
        demo(1),
        demo(2, { title: 'Renamed' }),
        demo(3),
        demo(4, { offerings: [{ externalId: 'x', start: '2026-02-31' }] }),
      ],
      { dryRun: true },
    );
    expect(report).toMatchObject({ dryRun: true, read: 4, unchanged: 1, changed: 1, added: 1, refused: 1 });
    expect(await courses()).toEqual(before);
    expect(await listRuns(database.db)).toHaveLength(1);
  });
});

describe('courses that a source no longer shows', () => {
  it('are withdrawn, keep what was known, and come back when it shows them again', async () => {
    await run(demos(10));
    const [first] = await courses();
    const position = await startOfChanges(database.db);
    expect(await run(demos(10).slice(1))).toMatchObject({ withdrawn: 1, unchanged: 9 });
    expect(await courses()).toHaveLength(9);
    expect(await findCourse(database.db, first?.slug ?? '')).toMatchObject({
      id: first?.id,
      state: 'withdrawn',
      title: 'Demo course 1',
    });
    expect(await changesSince(database.db, position)).toMatchObject({ nums: [], removed: [first?.num] });
    expect(await run(demos(10))).toMatchObject({ changed: 1, unchanged: 9, fields: { state: 1 } });
    expect(await courses()).toHaveLength(10);
    expect(await findCourse(database.db, first?.slug ?? '')).toEqual(first);
  });

  it('are kept when they would be more than a fifth, unless forced', async () => {
    await run(demos(10));
    const stopped = await run(demos(7));
    expect(stopped.withdrawn).toBe(0);
    expect(stopped.stopped).toContain('3 of the 10 courses');
    expect((await listRuns(database.db))[0]?.outcome).toBe('stopped');
    expect(await courses()).toHaveLength(10);
    expect(await run(demos(8))).toMatchObject({ withdrawn: 2 });
    expect(await run(demos(3), { force: true })).toMatchObject({ withdrawn: 5 });
  });

  it('are kept when the feed is empty, has broken off, or tells only changes', async () => {
    await run(demos(10));
    expect((await run([])).stopped).toContain('holds no course');
    const broken = await run([
      ...demos(9),
      { type: 'refused', at: 'byte 900', reason: 'the file ends early', incomplete: true },
    ]);
    expect(broken).toMatchObject({ withdrawn: 0, read: 9, refused: 0, errors: [{ at: 'byte 900' }] });
    expect(await run([{ type: 'deleted', at: 'course 1', externalId: 'demo-1' }])).toMatchObject({ withdrawn: 1 });
    expect(await courses()).toHaveLength(9);
    expect(await run([], { force: true })).toMatchObject({ withdrawn: 9 });
  });

  it('are kept when their row is there and cannot be read', async () => {
    await run(demos(10));
    const report = await run([
      ...demos(9),
      { type: 'refused', at: 'row 10', reason: 'no title', externalId: 'demo-10' },
    ]);
    expect(report).toMatchObject({ withdrawn: 0, refused: 1 });
  });

  it('are kept when they came in another file of the source', async () => {
    await run(demos(10), { input: 'courses' });
    const programmes = await run([demo(101), demo(102)], { input: 'programmes' });
    expect(programmes).toMatchObject({ added: 2, withdrawn: 0 });
    expect(programmes.notes.join()).toContain('10 courses');
    expect(await run([demo(101)], { input: 'programmes', force: true })).toMatchObject({ withdrawn: 1 });
    expect(await run(demos(9), { input: 'renamed' })).toMatchObject({ withdrawn: 1 });
    expect(await run([demo(1)], { input: 'all', whole: true, force: true })).toMatchObject({ withdrawn: 9 });
  });
});

function withoutChecked(course: Course): unknown {
  return JSON.parse(
    JSON.stringify(course, (key, value) => (key === 'checked' || key === 'lastChecked' ? undefined : value)),
  );
}
