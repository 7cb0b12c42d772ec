/** The SQL of letters that offer credentials, and of what is done with them. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';

export type ClaimLetter = {
  id: string;
  organisationId: string;
  batchId: string | null;
  sent: Date;
  spent: Date | null;
  declined: Date | null;
  /** Whoever it went to; null: erased. */
  email: string | null;
};

export type NewLetter = { id: string; tokenHash: string };

export async function insertLetters(
  trx: Db,
  { organisationId, batchId, sent }: { organisationId: string; batchId: string | null; sent: Date },
  letters: readonly NewLetter[],
): Promise<void> {
  await sql`
    insert into credentials.claim_letter (id, organisation_id, batch_id, token_hash, sent)
    select id, ${organisationId}, ${batchId}, hash, ${sent}
    from unnest(${letters.map(({ id }) => id)}::uuid[], ${letters.map(({ tokenHash }) => tokenHash)}::text[]) as new (id, hash)`.execute(
    trx,
  );
}

export async function findLetter(db: Db, tokenHash: string): Promise<ClaimLetter | null> {
  const { rows } = await sql<ClaimLetter>`
    select id, organisation_id as "organisationId", batch_id as "batchId", sent, spent, declined,
      (select email from credentials.recipient where letter_id = claim_letter.id limit 1) as email
    from credentials.claim_letter where token_hash = ${tokenHash}`.execute(db);
  return rows[0] ?? null;
}

/** Holds a letter until the transaction ends: of two who claim at once, one waits. */
export async function lockLetter(trx: Db, id: string): Promise<void> {
  await sql`select from credentials.claim_letter where id = ${id} for update`.execute(trx);
}

export async function spendLetter(trx: Db, id: string, now: Date): Promise<void> {
  await sql`update credentials.claim_letter set spent = coalesce(spent, ${now}) where id = ${id}`.execute(trx);
}

export async function declineLetter(trx: Db, id: string, now: Date): Promise<void> {
  await sql`update credentials.claim_letter set declined = ${now} where id = ${id}`.execute(trx);
}

/** Marks the credentials of a letter as claimed, and who claimed them. Returns those that were not before. */
export async function claimOfLetter(trx: Db, letterId: string, personId: string | null, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update credentials.credential set claimed = ${now}
    where claimed is null and revoked is null
      and id in (select credential_id from credentials.recipient where letter_id = ${letterId}) returning id`.execute(
    trx,
  );
  // What was taken before is linked to nobody by whoever comes later with the same link.
  if (rows.length > 0) await linkLetter(trx, letterId, personId);
  return rows.map(({ id }) => id);
}

async function linkLetter(trx: Db, letterId: string, personId: string | null): Promise<void> {
  if (personId === null) return;
  await sql`
    update credentials.recipient set person_id = ${personId} where letter_id = ${letterId} and person_id is null`.execute(
    trx,
  );
}

/** Marks one credential as claimed by somebody whose address it was issued to. False: it was before, or does not stand. */
export async function claimOne(trx: Db, credentialId: string, personId: string, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update credentials.credential set claimed = ${now}
    where id = ${credentialId} and claimed is null and revoked is null`.execute(trx);
  await sql`
    update credentials.recipient set person_id = coalesce(person_id, ${personId}) where credential_id = ${credentialId}`.execute(
    trx,
  );
  return (numAffectedRows ?? 0n) > 0n;
}

export async function declineOfLetter(trx: Db, letterId: string, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update credentials.credential set declined = ${now}
    where claimed is null and declined is null
      and id in (select credential_id from credentials.recipient where letter_id = ${letterId}) returning id`.execute(
    trx,
  );
  return rows.map(({ id }) => id);
}
