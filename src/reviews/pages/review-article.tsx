/** One review as everybody reads it, with its reply and what a reader can do. */
import { dayOf, PostText } from '../../discussion/index.js';
import { countOf, formatHours, formatMonth, listInWords, Star, Tag } from '../../ui/index.js';
import { ASPECT_WORDS, FINISHED_WORDS, INCENTIVE_WORDS, PAID_WORDS } from '../rules/words.js';
import { ASPECTS, type Said, type ShownReview } from '../schema.js';

type ArticleProps = {
  review: ShownReview;
  /** Whether whoever looks may vote: null asks them to sign in. */
  mayVote: boolean | null;
  /** Of its heading. */
  level?: 2 | 3;
};

export function ReviewArticle({ review, mayVote, level = 3 }: ArticleProps) {
  const { said, reply } = review;
  const Heading = `h${level}` as 'h2' | 'h3';
  const name = review.name ?? 'A learner';
  return (
    <article class="review" id={`post-${review.postId}`} aria-labelledby={`review-${review.id}`}>
      <Heading class="review-head" id={`review-${review.id}`}>
        <Rating value={said.overall} /> <span>{name}</span>
      </Heading>
      <p class="row small review-facts">
        {review.verified ? <Tag tone="good">Verified learner</Tag> : <span class="quiet">Not verified</span>}
        {review.affiliated && <Tag tone="caution">Now belongs to the provider: not counted</Tag>}
        {said.incentive !== 'none' && <Tag tone="caution">{INCENTIVE_WORDS[said.incentive]}</Tag>}
        <span class="quiet">{factsOf(review).join(' · ')}</span>
      </p>
      <SaidText said={said} />
      <p class="tiny">
        Written <time datetime={review.created.toISOString()}>{dayOf(review.created)}</time>
        {review.changed && `, changed ${dayOf(review.changed)}`}
        {said.incentive === 'none' && '. The learner says that nothing was given for it'}.
      </p>
      {review.complaintDue && (
        <p class="small note caution">
          The provider questions this review. A moderator decides by {dayOf(review.complaintDue)}.
        </p>
      )}
      <Votes review={review} name={name} mayVote={mayVote} />
      {reply && (
        <div class="review-reply" id={`post-${reply.postId}`}>
          <p class="small">
            <strong>{reply.organisation.name}</strong> replies,{' '}
            <span class="quiet">
              {dayOf(reply.created)}
              {reply.changed && `, changed ${dayOf(reply.changed)}`}
            </span>
          </p>
          <PostText text={reply.text} />
          <p class="comment-acts small">
            <a href={`/discussion/posts/${reply.postId}/report`}>
              Report<span class="sr"> the reply of {reply.organisation.name}</span>
            </a>
          </p>
        </div>
      )}
    </article>
  );
}

function Rating({ value }: { value: number }) {
  return (
    <span class="rating">
      <Star />
      <span class="num">{value} of 5</span>
    </span>
  );
}

function factsOf({ said, edition }: ShownReview): string[] {
  return [
    `Edition ${edition}`,
    FINISHED_WORDS[said.finished],
    ...(said.taken ? [`taken ${formatMonth(`${said.taken}-01`)}`] : []),
    ...(said.hours === null ? [] : [`${formatHours(said.hours)} really spent`]),
    ...(said.paid ? [PAID_WORDS[said.paid].toLowerCase()] : []),
  ];
}

/** The words and the ratings of single aspects. */
export function SaidText({ said }: { said: Said }) {
  const aspects = ASPECTS.flatMap((aspect) =>
    said.aspects[aspect] === null ? [] : [`${ASPECT_WORDS[aspect].toLowerCase()} ${said.aspects[aspect]} of 5`],
  );
  return (
    <div class="review-said">
      <Part title="Good" text={said.advantages} />
      <Part title="Not so good" text={said.disadvantages} />
      <Part title="For whom" text={said.suits} />
      {aspects.length > 0 && <p class="small quiet">By aspect: {listInWords(aspects)}.</p>}
    </div>
  );
}

function Part({ title, text }: { title: string; text: string | null }) {
  if (text === null) return null;
  return (
    <div>
      <p class="review-part">{title}</p>
      <PostText text={text} />
    </div>
  );
}

function Votes({ review, name, mayVote }: { review: ShownReview; name: string; mayVote: boolean | null }) {
  const { id, helpful, unhelpful, vote, isOwn } = review;
  const found = helpful + unhelpful > 0 && `${helpful} of ${countOf(helpful + unhelpful, 'reader')} found it helpful.`;
  const of = <span class="sr">, review by {name}</span>;
  return (
    <div class="row small review-acts">
      {found && <span class="quiet num">{found}</span>}
      {isOwn && <a href={`/my/reviews/${id}`}>Change your review</a>}
      {!isOwn && mayVote !== false && (
        <form class="act-form row" method="post" action={`/reviews/${id}/vote`}>
          <button class="btn btn-line" type="submit" name="helpful" value={vote === true ? 'none' : 'yes'}>
            {vote === true ? 'Take back “helpful”' : 'Helpful'}
            {of}
          </button>
          <button class="btn btn-line" type="submit" name="helpful" value={vote === false ? 'none' : 'no'}>
            {vote === false ? 'Take back “not helpful”' : 'Not helpful'}
            {of}
          </button>
        </form>
      )}
      {!isOwn && <a href={`/discussion/posts/${review.postId}/report`}>Report{of}</a>}
    </div>
  );
}
