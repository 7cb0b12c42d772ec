/** What a completion gives is issued by a job, and tried again each morning where it could not be. */
import { z } from 'zod';
import { type CronEntry, defineTask, type Handler, handle, on } from '../../platform/jobs/index.js';
import type { Learning } from '../actions/parts.js';
import { awardCompletion, awardWaiting } from '../actions/player/awarding.js';
import { tellStatements } from '../actions/player/telling.js';
import { awardAgain, courseCompleted } from '../schema/progress.js';

/** Every minute. */
const tell = defineTask('learning.tell-statements', z.object({}));

export const playerCron: readonly CronEntry[] = [
  { at: '* * * * *', task: tell.name },
  { at: '40 5 * * *', task: awardAgain.name },
];

export function playerJobs(learning: Learning): Handler[] {
  return [
    on(courseCompleted, 'learning.award', async ({ enrolment }) => {
      await awardCompletion(learning, enrolment);
    }),
    handle(tell, async () => {
      await tellStatements(learning);
    }),
    handle(awardAgain, async ({ course: courseId }, { log }) => {
      const awarded = await awardWaiting(learning, courseId === undefined ? {} : { courseId });
      if (awarded > 0) log.info({ awarded }, 'credentials were issued that could not be before');
    }),
  ];
}
