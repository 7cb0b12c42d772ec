/** The SQL of moving achievements between organisations that are found to be one. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';

/** Returns the ids of those that moved. */
export async function moveAchievements(trx: Db, from: string, into: string): Promise<string[]> {
  await sql`update credentials.picture set organisation_id = ${into} where organisation_id = ${from}`.execute(trx);
  const { rows } = await sql<{ id: string }>`
    update credentials.achievement set organisation_id = ${into} where organisation_id = ${from} returning id`.execute(
    trx,
  );
  return rows.map(({ id }) => id);
}

export async function moveAchievementsBack(trx: Db, ids: readonly string[], from: string): Promise<void> {
  await sql`update credentials.achievement set organisation_id = ${from} where id = any(${ids}::uuid[])`.execute(trx);
}
