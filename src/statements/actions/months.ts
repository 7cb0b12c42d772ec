/** The partitions of the store, made before they are needed. */
import type { Db } from '../../platform/db/index.js';
import { openMonth } from '../queries/recording.js';

const AHEAD = 3;

/** This month and the next ones. What was stored before its month was opened moves into it. */
export async function openMonths(db: Db, now: Date): Promise<void> {
  for (let ahead = 0; ahead < AHEAD; ahead++) {
    const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1));
    await openMonth(db, first.toISOString().slice(0, 10));
  }
}
