/** The SQL of what is held about a person in runs: exported and erased. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';

/** Every row of theirs, by what it is, with the course's own title in place of numbers. */
export async function heldInRuns(db: Db, personId: string): Promise<Record<string, Record<string, unknown>[]>> {
  const mine = sql`
    learning.enrolment join learning.edition on edition.course_id = enrolment.course_id and edition.number = enrolment.edition
    where person_id = ${personId}`;
  const course = sql`(select content->>'title' from learning.edition
    where edition.course_id = enrolment.course_id and edition.number = enrolment.edition) as course`;
  const own = sql`join learning.enrolment on enrolment.id = enrolment_id where enrolment.person_id = ${personId}`;
  const parts = {
    enrolments: sql`
      select enrolment.id, edition.content->>'title' as course, enrolment.edition, state, enrolled_at as enrolled,
        to_char(starts, 'YYYY-MM-DD') as starts, extension_days as "extensionDays", last_seen as "lastSeen",
        completed_at as completed, left_at as left from ${mine} order by enrolled_at`,
    pauses: sql`
      select ${course}, to_char(from_day, 'YYYY-MM-DD') as from, to_char(until_day, 'YYYY-MM-DD') as until
      from learning.pause ${own} order by from_day`,
    'more-time-to-learn': sql`
      select ${course}, days, extension.state, words, asked_at as asked, decided_at as decided
      from learning.extension ${own} order by asked_at`,
    moves: sql`
      select ${course}, from_edition as "fromEdition", to_edition as "toEdition", from_offering <> to_offering as "toAnotherRun",
        moved_at as moved from learning.move ${own} order by moved_at`,
    sessions: sql`
      select ${course}, session.starts, attendance.state, how, at from learning.attendance
      join learning.session on session.id = session_id ${own} order by session.starts`,
    places: sql`
      select ${course}, 'voucher' as by, null as "purchaseOrder", null as billed, null as "invoiceTo", used_at as at
      from learning.voucher_use ${own}
      union all
      select ${course}, 'invoice', purchase_order, billed, billed_email, asked_at from learning.invoice ${own} order by at`,
    waiting: sql`
      select edition.content->>'title' as course, asked_at as asked, told_at as told from learning.waiting
      join learning.offering on offering.id = offering_id
      join learning.edition on edition.course_id = offering.course_id and edition.number = offering.edition
      where waiting.person_id = ${personId} order by asked_at`,
    'wrong-codes': sql`
      select kind, since, tries from learning.code_try where person_id = ${personId} order by kind`,
  };
  const held: Record<string, Record<string, unknown>[]> = {};
  for (const [name, query] of Object.entries(parts))
    held[name] = (await sql<Record<string, unknown>>`${query}`.execute(db)).rows;
  return held;
}

/** Records of money stay without the person: the order, who was billed, the amount. The rest goes. */
export async function removeFromRuns(trx: Db, personId: string): Promise<{ invoices: number }> {
  const own = sql`(select id from learning.enrolment where person_id = ${personId})`;
  const { numAffectedRows } = await sql`
    update learning.invoice set enrolment_id = null, billed_email = null where enrolment_id in ${own}`.execute(trx);
  await sql`update learning.voucher_use set enrolment_id = null where enrolment_id in ${own}`.execute(trx);
  await sql`delete from learning.waiting where person_id = ${personId}`.execute(trx);
  await sql`delete from learning.code_try where person_id = ${personId}`.execute(trx);
  await sql`delete from learning.enrolment where person_id = ${personId}`.execute(trx);
  return { invoices: Number(numAffectedRows ?? 0n) };
}
