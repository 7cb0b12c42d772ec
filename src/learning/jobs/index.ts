/** What learning does in the background, by part. */
import type { CronEntry, Handler } from '../../platform/jobs/index.js';
import type { Learning } from '../actions/parts.js';
import { authoringCron, authoringJobs } from './authoring.js';
import { markingCron, markingJobs } from './marking.js';
import { peopleCron, peopleJobs } from './people.js';
import { offeringJobs } from './offerings.js';
import { playerCron, playerJobs } from './player.js';

export function learningJobs(learning: Learning): Handler[] {
  return [...authoringJobs(learning), ...markingJobs(learning), ...peopleJobs(learning), ...playerJobs(learning)];
}

export const learningCron: readonly CronEntry[] = [...authoringCron, ...markingCron, ...peopleCron, ...playerCron];
