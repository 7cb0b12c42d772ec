/** The SQL of what an operator asks of issuing. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';
import type { IssuerKey } from './keys.js';

export type SealedKey = Pick<IssuerKey, 'id' | 'organisationId' | 'did' | 'method' | 'multibase' | 'sealed'>;

/** Keys whose private half is kept, the newest first, and how many there are. */
export async function sealedKeys(db: Db, most: number): Promise<{ total: number; keys: SealedKey[] }> {
  const { rows: keys } = await sql<SealedKey>`
    select id, organisation_id as "organisationId", did, method, multibase, sealed from credentials.issuer_key
    where sealed is not null order by made desc, id desc limit ${most}`.execute(db);
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from credentials.issuer_key where sealed is not null`.execute(db);
  return { total: rows[0]?.total ?? 0, keys };
}

/** Batches that stand still, or that nobody has gone on with since a moment; lists that were never signed. */
export async function troubleOfIssuing(
  db: Db,
  since: Date,
): Promise<{ failed: number; late: number; unsigned: number }> {
  const { rows } = await sql<{ failed: number; late: number; unsigned: number }>`
    select (select count(*)::int from credentials.batch where state = 'failed') as failed,
      (select count(*)::int from credentials.batch
        where state in ('waiting', 'running') and coalesce(started, made) < ${since}) as late,
      (select count(*)::int from credentials.status_list list where not exists (
        select from credentials.status_snapshot where list_id = list.id and purpose = 'revocation')) as unsigned`.execute(
    db,
  );
  return rows[0] ?? { failed: 0, late: 0, unsigned: 0 };
}
