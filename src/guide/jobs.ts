/** What the guide does by itself: it forgets answers that nobody came back for. */
import { z } from 'zod';
import type { Clock } from '../platform/clock/index.js';
import type { Db } from '../platform/db/index.js';
import { type CronEntry, defineTask, type Handler, handle } from '../platform/jobs/index.js';
import { forgetHeldAnswers } from './actions/held-answers.js';

const forget = defineTask('guide.forget-answers', z.object({}));

export const guideCron: readonly CronEntry[] = [{ at: '20 * * * *', task: forget.name }];

export function guideJobs({ db, clock }: { db: Db; clock: Clock }): Handler[] {
  return [handle(forget, async () => void (await forgetHeldAnswers(db, clock.now())))];
}
