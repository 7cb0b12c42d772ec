/** The SQL of what somebody takes here. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';

export type OwnEnrolment = { id: string; state: 'active' | 'completed' | 'left'; provider: string };

/** What is under way first, what was seen last before the others. */
export async function enrolmentsOf(db: Db, personId: string): Promise<OwnEnrolment[]> {
  const { rows } = await sql<OwnEnrolment>`
    select enrolment.id, enrolment.state, organisation.name as provider
    from learning.enrolment
    join learning.course on course.id = course_id
    join organisations.organisation_now now on now.id = course.organisation_id
    join organisations.organisation_brief organisation on organisation.id = coalesce(now.merged_into, now.id)
    where person_id = ${personId}
    order by case enrolment.state when 'active' then 0 when 'completed' then 1 else 2 end,
      coalesce(last_seen, completed_at, left_at, enrolled_at) desc, enrolment.id limit 200`.execute(db);
  return rows;
}

export type OwnWaiting = { offering: string; title: string; askedAt: Date; told: boolean };

export async function waitingOf(db: Db, personId: string): Promise<OwnWaiting[]> {
  const { rows } = await sql<OwnWaiting>`
    select offering_id as offering, edition.content->>'title' as title, asked_at as "askedAt", told_at is not null as told
    from learning.waiting
    join learning.offering on offering.id = offering_id
    join learning.edition on edition.course_id = offering.course_id and edition.number = offering.edition
    where person_id = ${personId} and offering.state = 'open' order by asked_at, offering_id`.execute(db);
  return rows;
}

/** The last word on a place that is paid for by invoice; null: none is. */
export async function invoiceStateOf(
  db: Db,
  enrolmentId: string,
): Promise<{ state: string; purchaseOrder: string } | null> {
  const { rows } = await sql<{ state: string; purchaseOrder: string }>`
    select state, purchase_order as "purchaseOrder" from learning.invoice where enrolment_id = ${enrolmentId}
    order by asked_at desc, id desc limit 1`.execute(db);
  return rows[0] ?? null;
}
