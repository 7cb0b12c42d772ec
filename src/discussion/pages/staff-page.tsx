/** For moderators: what was reported, with the decision's form beneath each; appeals. */
import { Crumbs, type Frame, Layout, Notice, type Refusal, Section, State, Tag, TextArea } from '../../ui/index.js';
import type { ReportedPost, WaitingAppeal } from '../queries/waiting.js';
import { Category, type EarlierText, type Report } from '../schema.js';
import { PostText } from './panel.js';
import { CATEGORY_WORDS, dayOf, momentOf, OUTCOME_WORDS } from './words.js';

type About = {
  title: string;
  /** What a post of this kind is called. */
  name: string;
  /** What it said before it was changed. */
  earlier: readonly EarlierText[];
  hindered: string | null;
};

export type StaffReportsProps = {
  frame: Frame;
  reported: readonly (ReportedPost & About)[];
  appeals: readonly (WaitingAppeal & About)[];
  done?: string | undefined;
  /** A form that came back, by the id of the post or appeal it is about. */
  refused?: { id: string; refusal: Refusal; texts: Readonly<Record<string, string>> } | null;
};

export function StaffReportsPage({ frame, reported, appeals, done, refused = null }: StaffReportsProps) {
  const title = 'Reports and appeals';
  return (
    <Layout frame={frame} title={refused ? `Please check: ${title}` : title} unlisted>
      <div class="wrap page">
        <Crumbs trail={[{ label: 'Staff', href: '/staff' }, { label: title }]} />
        <h1>{title}</h1>
        <p class="lede">
          Whoever wrote and whoever reported reads your reason as it stands. Only figures are public, on the{' '}
          <a href="/about/moderation">log of moderation</a>.
        </p>
        {done && <Notice kind="done">{done}</Notice>}
        {refused && <Notice kind="error">{refused.refusal.message}</Notice>}
        <Section id="reports" title="Reports">
          {reported.length === 0 && <State kind="empty" title="No report waits" level={3} />}
          {reported.map((one) => (
            <ReportedPanel one={one} refused={refused?.id === one.post.id ? refused : null} />
          ))}
        </Section>
        <Section id="appeals" title="Appeals">
          {appeals.length === 0 && <State kind="empty" title="No appeal waits" level={3} />}
          {appeals.map((one) => (
            <AppealPanel one={one} refused={refused?.id === one.appeal.id ? refused : null} />
          ))}
        </Section>
      </div>
    </Layout>
  );
}

type Refused = NonNullable<StaffReportsProps['refused']>;
type Many<Name extends 'reported' | 'appeals'> = StaffReportsProps[Name][number];

/** One reported post with the form that decides; `action`: where that is sent. */
export function ReportedPanel({
  one,
  refused,
  action,
}: {
  one: Many<'reported'>;
  refused: Refused | null;
  action?: string;
}) {
  const { post, reports, title, name, hindered } = one;
  return (
    <article class="panel moderation" aria-labelledby={`reported-${post.id}`}>
      <h3 id={`reported-${post.id}`}>
        {post.personName ?? 'Somebody who left'}, {name} on <a href={`/discussion/posts/${post.id}`}>{title}</a>
      </h3>
      <p class="small quiet">
        Written {momentOf(post.created)}
        {post.editedAt && `, changed ${momentOf(post.editedAt)}`}
        {post.state === 'held' && (
          <>
            {' '}
            <Tag tone="caution">hidden until you decide</Tag>
          </>
        )}
      </p>
      <blockquote class="quoted-comment">{post.text && <PostText text={post.text} />}</blockquote>
      <Earlier texts={one.earlier} />
      <ul class="rows">
        {reports.map((report) => (
          <ReportRow report={report} />
        ))}
      </ul>
      {hindered ? (
        <Notice kind="note">{hindered}</Notice>
      ) : (
        <DecisionForm one={one} refused={refused} action={action ?? `/staff/posts/${post.id}/decision`} />
      )}
    </article>
  );
}

function Earlier({ texts }: { texts: readonly EarlierText[] }) {
  if (texts.length === 0) return null;
  return (
    <details>
      <summary>What it said before ({texts.length})</summary>
      {texts.map(({ text, until }) => (
        <>
          <p class="small quiet">Until {momentOf(until)}</p>
          <blockquote class="quoted-comment">
            <PostText text={text} />
          </blockquote>
        </>
      ))}
    </details>
  );
}

function ReportRow({ report: { category, words, created } }: { report: Report }) {
  return (
    <li>
      <div>
        <strong>{CATEGORY_WORDS[category]}</strong>
        <span class="quiet small">{momentOf(created)}</span>
        {words && <PostText text={words} />}
      </div>
    </li>
  );
}

type DecisionProps = { one: Many<'reported'>; refused: Refused | null; action: string };

function DecisionForm({ one: { post, reports }, refused, action }: DecisionProps) {
  const chosen = refused?.texts.category ?? reports[0]?.category;
  return (
    <form class="form" method="post" action={action}>
      <div class="field">
        <label for={`category-${post.id}`}>What it is about</label>
        <select class="input" id={`category-${post.id}`} name="category">
          {Category.options.map((category) => (
            <option value={category} selected={category === chosen}>
              {CATEGORY_WORDS[category]}
            </option>
          ))}
        </select>
      </div>
      <ReasonField id={post.id} refused={refused} />
      <p class="row">
        <button class="btn" type="submit" name="outcome" value="hidden">
          Hide it
        </button>
        <button class="btn btn-line" type="submit" name="outcome" value="kept">
          Keep it
        </button>
      </p>
    </form>
  );
}

function ReasonField({ id, refused }: { id: string; refused: Refused | null }) {
  return (
    <TextArea
      id={`reason-${id}`}
      name="reason"
      label="The reason"
      hint="Name the passage and the rule. Plain, kind, and without names of others."
      value={refused?.texts.reason}
      error={refused?.refusal.fields?.reason}
      maxLength={2000}
      rows={3}
      required
    />
  );
}

function AppealPanel({ one, refused }: { one: Many<'appeals'>; refused: Refused | null }) {
  const { appeal, decision, post, title, name, hindered } = one;
  return (
    <article class="panel moderation" aria-labelledby={`appeal-${appeal.id}`}>
      <h3 id={`appeal-${appeal.id}`}>
        About a {name} on <a href={`/discussion/posts/${post.id}`}>{title}</a>
      </h3>
      <p class="small quiet">
        It was {OUTCOME_WORDS[decision.outcome]} on {dayOf(decision.created)} (
        {CATEGORY_WORDS[decision.category].toLowerCase()}); the appeal came {momentOf(appeal.created)}.
      </p>
      <blockquote class="quoted-comment">{post.text && <PostText text={post.text} />}</blockquote>
      <Earlier texts={one.earlier} />
      <h4>The first reason</h4>
      <PostText text={decision.reason ?? ''} />
      <h4>The appeal</h4>
      <PostText text={appeal.words ?? ''} />
      {hindered ? (
        <Notice kind="note">{hindered}</Notice>
      ) : (
        <form class="form" method="post" action={`/staff/appeals/${appeal.id}/decision`}>
          <ReasonField id={appeal.id} refused={refused} />
          <p class="row">
            <button class="btn" type="submit" name="stands" value="no">
              {decision.outcome === 'hidden' ? `Reverse it: show the ${name}` : `Reverse it: hide the ${name}`}
            </button>
            <button class="btn btn-line" type="submit" name="stands" value="yes">
              The decision stands
            </button>
          </p>
        </form>
      )}
    </article>
  );
}
