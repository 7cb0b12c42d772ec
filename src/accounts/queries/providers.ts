/** The SQL of accounts at other sign-in providers. `provider_id` holds the issuer: with the subject it names one account for good. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { LinkedProvider } from '../schema/index.js';

export async function listProviders(db: Db, personId: string): Promise<LinkedProvider[]> {
  const { rows } = await sql<LinkedProvider>`
    select provider_id as issuer, created from accounts.sign_in_method
    where person_id = ${personId} and provider_id <> 'credential' order by created, id`.execute(db);
  return rows;
}

export async function findByProvider(db: Db, issuer: string, subject: string): Promise<string | null> {
  const { rows } = await sql<{ personId: string }>`
    select person_id as "personId" from accounts.sign_in_method
    where provider_id = ${issuer} and account_id = ${subject}`.execute(db);
  return rows[0]?.personId ?? null;
}

/** False: this account elsewhere belongs to somebody here already. */
export async function insertProvider(
  trx: Db,
  method: { id: string; personId: string; issuer: string; subject: string; now: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into accounts.sign_in_method (id, person_id, provider_id, account_id, created, changed)
    values (${method.id}, ${method.personId}, ${method.issuer}, ${method.subject}, ${method.now}, ${method.now})
    on conflict (provider_id, account_id) do nothing`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function deleteProvider(trx: Db, personId: string, issuer: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from accounts.sign_in_method
    where person_id = ${personId} and provider_id = ${issuer} and provider_id <> 'credential'`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}
