/** The SQL of courses that people take elsewhere. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { Taking, TakingDates, TakingStep } from '../schema/taking.js';

const takings = sql`
  select taking.id, taking.edition, step, asked_review as "askedReview", asked_end as "askedEnd",
    jsonb_build_object('id', card.id, 'slug', card.slug, 'title', card.title, 'provider', card.provider_name) as course,
    jsonb_build_object('planned', planned, 'opened', opened, 'enrolled', enrolled, 'started', started, 'ends', ends,
      'finished', finished, 'stopped', stopped) as dates
  from reviews.taking
  join catalogue.course_whole whole on whole.id = taking.course_id
  join catalogue.course_card card on card.id = whole.whole_id`;

/** Everything that a person takes or took, what they changed last first. */
export async function takingsOf(db: Db, personId: string): Promise<Taking[]> {
  const { rows } = await sql<Taking>`${takings}
    where taking.person_id = ${personId} order by taking.changed desc, taking.id`.execute(db);
  return rows;
}

/** A person's own; null: it is not there, or somebody else's. */
export async function findTaking(db: Db, personId: string, id: string): Promise<Taking | null> {
  const { rows } = await sql<Taking>`${takings}
    where taking.person_id = ${personId} and taking.id = ${id}::uuid`.execute(db);
  return rows[0] ?? null;
}

/** What a person said last of a course, under whatever number it was then. */
export async function newestTaking(db: Db, personId: string, courseId: string): Promise<Taking | null> {
  const { rows } = await sql<Taking>`${takings}
    where taking.person_id = ${personId} and whole.whole_id = ${courseId}::uuid
    order by step in ('finished', 'stopped'), taking.changed desc, taking.id limit 1`.execute(db);
  return rows[0] ?? null;
}

/** One act after another: two presses at once must not make two of one. */
export async function lockLearner(trx: Db, personId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('reviews taking ' || ${personId}, 0))`.execute(trx);
}

export async function countTakings(db: Db, personId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from reviews.taking where person_id = ${personId}`.execute(db);
  return rows[0]?.n ?? 0;
}

type NewTaking = {
  id: string;
  personId: string;
  courseId: string;
  edition: number;
  step: TakingStep;
  dates: TakingDates;
  now: Date;
};

export async function insertTaking(trx: Db, { id, personId, courseId, edition, step, dates, now }: NewTaking) {
  await sql`
    insert into reviews.taking (id, person_id, course_id, edition, step, planned, opened, enrolled, started, ends, finished,
      stopped, created, changed)
    values (${id}, ${personId}, ${courseId}, ${edition}, ${step}, ${dates.planned}, ${dates.opened}, ${dates.enrolled},
      ${dates.started}, ${dates.ends}, ${dates.finished}, ${dates.stopped}, ${now}, ${now})`.execute(trx);
}

export async function saveTaking(
  trx: Db,
  id: string,
  { step, dates, now }: { step: TakingStep; dates: TakingDates; now: Date },
): Promise<void> {
  await sql`
    update reviews.taking set step = ${step}, planned = ${dates.planned}, opened = ${dates.opened},
      enrolled = ${dates.enrolled}, started = ${dates.started}, ends = ${dates.ends}, finished = ${dates.finished},
      stopped = ${dates.stopped}, changed = ${now}
    where id = ${id}::uuid`.execute(trx);
}

export async function deleteTaking(trx: Db, id: string): Promise<void> {
  await sql`delete from reviews.taking where id = ${id}::uuid`.execute(trx);
}

/** Takes all of a person's away; returns how many there were. */
export async function deleteTakingsOf(trx: Db, personId: string): Promise<number> {
  const { numAffectedRows } = await sql`delete from reviews.taking where person_id = ${personId}`.execute(trx);
  return Number(numAffectedRows ?? 0);
}

/** How many people said that they enrolled on each course of a provider, and finished it. Each person counts once. */
export async function countLearners(
  db: Db,
  providerId: string,
): Promise<{ courseId: string; enrolled: number; finished: number }[]> {
  const { rows } = await sql<{ courseId: string; enrolled: number; finished: number }>`
    select card.id as "courseId",
      (count(distinct person_id) filter (where coalesce(enrolled, started, finished) is not null))::int as enrolled,
      (count(distinct person_id) filter (where finished is not null))::int as finished
    from reviews.taking
    join catalogue.course_whole whole on whole.id = taking.course_id
    join catalogue.course_card card on card.id = whole.whole_id
    where card.provider_id = ${providerId}::uuid group by card.id`.execute(db);
  return rows;
}
