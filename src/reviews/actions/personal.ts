/** What reviews hold about a person. Their own reviews are in the export whole; erased, words and ratings go. */
import type { ErasureNote, ExportPart, Personal } from '../../accounts/index.js';
import { courseChanged } from '../../catalogue/index.js';
import { disownPosts, removePlaced } from '../../discussion/index.js';
import type { Db } from '../../platform/db/index.js';
import { heldAbout, repliesBy, replyPosts, reviewIdsOf, unlinkPerson } from '../queries/personal.js';
import { emptyReviews, reviewsOf } from '../queries/reviews.js';

export const personal: Personal = {
  feature: 'reviews',
  tables: ['reviews.review', 'reviews.vote', 'reviews.reply', 'reviews.complaint', 'reviews.proof'],
  exportPerson,
  erasePerson,
};

const ABOUT = {
  earlier: 'What your reviews said before you changed them.',
  removed: 'Reviews that you removed: of what and when. Nothing of what they said is left.',
  votes: 'Which reviews you found helpful, or not.',
  replies: 'What you replied to reviews for an organisation.',
  complaints: 'Reviews of which you complained for an organisation.',
  proofs: 'What is known of your having taken a course, which puts the mark of a proved learner beside your review.',
};

async function exportPerson(db: Db, personId: string): Promise<ExportPart[]> {
  const held = await heldAbout(db, personId);
  const reviews = (await reviewsOf(db, personId)).map(({ personId: _person, ...review }) => review);
  return [
    { path: 'reviews/reviews.json', about: 'Your reviews of courses.', data: reviews },
    ...Object.entries(ABOUT).map(([name, about]) => ({
      path: `reviews/${name}.json`,
      about,
      data: held[name as keyof typeof ABOUT],
    })),
  ];
}

/** Before discussion: the words of organisations lose their writer there, and stay. */
async function erasePerson(trx: Db, personId: string): Promise<ErasureNote[]> {
  const now = new Date();
  const reviews = await reviewIdsOf(trx, personId);
  const ids = reviews.map(({ id }) => id);
  for (const post of await replyPosts(trx, ids)) await removePlaced(trx, post, now);
  await emptyReviews(trx, ids, { state: 'shown', now });
  await disownPosts(trx, await repliesBy(trx, personId));
  await unlinkPerson(trx, personId);
  await courseChanged(trx, [...new Set(reviews.map(({ courseId }) => courseId))]);
  return [
    {
      kept: false,
      what: 'Your reviews, with their ratings, which no longer count, and your votes on those of others.',
    },
    {
      kept: true,
      what: 'What you replied to reviews in the name of an organisation, without you.',
      why: 'It is the organisation’s word, shown under its name.',
    },
  ];
}
