/** The SQL of places: vouchers, purchase orders, wrong codes. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';
import type { Entitlement } from '../../rules/offerings/entry.js';
import type { Invoice, InvoiceState, VoucherBatch } from '../../schema/runs.js';

export async function insertBatch(
  trx: Db,
  batch: Pick<VoucherBatch, 'id' | 'offeringId' | 'name' | 'uses' | 'expires' | 'created'>,
  codes: readonly { id: string; hash: string; hint: string }[],
): Promise<void> {
  await sql`
    insert into learning.voucher_batch (id, offering_id, name, uses, expires, created)
    values (${batch.id}, ${batch.offeringId}, ${batch.name}, ${batch.uses}, ${batch.expires}, ${batch.created})`.execute(
    trx,
  );
  await sql`
    insert into learning.voucher (id, batch_id, code_hash, hint)
    select id, ${batch.id}, hash, hint
    from jsonb_to_recordset(${JSON.stringify(codes)}::jsonb) as given (id uuid, hash text, hint text)`.execute(trx);
}

export async function batchesOf(db: Db, offeringId: string): Promise<VoucherBatch[]> {
  const { rows } = await sql<VoucherBatch>`
    select batch.id, offering_id as "offeringId", name, uses, to_char(expires, 'YYYY-MM-DD') as expires, withdrawn, created,
      (select count(*)::int from learning.voucher where batch_id = batch.id) as codes,
      (select coalesce(sum(used), 0)::int from learning.voucher where batch_id = batch.id) as used
    from learning.voucher_batch batch where offering_id = ${offeringId} order by created desc, id`.execute(db);
  return rows;
}

export async function withdrawBatch(trx: Db, offeringId: string, batch: string, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update learning.voucher_batch set withdrawn = ${now}
    where id = ${batch} and offering_id = ${offeringId} and withdrawn is null`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}

export type VoucherFound = {
  id: string;
  offeringId: string;
  uses: number;
  used: number;
  expires: string | null;
  withdrawn: Date | null;
};

/** Held until the transaction ends: the last use of a code goes once. */
export async function lockVoucher(trx: Db, hash: string): Promise<VoucherFound | null> {
  const { rows } = await sql<VoucherFound>`
    select voucher.id, offering_id as "offeringId", uses, used, to_char(expires, 'YYYY-MM-DD') as expires, withdrawn
    from learning.voucher join learning.voucher_batch batch on batch.id = batch_id
    where code_hash = ${hash} for update of voucher`.execute(trx);
  return rows[0] ?? null;
}

export async function useVoucher(
  trx: Db,
  { id, voucher, enrolmentId, now }: { id: string; voucher: string; enrolmentId: string; now: Date },
): Promise<void> {
  await sql`update learning.voucher set used = used + 1 where id = ${voucher}`.execute(trx);
  await sql`
    insert into learning.voucher_use (id, voucher_id, enrolment_id, used_at) values (${id}, ${voucher}, ${enrolmentId}, ${now})`.execute(
    trx,
  );
}

export async function insertInvoice(
  trx: Db,
  given: Omit<Invoice, 'learner' | 'state' | 'reason' | 'decidedAt'> & { enrolmentId: string },
): Promise<void> {
  await sql`
    insert into learning.invoice (id, offering_id, enrolment_id, purchase_order, billed, billed_email, amount, currency, state, asked_at)
    values (${given.id}, ${given.offeringId}, ${given.enrolmentId}, ${given.purchaseOrder}, ${given.billed}, ${given.billedEmail},
      ${given.amount}, ${given.currency}, 'asked', ${given.askedAt})`.execute(trx);
}

const invoice = sql`
  invoice.id, invoice.offering_id as "offeringId", enrolment_id as "enrolmentId", person.name as learner,
  purchase_order as "purchaseOrder", billed, billed_email as "billedEmail", amount::float8 as amount, currency, invoice.state,
  reason, asked_at as "askedAt", decided_at as "decidedAt"
  from learning.invoice
  left join learning.enrolment on enrolment.id = enrolment_id
  left join accounts.person_brief person on person.id = enrolment.person_id`;

export async function invoicesOf(db: Db, offeringId: string): Promise<Invoice[]> {
  const { rows } = await sql<Invoice>`
    select ${invoice} where invoice.offering_id = ${offeringId}
    order by invoice.state <> 'asked', asked_at desc, invoice.id`.execute(db);
  return rows;
}

/** Held until the transaction ends. */
export async function lockInvoice(trx: Db, offeringId: string, id: string): Promise<Invoice | null> {
  await sql`select from learning.invoice where id = ${id} for update`.execute(trx);
  const { rows } = await sql<Invoice>`
    select ${invoice} where invoice.id = ${id} and invoice.offering_id = ${offeringId}`.execute(trx);
  return rows[0] ?? null;
}

export async function decideInvoice(
  trx: Db,
  id: string,
  { state, reason, now }: { state: InvoiceState; reason: string | null; now: Date },
): Promise<void> {
  await sql`
    update learning.invoice set state = ${state}, reason = ${reason}, decided_at = ${now} where id = ${id}`.execute(
    trx,
  );
}

export type TryKind = 'voucher' | 'employer' | 'attendance';

/** One try more, in a statement of its own; counted from the first one of the last hour. Answers how many there are now. */
export async function addTry(
  db: Db,
  personId: string,
  kind: TryKind,
  { now, since }: { now: Date; since: Date },
): Promise<number> {
  const { rows } = await sql<{ tries: number }>`
    insert into learning.code_try as t (person_id, kind, since, tries) values (${personId}, ${kind}, ${now}, 1)
    on conflict (person_id, kind) do update set
      tries = case when t.since > ${since} then t.tries + 1 else 1 end,
      since = case when t.since > ${since} then t.since else excluded.since end
    returning tries`.execute(db);
  return rows[0]?.tries ?? 1;
}

/** The last one was right. */
export async function forgetTry(db: Db, personId: string, kind: TryKind): Promise<void> {
  await sql`
    delete from learning.code_try where person_id = ${personId} and kind = ${kind} and tries = 1`.execute(db);
  await sql`
    update learning.code_try set tries = tries - 1 where person_id = ${personId} and kind = ${kind} and tries > 1`.execute(
    db,
  );
}

/** What a learner came in by so far: a voucher is worth the price of the run that it was for. */
export async function paidPlaces(db: Db, enrolmentId: string): Promise<Entitlement[]> {
  const { rows } = await sql<Entitlement>`
    select 'voucher' as places,
      case when price is null then null else jsonb_build_object('amount', price, 'currency', currency) end as price
    from learning.voucher_use
    join learning.voucher on voucher.id = voucher_id
    join learning.voucher_batch batch on batch.id = batch_id
    join learning.offering on offering.id = batch.offering_id
    where enrolment_id = ${enrolmentId}
    union all
    select 'invoice', jsonb_build_object('amount', amount, 'currency', currency)
    from learning.invoice where enrolment_id = ${enrolmentId} and state <> 'refused'`.execute(db);
  return rows;
}
