/** The SQL of how the store is doing. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';

/** Rows of months that are not opened. */
export async function restingRows(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from statements.statement_rest`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
