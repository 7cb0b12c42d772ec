/** The SQL of runs and of who takes them. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { Enrolment, Offering } from '../schema/offering.js';

const enrolment = sql`
  id, person_id as "personId", course_id as "courseId", edition, offering_id as "offeringId", state,
  actor_key as "actorKey", enrolled_at as "enrolledAt", to_char(starts, 'YYYY-MM-DD') as starts,
  extension_days as "extensionDays", last_step as "lastStep", completed_at as "completedAt"`;

const offering = sql`
  id, course_id as "courseId", edition, kind, name, employer_id as "employerId", state,
  to_char(starts, 'YYYY-MM-DD') as starts, to_char(ends, 'YYYY-MM-DD') as ends,
  to_char(enrol_from, 'YYYY-MM-DD') as "enrolFrom", to_char(enrol_until, 'YYYY-MM-DD') as "enrolUntil", seats, places,
  case when price is null then null else jsonb_build_object('amount', price, 'currency', currency) end as price,
  pace, time_zone as "timeZone"`;

/** An enrolment with its run, in one statement: every page of a learner begins with it. */
export async function findPlace(db: Db, id: string): Promise<(Enrolment & { offering: Offering }) | null> {
  const { rows } = await sql<Enrolment & { offering: Offering }>`
    select ${enrolment},
      (select to_jsonb(o) from (select ${offering} from learning.offering where id = e.offering_id) o) as offering
    from learning.enrolment e where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export async function findEnrolment(db: Db, id: string): Promise<Enrolment | null> {
  const { rows } = await sql<Enrolment>`select ${enrolment} from learning.enrolment where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Held until the transaction ends: acts on one enrolment happen one after the other. */
export async function lockEnrolment(trx: Db, id: string): Promise<Enrolment | null> {
  const { rows } = await sql<Enrolment>`
    select ${enrolment} from learning.enrolment where id = ${id} for no key update`.execute(trx);
  return rows[0] ?? null;
}

export async function findOffering(db: Db, id: string): Promise<Offering | null> {
  const { rows } = await sql<Offering>`
    select ${offering} from learning.offering where id = ${id}`.execute(db);
  return rows[0] ?? null;
}
