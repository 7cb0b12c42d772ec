/** Whether a course is completed, and what follows. */
import type { Db } from '../../platform/db/index.js';
import type { Place } from './learner.js';

/** Judged after each step done and each result, in the same transaction. */
export async function judgeCompletion(_trx: Db, _place: Place, _now: Date): Promise<void> {}
