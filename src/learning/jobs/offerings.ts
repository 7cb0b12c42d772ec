/** Letters to everybody in a run. */
import { type Handler, handle } from '../../platform/jobs/index.js';
import { tellRun, writeToLearners } from '../actions/offerings/telling.js';
import type { Learning } from '../actions/parts.js';

export function offeringJobs(learning: Learning): Handler[] {
  return [handle(tellRun, (told) => writeToLearners(learning, told))];
}
