/** What learning does in the background, by part. */
import type { CronEntry, Handler } from '../../platform/jobs/index.js';
import type { Learning } from '../actions/parts.js';
import { assessmentCron, assessmentJobs } from './assessment.js';
import { authoringCron, authoringJobs } from './authoring.js';
import { markingCron, markingJobs } from './marking.js';
import { offeringJobs } from './offerings.js';
import { peopleCron, peopleJobs } from './people.js';
import { playerCron, playerJobs } from './player.js';

export function learningJobs(learning: Learning): Handler[] {
  return [
    ...assessmentJobs(learning),
    ...authoringJobs(learning),
    ...markingJobs(learning),
    ...offeringJobs(learning),
    ...peopleJobs(learning),
    ...playerJobs(learning),
  ];
}

export const learningCron: readonly CronEntry[] = [
  ...assessmentCron,
  ...authoringCron,
  ...markingCron,
  ...peopleCron,
  ...playerCron,
];
