/**
 * One step along the catalogue's change log: what is new, and what has changed of courses that somebody watches, becomes
 * alerts. Alerts, what was announced, what was last known and the position are written in one transaction: killed at any
 * moment, it is done again from the same place or was done (docs/decisions/0015).
 */
import { type Course, changesSince, coursesByNum, startOfChanges } from '../../../catalogue/index.js';
import type { Db } from '../../../platform/db/index.js';
import {
  announce,
  announceAll,
  announceDevelopments,
  holdPosition,
  savePosition,
} from '../../queries/following-changes.js';
import { matchDecisions } from './matching-decisions.js';
import { matchDevelopments } from './matching-developments.js';
import { matchFollows } from './matching-follows.js';
import { matchSearches } from './matching-searches.js';
import type { Alerting, Late } from './parts.js';
import { noteUnknown, watchChanges } from './watching.js';

/** Entries of the log read in one transaction: enough that searches are not asked too often while much is imported. */
const BATCH = 5_000;

/** `more`: there is more to read at once. `busy`: another process reads. */
export type StepDone = { more: boolean; busy: boolean };

export async function readOn(parts: Alerting): Promise<StepDone> {
  let late = parts.late.decisions;
  const done = await parts.db.transaction().execute(async (trx) => {
    const seq = await holdPosition(trx);
    if (seq === null) return { more: false, busy: true };
    if (seq < 0) return begin(parts, trx);
    const changes = await changesSince(trx, { seq }, BATCH);
    if (changes.lost) return begin(parts, trx);
    const fresh = await announce(trx, changes.nums);
    // Taken before a single search is asked: the index must hold all that was read of the log.
    if (fresh.length > 0) await parts.discovery.catchUp();
    const courses = await coursesByNum(trx, changes.nums);
    late = await tellOfNew(parts, trx, fresh, courses);
    await watchChanges(parts, trx, [...changes.nums, ...changes.removed], courses);
    await matchDevelopments(parts, trx, await announceDevelopments(trx));
    await noteUnknown(parts, trx);
    await savePosition(trx, changes.position.seq);
    return { more: changes.more, busy: false };
  });
  // Only now: what was undone is done again, with what was late before.
  parts.late.decisions = late;
  return done;
}

/** Whatever there is when alerts begin is old. So it is where the log is another than the one that was read. */
async function begin(parts: Alerting, trx: Db): Promise<StepDone> {
  const { seq } = await startOfChanges(trx);
  await announceAll(trx);
  await noteUnknown(parts, trx);
  await savePosition(trx, seq);
  return { more: false, busy: false };
}

/** Returns what there was no time for. */
async function tellOfNew(
  parts: Alerting,
  trx: Db,
  nums: readonly number[],
  read: readonly Course[],
): Promise<Late['decisions']> {
  if (nums.length === 0) return matchDecisions(parts, trx, null);
  const wanted = new Set(nums);
  const courses = read.filter(({ num }) => wanted.has(num));
  const among = await parts.discovery.among(nums);
  const now = parts.clock.now();
  const ids = new Map(courses.map(({ num, id }) => [num, id]));
  await matchSearches(trx, { among, ids, now });
  await matchFollows(trx, courses, now);
  return matchDecisions(parts, trx, { among, ids, now });
}
