/** The SQL of pauses and of more time. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';
import type { Pause } from '../../rules/offerings/deadlines.js';
import type { Extension, ExtensionState } from '../../schema/runs.js';

/** Earliest first. */
export async function pausesOf(db: Db, enrolmentId: string): Promise<(Pause & { id: string })[]> {
  const { rows } = await sql<Pause & { id: string }>`
    select id, to_char(from_day, 'YYYY-MM-DD') as from, to_char(until_day, 'YYYY-MM-DD') as until
    from learning.pause where enrolment_id = ${enrolmentId} order by from_day, id`.execute(db);
  return rows;
}

export async function insertPause(
  trx: Db,
  { id, enrolmentId, from, until, now }: Pause & { id: string; enrolmentId: string; now: Date },
): Promise<void> {
  await sql`
    insert into learning.pause (id, enrolment_id, from_day, until_day, made_at)
    values (${id}, ${enrolmentId}, ${from}, ${until}, ${now})`.execute(trx);
}

/** What runs ends on this day; what has not begun by then never was. */
export async function endPauses(trx: Db, enrolmentId: string, today: string): Promise<void> {
  await sql`delete from learning.pause where enrolment_id = ${enrolmentId} and from_day >= ${today}`.execute(trx);
  await sql`
    update learning.pause set until_day = ${today}
    where enrolment_id = ${enrolmentId} and (until_day is null or until_day > ${today})`.execute(trx);
}

export async function extensionsOf(db: Db, enrolmentId: string): Promise<Extension[]> {
  const { rows } = await sql<Extension>`
    select id, enrolment_id as "enrolmentId", days, state, words, asked_at as "askedAt", decided_at as "decidedAt"
    from learning.extension where enrolment_id = ${enrolmentId} order by asked_at desc, id desc`.execute(db);
  return rows;
}

export async function insertExtension(trx: Db, given: Omit<Extension, 'words'>): Promise<void> {
  await sql`
    insert into learning.extension (id, enrolment_id, days, state, asked_at, decided_at)
    values (${given.id}, ${given.enrolmentId}, ${given.days}, ${given.state}, ${given.askedAt}, ${given.decidedAt})`.execute(
    trx,
  );
}

export async function addDays(trx: Db, enrolmentId: string, days: number): Promise<void> {
  await sql`
    update learning.enrolment set extension_days = least(730, extension_days + ${days}) where id = ${enrolmentId}`.execute(
    trx,
  );
}

/** What waits for the registrar of a run, the longest first. */
export async function extensionsAsked(
  db: Db,
  offeringId: string,
): Promise<(Extension & { learner: string; extensionDays: number })[]> {
  const { rows } = await sql<Extension & { learner: string; extensionDays: number }>`
    select extension.id, enrolment_id as "enrolmentId", days, extension.state, words, asked_at as "askedAt",
      decided_at as "decidedAt", person.name as learner, extension_days as "extensionDays"
    from learning.extension
    join learning.enrolment on enrolment.id = enrolment_id
    join accounts.person_brief person on person.id = person_id
    where offering_id = ${offeringId} and extension.state = 'asked' order by asked_at, extension.id`.execute(db);
  return rows;
}

/** Null: nobody asks for this in this run any more. */
export async function decideExtension(
  trx: Db,
  {
    id,
    offeringId,
    state,
    words,
    now,
  }: { id: string; offeringId: string; state: ExtensionState; words: string | null; now: Date },
): Promise<{ enrolmentId: string; personId: string; days: number } | null> {
  const { rows } = await sql<{ enrolmentId: string; personId: string; days: number }>`
    update learning.extension set state = ${state}, words = ${words}, decided_at = ${now}
    from learning.enrolment
    where extension.id = ${id} and enrolment.id = enrolment_id and offering_id = ${offeringId} and extension.state = 'asked'
    returning enrolment_id as "enrolmentId", person_id as "personId", days`.execute(trx);
  return rows[0] ?? null;
}
