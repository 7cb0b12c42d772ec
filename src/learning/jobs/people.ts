/** Letters of what is new in discussions, and of questions to staff. */
import { z } from 'zod';
import { type CronEntry, defineTask, type Handler, handle, on } from '../../platform/jobs/index.js';
import type { Learning } from '../actions/parts.js';
import { tellStaff } from '../actions/people/asking.js';
import { sendFollowed } from '../actions/people/following.js';
import { questionAsked } from '../schema/people.js';

const tell = defineTask('learning.tell-followed', z.object({}));

export const peopleCron: readonly CronEntry[] = [{ at: '40 6 * * *', task: tell.name }];

export function peopleJobs(learning: Learning): Handler[] {
  return [
    handle(tell, async (_payload, { log }) => {
      const { sent } = await sendFollowed(learning, learning.clock.now());
      if (sent > 0) log.info({ letters: sent }, 'learners were told of what is new in discussions');
    }),
    on(questionAsked, 'learning.tell-staff', ({ enrolment }) => tellStaff(learning, enrolment)),
  ];
}
