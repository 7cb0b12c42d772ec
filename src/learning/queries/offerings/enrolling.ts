/** The SQL of enrolling, leaving, moving and waiting. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';
import type { Enrolment } from '../../schema/index.js';

/** Who was here already, newest first: what is active, else what was completed or left. */
export async function findEnrolmentIn(
  trx: Db,
  personId: string,
  courseId: string,
): Promise<(Pick<Enrolment, 'id' | 'state' | 'edition' | 'offeringId'> & { leftAt: Date | null }) | null> {
  const { rows } = await sql<Pick<Enrolment, 'id' | 'state' | 'edition' | 'offeringId'> & { leftAt: Date | null }>`
    select id, state, edition, offering_id as "offeringId", left_at as "leftAt" from learning.enrolment
    where person_id = ${personId} and course_id = ${courseId}
    order by state <> 'active', enrolled_at desc, id desc limit 1`.execute(trx);
  return rows[0] ?? null;
}

/** One after the other for one person: two forms sent at once enrol them once. */
export async function holdPerson(trx: Db, personId: string): Promise<void> {
  await sql`select from accounts.person_brief where id = ${personId}`.execute(trx);
  await sql`select pg_advisory_xact_lock(hashtextextended('learning.enrolling ' || ${personId}, 0))`.execute(trx);
}

type New = Pick<Enrolment, 'id' | 'personId' | 'courseId' | 'edition' | 'offeringId' | 'actorKey' | 'starts'> & {
  now: Date;
};

export async function insertEnrolment(trx: Db, given: New): Promise<void> {
  await sql`
    insert into learning.enrolment (id, person_id, course_id, edition, offering_id, state, actor_key, enrolled_at, starts)
    values (${given.id}, ${given.personId}, ${given.courseId}, ${given.edition}, ${given.offeringId}, 'active', ${given.actorKey},
      ${given.now}, ${given.starts})`.execute(trx);
}

/** Back in a course that was left, with all work, by the edition that they had. */
export async function comeBack(
  trx: Db,
  id: string,
  { offeringId, starts }: Pick<Enrolment, 'offeringId' | 'starts'>,
): Promise<void> {
  await sql`
    update learning.enrolment
    set state = 'active', left_at = null, offering_id = ${offeringId}, starts = ${starts}, extension_days = 0
    where id = ${id}`.execute(trx);
}

export async function leave(trx: Db, id: string, now: Date): Promise<void> {
  await sql`update learning.enrolment set state = 'left', left_at = ${now} where id = ${id} and state = 'active'`.execute(
    trx,
  );
}

export type Moved = {
  id: string;
  enrolmentId: string;
  fromOffering: string;
  toOffering: string;
  fromEdition: number;
  toEdition: number;
  movedAt: Date;
};

export async function insertMove(trx: Db, move: Moved): Promise<void> {
  await sql`
    insert into learning.move (id, enrolment_id, from_offering, to_offering, from_edition, to_edition, moved_at)
    values (${move.id}, ${move.enrolmentId}, ${move.fromOffering}, ${move.toOffering}, ${move.fromEdition}, ${move.toEdition},
      ${move.movedAt})`.execute(trx);
}

/** To another run: time is reckoned anew there. */
export async function toRun(
  trx: Db,
  id: string,
  { offeringId, starts }: Pick<Enrolment, 'offeringId' | 'starts'>,
): Promise<void> {
  await sql`
    update learning.enrolment set offering_id = ${offeringId}, starts = ${starts}, extension_days = 0
    where id = ${id}`.execute(trx);
}

/**
 * To another edition. What is done stays done; where the step is another than the one that was done, it is asked again, and where
 * it is the same (again), nothing is asked.
 */
export async function toEdition(
  trx: Db,
  id: string,
  edition: number,
  digests: Readonly<Record<string, string>>,
): Promise<void> {
  await sql`update learning.enrolment set edition = ${edition} where id = ${id}`.execute(trx);
  await sql`
    update learning.step_progress p
    set ask_again = p.done_at is not null and d.digest is not null and d.digest <> p.digest
    from (select step, (${JSON.stringify(digests)}::jsonb)->>step as digest from learning.step_progress where enrolment_id = ${id}) d
    where p.enrolment_id = ${id} and d.step = p.step`.execute(trx);
}

export async function addWaiting(trx: Db, offeringId: string, personId: string, now: Date): Promise<void> {
  await sql`
    insert into learning.waiting (offering_id, person_id, asked_at) values (${offeringId}, ${personId}, ${now})
    on conflict (offering_id, person_id) do update set told_at = null where waiting.told_at is not null`.execute(trx);
}

export async function removeWaiting(trx: Db, offeringId: string, personId: string): Promise<void> {
  await sql`delete from learning.waiting where offering_id = ${offeringId} and person_id = ${personId}`.execute(trx);
}

export async function isWaiting(db: Db, offeringId: string, personId: string): Promise<boolean> {
  const { rows } = await sql`
    select from learning.waiting where offering_id = ${offeringId} and person_id = ${personId} and told_at is null`.execute(
    db,
  );
  return rows.length > 0;
}

export async function countWaiting(db: Db, offeringId: string): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::int as waiting from learning.waiting where offering_id = ${offeringId} and told_at is null`.execute(
    db,
  );
  return rows[0]?.waiting ?? 0;
}

/** Those who wait longest, as many as there are seats free; from now on they are told. */
export async function takeWaiting(trx: Db, offeringId: string, free: number, now: Date): Promise<string[]> {
  const { rows } = await sql<{ personId: string }>`
    update learning.waiting set told_at = ${now}
    where offering_id = ${offeringId} and person_id in (
      select person_id from learning.waiting where offering_id = ${offeringId} and told_at is null
      order by asked_at, person_id limit ${free} for update skip locked)
    returning person_id as "personId"`.execute(trx);
  return rows.map(({ personId }) => personId);
}
