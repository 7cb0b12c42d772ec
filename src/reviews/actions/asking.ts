/** Asks learners by letter, once each: what a course was like, and whether they finished one that should be over. */
import { type Letters, type NotificationTopic, sendToPerson } from '../../accounts/index.js';
import { addDays } from '../../catalogue/index.js';
import type { Db } from '../../platform/db/index.js';
import { endLetter, likeLetter } from '../mails/taking.js';
import { lockToAsk, markAsked, toAskForEnd, toAskForReview } from '../queries/asking.js';

export const MY_COURSES: NotificationTopic = {
  id: 'reviews.my-courses',
  label: 'Courses that you take',
  about:
    'One letter when you have finished a course, which asks what it was like; and one two weeks after its end, if you have not said that you finished.',
  default: true,
};

/** The day after, so that whoever writes their review at once is not asked; and never about what is long over. */
const AFTER_FINISH = 1;
const AFTER_END = 14;
const LONGEST_AGO = 60;
const AT_ONCE = 1_000;

/** Returns how many letters were sent. Each is a transaction of its own: killed at any moment, nobody is asked twice. */
export async function askLearners(
  db: Db,
  letters: Letters,
  { now, today }: { now: Date; today: string },
): Promise<{ sent: number }> {
  const from = addDays(today, -LONGEST_AGO);
  const finished = await toAskForReview(db, { from, to: addDays(today, -AFTER_FINISH), limit: AT_ONCE });
  const ended = await toAskForEnd(db, { from, to: addDays(today, -AFTER_END), limit: AT_ONCE });
  let sent = 0;
  for (const id of finished) if (await ask(db, letters, id, 'review', now)) sent += 1;
  for (const id of ended) if (await ask(db, letters, id, 'end', now)) sent += 1;
  return { sent };
}

/** Marked as asked even where they chose to have no such letters: choosing them later brings none about the past. */
function ask(db: Db, letters: Letters, id: string, about: 'review' | 'end', now: Date): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const asked = await lockToAsk(trx, id, about);
    if (!asked) return false;
    await markAsked(trx, id, about, now);
    const link =
      about === 'review' ? `${letters.origin}/reviews/${asked.slug}/new` : `${letters.origin}/my/courses/${id}`;
    const letter = (about === 'review' ? likeLetter : endLetter)({ title: asked.title, link });
    return sendToPerson(trx, letters, asked.personId, MY_COURSES, letter);
  });
}
