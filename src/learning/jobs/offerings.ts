/** Letters to everybody in a run, and the catalogue kept true to what is open. */
import { type Handler, handle } from '../../platform/jobs/index.js';
import { listRuns, stateRuns } from '../actions/offerings/listing.js';
import { tellRun, writeToLearners } from '../actions/offerings/telling.js';
import type { Learning } from '../actions/parts.js';

export function offeringJobs(learning: Learning): Handler[] {
  return [
    handle(tellRun, (told) => writeToLearners(learning, told)),
    handle(listRuns, ({ course }) => stateRuns(learning, course)),
  ];
}
