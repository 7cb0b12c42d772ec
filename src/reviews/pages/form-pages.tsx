/** Writing and changing one's own review, removing it, and one's own reviews in a list. */
import { dayOf } from '../../discussion/index.js';
import {
  Field,
  FormPage,
  type Frame,
  formatMonth,
  Layout,
  Notice,
  PageHead,
  type Refusal,
  Select,
  State,
  Tag,
  TextArea,
} from '../../ui/index.js';
import { MOST_CHARACTERS, monthsUntil } from '../rules/form.js';
import { SIGNAL_WORDS, type Signal } from '../rules/signals.js';
import { ASPECT_WORDS } from '../rules/words.js';
import { ASPECTS, type Aspect, type OwnReview, type ReviewedCourse, type Said } from '../schema.js';
import { SaidText } from './review-article.js';

type Texts = Readonly<Record<string, string>>;
type FormProps = {
  frame: Frame;
  course: Pick<ReviewedCourse, 'slug' | 'title'> & { editions: number };
  /** Left out: a new one. */
  review?: (OwnReview & { earlier: readonly { version: number; said: Said; until: Date }[] }) | undefined;
  texts: Texts;
  today: string;
  /** The name of the account. */
  name: string;
  refusal?: Refusal | null | undefined;
};

const RATINGS = [
  { value: '5', label: '5, excellent' },
  { value: '4', label: '4, good' },
  { value: '3', label: '3, fair' },
  { value: '2', label: '2, weak' },
  { value: '1', label: '1, poor' },
];
const unsaid = { value: '', label: 'I would rather not say' };
const ASPECT_HINTS: Record<Aspect, string> = {
  contentCurrent: 'Was it up to date when you took it?',
  workloadTrue: 'Did it take the time that was stated?',
  support: 'Did somebody help when you needed it?',
  assessmentFair: 'Was it fair, and worth doing?',
  useful: 'Do you use what you learnt?',
};

export function ReviewFormPage({ frame, course, review, texts, today, name, refusal }: FormProps) {
  const errors = refusal?.fields ?? {};
  const field = (id: string) => ({ id, name: id, error: errors[id] });
  const select = (id: string) => ({ ...field(id), value: texts[id] ?? '' });
  const area = (id: string) => ({ ...field(id), value: texts[id], rows: 3, maxLength: MOST_CHARACTERS });
  return (
    <FormPage
      frame={frame}
      title={review ? `Change your review of ${course.title}` : `Review ${course.title}`}
      lede={
        review
          ? 'What it said before is kept; only you and moderators can read that.'
          : 'What would you have liked to know before you took it? Only two answers are needed; leave out what you do not know.'
      }
      trail={[
        { label: course.title, href: `/courses/${course.slug}` },
        { label: review ? 'Change your review' : 'Your review' },
      ]}
      refusal={refusal ?? null}
      act={review ? 'Keep the change' : 'Put it on the page'}
      after={review ? <Earlier review={review} /> : <HouseRules />}
    >
      {!review && course.editions > 1 && (
        <Select
          {...select('edition')}
          value={texts.edition ?? String(course.editions)}
          label="Which edition did you take?"
          hint="The content has changed over time. If in doubt, leave the newest."
          options={Array.from({ length: Math.min(50, course.editions) }, (_, back) => {
            const value = String(course.editions - back);
            return { value, label: back === 0 ? `Edition ${value}, the present one` : `Edition ${value}` };
          })}
        />
      )}
      <Select {...select('overall')} label="All in all" options={[{ value: '', label: 'Choose' }, ...RATINGS]} />
      <Select
        {...select('finished')}
        label="Did you finish it?"
        options={[
          { value: '', label: 'Choose' },
          { value: 'finished', label: 'Yes' },
          { value: 'part', label: 'Partly, or I am still at it' },
          { value: 'not', label: 'No' },
        ]}
      />
      <Select
        {...select('incentive')}
        value={texts.incentive ?? 'none'}
        label="Was anything given or promised to you for this review?"
        hint="If so, say it: it stands beside your review."
        options={[
          { value: 'none', label: 'Nothing' },
          { value: 'discount', label: 'A discount' },
          { value: 'gift', label: 'A gift, or a place in a draw' },
          { value: 'payment', label: 'Money' },
          { value: 'other', label: 'Something else' },
        ]}
      />
      <TextArea {...area('advantages')} label="What was good" />
      <TextArea {...area('disadvantages')} label="What was not so good" />
      <TextArea {...area('suits')} label="For whom it is, and for whom not" />
      {ASPECTS.map((aspect) => (
        <Select
          {...select(aspect)}
          label={ASPECT_WORDS[aspect]}
          hint={ASPECT_HINTS[aspect]}
          options={[unsaid, ...RATINGS]}
        />
      ))}
      <Field
        {...field('hours')}
        value={texts.hours}
        label="Hours that you really spent"
        hint="All of it, as well as you remember."
        inputMode="decimal"
      />
      <Select
        {...select('paid')}
        label="Who paid"
        options={[
          unsaid,
          { value: 'self', label: 'I did' },
          { value: 'employer', label: 'My employer' },
          { value: 'both', label: 'My employer and I' },
          { value: 'scheme', label: 'A public scheme or grant' },
          { value: 'free', label: 'It was free' },
        ]}
      />
      <Select
        {...select('taken')}
        label="When you took it"
        hint="The month in which it ended."
        options={[unsaid, ...monthsUntil(today).map((value) => ({ value, label: formatMonth(`${value}-01`) }))]}
      />
      <Select
        {...select('signed')}
        label="The name beside it"
        options={[
          { value: '', label: 'A learner' },
          { value: 'yes', label: name },
        ]}
      />
    </FormPage>
  );
}

