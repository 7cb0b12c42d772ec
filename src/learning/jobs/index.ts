/** What learning does in the background, by part. */
import type { CronEntry, Handler } from '../../platform/jobs/index.js';
import type { Learning } from '../actions/parts.js';
import { markingCron, markingJobs } from './marking.js';
import { playerCron, playerJobs } from './player.js';

export function learningJobs(learning: Learning): Handler[] {
  return [...markingJobs(learning), ...playerJobs(learning)];
}

export const learningCron: readonly CronEntry[] = [...markingCron, ...playerCron];
