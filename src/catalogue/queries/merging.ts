/** The SQL of courses that staff merge and part by hand. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import { traitsOf } from '../rules/identity.js';
import type { Identity } from '../rules/merging-evidence.js';
import type { CourseRecord } from '../schema.js';

/** What staff decided of a listing and another one, and where that other one is now. */
export type Decided = { isOne: boolean; courseId: string; providerId: string };

/** Decisions by the listing that they are of. */
export async function decisionsOn(db: Db, listingIds: readonly string[]): Promise<Map<string, Decided[]>> {
  if (listingIds.length === 0) return new Map();
  const { rows } = await sql<Decided & { of: string }>`
    select decided.of, decided.is_one as "isOne", other.course_id as "courseId", other.provider_id as "providerId"
    from (
      select listing_id as of, other_id as other, is_one from catalogue.merge_decision
      union all
      select other_id, listing_id, is_one from catalogue.merge_decision
    ) decided join catalogue.listing other on other.id = decided.other
    where decided.of = any(${listingIds}::uuid[])`.execute(db);
  return Map.groupBy(rows, (row) => row.of);
}

/** Writes that each listing of the one side and each of the other are one course, or two. A later word replaces an earlier. */
export async function saveDecisions(
  trx: Db,
  pairs: { ones: readonly string[]; others: readonly string[]; isOne: boolean },
  by: { who: string; reason: string; now: Date },
): Promise<void> {
  await sql`
    insert into catalogue.merge_decision (listing_id, other_id, is_one, decided_by, decided, reason)
    select least(one, other), greatest(one, other), ${pairs.isOne}, ${by.who}, ${by.now}, ${by.reason}
    from unnest(${[...pairs.ones]}::uuid[]) one, unnest(${[...pairs.others]}::uuid[]) other where one <> other
    on conflict (listing_id, other_id) do update set is_one = excluded.is_one, decided_by = excluded.decided_by,
      decided = excluded.decided, reason = excluded.reason`.execute(trx);
}

export type MergeableCourse = {
  id: string;
  num: number;
  slug: string;
  title: string;
  state: 'published' | 'withdrawn';
  providerId: string;
  provider: string;
};

const mergeable = sql`
  select course.id, num, course.slug, title, course.state, provider_id as "providerId", provider.name as provider
  from catalogue.course join organisations.organisation_brief provider on provider.id = course.provider_id`;

/** The course with this id or number; one that was merged is that other. Null: there is none. */
export async function findMergeable(db: Db, idOrNum: string): Promise<MergeableCourse | null> {
  const { rows } = await sql<MergeableCourse>`${mergeable}
    where course.id = (select coalesce(merged_into, id) from catalogue.course
      where id::text = ${idOrNum} or num::text = ${idOrNum} limit 1)`.execute(db);
  return rows[0] ?? null;
}

/** The same, locked against change until the transaction ends, in the order of ids. */
export async function lockMergeable(trx: Db, ids: readonly string[]): Promise<void> {
  await sql`select from catalogue.course where id = any(${ids}::uuid[]) order by id for update`.execute(trx);
}

/** A listing as staff compare it. */
export type ComparedListing = Identity & {
  id: string;
  courseId: string;
  source: string;
  sourceName: string;
  externalId: string;
  repeat: number;
  state: 'published' | 'withdrawn';
  title: string;
  url: string | null;
  firstSeen: string;
};

/** Every listing of these courses, published or not. */
export async function listingsOfCourses(db: Db, courseIds: readonly string[]): Promise<ComparedListing[]> {
  const { rows } = await sql<
    Omit<ComparedListing, keyof ReturnType<typeof traitsOf>> & {
      kind: CourseRecord['kind'] | null;
      identifiers: CourseRecord['identifiers'] | null;
      workload: NonNullable<CourseRecord['workload']> | null;
    }
  >`
    select listing.id, course_id as "courseId", source.key as source, source.name as "sourceName", external_id as "externalId",
      repeat, state, coalesce(record ->> 'title', '') as title, record ->> 'url' as url, first_seen as "firstSeen",
      provider_id as "providerId", awarding_ids as "awardingIds", url_key as "urlKey", title_key as "titleKey", level,
      record ->> 'kind' as kind, record -> 'identifiers' as identifiers, record -> 'workload' as workload
    from catalogue.listing join catalogue.source on source.id = listing.source_id
    where course_id = any(${[...courseIds]}::uuid[])
    order by state, source.name, external_id, repeat`.execute(db);
  return rows.map(({ kind, identifiers, workload, ...row }) => ({
    ...row,
    ...traitsOf({ kind: kind ?? undefined, identifiers: identifiers ?? undefined, workload: workload ?? undefined }),
  }));
}

