/** What is done with reviews each night. */
import { recordAct, SYSTEM } from '../../accounts/index.js';
import { courseChanged } from '../../catalogue/index.js';
import type { Db } from '../../platform/db/index.js';
import { markAffiliated } from '../queries/standing.js';
import { allRatings, readPrior, reviewedCourses, savePrior } from '../queries/summaries.js';
import { priorOf } from '../rules/mean.js';

/** A prior that moved less than this changes no card that anybody would notice. */
const NOTICEABLE = 0.02;

/**
 * Marks reviews of whoever has joined the provider since, for good, and works out anew what a course without reviews is
 * worth. Returns how many courses are read again for it.
 */
export async function tendReviews(db: Db, now: Date): Promise<{ courses: number }> {
  return db.transaction().execute(async (trx) => {
    const marked = await markAffiliated(trx, now);
    const { count, mean } = await allRatings(trx);
    const before = await readPrior(trx);
    const prior = priorOf({ count, sum: (mean ?? 0) * count });
    await savePrior(trx, prior, count, now);
    const moved = Math.abs(prior.mean - before.mean) >= NOTICEABLE || prior.strength !== before.strength;
    const courses = moved ? await reviewedCourses(trx) : marked;
    await courseChanged(trx, courses);
    if (marked.length > 0)
      await recordAct(
        trx,
        SYSTEM,
        { act: 'reviews.affiliated', subject: 'reviews', detail: { courses: marked.length } },
        now,
      );
    return { courses: courses.length };
  });
}
