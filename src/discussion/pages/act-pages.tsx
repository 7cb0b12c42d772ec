/** Pages on which one writes, changes, removes, reports and asks for another look. */
import type { ComponentChildren } from 'preact';
import { Crumbs, FormPage, type Frame, Layout, Notice, type Refusal, Section, TextArea } from '../../ui/index.js';
import type { DecisionFound } from '../actions/deciding.js';
import { MOST_CHARACTERS } from '../rules/text.js';
import { Category, type Post } from '../schema.js';
import { PostText, TEXT_HINT } from './panel.js';
import { CATEGORY_WORDS, dayOf, OUTCOME_WORDS } from './words.js';

type Place = { title: string; href: string };
type ActPageProps = { frame: Frame; place: Place; refusal?: Refusal | null; given?: string | undefined };

const trailOf = ({ title, href }: Place, here: string) => [{ label: title, href: `${href}#comments` }, { label: here }];

type WritePageProps = ActPageProps & { place: { readers: string }; subject: string };

/** Where a comment comes back that was refused, and where one writes without the page. */
export function WritePage({ frame, place, subject, refusal = null, given }: WritePageProps) {
  return (
    <FormPage
      frame={frame}
      title="Write a comment"
      lede={`On “${place.title}”. ${place.readers}`}
      trail={trailOf(place, 'Write')}
      action="/discussion/posts"
      refusal={refusal}
      act="Put it there"
    >
      <input type="hidden" name="subject" value={subject} />
      <TextField label="Your comment" given={given} refusal={refusal} />
    </FormPage>
  );
}

export function AnswerPage({ frame, place, post, refusal = null, given }: ActPageProps & { post: Post }) {
  return (
    <FormPage
      frame={frame}
      title={`Answer ${post.personName ?? 'somebody who left'}`}
      trail={trailOf(place, 'Answer')}
      refusal={refusal}
      act="Put the answer there"
    >
      <Quoted post={post} />
      <TextField label="Your answer" given={given} refusal={refusal} />
    </FormPage>
  );
}

export function ChangePage({ frame, place, post, refusal = null, given }: ActPageProps & { post: Post }) {
  return (
    <FormPage
      frame={frame}
      title="Change your comment"
      lede="You can for 15 minutes after you wrote it. It is marked as changed."
      trail={trailOf(place, 'Change')}
      refusal={refusal}
      act="Save the change"
    >
      <TextField label="Your comment" given={given ?? post.text ?? ''} refusal={refusal} />
    </FormPage>
  );
}

function TextField({ label, given, refusal }: { label: string; given: string | undefined; refusal: Refusal | null }) {
  return (
    <TextArea
      id="text"
      name="text"
      label={label}
      hint={TEXT_HINT}
      value={given}
      error={refusal?.fields?.text}
      maxLength={MOST_CHARACTERS}
      rows={8}
      required
    />
  );
}

function Quoted({ post }: { post: Post }) {
  return <blockquote class="quoted-comment">{post.text && <PostText text={post.text} />}</blockquote>;
}

export function RemovePage({ frame, place, post }: ActPageProps & { post: Post }) {
  return (
    <FormPage
      frame={frame}
      title="Remove your comment?"
      lede="Its words are erased for good. A mark stays in its place, so that answers to it make sense."
      trail={trailOf(place, 'Remove')}
      act="Remove it for good"
      after={<CancelLink place={place} />}
    >
      <Quoted post={post} />
    </FormPage>
  );
}

type ReportPageProps = ActPageProps & {
  post: Post;
  /** What a post of this kind is called. */
  name: string;
  chosen?: string | undefined;
  done: boolean;
};

export function ReportPage({ frame, place, post, name, chosen, given, refusal = null, done }: ReportPageProps) {
  if (done)
    return (
      <PlainPage frame={frame} title="Thank you for telling us" place={place} here="Report">
        <Notice kind="done">Moderators look at the {name}. A letter tells you what they decide, and why.</Notice>
        <CancelLink place={place} />
      </PlainPage>
    );
  return (
    <FormPage
      frame={frame}
      title={`Report a ${name}`}
      lede="Moderators look at it and decide. Whoever wrote it does not learn that it was you."
      trail={trailOf(place, 'Report')}
      refusal={refusal}
      act="Report it"
      after={<CancelLink place={place} />}
    >
      <Quoted post={post} />
      <CategoryChoice legend="What is wrong with it?" chosen={chosen} error={refusal?.fields?.category} />
      <TextArea
        id="words"
        name="words"
        label="In your words"
        hint="What moderators should know. For what is against the law: which law, and why. You may leave it empty."
        value={given}
        error={refusal?.fields?.words}
        maxLength={1000}
      />
    </FormPage>
  );
}

