/** What learning does in the background. */
import type { CronEntry, Handler } from '../platform/jobs/index.js';
import type { Learning } from './actions/parts.js';

export function learningJobs(_learning: Learning): Handler[] {
  return [];
}
export const learningCron: CronEntry[] = [];
