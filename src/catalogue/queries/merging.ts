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

/** The titles of the two courses of a merge that still stands. */
export async function findCourseMergeTitles(db: Db, id: string): Promise<{ from: string; into: string } | null> {
  const { rows } = await sql<{ from: string; into: string }>`
    select gone.title as "from", kept.title as "into" from catalogue.course_merge merge
    join catalogue.course gone on gone.id = from_id join catalogue.course kept on kept.id = into_id
    where merge.id = ${id} and undone_at is null`.execute(db);
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

export type AlikeCourse = { id: string; num: number; slug: string; title: string; provider: string; sources: string[] };

const alike = sql`
  select course.id, num, course.slug, course.title, provider.name as provider,
    coalesce((select array_agg(distinct source.name order by source.name) from catalogue.listing
      join catalogue.source on source.id = listing.source_id
      where listing.course_id = course.id and listing.state = 'published'), '{}') as sources
  from catalogue.course join organisations.organisation_brief provider on provider.id = course.provider_id`;

/** Published courses of one provider, with the sources that list them; at most `limit`. */
export async function coursesToCompare(db: Db, providerId: string, limit: number): Promise<AlikeCourse[]> {
  const { rows } = await sql<AlikeCourse>`${alike}
    where course.provider_id = ${providerId} and course.state = 'published' order by num limit ${limit}`.execute(db);
  return rows;
}

export async function coursesByIds(db: Db, ids: readonly string[]): Promise<Map<string, AlikeCourse>> {
  const { rows } = await sql<AlikeCourse>`${alike} where course.id = any(${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Pairs of courses of one provider that share title or page in two sources, and were not joined: rules were not sure. */
export async function unsurePairs(db: Db, limit: number): Promise<[string, string][]> {
  const { rows } = await sql<{ one: string; other: string }>`
    with shared as (
      select provider_id, title_key as key, 'title' as what from catalogue.listing
      where state = 'published' and title_key <> '' group by provider_id, title_key
      having count(distinct course_id) > 1 and count(distinct source_id) > 1
      union all
      select provider_id, url_key, 'page' from catalogue.listing
      where state = 'published' and url_key is not null group by provider_id, url_key
      having count(distinct course_id) > 1 and count(distinct source_id) > 1
      limit ${limit * 4})
    select distinct least(one.course_id, other.course_id) as one, greatest(one.course_id, other.course_id) as other
    from shared
    join catalogue.listing one on one.provider_id = shared.provider_id and one.state = 'published'
      and case what when 'title' then one.title_key else one.url_key end = shared.key
    join catalogue.listing other on other.provider_id = shared.provider_id and other.state = 'published'
      and case what when 'title' then other.title_key else other.url_key end = shared.key
    where one.course_id < other.course_id and one.source_id <> other.source_id
      and not exists (select from catalogue.merge_decision
        where listing_id = least(one.id, other.id) and other_id = greatest(one.id, other.id) and not is_one)
    limit ${limit}`.execute(db);
  return rows.map(({ one, other }) => [one, other]);
}

/** Of these pairs of courses, those of which staff said that they are two, as "id id" in both orders. */
export async function keptApart(db: Db, courseIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ one: string; other: string }>`
    select distinct one.course_id as one, other.course_id as other
    from catalogue.merge_decision
    join catalogue.listing one on one.id = listing_id join catalogue.listing other on other.id = other_id
    where not is_one and one.course_id = any(${[...courseIds]}::uuid[]) and other.course_id = any(${[...courseIds]}::uuid[])`.execute(
    db,
  );
  return new Set(rows.flatMap(({ one, other }) => [`${one} ${other}`, `${other} ${one}`]));
}

/** Courses that rules made of several sources, those that were last joined first. */
export async function joinedByRules(db: Db, limit: number): Promise<{ id: string; since: string }[]> {
  const { rows } = await sql<{ id: string; since: string }>`
    select course_id as id, max(first_seen) as since from catalogue.listing where state = 'published'
    group by course_id having count(distinct source_id) > 1 order by max(first_seen) desc, course_id desc limit ${limit}`.execute(
    db,
  );
  return rows;
}

export type MergeOfCourses = {
  id: string;
  at: Date;
  undoneAt: Date | null;
  reason: string;
  who: string;
  from: { num: number; slug: string; title: string };
  into: { num: number; slug: string; title: string };
};

/** The last merges by staff, the newest first; of one course where it is given. */
export async function listCourseMerges(
  db: Db,
  { courseId = null, limit }: { courseId?: string | null; limit: number },
): Promise<MergeOfCourses[]> {
  const { rows } = await sql<MergeOfCourses>`
    select merge.id, at, undone_at as "undoneAt", reason, decided_by as who,
      jsonb_build_object('num', gone.num, 'slug', gone.slug, 'title', gone.title) as from,
      jsonb_build_object('num', kept.num, 'slug', kept.slug, 'title', kept.title) as into
    from catalogue.course_merge merge
    join catalogue.course gone on gone.id = from_id join catalogue.course kept on kept.id = into_id
    where ${courseId}::uuid is null or from_id = ${courseId} or into_id = ${courseId}
    order by at desc, merge.id desc limit ${limit}`.execute(db);
  return rows;
}
