/** The end of an attempt: scored, told to the course, once. */
import type { Db } from '../../../platform/db/index.js';
import { endAttempt, findAttempt, overdueAttempts } from '../../queries/assessment/attempts.js';
import { lockEnrolment } from '../../queries/enrolments.js';
import { endOf, isOver } from '../../rules/assessment/index.js';
import type { Attempt, Ended } from '../../schema/assessment.js';
import { type Place, placeOf } from '../learner.js';
import type { Learning } from '../parts.js';
import { completeStep, recordResult } from '../progress.js';
import { askedIn } from './asked.js';

/**
 * Scores what is saved, in the caller's transaction, which holds the enrolment. A test's result goes to the course, unless the test is
 * another one by now; of several the best stands.
 */
export async function finishAttempt(
  trx: Db,
  place: Place,
  attempt: Attempt,
  { how, now }: { how: Ended['how']; now: Date },
): Promise<Attempt & { ended: Ended }> {
  const { step, questions } = await askedIn(trx, place.enrolment.courseId, attempt);
  const at = how === 'time' && attempt.dueAt ? attempt.dueAt : now;
  const ended = endOf(questions, attempt.answers, { pass: step.pass, at, how });
  await endAttempt(trx, attempt.id, ended);
  if (attempt.digest === place.edition.digests[attempt.step]) {
    const { score, passed } = ended;
    if (step.test)
      await recordResult(trx, place, {
        ...{ step: step.key, score, passed, by: 'attempt', reference: attempt.id, decidedAt: at },
      });
    await completeStep(trx, place, { step: step.key, how: passed ? 'passed' : 'attempted', now: at });
  }
  return { ...attempt, ended };
}

const AT_ONCE = 500;

/** Ends all attempts whose time is over, whether their learners come back or not. Returns how many. */
export async function endOverdue({ db, clock }: Pick<Learning, 'db' | 'clock'>): Promise<number> {
  const now = clock.now();
  let ended = 0;
  for (const { id, enrolmentId } of await overdueAttempts(db, now, AT_ONCE)) {
    await db.transaction().execute(async (trx) => {
      const enrolment = await lockEnrolment(trx, enrolmentId);
      const attempt = enrolment && (await findAttempt(trx, enrolmentId, id));
      if (!enrolment || !attempt || !isOver(attempt, now)) return;
      await finishAttempt(trx, await placeOf(trx, enrolment), attempt, { how: 'time', now });
      ended += 1;
    });
  }
  return ended;
}
