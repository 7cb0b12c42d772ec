/** A part of a transaction that can fail alone. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';

export async function inSavepoint<T>(trx: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  await sql`savepoint batch`.execute(trx);
  try {
    const result = await work(trx);
    await sql`release savepoint batch`.execute(trx);
    return result;
  } catch (error) {
    await sql`rollback to savepoint batch`.execute(trx);
    throw error;
  }
}
