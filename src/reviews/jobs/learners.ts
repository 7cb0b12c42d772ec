/** Learners are proved by what they hold: a credential that stands, of an achievement of the course. */
import type { Clock } from '../../platform/clock/index.js';
import type { Db } from '../../platform/db/index.js';
import { type Handler, on } from '../../platform/jobs/index.js';
import { holdingChanged, holdingGone, proofOfHolding } from '../../wallet/index.js';
import { disproveLearner, proveLearner } from '../actions/proving.js';

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
    on(holdingGone, 'reviews.learners-gone', ({ reference }) =>
      db.transaction().execute((trx) => disproveLearner(trx, { by: 'credential', reference }, clock.now())),
    ),
  ];
}
