/** Reviews on a course's own page: figures, the most helpful ones, the way to all and to one's own. */
import { Notice, Section } from '../../ui/index.js';
import type { CourseReviews } from '../actions/reading.js';
import { Figures, Kinds } from './figures.js';
import { ReviewArticle } from './review-article.js';

export function ReviewsSection({ reviews: found }: { reviews: CourseReviews }) {
  const { slug, summary, groups, reviews, total } = found;
  return (
    <Section id="reviews" title="What learners say" aside={<span class="tiny">reviews written on Cairn</span>}>
      {summary ? (
        <Figures summary={summary} groups={groups} base={`/courses/${slug}/reviews`} />
      ) : (
        <p class="quiet">
          Nobody has reviewed this course on Cairn yet. What its sources state stands at the head, with their names.
        </p>
      )}
      <Kinds groups={groups} />
      {reviews.map((review) => (
        <ReviewArticle review={review} mayVote={mayVoteOf(found)} />
      ))}
      <p class="row">
        {total > reviews.length && (
          <a class="act" href={`/courses/${slug}/reviews`}>
            All {total} reviews
          </a>
        )}
        <OwnWay found={found} />
      </p>
    </Section>
  );
}

export function mayVoteOf({ stance }: CourseReviews): boolean | null {
  return stance === 'signs-in' ? null : stance !== 'belongs';
}

/** What whoever looks can do about writing one. */
export function OwnWay({ found: { slug, stance } }: { found: CourseReviews }) {
  if (stance === 'belongs')
    return (
      <span class="small quiet">You belong to its provider: you can reply to reviews, not write or rate them.</span>
    );
  if (stance === 'has-written') return <a href="/my/reviews">Your reviews</a>;
  return <a href={`/reviews/${slug}/new`}>Have you taken it? Write a review</a>;
}

export function NoReviews() {
  return <Notice kind="note">No review answers to these choices.</Notice>;
}
