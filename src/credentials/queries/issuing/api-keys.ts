/** The SQL of keys by which programs issue. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';

export type ApiKey = {
  id: string;
  name: string;
  ending: string;
  made: Date;
  usedOn: string | null;
  withdrawn: Date | null;
};

export async function insertApiKey(
  trx: Db,
  key: { id: string; organisationId: string; name: string; hash: string; ending: string; made: Date; madeBy: string },
): Promise<void> {
  await sql`
    insert into credentials.api_key (id, organisation_id, name, hash, ending, made, made_by)
    values (${key.id}, ${key.organisationId}, ${key.name}, ${key.hash}, ${key.ending}, ${key.made}, ${key.madeBy})`.execute(
    trx,
  );
}

export async function listApiKeys(db: Db, organisationId: string): Promise<ApiKey[]> {
  const { rows } = await sql<ApiKey>`
    select id, name, ending, made, used_on::text as "usedOn", withdrawn from credentials.api_key
    where organisation_id = ${organisationId} order by withdrawn is not null, made desc, id`.execute(db);
  return rows;
}

/** Whose key this is, while it is not withdrawn; notes the day on which it was used. */
export async function useApiKey(db: Db, hash: string, today: string): Promise<string | null> {
  const { rows } = await sql<{ organisationId: string; usedOn: string | null }>`
    select organisation_id as "organisationId", used_on::text as "usedOn" from credentials.api_key
    where hash = ${hash} and withdrawn is null`.execute(db);
  const found = rows[0];
  if (!found) return null;
  if (found.usedOn !== today) {
    await sql`update credentials.api_key set used_on = ${today} where hash = ${hash}`.execute(db);
  }
  return found.organisationId;
}

/** False: there is no such key, or it is withdrawn already. */
export async function withdrawApiKey(trx: Db, organisationId: string, id: string, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update credentials.api_key set withdrawn = ${now}
    where organisation_id = ${organisationId} and id::text = ${id} and withdrawn is null`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}
