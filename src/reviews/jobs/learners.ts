/** Learners are proved by what they hold, a credential of the course that stands; or by completing it here, where something was marked. */
import { completedCourse, courseCompleted } from '../../learning/index.js';
import type { Clock } from '../../platform/clock/index.js';
import type { Db } from '../../platform/db/index.js';
import { type Handler, on } from '../../platform/jobs/index.js';
import { holdingChanged, holdingGone, proofOfHolding } from '../../wallet/index.js';
import { disproveLearner, proveLearner } from '../actions/proving.js';
import { sayFinished } from '../actions/taking.js';

export function learnerJobs({ db, clock }: { db: Db; clock: Clock }): Handler[] {
  return [
    on(holdingChanged, 'reviews.learners', ({ holding }) =>
      db.transaction().execute(async (trx) => {
        const found = await proofOfHolding(trx, holding, clock.now());
        if (!found) return;
        const { reference, proof } = found;
        if (proof === null) await disproveLearner(trx, { by: 'credential', reference }, clock.now());
        else await proveLearner(trx, { ...proof, reference }, clock.now());
      }),
    ),
    on(courseCompleted, 'reviews.completed', ({ enrolment }) =>
      db.transaction().execute((trx) => heedCompletion(trx, enrolment, clock)),
    ),
    on(holdingGone, 'reviews.learners-gone', ({ reference }) =>
      db.transaction().execute((trx) => disproveLearner(trx, { by: 'credential', reference }, clock.now())),
    ),
  ];
}

/** What was completed here is finished in their own list too, and proves them where it stands in the catalogue. */
async function heedCompletion(trx: Db, enrolment: string, clock: Clock): Promise<void> {
  const done = await completedCourse(trx, enrolment);
  if (!done || done.catalogueCourseId === null) return;
  const { personId, catalogueCourseId: courseId, graded } = done;
  const facts = { by: 'graded-step', learner: personId, course: courseId, graded: graded > 0, current: true } as const;
  const reference = `learning:${enrolment}`;
  await proveLearner(trx, { personId, courseId, editionNumber: null, reference, facts }, clock.now());
  const finished = done.completedAt.toISOString().slice(0, 10);
  await sayFinished(trx, { personId, courseId, finished }, { now: clock.now(), today: clock.today() });
}
