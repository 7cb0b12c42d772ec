/** An invented source, and ways to look at what became of it. */
import type { Database, Db } from '../../platform/db/index.js';
import { type ImportOptions, importReadings } from '../actions/import-readings.js';
import { streamCourses } from '../queries/index.js';
import type { Course, CourseRecordInput, ImportReport, Reading } from '../schema.js';

export const TODAY = '2026-11-23';

export function demo(number: number, more: Partial<CourseRecordInput> = {}): CourseRecordInput {
  return {
    externalId: `demo-${number}`,
    title: `Demo course ${number}`,
    url: `https://demo.example/courses/${number}`,
    provider: { name: 'Demo Academy', country: 'GB' },
    ...more,
  };
}

export function demos(count: number): CourseRecordInput[] {
  return Array.from({ length: count }, (_, at) => demo(at + 1));
}

export type Row = CourseRecordInput | Reading;

export async function* readingsOf(rows: readonly Row[]): AsyncGenerator<Reading> {
  for (const [at, one] of rows.entries()) {
    yield 'type' in one ? one : ({ type: 'course', at: `row ${at + 1}`, record: one } as Reading);
  }
}

/** Imports rows as the source `demo`, unless `options` say otherwise. */
export function importRows(db: Db, rows: readonly Row[], options: Partial<ImportOptions> = {}): Promise<ImportReport> {
  return importReadings({
    db,
    source: { key: 'demo', name: 'Demo feed' },
    format: 'demo',
    today: TODAY,
    readings: readingsOf(rows),
    ...options,
  });
}

export async function allCourses(db: Db): Promise<Course[]> {
  const courses: Course[] = [];
  for await (const chunk of streamCourses(db, 500)) courses.push(...chunk);
  return courses;
}

/** Everything that a person could see of the catalogue, without what differs from one database to the next. */
export async function picture({ db, pool }: Database): Promise<unknown> {
  const courses = (await allCourses(db)).map((course) =>
    JSON.parse(JSON.stringify(course, (key, value) => (['id', 'num', 'slug'].includes(key) ? undefined : value))),
  );
  const { rows } = await pool.query(`
    select external_id, repeat, listing.state, course.state as course_state, edition.number, edition.since, edition.content,
      (select count(*)::int from catalogue.offering where course_id = course.id and offering.state = 'published') as offerings
    from catalogue.listing join catalogue.course on course.id = course_id join catalogue.edition on edition.course_id = course.id
    order by source_id, external_id, repeat, edition.number`);
  return {
    courses: courses.sort((a, b) => (JSON.stringify(a.sources) < JSON.stringify(b.sources) ? -1 : 1)),
    listings: rows,
  };
}
