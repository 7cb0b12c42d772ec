/** Attempts whose time is over end also where nobody looks again. */
import { z } from 'zod';
import { type CronEntry, defineTask, type Handler, handle } from '../../platform/jobs/index.js';
import { endOverdue } from '../actions/assessment/ending.js';
import type { Learning } from '../actions/parts.js';

const endAttempts = defineTask('learning.end-attempts', z.object({}));

export const assessmentCron: readonly CronEntry[] = [{ at: '*/5 * * * *', task: endAttempts.name }];

export function assessmentJobs(learning: Learning): Handler[] {
  return [
    handle(endAttempts, async (_payload, { log }) => {
      const ended = await endOverdue(learning);
      if (ended > 0) log.info({ ended }, 'attempts ended whose time was over');
    }),
  ];
}
