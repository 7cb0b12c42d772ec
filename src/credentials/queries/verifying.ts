/** What verifying asks of the database: whose a DID of ours is. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';

/** The organisation that signs, or signed, under a DID, as it is now; null: it is none of ours. A withdrawn key makes no issuer known. */
export async function organisationOfDid(db: Db, did: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select now.now_id as id from credentials.issuer_key
    join organisations.organisation_now now on now.id = organisation_id
    where did = ${did} and withdrawn is null limit 1`.execute(db);
  return rows[0]?.id ?? null;
}

/** Whether this database has issuers at all: one that was never brought up to date has no such table. */
export async function hasIssuers(db: Db): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`select to_regclass('credentials.issuer_key') is not null as has`.execute(
    db,
  );
  return rows[0]?.has === true;
}
