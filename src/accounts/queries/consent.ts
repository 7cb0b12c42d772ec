/** The SQL of consent. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';

export type ConsentRow = { id: string; personId: string; purpose: string; version: string; given: boolean; at: Date };

export async function insertConsent(trx: Db, consent: ConsentRow): Promise<void> {
  await sql`
    insert into accounts.consent (id, person_id, purpose, version, given, at)
    values (${consent.id}, ${consent.personId}, ${consent.purpose}, ${consent.version}, ${consent.given}, ${consent.at})`.execute(
    trx,
  );
}
