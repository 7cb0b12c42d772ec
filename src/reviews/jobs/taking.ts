/** What asks learners by itself, each morning. */
import { z } from 'zod';
import type { Letters } from '../../accounts/index.js';
import type { Clock } from '../../platform/clock/index.js';
import type { Db } from '../../platform/db/index.js';
import { type CronEntry, defineTask, type Handler, handle } from '../../platform/jobs/index.js';
import { askLearners } from '../actions/asking.js';

const ask = defineTask('reviews.ask-learners', z.object({}));

export const takingCron: readonly CronEntry[] = [{ at: '20 7 * * *', task: ask.name }];

export function takingJobs({ db, clock, letters }: { db: Db; clock: Clock; letters: Letters }): Handler[] {
  return [
    handle(ask, async (_payload, { log }) => {
      const { sent } = await askLearners(db, letters, { now: clock.now(), today: clock.today() });
      if (sent > 0) log.info({ letters: sent }, 'learners were asked about their courses');
    }),
  ];
}