type CategoryChoiceProps = { legend: string; chosen: string | undefined; error?: string | undefined };

export function CategoryChoice({ legend, chosen, error }: CategoryChoiceProps) {
  return (
    <fieldset class={error ? 'field field-error' : 'field'} aria-describedby={error ? 'category-error' : undefined}>
      <legend>{legend}</legend>
      {Category.options.map((category) => (
        <label class="tick">
          <input type="radio" name="category" value={category} checked={chosen === category} required />
          <span>{CATEGORY_WORDS[category]}</span>
        </label>
      ))}
      {error && (
        <span class="error" id="category-error">
          {error}
        </span>
      )}
    </fieldset>
  );
}

function CancelLink({ place }: { place: Place }) {
  return (
    <p class="after">
      <a href={`${place.href}#comments`}>Back to {place.title}</a>
    </p>
  );
}

type DecisionPageProps = {
  frame: Frame;
  found: DecisionFound;
  done: boolean;
  given?: string | undefined;
  refusal?: Refusal | null;
};

export function DecisionPage({ frame, found, done, given, refusal = null }: DecisionPageProps) {
  const { decision, appeal, title, name, post, isAuthor } = found;
  return (
    <PlainPage
      frame={frame}
      title="What was decided"
      place={{ title, href: `/discussion/posts/${post.id}` }}
      here="Decision"
      refusal={refusal}
    >
      {done && <Notice kind="done">Your appeal is with the moderators. A letter tells you what they decide.</Notice>}
      <p class="lede">
        {isAuthor ? `Your ${name}` : `The ${name} that you reported`} on “{title}” was {OUTCOME_WORDS[decision.outcome]}{' '}
        on {dayOf(decision.created)}
        {decision.outcome === 'hidden' && `: ${CATEGORY_WORDS[decision.category].toLowerCase()}`}.
      </p>
      {isAuthor && <Quoted post={post} />}
      {decision.reason && (
        <Section id="reason" title="The reason">
          <PostText text={decision.reason} />
        </Section>
      )}
      <Section id="appeal" title="Another look">
        {appeal ? <AppealSaid found={found} /> : <AppealForm found={found} given={given} refusal={refusal} />}
      </Section>
    </PlainPage>
  );
}

function AppealSaid({ found: { appeal } }: { found: DecisionFound }) {
  if (appeal === null) return null;
  const { state, created, reason, sameModerator } = appeal;
  if (state === 'open') return <p>An appeal was made on {dayOf(created)}. It is not decided yet.</p>;
  if (state === 'moot') return <p>There was an appeal, and nothing is left to decide.</p>;
  return (
    <>
      <p>
        {state === 'upheld' ? 'After an appeal the decision stands.' : 'After an appeal the decision was reversed.'}
        {sameModerator && ' The site had only one moderator, who looked at it again.'} This is final here.
      </p>
      {reason && <PostText text={reason} />}
    </>
  );
}

type AppealFormProps = { found: DecisionFound; given: string | undefined; refusal: Refusal | null };

function AppealForm({ found: { mayAppeal, decision }, given, refusal }: AppealFormProps) {
  if (!mayAppeal) return <p class="quiet">Nothing can be appealed here any more.</p>;
  return (
    <form class="form" method="post" action={`/discussion/decisions/${decision.id}/appeal`}>
      <p>You can ask once. Where there is another moderator than the first, they decide.</p>
      <TextArea
        id="words"
        name="words"
        label="What was not seen?"
        value={given}
        error={refusal?.fields?.words}
        maxLength={2000}
        required
      />
      <button class="btn" type="submit">
        Ask for another look
      </button>
    </form>
  );
}

type PlainPageProps = {
  frame: Frame;
  title: string;
  place: Place;
  here: string;
  refusal?: Refusal | null;
  children: ComponentChildren;
};

function PlainPage({ frame, title, place, here, refusal = null, children }: PlainPageProps) {
  return (
    <Layout frame={frame} title={refusal ? `Please check: ${title}` : title} unlisted>
      <div class="wrap page form-page">
        <Crumbs trail={trailOf(place, here)} />
        <h1>{title}</h1>
        {refusal && <Notice kind="error">{refusal.message}</Notice>}
        {children}
      </div>
    </Layout>
  );
}
