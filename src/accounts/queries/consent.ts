/** The SQL of consent. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { ConsentGiven } from '../schema/index.js';

export type ConsentRow = ConsentGiven & { id: string; personId: string };

export async function insertConsent(trx: Db, consent: ConsentRow): Promise<void> {
  await sql`
    insert into accounts.consent (id, person_id, purpose, version, given, at)
    values (${consent.id}, ${consent.personId}, ${consent.purpose}, ${consent.version}, ${consent.given}, ${consent.at})`.execute(
    trx,
  );
}

/** Two decisions of one person at once are made one after the other. */
export async function lockConsent(trx: Db, personId: string): Promise<void> {
  await sql`select from accounts.person where id = ${personId} for no key update`.execute(trx);
}

export async function lastConsent(db: Db, personId: string, purpose: string): Promise<ConsentGiven | null> {
  const { rows } = await sql<ConsentGiven>`
    select purpose, version, given, at from accounts.consent
    where person_id = ${personId} and purpose = ${purpose} order by at desc, id desc limit 1`.execute(db);
  return rows[0] ?? null;
}

/** All that was agreed to or withdrawn, newest first. */
export async function listConsents(db: Db, personId: string): Promise<ConsentGiven[]> {
  const { rows } = await sql<ConsentGiven>`
    select purpose, version, given, at from accounts.consent where person_id = ${personId} order by at desc, id desc`.execute(
    db,
  );
  return rows;
}
