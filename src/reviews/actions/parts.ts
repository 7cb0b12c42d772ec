/** What the acts on reviews need, and what each asks first. */
import type { Actor } from '../../accounts/index.js';
import { courseChanged } from '../../catalogue/index.js';
import type { DiscussionParts, SubjectKinds } from '../../discussion/index.js';
import { earlierVersions, findReview, isParty } from '../queries/reviews.js';
import { reviewInWords } from '../rules/form.js';
import { ReviewError } from '../schema.js';

export type Parts = DiscussionParts;

export const SUBJECT = 'reviews:review';

/** Reviews and replies to them as subjects of discussion: written here, moderated there. */
export const reviewKinds: SubjectKinds = {
  [SUBJECT]: {
    placed: true,
    called: { first: 'review', answer: 'reply' },
    async find(db, subject) {
      const review = await findReview(db, idOf(subject));
      if (!review) return null;
      const { slug, title } = review.course;
      return { title, href: `/courses/${slug}/reviews?review=${review.id}` };
    },
    mayRead: async () => true,
    mayWrite: async () => false,
    mayModerate: async (_db, actor) => actor.kind === 'person' && actor.isStaff,
    async earlier(db, subject) {
      const review = await findReview(db, idOf(subject));
      if (!review) return [];
      const before = await earlierVersions(db, review.id);
      return before.map(({ said, until }) => ({ text: reviewInWords(said, review.course, review.edition), until }));
    },
    async isConcerned(db, personId, subject) {
      const review = await findReview(db, idOf(subject));
      return review !== null && isParty(db, review.course.id, personId);
    },
    async moderated(trx, subject) {
      const review = await findReview(trx, idOf(subject));
      if (review) await courseChanged(trx, [review.course.id]);
    },
  },
};

function idOf(subject: string): string {
  return subject.slice(SUBJECT.length + 1);
}

export function idOfActor(actor: Actor): string | null {
  return actor.kind === 'person' ? actor.id : null;
}

/** The same answer for what is not there and for what is another's. */
export function unknownReview(): ReviewError {
  return new ReviewError('There is no such review here. It may have been removed.', 404);
}
