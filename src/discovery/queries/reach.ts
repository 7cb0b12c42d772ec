/** The SQL of how often courses are found, opened and handed over. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { DayFigures, Figures } from '../rules/reach.js';

/** Adds figures to what was counted before. In the order of courses, so that two processes never wait for each other in a ring. */
export async function addReach(db: Db, rows: readonly (DayFigures & { id: string })[]): Promise<void> {
  await sql`
    insert into discovery.reach as held (course_id, day, found, opened, handed_over)
    select id, day, found, opened, "handedOver"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as new(id uuid, day date, found integer, opened integer, "handedOver" integer)
    order by id, day
    on conflict (course_id, day) do update set found = held.found + excluded.found, opened = held.opened + excluded.opened,
      handed_over = held.handed_over + excluded.handed_over`.execute(db);
}

/** All courses of a provider together, by day; days without a figure are left out. */
export async function reachByDay(db: Db, providerId: string, from: string): Promise<DayFigures[]> {
  const { rows } = await sql<DayFigures>`
    select day::text as day, sum(found)::int as found, sum(opened)::int as opened, sum(handed_over)::int as "handedOver"
    from discovery.reach join catalogue.course_card course on course.id = course_id
    where course.provider_id = ${providerId} and day >= ${from}::date group by day order by day`.execute(db);
  return rows;
}

export type CourseFigures = Figures & { id: string; slug: string; title: string };

/** Each published course of a provider since a day: those handed over most come first. `total`: all of them. */
export async function reachByCourse(
  db: Db,
  providerId: string,
  { from, limit, offset }: { from: string; limit: number; offset: number },
): Promise<{ total: number; rows: CourseFigures[] }> {
  const { rows } = await sql<CourseFigures & { total: number }>`
    select course.id, course.slug, course.title, coalesce(sum(found), 0)::int as found, coalesce(sum(opened), 0)::int as opened,
      coalesce(sum(handed_over), 0)::int as "handedOver", (count(*) over ())::int as total
    from catalogue.course_card course
    left join discovery.reach on reach.course_id = course.id and day >= ${from}::date
    where course.provider_id = ${providerId} and course.state = 'published'
    group by course.id, course.slug, course.title
    order by "handedOver" desc, opened desc, found desc, lower(course.title), course.id limit ${limit} offset ${offset}`.execute(
    db,
  );
  return { total: rows[0]?.total ?? 0, rows };
}

/** Every course and day since a day that has a figure. */
export async function reachInFull(
  db: Db,
  providerId: string,
  from: string,
): Promise<(DayFigures & { title: string; slug: string })[]> {
  const { rows } = await sql<DayFigures & { title: string; slug: string }>`
    select day::text as day, course.title, course.slug, found, opened, handed_over as "handedOver"
    from discovery.reach join catalogue.course_card course on course.id = course_id
    where course.provider_id = ${providerId} and day >= ${from}::date order by day, lower(course.title), course.id`.execute(
    db,
  );
  return rows;
}