/** Gives listings to another course. Returns those that were moved. */
export async function moveListings(
  trx: Db,
  { ids, from, into }: { ids: readonly string[] | null; from: string; into: string },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update catalogue.listing set course_id = ${into}
    where course_id = ${from} and (${ids}::uuid[] is null or id = any(${ids}::uuid[])) returning id`.execute(trx);
  return rows.map(({ id }) => id);
}

/** Drafts speak of the course that stays. */
export async function moveDrafts(trx: Db, from: string, into: string): Promise<void> {
  await sql`update catalogue.draft set course_id = ${into} where course_id = ${from}`.execute(trx);
}

/** Leads a course, and those that led to it before, to another. Returns which led to it. */
export async function leadCourseTo(trx: Db, from: string, into: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update catalogue.course set merged_into = ${into} where id = ${from} or merged_into = ${from} returning id`.execute(
    trx,
  );
  return rows.map(({ id }) => id).filter((id) => id !== from);
}

export async function leadCourseBack(trx: Db, from: string, led: readonly string[]): Promise<void> {
  await sql`
    update catalogue.course set merged_into = case when id = ${from} then null else ${from}::uuid end
    where id = ${from} or id = any(${[...led]}::uuid[])`.execute(trx);
}

/** A course without facts, which weaving its listings gives. */
export async function insertBareCourse(
  trx: Db,
  { id, num, providerId, title, today }: { id: string; num: number; providerId: string; title: string; today: string },
): Promise<void> {
  await sql`
    insert into catalogue.course (id, num, slug, provider_id, title, state, facts, provenance, differing, facts_hash, edition)
    values (${id}, ${num}, ${`course-${num}`}, ${providerId}, ${title}, 'withdrawn', '{}', '{}', '{}', '', 1)`.execute(
    trx,
  );
  await sql`
    insert into catalogue.edition (course_id, number, since) values (${id}, 1, ${today}::date)`.execute(trx);
}

export type CourseMergeRow = { id: string; fromId: string; intoId: string; listingIds: string[]; ledIds: string[] };

export async function insertCourseMerge(
  trx: Db,
  merge: CourseMergeRow & { who: string; now: Date; reason: string },
): Promise<void> {
  const { id, fromId, intoId, listingIds, ledIds, who, now, reason } = merge;
  await sql`
    insert into catalogue.course_merge (id, from_id, into_id, listing_ids, led_ids, decided_by, at, reason)
    values (${id}, ${fromId}, ${intoId}, ${listingIds}::uuid[], ${ledIds}::uuid[], ${who}, ${now}, ${reason})`.execute(
    trx,
  );
}

/** A merge that still stands; null: there is none, or it was undone. */
export async function findCourseMerge(db: Db, id: string): Promise<CourseMergeRow | null> {
  const { rows } = await sql<CourseMergeRow>`
    select id, from_id as "fromId", into_id as "intoId", listing_ids as "listingIds", led_ids as "ledIds"
    from catalogue.course_merge where id::text = ${id} and undone_at is null`.execute(db);
  return rows[0] ?? null;
}

/** Whether the course that stayed has been merged into another since. */
export async function isMergedAway(db: Db, courseId: string): Promise<boolean> {
  const { rows } = await sql<{ away: boolean }>`
    select merged_into is not null as away from catalogue.course where id = ${courseId}`.execute(db);
  return rows[0]?.away ?? false;
}

export async function endCourseMerge(trx: Db, id: string, now: Date): Promise<void> {
  await sql`update catalogue.course_merge set undone_at = ${now} where id = ${id}`.execute(trx);
}
