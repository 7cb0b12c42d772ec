/** Whether work is still taken: by the server's clock and the learner's own last day. */
import type { Db } from '../../../platform/db/index.js';
import { formatDay } from '../../../ui/index.js';
import { pausesOf } from '../../queries/offerings/time.js';
import { dayIn } from '../../rules/offerings/days.js';
import { deadlinesOf } from '../../rules/offerings/deadlines.js';
import { LearningError } from '../../schema/index.js';
import type { Place } from '../learner.js';

/** @throws LearningError 409: the last day is over. */
export async function requireTime(trx: Db, place: Place, now: Date): Promise<void> {
  const pauses = await pausesOf(trx, place.enrolment.id);
  const { last } = deadlinesOf(place, pauses, dayIn(now, place.offering.timeZone));
  if (last === null || now < last.at) return;
  throw new LearningError(
    409,
    `Work was taken until ${formatDay(last.day)}. Ask for more time on the page of the course: what you wrote is kept.`,
    'time',
  );
}
