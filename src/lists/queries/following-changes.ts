/** The SQL of reading the change log for alerts: the position, what is new, what was last known. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { WatchedFacts } from '../schema/alerts.js';

/**
 * Holds the position until the transaction ends: the last number of the log that was read. -1: nothing was ever read.
 * Null: somebody else holds it.
 */
export async function holdPosition(trx: Db): Promise<number | null> {
  await sql`insert into lists.alert_follower (seq) values (-1) on conflict do nothing`.execute(trx);
  const { rows } = await sql<{ seq: number }>`select seq from lists.alert_follower for update skip locked`.execute(trx);
  return rows[0]?.seq ?? null;
}

export async function savePosition(trx: Db, seq: number): Promise<void> {
  await sql`update lists.alert_follower set seq = ${seq}`.execute(trx);
}

/** Makes every course and development that there is an old one. */
export async function announceAll(trx: Db): Promise<void> {
  await sql`insert into lists.announced (num) select num from catalogue.course_start on conflict do nothing`.execute(
    trx,
  );
  await sql`
    insert into lists.announced_development (development_id)
    select id from catalogue.development_topic where state <> 'draft' on conflict do nothing`.execute(trx);
}

/** Those of these numbers that were never announced and are no part of a course that was. From now on they were. */
export async function announce(trx: Db, nums: readonly number[]): Promise<number[]> {
  if (nums.length === 0) return [];
  const { rows } = await sql<{ num: number }>`
    with fresh as (
      insert into lists.announced (num) select distinct unnest(${[...nums]}::integer[]) on conflict do nothing returning num)
    select fresh.num from fresh join catalogue.course_start course on course.num = fresh.num
    where not course.from_another order by fresh.num`.execute(trx);
  return rows.map(({ num }) => num);
}

export type NewDevelopment = {
  id: string;
  title: string;
  skills: string[];
  occupations: string[];
  subjects: string[];
};

/** Developments that were published and never announced. From now on they were. */
export async function announceDevelopments(trx: Db): Promise<NewDevelopment[]> {
  const { rows } = await sql<NewDevelopment>`
    with fresh as (
      insert into lists.announced_development (development_id)
      select id from catalogue.development_topic topic where state = 'published'
        and not exists (select from lists.announced_development known where known.development_id = topic.id)
      on conflict do nothing returning development_id)
    select topic.id, title, skills, occupations, subjects
    from fresh join catalogue.development_topic topic on topic.id = fresh.development_id order by day, id`.execute(trx);
  return rows;
}

/** Developments that somebody follows, with the skills that they are about, where one of these is. */
export async function followedDevelopments(trx: Db, skills: readonly string[]): Promise<NewDevelopment[]> {
  if (skills.length === 0) return [];
  const { rows } = await sql<NewDevelopment>`
    select id, title, skills, occupations, subjects from catalogue.development_topic topic
    where state = 'published' and skills && ${[...skills]}::text[]
      and exists (select from lists.follow where kind = 'development' and key = topic.id::text)`.execute(trx);
  return rows;
}

export type CourseStanding = { id: string; num: number; state: 'published' | 'withdrawn'; mergedInto: string | null };

export async function standingOf(trx: Db, nums: readonly number[]): Promise<CourseStanding[]> {
  if (nums.length === 0) return [];
  const { rows } = await sql<CourseStanding>`
    select id, num, state, merged_into as "mergedInto" from catalogue.course_start
    where num = any(${[...nums]}::integer[]) order by num`.execute(trx);
  return rows;
}

export async function watchedFacts(trx: Db, courseIds: readonly string[]): Promise<Map<string, WatchedFacts>> {
  if (courseIds.length === 0) return new Map();
  const { rows } = await sql<{ id: string; facts: WatchedFacts }>`
    select course_id as id, facts from lists.watched where course_id = any(${[...courseIds]}::uuid[])`.execute(trx);
  return new Map(rows.map(({ id, facts }) => [id, facts]));
}

export type WatchedRow = { id: string; facts: WatchedFacts };

export async function saveWatched(trx: Db, rows: readonly WatchedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into lists.watched (course_id, facts, starts, enrol_until)
    select id, facts, (facts ->> 'start')::date, (facts ->> 'enrolUntil')::date
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(id uuid, facts jsonb)
    on conflict (course_id) do update
      set facts = excluded.facts, starts = excluded.starts, enrol_until = excluded.enrol_until`.execute(trx);
}

export async function forgetWatched(trx: Db, courseIds: readonly string[]): Promise<void> {
  if (courseIds.length === 0) return;
  await sql`delete from lists.watched where course_id = any(${[...courseIds]}::uuid[])`.execute(trx);
}

/** Courses that stand in a list and of which nothing is known yet, by number. */
export async function unknownListed(trx: Db, limit: number): Promise<CourseStanding[]> {
  const { rows } = await sql<CourseStanding>`
    select distinct course.id, course.num, course.state, course.merged_into as "mergedInto"
    from lists.list_course held
    join catalogue.course_now standing on standing.id = held.course_id
    join catalogue.course_start course on course.id = standing.now_id
    where held.removed_at is null
      and not exists (select from lists.watched where watched.course_id = standing.now_id)
    order by course.num limit ${limit}`.execute(trx);
  return rows;
}

/** Watched courses with a start or an end of enrolment from the day after `today` to `until`. */
export async function watchedComing(trx: Db, today: string, until: string): Promise<WatchedRow[]> {
  const { rows } = await sql<WatchedRow>`
    select course_id as id, facts from lists.watched where starts > ${today}::date and starts <= ${until}::date
    union
    select course_id, facts from lists.watched where enrol_until > ${today}::date and enrol_until <= ${until}::date`.execute(
    trx,
  );
  return rows;
}
