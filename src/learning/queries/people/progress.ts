/** The SQL of how far the learners of a course are, for its staff: no reflections, no notes, no observed time. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';
import type { Pause } from '../../rules/offerings/deadlines.js';
import type { Enrolment } from '../../schema/index.js';

export type KnownOfLearner = Pick<
  Enrolment,
  'id' | 'courseId' | 'edition' | 'offeringId' | 'state' | 'starts' | 'extensionDays' | 'enrolledAt' | 'completedAt'
> & {
  name: string;
  lastSeen: Date | null;
  firstOpened: Date | null;
  /** Steps that are done, with the moment of each. */
  done: Record<string, string>;
  results: { step: string; score: number; passed: boolean }[];
  /** Attempts that ended, by step. */
  attempts: Record<string, number>;
  /** Work of which the newest that was handed in was given back. */
  returned: { step: string; at: string }[];
  pauses: Pause[];
  asked: Date | null;
};

/** At most so many are looked at: the figures of more than that are another kind of question. */
const MOST = 5000;

/** Of all runs or one, by name. */
export async function learnersOf(
  db: Db,
  courseId: string,
  { offering = null, enrolment = null }: { offering?: string | null; enrolment?: string | null } = {},
): Promise<KnownOfLearner[]> {
  const { rows } = await sql<KnownOfLearner>`
    select e.id, e.course_id as "courseId", e.edition, e.offering_id as "offeringId", e.state,
      to_char(e.starts, 'YYYY-MM-DD') as starts, e.extension_days as "extensionDays", e.enrolled_at as "enrolledAt",
      e.completed_at as "completedAt", e.last_seen as "lastSeen", person_brief.name,
      (select min(p.opened_at) from learning.step_progress p where p.enrolment_id = e.id) as "firstOpened",
      coalesce((select jsonb_object_agg(p.step, p.done_at) from learning.step_progress p
        where p.enrolment_id = e.id and p.done_at is not null and not p.ask_again), '{}') as done,
      coalesce((select jsonb_agg(jsonb_build_object('step', r.step, 'score', r.score, 'passed', r.passed))
        from learning.step_result r where r.enrolment_id = e.id), '[]') as results,
      coalesce((select jsonb_object_agg(a.step, a.count) from (select step, count(*)::int as count
        from learning.attempt where enrolment_id = e.id and ended_at is not null group by step) a), '{}') as attempts,
      coalesce((select jsonb_agg(jsonb_build_object('step', s.step, 'at', coalesce(s.decided_at, s.submitted_at)))
        from learning.submission s where s.enrolment_id = e.id and s.state = 'returned' and not exists (
          select from learning.submission later
          where later.enrolment_id = e.id and later.step = s.step and later.number > s.number
            and later.state <> 'draft')), '[]') as returned,
      coalesce((select jsonb_agg(jsonb_build_object('from', to_char(p.from_day, 'YYYY-MM-DD'),
        'until', to_char(p.until_day, 'YYYY-MM-DD'))) from learning.pause p where p.enrolment_id = e.id), '[]') as pauses,
      (select max(c.sent_at) from learning.check_in c where c.enrolment_id = e.id) as asked
    from learning.enrolment e join accounts.person_brief on person_brief.id = e.person_id
    where e.course_id = ${courseId} and (${offering}::uuid is null or e.offering_id = ${offering}::uuid)
      and (${enrolment}::uuid is null or e.id = ${enrolment}::uuid)
    order by lower(person_brief.name), e.id limit ${MOST}`.execute(db);
  return rows;
}

export type RunBrief = {
  id: string;
  kind: 'self-paced' | 'cohort' | 'private';
  name: string | null;
  starts: string | null;
  learners: number;
};

/** Runs of a course that anybody is or was in, the newest first. */
export async function runsTaken(db: Db, courseId: string): Promise<RunBrief[]> {
  const { rows } = await sql<RunBrief>`
    select offering.id, kind, name, to_char(offering.starts, 'YYYY-MM-DD') as starts, count(enrolment.id)::int as learners
    from learning.offering join learning.enrolment on enrolment.offering_id = offering.id
    where offering.course_id = ${courseId}
    group by offering.id order by coalesce(offering.starts, offering.created::date) desc, offering.id limit 200`.execute(
    db,
  );
  return rows;
}

export async function insertCheckIn(trx: Db, enrolmentId: string, now: Date): Promise<void> {
  await sql`insert into learning.check_in (enrolment_id, sent_at) values (${enrolmentId}, ${now})`.execute(trx);
}

export type PlacesUsed = {
  offeringId: string;
  courseTitle: string;
  provider: string;
  seats: number | null;
  used: number;
};

/** What an employer is told of the runs that are for its people: how many places are taken, and nothing of anybody. */
export async function placesUsed(db: Db, employerId: string): Promise<PlacesUsed[]> {
  const { rows } = await sql<PlacesUsed>`
    select offering.id as "offeringId", edition.content ->> 'title' as "courseTitle", organisation_brief.name as provider,
      offering.seats, (select count(*)::int from learning.enrolment
        where enrolment.offering_id = offering.id and enrolment.state <> 'left') as used
    from learning.offering
    join learning.edition on edition.course_id = offering.course_id and edition.number = offering.edition
    join learning.course on course.id = offering.course_id
    join organisations.organisation_brief on organisation_brief.id = course.organisation_id
    where offering.employer_id = ${employerId} and offering.state <> 'draft'
    order by offering.created desc, offering.id limit 500`.execute(db);
  return rows;
}
