/** The SQL of what is done with holdings by itself, and of what is told and erased of a person. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { Recipient } from '../schema.js';

/** What is due to be checked, the longest overdue first. */
export async function dueHoldings(db: Db, { now, most }: { now: Date; most: number }): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from wallet.holding where check_due <= ${now} order by check_due, id limit ${most}`.execute(db);
  return rows.map(({ id }) => id);
}

/** The next look at a holding is put off, whatever becomes of this one. */
export async function putOff(db: Db, id: string, until: Date): Promise<void> {
  await sql`update wallet.holding set check_due = ${until} where id = ${id}`.execute(db);
}

/** How often in a row nobody answered; null: the holding is gone. Locks it until the transaction ends. */
export async function unansweredOf(trx: Db, id: string): Promise<number | null> {
  const { rows } = await sql<{ unanswered: number }>`
    select unanswered from wallet.holding where id = ${id} for update`.execute(trx);
  return rows[0]?.unanswered ?? null;
}

/** Has what was issued here looked at again at the next run. */
export async function checkSoon(trx: Db, credentialId: string, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update wallet.holding set check_due = ${now} where credential_id = ${credentialId} returning id`.execute(trx);
  return rows.map(({ id }) => id);
}

export async function hasHolding(db: Db, credentialId: string): Promise<boolean> {
  return (await holderOf(db, credentialId)) !== null;
}

/** Who holds what was issued here, and how it came to them; null: nobody does. */
export async function holderOf(
  db: Db,
  credentialId: string,
): Promise<{ personId: string | null; linkHash: string | null; recipient: Recipient } | null> {
  const { rows } = await sql<{ personId: string | null; linkHash: string | null; recipient: Recipient }>`
    select person_id as "personId", link_hash as "linkHash", recipient
    from wallet.holding where credential_id = ${credentialId}`.execute(db);
  return rows[0] ?? null;
}

export type HeldOf = Record<string, unknown> & { id: string; content: Uint8Array; fileName: string | null };

export async function heldAbout(db: Db, personId: string): Promise<HeldOf[]> {
  const { rows } = await sql<HeldOf>`
    select id, content, file_name as "fileName", credential_id as "credential", source, source_url as "address",
      content_hash as "sha256", identity, format, summary, verdict, checks, checked_at as "checked",
      check_due as "nextCheck", valid_from as "validFrom", recipient, grouping as "group", note, hidden, published_at as "published",
      shown_name as "shownName", created, changed
    from wallet.holding where person_id = ${personId} order by created, id`.execute(db);
  return rows;
}

export async function removePerson(trx: Db, personId: string): Promise<void> {
  await sql`delete from wallet.holding where person_id = ${personId}`.execute(trx);
}

export async function figures(
  db: Db,
  now: Date,
): Promise<{ held: number; unheld: number; overdue: number; unanswered: number; lost: number }> {
  const { rows } = await sql<{ held: number; unheld: number; overdue: number; unanswered: number; lost: number }>`
    select count(*)::int as held, count(*) filter (where person_id is null)::int as unheld,
      count(*) filter (where check_due < ${now}::timestamptz - interval '2 days')::int as overdue,
      count(*) filter (where unanswered > 4)::int as unanswered,
      count(*) filter (where credential_id is not null and not exists (
        select from credentials.credential where credential.id = credential_id))::int as lost
    from wallet.holding`.execute(db);
  return rows[0] ?? { held: 0, unheld: 0, overdue: 0, unanswered: 0, lost: 0 };
}
