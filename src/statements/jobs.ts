/** What the store does by itself, each night: months are opened, what has had its time goes. */
import { z } from 'zod';
import type { Clock } from '../platform/clock/index.js';
import type { Db } from '../platform/db/index.js';
import { type CronEntry, defineTask, type Handler, handle } from '../platform/jobs/index.js';
import { openMonths } from './actions/months.js';
import { endStatements, joinMissed } from './actions/retention.js';

const keep = defineTask('statements.keep-house', z.object({}));

export const statementCron: readonly CronEntry[] = [{ at: '40 2 * * *', task: keep.name }];

export function statementJobs({ db, clock }: { db: Db; clock: Clock }): Handler[] {
  return [
    handle(keep, async (_payload, { log }) => {
      await openMonths(db, clock.now());
      await joinMissed(db);
      const gone = await endStatements({ db, clock });
      if (gone > 0) log.info({ gone }, 'statements went whose source keeps them for a time');
    }),
  ];
}
