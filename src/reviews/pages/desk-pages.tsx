/** Reviews in the workplace of a provider: what is said, the one reply to each, and complaints with their outcome. */
import { dayOf } from '../../discussion/index.js';
import { type Workplace, WorkplacePage } from '../../organisations/index.js';
import { countOf, Pager, type Refusal, Select, State, Tag, TextArea } from '../../ui/index.js';
import type { ComplaintRow } from '../queries/standing.js';
import { COMPLAINT_DAYS, complaintState } from '../rules/complaints.js';
import { MOST_CHARACTERS } from '../rules/form.js';
import { GROUND_WORDS } from '../rules/words.js';
import { Ground, type ShownReview } from '../schema.js';
import { ReviewArticle } from './review-article.js';

export type DeskReview = {
  review: ShownReview;
  course: { slug: string; title: string };
  complaint: ComplaintRow | null;
};

type DeskProps = {
  workplace: Workplace;
  reviews: readonly DeskReview[];
  total: number;
  page: number;
  done?: string | undefined;
};
export const DESK_PAGE = 20;

export function DeskReviewsPage({ workplace, reviews, total, page, done }: DeskProps) {
  const base = `/organisations/${workplace.organisation.slug}/reviews`;
  return (
    <WorkplacePage
      {...workplace}
      here="reviews"
      title="Reviews"
      lede={`${countOf(total, 'review')} of your courses. You can reply once to each, in the name of ${workplace.organisation.name}, and complain of one that must not stand. Nobody here can remove one or rate it.`}
      done={done}
    >
      {reviews.length === 0 && <State kind="empty" title="No review of your courses yet" level={2} />}
      {reviews.map(({ review, course, complaint }) => (
        <div class="panel review-panel">
          <p>
            <a href={`/courses/${course.slug}/reviews?review=${review.id}`}>{course.title}</a>
          </p>
          <ReviewArticle review={review} mayVote={false} level={2} />
          <p class="row small">
            <a href={`${base}/${review.id}/reply`}>{review.reply ? 'Change your reply' : 'Reply'}</a>
            {complaint ? (
              <ComplaintStanding complaint={complaint} />
            ) : (
              <a href={`${base}/${review.id}/complaint`}>Complain of it</a>
            )}
          </p>
        </div>
      ))}
      <Pager
        page={page}
        perPage={DESK_PAGE}
        total={total > DESK_PAGE ? total : 0}
        hrefOf={(to) => `${base}?page=${to}`}
      />
    </WorkplacePage>
  );
}

function ComplaintStanding({ complaint }: { complaint: ComplaintRow }) {
  const state = complaintState(complaint);
  const words = {
    open: `You complained on ${dayOf(complaint.created)}; a moderator decides by ${dayOf(complaint.due)}`,
    kept: 'Decided: it stays',
    hidden: 'Decided: it is hidden',
    gone: 'It was removed before a decision',
  }[state];
  return (
    <>
      <Tag tone="caution">{words}</Tag>
      {complaint.reason && <span>Reason: {complaint.reason}</span>}
      {complaint.decisionId && (
        <a href={`/discussion/decisions/${complaint.decisionId}`}>The decision, and asking again</a>
      )}
    </>
  );
}

type ActProps = {
  workplace: Workplace;
  one: DeskReview;
  texts: Readonly<Record<string, string>>;
  refusal?: Refusal | null;
};

export function ReplyPage({ workplace, one, texts, refusal = null }: ActProps) {
  const base = `/organisations/${workplace.organisation.slug}/reviews`;
  return (
    <WorkplacePage
      {...workplace}
      here="reviews"
      title={one.review.reply ? 'Change your reply' : 'Reply to a review'}
      lede={`Everybody reads it beneath the review, as the word of ${workplace.organisation.name}.`}
      trail={[{ label: 'Reviews', href: base }]}
      refusal={refusal}
    >
      <ReviewArticle review={one.review} mayVote={false} level={2} />
      <form class="form" method="post">
        <TextArea
          id="text"
          name="text"
          label="Your reply"
          hint="Thank, answer, say what changed. Nothing that tells who the learner is."
          value={texts.text}
          error={refusal?.fields?.text}
          maxLength={MOST_CHARACTERS}
          required
        />
        <button class="btn" type="submit">
          {one.review.reply ? 'Keep the change' : 'Reply'}
        </button>
      </form>
      {one.review.reply && (
        <p>
          <a href={`${base}/${one.review.id}/reply/removal`}>Take the reply back</a>
        </p>
      )}
    </WorkplacePage>
  );
}

export function RemoveReplyPage({ workplace, one }: Pick<ActProps, 'workplace' | 'one'>) {
  const base = `/organisations/${workplace.organisation.slug}/reviews`;
  return (
    <WorkplacePage
      {...workplace}
      here="reviews"
      title="Take the reply back?"
      lede="Its text goes for good."
      trail={[{ label: 'Reviews', href: base }]}
    >
      <ReviewArticle review={one.review} mayVote={false} level={2} />
      <form class="form" method="post">
        <button class="btn" type="submit">
          Take it back
        </button>
      </form>
      <p>
        <a href={base}>Leave it</a>
      </p>
    </WorkplacePage>
  );
}

export function ComplaintPage({ workplace, one, texts, refusal = null }: ActProps) {
  const base = `/organisations/${workplace.organisation.slug}/reviews`;
  return (
    <WorkplacePage
      {...workplace}
      here="reviews"
      title="Complain of a review"
      lede={`A moderator decides within ${COMPLAINT_DAYS} days and tells you why. Until then the review stays, with a note that you question it. A low rating is no reason.`}
      trail={[{ label: 'Reviews', href: base }]}
      refusal={refusal}
    >
      <ReviewArticle review={one.review} mayVote={false} level={2} />
      <form class="form" method="post">
        <Select
          id="ground"
          name="ground"
          label="What is wrong with it"
          value={texts.ground ?? 'false'}
          error={refusal?.fields?.ground}
          options={Ground.options.map((value) => ({ value, label: GROUND_WORDS[value] }))}
        />
        <TextArea
          id="words"
          name="words"
          label="What a moderator should know"
          hint="Name the passage, and how it can be seen that it is wrong. It can be said once."
          value={texts.words}
          error={refusal?.fields?.words}
          maxLength={2000}
          required
        />
        <button class="btn" type="submit">
          Send it to the moderators
        </button>
      </form>
    </WorkplacePage>
  );
}
