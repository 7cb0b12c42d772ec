/** Whether readers find a review helpful. */
import { type Actor, NotAllowedError, recordAct, requirePerson } from '../../accounts/index.js';
import { lockReview } from '../queries/reviews.js';
import { deleteVote, saveVote, votesSince } from '../queries/standing.js';
import { ReviewError } from '../schema.js';
import { type Parts, unknownReview } from './parts.js';
import { refuseParty } from './writing.js';

const DAY = 24 * 3_600_000;
/** More than anybody reads. */
const VOTES_A_DAY = 60;

/**
 * One vote a person and review; null takes it back. Not by its author, not by whoever belongs to the provider.
 * @throws SignInNeededError, NotAllowedError, ReviewError
 */
export async function voteOnReview(
  { db }: Pick<Parts, 'db'>,
  actor: Actor,
  { id, helpful }: { id: string; helpful: boolean | null },
  now: Date,
): Promise<{ courseSlug: string }> {
  const person = requirePerson(actor);
  return db.transaction().execute(async (trx) => {
    const review = await lockReview(trx, id);
    if (review?.state !== 'shown') throw unknownReview();
    if (review.personId === person.id)
      throw new NotAllowedError('This is your own review: others say whether it helps.');
    await refuseParty(trx, review.course, person);
    if (helpful === null) await deleteVote(trx, id, person.id);
    else if ((await votesSince(trx, person.id, new Date(now.getTime() - DAY))) >= VOTES_A_DAY)
      throw new ReviewError('You have voted a lot today. Go on tomorrow.', 429);
    else await saveVote(trx, { reviewId: id, personId: person.id, helpful, now });
    await recordAct(trx, person, { act: 'reviews.voted', subject: `review:${id}` }, now);
    return { courseSlug: review.course.slug };
  });
}
