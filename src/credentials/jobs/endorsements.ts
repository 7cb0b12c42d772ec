/** What is done for endorsements by itself: the search is told when one ends. */
import { z } from 'zod';
import type { Clock } from '../../platform/clock/index.js';
import type { Db } from '../../platform/db/index.js';
import { type CronEntry, defineTask, type Handler, handle } from '../../platform/jobs/index.js';
import { endEndorsements } from '../actions/endorsing.js';

const end = defineTask('credentials.end-endorsements', z.object({}));

export const endorsementCron: readonly CronEntry[] = [{ at: '7 0 * * *', task: end.name }];

export function endorsementJobs({ db, clock }: { db: Db; clock: Clock }): Handler[] {
  return [
    handle(end, async (_payload, { log }) => {
      const ended = await endEndorsements(db, clock.today());
      if (ended > 0) log.info({ ended }, 'endorsements that have ended');
    }),
  ];
}