function HouseRules() {
  return (
    <p class="small quiet after">
      Plain text, no web addresses, nothing that names others. Providers can reply and complain, never remove: a
      moderator decides. See <a href="/about/reviews">how reviews work</a>.
    </p>
  );
}

function Earlier({ review }: { review: NonNullable<FormProps['review']> }) {
  return (
    <>
      <p class="after">
        <a href={`/my/reviews/${review.id}/removal`}>Remove this review</a>
      </p>
      {review.earlier.length > 0 && (
        <details>
          <summary>What it said before</summary>
          {review.earlier.map(({ said, until }) => (
            <div class="panel">
              <p class="small quiet">
                {said.overall} of 5, until {dayOf(until)}
              </p>
              <SaidText said={said} />
            </div>
          ))}
        </details>
      )}
    </>
  );
}

export function RemoveReviewPage({ frame, review }: { frame: Frame; review: OwnReview }) {
  return (
    <FormPage
      frame={frame}
      title={`Remove your review of ${review.course.title}?`}
      lede="Its words and ratings go for good, with what it said before, the votes on it and the provider’s reply. It no longer counts."
      trail={[{ label: 'Your reviews', href: '/my/reviews' }, { label: 'Remove' }]}
      act="Remove it for good"
      after={
        <p>
          <a href={`/my/reviews/${review.id}`}>Keep it</a>
        </p>
      }
    />
  );
}

const STATES = {
  shown: null,
  held: 'Waits for a moderator',
  hidden: 'Hidden by a moderator',
} as const;

export function OwnReviewsPage({
  frame,
  reviews,
  done,
}: {
  frame: Frame;
  reviews: readonly OwnReview[];
  done?: string | undefined;
}) {
  return (
    <Layout frame={frame} title="Your reviews" section="/my" unlisted>
      <div class="wrap page">
        <PageHead
          title="Your reviews"
          lede="What you have said of courses. You can change or remove it at any time."
          done={done}
        />
        {reviews.length === 0 && (
          <State
            kind="empty"
            title="You have not reviewed a course yet"
            act={{ href: '/my/courses', label: 'Courses that you take' }}
          >
            <p>A review begins on the page of a course that you have taken.</p>
          </State>
        )}
        {reviews.map((review) => (
          <OwnReviewPanel review={review} />
        ))}
      </div>
    </Layout>
  );
}

function OwnReviewPanel({ review }: { review: OwnReview }) {
  const { course, said, state } = review;
  const word = STATES[state];
  return (
    <article class="panel review" aria-labelledby={`own-${review.id}`}>
      <h2 class="review-head" id={`own-${review.id}`}>
        <a href={`/courses/${course.slug}`}>{course.title}</a>
      </h2>
      <p class="row small">
        <span class="num">{said.overall} of 5</span>
        <span class="quiet">
          Edition {review.edition}, written {dayOf(review.created)}
          {review.changed && `, changed ${dayOf(review.changed)}`}
        </span>
        {word && <Tag tone="caution">{word}</Tag>}
        {review.verified && <Tag tone="good">Verified learner</Tag>}
        {review.affiliated && <Tag tone="caution">You belong to the provider: it does not count</Tag>}
      </p>
      {state === 'held' && review.signals.length > 0 && (
        <Notice kind="note">
          A moderator looks at it first:{' '}
          {review.signals.map((signal) => SIGNAL_WORDS[signal as Signal] ?? signal).join('; ')}. A letter tells you what
          is decided, and why.
        </Notice>
      )}
      <SaidText said={said} />
      <p class="row small">
        {state === 'shown' && <a href={`/my/reviews/${review.id}`}>Change</a>}
        {state === 'shown' && <a href={`/courses/${course.slug}/reviews?review=${review.id}`}>See it on its page</a>}
        <a href={`/my/reviews/${review.id}/removal`}>Remove</a>
      </p>
    </article>
  );
}
