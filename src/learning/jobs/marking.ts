/** Files that nobody has any more go from the disk; assessors are told of what waits. */
import { type CronEntry, type Handler, handle } from '../../platform/jobs/index.js';
import { tellOfWaiting } from '../actions/marking/figures.js';
import { removeStored, sweepStored } from '../actions/marking/files.js';
import type { Learning } from '../actions/parts.js';
import { forgetFiles, sweepFiles, tellAssessors } from '../schema/marking.js';

export const markingCron: readonly CronEntry[] = [
  { at: '30 6 * * 1-5', task: tellAssessors.name },
  { at: '50 3 * * *', task: sweepFiles.name },
];

export function markingJobs(learning: Learning): Handler[] {
  return [
    handle(forgetFiles, ({ ids }) => removeStored(learning, ids)),
    handle(tellAssessors, async (_payload, { log }) => {
      const sent = await tellOfWaiting(learning);
      if (sent > 0) log.info({ sent }, 'assessors were told of work that waits');
    }),
    handle(sweepFiles, async (_payload, { log }) => {
      const removed = await sweepStored(learning, learning.clock.now());
      if (removed > 0) log.info({ removed }, 'files that belong to no submission were removed');
    }),
  ];
}
