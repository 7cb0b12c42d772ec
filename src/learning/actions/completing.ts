/** Whether a course is completed, and what follows. */
import type { Db } from '../../platform/db/index.js';
import { emit } from '../../platform/jobs/index.js';
import { excusedSteps } from '../queries/offerings/sessions.js';
import { insertCompletion, lockActive } from '../queries/player/completions.js';
import { progressOf, resultsOf } from '../queries/progress.js';
import { type Judged, judge, standing } from '../rules/player/completion.js';
import { courseCompleted } from '../schema/progress.js';
import type { Place } from './learner.js';
import { keepTold } from './telling.js';

/**
 * Judged after each step done and each result, in the same transaction. A course is completed once: what comes later changes nothing of it,
 * and of two acts that end it at once the second sees the first.
 */
export async function judgeCompletion(trx: Db, place: Place, now: Date): Promise<void> {
  const { enrolment, edition } = place;
  if (!(await lockActive(trx, enrolment.id))) return;
  const reckoned = await judgePlace(trx, place);
  if (!reckoned.complete) return;
  const { courseId, number } = edition;
  const { policy } = edition.content;
  await insertCompletion(trx, {
    ...{ enrolmentId: enrolment.id, courseId, edition: number, now },
    reckoned: { policy, ...reckoned },
  });
  await keepTold(trx, place, { verb: 'completed', at: now });
  await emit(trx, courseCompleted, { enrolment: enrolment.id });
}

/** How far they are by the policy of their edition. */
export async function judgePlace(db: Db, { enrolment, edition }: Place): Promise<Judged> {
  const [progress, results] = [await progressOf(db, enrolment.id), await resultsOf(db, enrolment.id)];
  return judge(edition.content, progress, standing(results, edition.digests), await excusedSteps(db, enrolment.id));
}
