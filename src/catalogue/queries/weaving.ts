/** The SQL that writes what Cairn says of courses: course, edition, offering, change. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { Content } from '../rules/editions.js';
import type { WovenOffering } from '../rules/merging.js';
import type { StoredFacts } from '../schema.js';
import { joined, jsonText } from './json-text.js';

/** One batch at a time writes courses, of whatever source: two must not both make the same course. Held until the transaction ends. */
export async function lockWeaving(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('catalogue.weave'))`.execute(db);
}

export async function takeCourseNumbers(db: Db, count: number): Promise<number[]> {
  if (count === 0) return [];
  const { rows } = await sql<{ num: number }>`
    select nextval('catalogue.course_num') as num from generate_series(1, ${count})`.execute(db);
  return rows.map((row) => row.num);
}

export type HeldCourse = {
  id: string;
  num: number;
  slug: string;
  providerId: string;
  state: 'published' | 'withdrawn';
  /** Only of those that were asked for with their facts. */
  facts: StoredFacts | null;
  factsHash: string;
  edition: number;
};

/** Courses as they stand, those of `withFacts` whole, locked against change until the transaction ends. */
export async function coursesToWeave(
  db: Db,
  ids: readonly string[],
  withFacts: readonly string[],
): Promise<HeldCourse[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<HeldCourse>`
    select id, num, slug, provider_id as "providerId", state,
      case when id = any(${withFacts}::uuid[]) then facts end as facts, facts_hash as "factsHash", edition
    from catalogue.course where id = any(${ids}::uuid[]) order by id for update`.execute(db);
  return rows;
}

export type CourseRow = {
  id: string;
  num: number;
  slug: string;
  provider_id: string;
  title: string;
  state: 'published' | 'withdrawn';
  /** ISO day on which its source last changed it, where that is stated. */
  refreshed?: string | undefined;
  /** `facts`, `provenance` and `differing` as JSON. */
  texts: { facts: string; provenance: string; differing: string };
  facts_hash: string;
  edition: number;
  changes_on: string | null;
};

/** Rows as a set: what is plain as one JSON text, the large values beside it, one for each row. */
function courseSet(rows: readonly CourseRow[]) {
  const plain = rows.map(({ refreshed: _refreshed, texts: _texts, ...rest }) => rest);
  const column = (name: keyof CourseRow['texts']) => joined(rows.map((row) => row.texts[name]));
  return sql`rows from (jsonb_to_recordset(${jsonText(plain)}::jsonb) as (id uuid, num integer, slug text, provider_id uuid, title text,
      state text, facts_hash text, edition integer, changes_on date),
    unnest(string_to_array(${column('facts')}, E'\\x1e')), unnest(string_to_array(${column('provenance')}, E'\\x1e')),
    unnest(string_to_array(${column('differing')}, E'\\x1e')))
    as new(id, num, slug, provider_id, title, state, facts_hash, edition, changes_on, facts, provenance, differing)`;
}

export async function insertCourses(db: Db, rows: readonly CourseRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into catalogue.course (id, num, slug, provider_id, title, state, facts, provenance, differing, facts_hash, edition, changes_on)
    select id, num, slug, provider_id, title, state, facts::json, provenance::json, differing::json, facts_hash, edition, changes_on
    from ${courseSet(rows)}`.execute(db);
}

export async function updateCourses(db: Db, rows: readonly CourseRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update catalogue.course set slug = new.slug, provider_id = new.provider_id, title = new.title, state = new.state,
      facts = new.facts::json, provenance = new.provenance::json, differing = new.differing::json, facts_hash = new.facts_hash,
      edition = new.edition, changes_on = new.changes_on, changed = now()
    from ${courseSet(rows)} where course.id = new.id`.execute(db);
}

/** A course that no source shows any more keeps what was known of it. */
export async function withdrawCourses(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`update catalogue.course set state = 'withdrawn', changes_on = null, facts_hash = '', changed = now()
    where id = any(${ids}::uuid[])`.execute(db);
}

export type EditionRow = { course_id: string; number: number; since: string };

/** New editions; the one before each keeps its content from now on. */
export async function insertEditions(db: Db, rows: readonly EditionRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into catalogue.edition (course_id, number, since)
    select course_id, number, since
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new(course_id uuid, number integer, since date)`.execute(
    db,
  );
}

export async function archiveEditions(
  db: Db,
  rows: readonly { course_id: string; number: number; content: Content }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update catalogue.edition set content = new.content
    from jsonb_to_recordset(${jsonText(rows)}::jsonb) as new(course_id uuid, number integer, content json)
    where edition.course_id = new.course_id and edition.number = new.number`.execute(db);
}

/** Makes the offerings of these courses those given: added, changed or withdrawn. */
export async function saveOfferings(
  db: Db,
  held: readonly string[],
  offerings: readonly (WovenOffering & { courseId: string; position: number })[],
): Promise<void> {
  if (held.length > 0) {
    await sql`update catalogue.offering set state = 'withdrawn'
      where course_id = any(${held}::uuid[]) and state = 'published' and id <> all(${offerings.map((one) => one.id)}::uuid[])`.execute(
      db,
    );
  }
  if (offerings.length === 0) return;
  const rows = offerings.map(({ courseId, listingId, position, id, source, ...stated }) => ({
    id,
    course_id: courseId,
    listing_id: listingId,
    position,
    external_id: stated.externalId,
    starts: stated.start,
    ends: stated.end,
    enrol_from: stated.enrolFrom,
    enrol_until: stated.enrolUntil,
    mode: stated.mode,
    pace: stated.pace,
    venue: stated.venue,
    prices: stated.prices,
    url: stated.url,
    stated: { ...stated, source },
  }));
  await sql`
    insert into catalogue.offering (id, course_id, listing_id, position, external_id, state, starts, ends, enrol_from, enrol_until,
      mode, pace, venue, prices, url, stated)
    select id, course_id, listing_id, position, external_id, 'published', starts, ends, enrol_from, enrol_until,
      mode, pace, venue, prices, url, stated
    from jsonb_to_recordset(${jsonText(rows)}::jsonb) as new(id uuid, course_id uuid, listing_id uuid, position integer, external_id text,
      starts date, ends date, enrol_from date, enrol_until date, mode text, pace text, venue jsonb, prices jsonb, url text, stated jsonb)
    on conflict (id) do update set course_id = excluded.course_id, position = excluded.position, state = 'published', starts = excluded.starts,
      ends = excluded.ends, enrol_from = excluded.enrol_from, enrol_until = excluded.enrol_until, mode = excluded.mode,
      pace = excluded.pace, venue = excluded.venue, prices = excluded.prices, url = excluded.url, stated = excluded.stated
    where (offering.course_id, offering.position, offering.state, offering.stated)
      is distinct from (excluded.course_id, excluded.position, 'published', excluded.stated)`.execute(db);
}

/** Writes to the change log; listeners are told when the transaction commits. */
export async function logChanges(db: Db, nums: readonly number[]): Promise<void> {
  if (nums.length === 0) return;
  await sql`insert into catalogue.change (num) select unnest(${nums}::integer[])`.execute(db);
}
