/** What a learner did is kept for the store of statements, in the transaction in which it is done. */
import { newId } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import { insertUntold } from '../queries/player/untold.js';
import type { Verb } from '../schema/player.js';
import type { Place } from './learner.js';

/** `step` left out: the whole course. `score`: from 0 to 1. */
export async function keepTold(
  trx: Db,
  { enrolment, edition }: Place,
  { verb, step, score, at }: { verb: Verb; step?: string; score?: number; at: Date },
): Promise<void> {
  await insertUntold(trx, {
    ...{ id: newId(), enrolmentId: enrolment.id, edition: edition.number, verb, at },
    step: step ?? null,
    score: score ?? null,
  });
}
