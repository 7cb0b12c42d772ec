/** The SQL of completions: judged once, and what was issued for them. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';
import type { Judged } from '../../rules/player/completion.js';

export type Completion = {
  enrolmentId: string;
  courseId: string;
  edition: number;
  reckoned: Judged;
  achievementId: string | null;
  credentialId: string | null;
  refused: string | null;
  declaredMinutes: number | null;
  completedAt: Date;
};

const columns = sql`
  enrolment_id as "enrolmentId", course_id as "courseId", edition, reckoned, achievement_id as "achievementId",
  credential_id as "credentialId", refused, declared_minutes as "declaredMinutes", completed_at as "completedAt"`;

/** Held, so that two acts that end a course at once judge one after the other. Null: it is over, or left. */
export async function lockActive(trx: Db, enrolmentId: string): Promise<{ id: string } | null> {
  const { rows } = await sql<{ id: string }>`
    select id from learning.enrolment where id = ${enrolmentId} and state = 'active' for no key update`.execute(trx);
  return rows[0] ?? null;
}

/** The course is completed. What it gives is what the course gives now. */
export async function insertCompletion(
  trx: Db,
  {
    enrolmentId,
    courseId,
    edition,
    reckoned,
    now,
  }: { enrolmentId: string; courseId: string; edition: number; reckoned: unknown; now: Date },
): Promise<void> {
  await sql`
    insert into learning.completion (enrolment_id, course_id, edition, reckoned, achievement_id, completed_at)
    select ${enrolmentId}, c.id, ${edition}, ${JSON.stringify(reckoned)}, c.achievement_id, ${now}
    from learning.course c where c.id = ${courseId}`.execute(trx);
  await sql`
    update learning.enrolment set state = 'completed', completed_at = ${now} where id = ${enrolmentId}`.execute(trx);
}

export async function findCompletion(db: Db, enrolmentId: string): Promise<Completion | null> {
  const { rows } = await sql<Completion>`
    select ${columns} from learning.completion where enrolment_id = ${enrolmentId}`.execute(db);
  return rows[0] ?? null;
}

/** Held: it is awarded once, however many try. */
export async function lockCompletion(trx: Db, enrolmentId: string): Promise<Completion | null> {
  const { rows } = await sql<Completion>`
    select ${columns} from learning.completion where enrolment_id = ${enrolmentId} for no key update`.execute(trx);
  return rows[0] ?? null;
}

export async function saveAwarded(trx: Db, enrolmentId: string, credentialId: string, now: Date): Promise<void> {
  await sql`
    update learning.completion set credential_id = ${credentialId}, refused = null, tried_at = ${now}
    where enrolment_id = ${enrolmentId}`.execute(trx);
}

export async function saveRefused(trx: Db, enrolmentId: string, words: string, now: Date): Promise<void> {
  await sql`
    update learning.completion set refused = ${words}, tried_at = ${now}
    where enrolment_id = ${enrolmentId} and credential_id is null`.execute(trx);
}

export async function saveDeclared(trx: Db, enrolmentId: string, minutes: number | null): Promise<void> {
  await sql`
    update learning.completion set declared_minutes = ${minutes} where enrolment_id = ${enrolmentId}`.execute(trx);
}

/** A course was given something to issue after some completed it: they get it too. What was promised by then stays. */
export async function giveToCompleted(trx: Db, courseId: string, achievementId: string): Promise<boolean> {
  const { rows } = await sql`
    update learning.completion set achievement_id = ${achievementId}
    where course_id = ${courseId} and achievement_id is null returning enrolment_id`.execute(trx);
  return rows.length > 0;
}

/** Returns the enrolments for which nothing was issued yet. */
export async function waitingForAward(
  db: Db,
  { courseId = null }: { courseId?: string | null } = {},
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select enrolment_id as id from learning.completion
    where credential_id is null and achievement_id is not null and (${courseId}::uuid is null or course_id = ${courseId})
    order by completed_at limit 5000`.execute(db);
  return rows.map(({ id }) => id);
}

export type WaitingAward = {
  enrolmentId: string;
  name: string;
  completedAt: Date;
  refused: string | null;
  triedAt: Date | null;
};

/** Of one course, for its registrar. */
export async function awardsWaiting(db: Db, courseId: string): Promise<WaitingAward[]> {
  const { rows } = await sql<WaitingAward>`
    select c.enrolment_id as "enrolmentId", p.name, c.completed_at as "completedAt", c.refused, c.tried_at as "triedAt"
    from learning.completion c
    join learning.enrolment e on e.id = c.enrolment_id join accounts.person_brief p on p.id = e.person_id
    where c.course_id = ${courseId} and c.credential_id is null and c.achievement_id is not null
    order by c.completed_at limit 500`.execute(db);
  return rows;
}

/** What an award states of the learning: whose course it is, and its first day. */
export type AwardGround = {
  personId: string;
  organisationId: string;
  courseId: string;
  edition: number;
  enrolledAt: Date;
  completedAt: Date;
};

export async function awardGround(db: Db, enrolmentId: string): Promise<AwardGround | null> {
  const { rows } = await sql<AwardGround>`
    select e.person_id as "personId", c.organisation_id as "organisationId", c.id as "courseId", e.edition,
      e.enrolled_at as "enrolledAt", d.completed_at as "completedAt"
    from learning.completion d join learning.enrolment e on e.id = d.enrolment_id
    join learning.course c on c.id = d.course_id
    where d.enrolment_id = ${enrolmentId}`.execute(db);
  return rows[0] ?? null;
}

/** For what is built on a completion: which course of the catalogue, whose. */
export type CompletedCourse = {
  enrolmentId: string;
  personId: string;
  catalogueCourseId: string | null;
  completedAt: Date;
  /** Marked tests and assignments of theirs in it. */
  graded: number;
};

export async function completedCourse(db: Db, enrolmentId: string): Promise<CompletedCourse | null> {
  const { rows } = await sql<CompletedCourse>`
    select d.enrolment_id as "enrolmentId", e.person_id as "personId", c.catalogue_course_id as "catalogueCourseId",
      d.completed_at as "completedAt",
      (select count(*)::integer from learning.step_result r where r.enrolment_id = e.id) as graded
    from learning.completion d join learning.enrolment e on e.id = d.enrolment_id
    join learning.course c on c.id = d.course_id
    where d.enrolment_id = ${enrolmentId}`.execute(db);
  return rows[0] ?? null;
}
