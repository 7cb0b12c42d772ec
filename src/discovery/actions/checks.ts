/** What `cairn doctor` asks of discovery: can the index on disk be read, and does it hold what the catalogue holds? */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type ChangePosition, changesSince, skillSynonyms } from '../../catalogue/index.js';
import { type Check, databaseCheck, type Finding, ok, warning } from '../../platform/checks/index.js';
import type { Db } from '../../platform/db/index.js';
import type { Index } from '../engine/index.js';
import { countOtherCourses, databaseIdentity } from '../queries.js';
import { generalSynonyms } from '../rules/synonyms.js';
import { readSnapshot, type Snapshot } from './snapshot.js';

/** Changes are read in steps of this many. */
const BATCH = 5_000;
/** So far behind, the index is read anew about as quickly as it catches up; comparing it course by course says nothing. */
const FAR_BEHIND = 100_000;
const REMEDY = 'Delete the folder discovery in the data folder; the index is built anew at the next start.';

export const checks: readonly Check[] = [
  databaseCheck('index', async ({ db }, { config, clock }) => {
    const reasons: string[] = [];
    const synonyms = [...generalSynonyms(), ...skillSynonyms()];
    const snapshot = await readSnapshot(config.dataFolder, await databaseIdentity(db), { synonyms }, (reason) =>
      reasons.push(reason),
    );
    if (reasons[0] !== undefined) return warning(reasons[0], 'Nothing: it is built anew at the next start.');
    if (!snapshot) return ok('There is no index on disk yet: the next start builds it from the catalogue.');
    const written = await stat(join(config.dataFolder, 'discovery', 'index.snapshot'));
    return compare(db, snapshot, ageInWords(clock.now().getTime() - written.mtimeMs));
  }),
];

async function compare(db: Db, { index, position }: Snapshot, age: string): Promise<Finding> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const changed = await changedSince(trx, position as ChangePosition);
      if (changed === null)
        return warning(`The index on disk, written ${age} ago, is of another history of the catalogue.`, REMEDY);
      if (changed.length > FAR_BEHIND)
        return ok(
          `The index on disk was written ${age} ago and reads more than ${FAR_BEHIND} changes at the next start.`,
        );
      // What has changed since is read at the start; the rest must agree.
      const held = withoutCourses(index, changed);
      const wanted = await countOtherCourses(trx, changed);
      const behind = changed.length > 0 ? `, ${changed.length} changed courses behind` : '';
      return held === wanted
        ? ok(`The index on disk, written ${age} ago${behind}, holds ${held} courses as the catalogue does.`)
        : warning(
            `The index on disk holds ${held} courses and the catalogue ${wanted}, apart from those changed since.`,
            REMEDY,
          );
    });
}

/** Numbers of the courses that changed after a position; null where the log does not know it; cut off beyond FAR_BEHIND. */
async function changedSince(db: Db, from: ChangePosition): Promise<number[] | null> {
  const changed = new Set<number>();
  for (let position = from; ; ) {
    const changes = await changesSince(db, position, BATCH);
    if (changes.lost) return null;
    for (const num of [...changes.nums, ...changes.removed]) changed.add(num);
    if (!changes.more || changed.size > FAR_BEHIND) return [...changed];
    position = changes.position;
  }
}

function withoutCourses(index: Index, nums: number[]): number {
  index.apply({ upsert: [], remove: nums });
  return index.stats().documents;
}

function ageInWords(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / 60_000));
  if (minutes < 120) return `${minutes} minutes`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} hours` : `${Math.round(minutes / 1440)} days`;
}
