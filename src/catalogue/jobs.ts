/** What the catalogue does by itself: each midnight, courses whose availability changes with the day are looked at again. */
import { z } from 'zod';
import type { Clock } from '../platform/clock/index.js';
import type { Db } from '../platform/db/index.js';
import { type CronEntry, defineTask, type Handler, handle } from '../platform/jobs/index.js';
import { advanceAvailability } from './actions/advance-availability.js';
import { forgetOldTables } from './actions/publishing/index.js';

const advance = defineTask('catalogue.advance-availability', z.object({}));
const forgetSent = defineTask('catalogue.forget-tables', z.object({}));

/** A minute past midnight UTC; a worker that was down then does it when it starts (see `startJobs`). */
export const catalogueCron: readonly CronEntry[] = [
  { at: '1 0 * * *', task: advance.name },
  { at: '20 * * * *', task: forgetSent.name },
];

export function catalogueJobs({ db, clock }: { db: Db; clock: Clock }): Handler[] {
  return [
    handle(advance, async (_payload, { log }) => {
      const changed = await advanceAvailability(db, clock.today());
      if (changed > 0) log.info({ courses: changed }, 'courses whose availability changed with the day');
    }),
    handle(forgetSent, () => forgetOldTables(db, clock.now())),
  ];
}
