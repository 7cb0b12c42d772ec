/** The SQL of what assessment holds about a person. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';

/** Attempts with what was answered; more time that was granted; how assessments were watched over; what one granted to others. */
export async function heldOfAssessment(db: Db, personId: string): Promise<Record<string, unknown[]>> {
  const attempts = await sql`
    select a.id, e.course_id as course, a.step, a.edition, a.digest, a.number, a.agreed_at as "agreedAt",
      a.started_at as "startedAt", a.due_at as "dueAt", a.answers, a.answers_at as "answersAt", a.answers_number::float8 as saves,
      a.answers_by as "savedByPage", a.ended_at as "endedAt", a.ended_how as "endedHow", a.points::float8 as points,
      a.most::float8 as most, a.score::float8 as score, a.passed, a.result
    from learning.attempt a join learning.enrolment e on e.id = a.enrolment_id
    where e.person_id = ${personId} order by a.started_at, a.id`.execute(db);
  const moreTime = await sql`
    select course_id as course, multiplier::float8 as multiplier, set_at as "setAt"
    from learning.accommodation where person_id = ${personId} order by set_at`.execute(db);
  const assurances = await sql`
    select e.course_id as course, s.step, s.kind, s.method, to_char(s.day, 'YYYY-MM-DD') as day, s.recorded_at as "recordedAt"
    from learning.assurance s join learning.enrolment e on e.id = s.enrolment_id
    where e.person_id = ${personId} order by s.recorded_at`.execute(db);
  const granted = await sql`
    select course_id as course, 'more time' as what, set_at as at from learning.accommodation where set_by = ${personId}
    union all
    select e.course_id, s.kind, s.recorded_at from learning.assurance s join learning.enrolment e on e.id = s.enrolment_id
    where s.recorded_by = ${personId} order by at`.execute(db);
  return {
    attempts: attempts.rows,
    'more-time': moreTime.rows,
    assurances: assurances.rows,
    'recorded-as-assessor': granted.rows,
  };
}

export async function deleteAssessmentOf(trx: Db, personId: string): Promise<void> {
  const own = sql`(select id from learning.enrolment where person_id = ${personId})`;
  await sql`delete from learning.attempt where enrolment_id in ${own}`.execute(trx);
  await sql`delete from learning.assurance where enrolment_id in ${own}`.execute(trx);
  await sql`delete from learning.accommodation where person_id = ${personId}`.execute(trx);
}

/** What they recorded for others stays, without them. */
export async function unlinkAssessor(trx: Db, personId: string): Promise<void> {
  await sql`update learning.accommodation set set_by = null where set_by = ${personId}`.execute(trx);
  await sql`update learning.assurance set recorded_by = null where recorded_by = ${personId}`.execute(trx);
}
