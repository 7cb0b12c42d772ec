/** The SQL of who may talk where, of what is followed and of questions to staff. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';
import { OWN_PACE, type Run, type StepTalk } from '../../rules/people/circles.js';

/** Whether an enrolment, with its offering, belongs to a run. */
function inRun(run: Run) {
  return run === OWN_PACE
    ? sql`offering.kind = 'self-paced'`
    : sql`offering.id::text = ${run} and offering.kind <> 'self-paced'`;
}

/** The enrolment by which somebody belongs to a run; null: they don't, or left. */
export async function findPlaceIn(
  db: Db,
  personId: string,
  { courseId, run }: Pick<StepTalk, 'courseId' | 'run'>,
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select enrolment.id from learning.enrolment join learning.offering on offering.id = enrolment.offering_id
    where enrolment.person_id = ${personId} and enrolment.course_id = ${courseId} and enrolment.state <> 'left'
      and ${inRun(run)}
    order by enrolment.state = 'active' desc, enrolment.enrolled_at desc limit 1`.execute(db);
  return rows[0]?.id ?? null;
}

/** The newest edition that has this step, of a course whose run this is; null: there is no such thing to talk about. */
export async function findTalk(
  db: Db,
  { courseId, run, step }: StepTalk,
): Promise<{ edition: number; organisationId: string } | null> {
  const { rows } = await sql<{ edition: number; organisationId: string }>`
    select max(edition.number) as edition, course.organisation_id as "organisationId"
    from learning.course join learning.edition on edition.course_id = course.id
    where course.id = ${courseId} and jsonb_exists(edition.digests, ${step})
      and exists (select from learning.offering where offering.course_id = course.id and ${inRun(run)})
    group by course.organisation_id`.execute(db);
  return rows[0] ?? null;
}

/** Followed from now on; done twice, it is done. Whoever follows for the first time has a letter a day. */
export async function follow(trx: Db, enrolmentId: string, subject: string, now: Date): Promise<void> {
  await sql`
    insert into learning.follow (enrolment_id, subject, since) values (${enrolmentId}, ${subject}, ${now})
    on conflict do nothing`.execute(trx);
  await sql`
    insert into learning.digest (person_id, every, told_until)
    select person_id, 'day', ${now} from learning.enrolment where id = ${enrolmentId}
    on conflict do nothing`.execute(trx);
}

export async function unfollow(trx: Db, enrolmentId: string, subject: string): Promise<void> {
  await sql`delete from learning.follow where enrolment_id = ${enrolmentId} and subject = ${subject}`.execute(trx);
}

export type Digest = { every: 'day' | 'week'; toldUntil: Date };

export async function findDigest(db: Db, personId: string): Promise<Digest | null> {
  const { rows } = await sql<Digest>`
    select every, told_until as "toldUntil" from learning.digest where person_id = ${personId}`.execute(db);
  return rows[0] ?? null;
}

export async function saveEvery(trx: Db, personId: string, every: Digest['every'], now: Date): Promise<void> {
  await sql`
    insert into learning.digest (person_id, every, told_until) values (${personId}, ${every}, ${now})
    on conflict (person_id) do update set every = excluded.every`.execute(trx);
}

/** Whose letter may be due, some at a time, in the order of their ids. */
export async function listDue(
  db: Db,
  { day, week, after, most }: { day: Date; week: Date; after: string | null; most: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select person_id as id from learning.digest
    where told_until <= case every when 'day' then ${day}::timestamptz else ${week}::timestamptz end
      and (${after}::uuid is null or person_id > ${after}::uuid)
    order by person_id limit ${most}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Held until the transaction ends; null: none, or another worker told them meanwhile. */
export async function lockDigest(trx: Db, personId: string): Promise<Digest | null> {
  const { rows } = await sql<Digest>`
    select every, told_until as "toldUntil" from learning.digest where person_id = ${personId} for update`.execute(trx);
  return rows[0] ?? null;
}

export async function saveTold(trx: Db, personId: string, until: Date): Promise<void> {
  await sql`update learning.digest set told_until = ${until} where person_id = ${personId}`.execute(trx);
}

/** What somebody follows in courses that they have not left, since when. */
export async function followsOf(
  db: Db,
  personId: string,
): Promise<{ enrolmentId: string; subject: string; since: Date }[]> {
  const { rows } = await sql<{ enrolmentId: string; subject: string; since: Date }>`
    select enrolment_id as "enrolmentId", subject, since
    from learning.follow join learning.enrolment on enrolment.id = enrolment_id
    where person_id = ${personId} and state <> 'left' order by enrolment.enrolled_at, since, subject`.execute(db);
  return rows;
}

/** The learner asked: it waits since their first question that was not answered. True: nothing waited before. */
export async function saveAsked(trx: Db, enrolmentId: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ begins: boolean }>`
    insert into learning.question as q (enrolment_id, waiting_since, last_at) values (${enrolmentId}, ${now}, ${now})
    on conflict (enrolment_id) do update
      set waiting_since = coalesce(q.waiting_since, excluded.waiting_since),
        told = q.told and q.waiting_since is not null, last_at = excluded.last_at
    returning waiting_since = ${now}::timestamptz as begins`.execute(trx);
  return rows[0]?.begins ?? false;
}

/** Staff answered, or settled it without words. */
export async function saveAnswered(trx: Db, enrolmentId: string, now: Date): Promise<void> {
  await sql`
    update learning.question set waiting_since = null, told = false, last_at = greatest(last_at, ${now})
    where enrolment_id = ${enrolmentId}`.execute(trx);
}

/** Takes the telling upon oneself: false where staff were told of what waits, or nothing does. */
export async function takeTelling(trx: Db, enrolmentId: string): Promise<boolean> {
  const { rows } = await sql`
    update learning.question set told = true
    where enrolment_id = ${enrolmentId} and waiting_since is not null and not told returning enrolment_id`.execute(trx);
  return rows.length > 0;
}

export type AskedRow = {
  enrolmentId: string;
  learner: string;
  run: string | null;
  waitingSince: Date | null;
  lastAt: Date;
};

/** Talks of a course's learners with its staff: what waits first, the longest at the top. */
export async function listAsked(db: Db, courseId: string, { limit }: { limit: number }): Promise<AskedRow[]> {
  const { rows } = await sql<AskedRow>`
    select question.enrolment_id as "enrolmentId", person_brief.name as learner, offering.name as run,
      waiting_since as "waitingSince", last_at as "lastAt"
    from learning.question
    join learning.enrolment on enrolment.id = question.enrolment_id
    join learning.offering on offering.id = enrolment.offering_id
    join accounts.person_brief on person_brief.id = enrolment.person_id
    where enrolment.course_id = ${courseId}
    order by waiting_since nulls last, last_at desc, question.enrolment_id limit ${limit}`.execute(db);
  return rows;
}
