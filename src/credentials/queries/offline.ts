/** Keys by which credentials can be checked: all but those that were withdrawn. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';

export async function standingKeys(db: Db): Promise<{ organisationId: string; did: string; multibase: string }[]> {
  const { rows } = await sql<{ organisationId: string; did: string; multibase: string }>`
    select organisation_id as "organisationId", did, multibase
    from credentials.issuer_key where withdrawn is null order by organisation_id, made`.execute(db);
  return rows;
}
