/** What accounts does in the background: it forgets. */
import { z } from 'zod';
import type { Clock } from '../platform/clock/index.js';
import type { Db } from '../platform/db/index.js';
import { type CronEntry, defineTask, type Handler, handle } from '../platform/jobs/index.js';
import { forgetAttempts } from './queries/attempts.js';
import { forgetLinks } from './queries/people.js';
import { forgetEnded } from './queries/personal.js';
import { windowStart } from './rules/attempts.js';

const forget = defineTask('accounts.forget', z.object({}));

export const accountCron: readonly CronEntry[] = [{ at: '40 3 * * *', task: forget.name }];

/** So long the page of a link, or of something shared, can say that it has ended. */
const KEPT_DAYS = 30;

export function accountJobs({ db, clock }: { db: Db; clock: Clock }): Handler[] {
  return [
    handle(forget, async () => {
      const now = clock.now();
      await forgetLinks(db, new Date(now.getTime() - KEPT_DAYS * 86_400_000));
      await forgetEnded(db, now);
      await forgetAttempts(db, windowStart(now));
    }),
  ];
}
