/** The SQL of live sessions and of who was there. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';
import type { AttendanceRow, AttendanceState, Attendee, LiveSession } from '../../schema/runs.js';

const session = sql`
  session.id, offering_id as "offeringId", step, starts, ends, address, room, access, link, capacity, cancelled, session.changed, code,
  code_from as "codeFrom", code_until as "codeUntil",
  (select count(*)::int from learning.attendance
    where session_id = session.id and attendance.state in ('coming', 'present')) as coming`;

export async function sessionsOf(db: Db, offeringId: string): Promise<LiveSession[]> {
  const { rows } = await sql<LiveSession>`
    select ${session} from learning.session where offering_id = ${offeringId} order by starts, id`.execute(db);
  return rows;
}

export async function findSession(db: Db, offeringId: string, id: string): Promise<LiveSession | null> {
  const { rows } = await sql<LiveSession>`
    select ${session} from learning.session where id = ${id} and offering_id = ${offeringId}`.execute(db);
  return rows[0] ?? null;
}

/** Held until the transaction ends: the last chair goes once. */
export async function lockSession(trx: Db, offeringId: string, id: string): Promise<LiveSession | null> {
  await sql`select from learning.session where id = ${id} for update`.execute(trx);
  return findSession(trx, offeringId, id);
}

export type SessionWritten = Pick<
  LiveSession,
  'step' | 'starts' | 'ends' | 'address' | 'room' | 'access' | 'link' | 'capacity'
>;

export async function insertSession(
  trx: Db,
  given: SessionWritten & { id: string; offeringId: string; now: Date },
): Promise<void> {
  await sql`
    insert into learning.session (id, offering_id, step, starts, ends, address, room, access, link, capacity, created, changed)
    values (${given.id}, ${given.offeringId}, ${given.step}, ${given.starts}, ${given.ends}, ${given.address}, ${given.room},
      ${given.access}, ${given.link}, ${given.capacity}, ${given.now}, ${given.now})`.execute(trx);
}

export async function updateSession(trx: Db, id: string, given: SessionWritten, now: Date): Promise<void> {
  await sql`
    update learning.session set step = ${given.step}, starts = ${given.starts}, ends = ${given.ends}, address = ${given.address},
      room = ${given.room}, access = ${given.access}, link = ${given.link}, capacity = ${given.capacity}, changed = ${now}
    where id = ${id}`.execute(trx);
}

export async function cancelSession(trx: Db, id: string, now: Date): Promise<void> {
  await sql`
    update learning.session set cancelled = ${now}, code = null, code_from = null, code_until = null, changed = ${now}
    where id = ${id}`.execute(trx);
}

export async function setSessionCode(
  trx: Db,
  id: string,
  { code, from, until }: { code: string; from: Date; until: Date },
): Promise<void> {
  await sql`
    update learning.session set code = ${code}, code_from = ${from}, code_until = ${until} where id = ${id}`.execute(
    trx,
  );
}

/** Of one learner, at all sessions. */
export async function attendanceOf(db: Db, enrolmentId: string): Promise<AttendanceRow[]> {
  const { rows } = await sql<AttendanceRow>`
    select session_id as "sessionId", state, how, at from learning.attendance where enrolment_id = ${enrolmentId}`.execute(
    db,
  );
  return rows;
}

/** Steps whose session somebody is excused from, and was at none of. */
export async function excusedSteps(db: Db, enrolmentId: string): Promise<string[]> {
  const { rows } = await sql<{ step: string }>`
    select step from learning.attendance join learning.session on session.id = session_id
    where enrolment_id = ${enrolmentId} group by step
    having bool_or(state = 'excused') and not bool_or(state = 'present')`.execute(db);
  return rows.map(({ step }) => step);
}

export async function saveAttendance(
  trx: Db,
  given: { sessionId: string; enrolmentId: string; state: AttendanceState; how: 'code' | 'staff' | null; now: Date },
): Promise<void> {
  await sql`
    insert into learning.attendance as a (session_id, enrolment_id, state, how, at)
    values (${given.sessionId}, ${given.enrolmentId}, ${given.state}, ${given.how}, ${given.now})
    on conflict (session_id, enrolment_id) do update set state = excluded.state, how = excluded.how, at = excluded.at
      where a.state <> 'present' or excluded.how = 'staff'`.execute(trx);
}

/** Comes no more. What staff or a code said stays. */
export async function removeComing(trx: Db, sessionId: string, enrolmentId: string): Promise<void> {
  await sql`
    delete from learning.attendance
    where session_id = ${sessionId} and enrolment_id = ${enrolmentId} and state = 'coming'`.execute(trx);
}

/** Everybody in the run, with what is known of them at one session, by name. */
export async function attendeesOf(db: Db, offeringId: string, sessionId: string): Promise<Attendee[]> {
  const { rows } = await sql<Attendee>`
    select enrolment.id as "enrolmentId", person.name, attendance.state, attendance.how
    from learning.enrolment
    join accounts.person_brief person on person.id = person_id
    left join learning.attendance on enrolment_id = enrolment.id and session_id = ${sessionId}
    where enrolment.offering_id = ${offeringId} and enrolment.state <> 'left'
    order by lower(person.name), enrolment.id`.execute(db);
  return rows;
}
