/** The SQL of the second factor, beside what better-auth reads and writes itself. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';

/** `secret` is enciphered by better-auth. */
export async function findSecondFactor(
  db: Db,
  personId: string,
): Promise<{ secret: string; verified: boolean } | null> {
  const { rows } = await sql<{ secret: string; verified: boolean }>`
    select secret, verified from accounts.second_factor where person_id = ${personId}`.execute(db);
  return rows[0] ?? null;
}
