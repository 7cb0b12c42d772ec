/** Steps done and results known. Whatever does either in a course goes through here, so that completion is judged each time. */
import type { Db } from '../../platform/db/index.js';
import { saveDone, saveResult } from '../queries/progress.js';
import type { DoneBy, StepResult } from '../schema/progress.js';
import { judgeCompletion } from './completing.js';
import type { Place } from './learner.js';
import { keepTold } from './telling.js';

/** The step is done, in the caller's transaction. False: it was so already. */
export async function completeStep(
  trx: Db,
  place: Place,
  { step, how, now }: { step: string; how: DoneBy; now: Date },
): Promise<boolean> {
  const digest = place.edition.digests[step] ?? '';
  const isNew = await saveDone(trx, { enrolmentId: place.enrolment.id, step, digest, how, now });
  if (!isNew) return false;
  await keepTold(trx, place, { verb: 'completed', step, at: now });
  await judgeCompletion(trx, place, now);
  return true;
}

/** A test or an assignment has a result, in the caller's transaction. `replace`: it stands instead of a better one (an appeal, a mark corrected). */
export async function recordResult(
  trx: Db,
  place: Place,
  { replace = false, ...result }: StepResult & { replace?: boolean },
): Promise<void> {
  const digest = place.edition.digests[result.step] ?? '';
  await saveResult(trx, { enrolmentId: place.enrolment.id, digest, replace, ...result });
  const { step, score, passed, decidedAt } = result;
  await keepTold(trx, place, { verb: passed ? 'passed' : 'failed', step, score, at: decidedAt });
  await judgeCompletion(trx, place, decidedAt);
}
