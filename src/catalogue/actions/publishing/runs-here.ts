/** Runs of a course that is taken here, stated beside what its provider says of other runs: so that search knows start and price. */
import { isDeepStrictEqual } from 'node:util';
import type { Db } from '../../../platform/db/index.js';
import { findPublisher, lockPublisher, takeRunNumber } from '../../queries/index.js';
import { ownSourceKey } from '../../rules/publishing/index.js';
import { NO_LISTS, type OfferingRecord } from '../../schema.js';
import { stateReadings } from './stating.js';
import { ownCourse } from './withdrawing.js';
import { NotOwnCourseError } from './writing.js';

/** Runs that are delivered here carry this before their id; all others are the provider’s own affair. */
export const RUN_HERE = 'cairn:';

/**
 * `stated`: the provider’s listing says these runs now, or said them before. Else why it could not: the course is another’s, nobody has
 * proved who speaks for the provider, or the provider does not list the course itself.
 */
export type RunsStated = 'stated' | 'not-own' | 'not-verified' | 'not-listed';

/** In the caller’s transaction. A run that the provider states for the same day already is not said twice. */
export async function stateRunsHere(
  trx: Db,
  {
    organisationId,
    courseId,
    runs,
    today,
  }: { organisationId: string; courseId: string; runs: readonly OfferingRecord[]; today: string },
): Promise<RunsStated> {
  const row = await findPublisher(trx, organisationId);
  if (!row?.verified) return 'not-verified';
  const publisher = { ...row, sourceKey: ownSourceKey(row.slug) };
  await lockPublisher(trx, publisher.id);
  const found = await ownCourse(trx, publisher, courseId).catch((error: unknown) => {
    if (error instanceof NotOwnCourseError) return null;
    throw error;
  });
  if (!found) return 'not-own';
  const { listing } = found;
  if (listing?.state !== 'published') return 'not-listed';
  const known = { ...NO_LISTS, ...listing.record };
  const own = known.offerings.filter(({ externalId }) => !externalId.startsWith(RUN_HERE));
  const days = new Set(own.map(({ start }) => start));
  const offerings = [...own, ...runs.filter(({ start }) => start === undefined || !days.has(start))];
  if (isDeepStrictEqual(offerings, known.offerings)) return 'stated';
  const record = { ...known, offerings };
  const stating = { runId: await takeRunNumber(trx), input: 'form', today };
  await stateReadings(trx, publisher, [{ type: 'course', at: 'form', record }], stating);
  return 'stated';
}
