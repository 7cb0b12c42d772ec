/** Files of courses that no course has any more go from the disk. */
import { z } from 'zod';
import { type CronEntry, defineTask, type Handler, handle } from '../../platform/jobs/index.js';
import { sweepMedia } from '../actions/authoring/media.js';
import type { Learning } from '../actions/parts.js';

const sweep = defineTask('learning.sweep-media', z.object({}));

export const authoringCron: readonly CronEntry[] = [{ at: '20 4 * * *', task: sweep.name }];

export function authoringJobs(learning: Learning): Handler[] {
  return [
    handle(sweep, async (_payload, { log }) => {
      const removed = await sweepMedia(learning);
      if (removed > 0) log.info({ removed }, 'files that no course has any more were removed');
    }),
  ];
}
