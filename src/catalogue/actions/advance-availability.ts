/** Time passes: courses whose availability it changes are written to the change log, so that no page or index goes stale. */
import type { Db } from '../../platform/db/index.js';
import { coursesByNum, coursesChangingOn, lockWeaving, logChanges, saveChangesOn } from '../queries/index.js';
import { changesOn } from '../rules/availability.js';

const BATCH = 500;

/** Run at start and soon after each midnight (UTC). Returns how many courses have changed. */
export async function advanceAvailability(db: Db, today: string): Promise<number> {
  for (let advanced = 0; ; ) {
    const nums = await db.transaction().execute(async (trx) => {
      // The lock that imports take: both write to the same courses.
      await lockWeaving(trx);
      const due = await coursesChangingOn(trx, today, BATCH);
      const courses = await coursesByNum(trx, due);
      await saveChangesOn(
        trx,
        courses.map((course) => ({ num: course.num, changes_on: changesOn(course, today) })),
      );
      await logChanges(trx, due);
      return due;
    });
    advanced += nums.length;
    if (nums.length < BATCH) return advanced;
  }
}
