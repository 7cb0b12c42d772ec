/** How batches become transactions: one each; inside a rehearsal, a savepoint each; and a row that the database refuses alone. */
import type { Db } from '../../platform/db/index.js';
import { inSavepoint } from '../queries/index.js';
import type { Batch } from './batches.js';

/** Carries a result out of a transaction that is to leave nothing behind. */
export class RollBack<T> extends Error {
  override readonly name = 'RollBack';
  constructor(readonly result: T) {
    super('rolled back on purpose');
  }
}

export function inTransaction<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  return db.isTransaction ? inSavepoint(db, work) : db.transaction().execute(work);
}

/**
 * Writes a batch whole. Where the database refuses a value, the batch is halved until the row is alone that it refuses; the
 * others are written. `written` is told of each part once it is committed, `refused` of that row.
 */
export async function writeInParts<T>(
  db: Db,
  batch: Batch,
  write: (trx: Db, part: Batch) => Promise<T>,
  written: (result: T) => void,
  refused: (at: string, reason: string) => void,
): Promise<void> {
  try {
    written(await inTransaction(db, (trx) => write(trx, batch)));
  } catch (error) {
    const reason = refusalOf(error);
    if (reason === null) throw error;
    const halves = halve(batch);
    if (!halves) return refused(batch.rows[0]?.at ?? batch.apart[0]?.externalId ?? 'organisation', reason);
    for (const half of halves) await writeInParts(db, half, write, written, refused);
  }
}

/** Classes 22 (data), 23 (constraints) and 54 (limits) of SQLSTATE: the value is at fault. All others: the system is. */
function refusalOf(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^(22|23|54)...$/.test(code) ? `the database refuses it: ${(error as Error).message}` : null;
}

/** Two batches with all of this one between them; null where there is only one thing in it. */
function halve(batch: Batch): [Batch, Batch] | null {
  const lists = Object.values(batch) as unknown[][];
  const size = lists.reduce((sum, list) => sum + list.length, 0);
  if (size <= 1) return null;
  let left = Math.floor(size / 2);
  const first: Record<string, unknown[]> = {};
  const second: Record<string, unknown[]> = {};
  for (const [name, list] of Object.entries(batch) as [string, unknown[]][]) {
    first[name] = list.slice(0, left);
    second[name] = list.slice(first[name].length);
    left -= first[name].length;
  }
  return [first as Batch, second as Batch];
}
