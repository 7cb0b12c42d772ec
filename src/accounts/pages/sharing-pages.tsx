/** What a person shares by link: their list, making one, and what whoever holds a link sees. */
import type { JSX } from 'preact';
import {
  ActForm,
  countOf,
  Field,
  FormPage,
  type Frame,
  Layout,
  type Refusal,
  Section,
  Select,
  State,
  Tag,
} from '../../ui/index.js';
import type { SharesOfPerson } from '../actions/share-grants.js';
import { dayInWords, momentInWords } from '../rules/moments.js';
import type { Shareable, ShareGrant, Subject, Viewing } from '../schema/index.js';
import { AccountPage } from './account-shell.js';

export type ShareStart = { label: string; about: string; subject: Subject };
type SharesProps = {
  frame: Frame;
  done: string | undefined;
  shares: SharesOfPerson;
  /** What can be shared from here. */
  starts: readonly ShareStart[];
};

export function SharesPage({ frame, done, shares, starts }: SharesProps) {
  const running = shares.filter(({ end }) => end === null);
  const ended = shares.filter(({ end }) => end !== null);
  return (
    <AccountPage
      frame={frame}
      here="/account/shared"
      title="Shared with others"
      lede="Whoever has one of these links sees that one thing, without an account, until you say otherwise."
      done={DONE[done ?? '']}
    >
      {running.length === 0 ? (
        <State kind="empty" title="Nothing is shared">
          <p>No link of yours shows anything to anybody.</p>
        </State>
      ) : (
        <ul class="rows">
          {running.map((share) => (
            <li id={`share-${share.id}`}>
              <RunningShare share={share} />
              <ActForm action={`/account/shared/${share.id}/withdrawal`} label="Withdraw" about={share.label} />
            </li>
          ))}
        </ul>
      )}
      <Section id="new" title="Share something">
        <ul class="rows">
          {starts.map(({ label, about, subject }) => (
            <li>
              <div>
                <a href={`/account/shared/new?subject=${encodeURIComponent(subject)}`}>{label}</a>
                <span class="quiet small">{about}</span>
              </div>
            </li>
          ))}
        </ul>
      </Section>
      {ended.length > 0 && (
        <Section id="ended" title="Ended">
          <ul class="rows">
            {ended.map((share) => (
              <li>
                <div>
                  <strong>{share.label}</strong> <Tag tone="unknown">{share.end}</Tag>
                  <Looks views={share.views} />
                </div>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </AccountPage>
  );
}

const DONE: Record<string, string> = {
  made: 'The link is ready. Copy it from the list and give it to whom you like.',
  withdrawn: 'Withdrawn. The link shows nothing any more.',
};

function RunningShare({ share }: { share: SharesOfPerson[number] }) {
  return (
    <div>
      <strong>{share.label}</strong> {share.hasPasscode && <Tag>asks for a passcode</Tag>}
      <span class="quiet small">
        Since {dayInWords(share.created)},{' '}
        {share.expiresAt === null ? 'until you withdraw it' : `until ${dayInWords(share.expiresAt)}`}
      </span>
      <div class="code-box">{share.link}</div>
      <Looks views={share.views} />
    </div>
  );
}

function Looks({ views }: { views: readonly Viewing[] }) {
  const total = views[0]?.total ?? 0;
  if (total === 0) return <span class="quiet small">Nobody has opened it yet.</span>;
  return (
    <details class="small">
      <summary>Opened {countOf(total, 'time')}</summary>
      <ul class="plain">
        {views.map(({ at, viewer }) => (
          <li>
            {momentInWords(at)}
            {viewer !== null && `, ${viewer}`}
          </li>
        ))}
        {total > views.length && <li>and {countOf(total - views.length, 'earlier time')}</li>}
      </ul>
    </details>
  );
}

export const EXPIRIES = [
  { value: '7', label: 'a week' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'a year' },
  { value: 'never', label: 'until I withdraw it' },
] as const;

type NewShareProps = {
  frame: Frame;
  shareable: Shareable;
  subject: Subject;
  given?: Readonly<Record<string, string | undefined>>;
  refusal?: Refusal | null;
};

export function NewSharePage({ frame, shareable, subject, given = {}, refusal = null }: NewShareProps) {
  return (
    <FormPage
      frame={frame}
      title={`Share: ${shareable.label}`}
      lede={shareable.about}
      trail={[
        { label: 'My Cairn', href: '/my' },
        { label: 'Shared with others', href: '/account/shared' },
      ]}
      section="/my"
      action="/account/shared/new"
      act="Make the link"
      refusal={refusal}
    >
      <input type="hidden" name="subject" value={subject} />
      <Field
        id="label"
        name="label"
        label="What you call it"
        hint="For your own list, and the title of the page. Say for whom it is, perhaps."
        maxLength={100}
        required
        value={given.label ?? shareable.label}
        error={refusal?.fields?.label}
      />
      <Select
        id="days"
        name="days"
        label="It can be opened for"
        options={EXPIRIES}
        value={given.days ?? '30'}
        {...(refusal?.fields?.days ? { error: refusal.fields.days } : {})}
      />
      <Field
        id="passcode"
        name="passcode"
        label="Passcode (if you want one)"
        hint="At least six characters. Tell it to them by another way than the link."
        autoComplete="off"
        maxLength={100}
        value=""
        error={refusal?.fields?.passcode}
      />
    </FormPage>
  );
}

type SharedProps = { frame: Frame; grant: ShareGrant; shown: JSX.Element };

/** What whoever holds the link sees. */
export function SharedPage({ frame, grant, shown }: SharedProps) {
  return (
    <Layout frame={frame} title={grant.label} unlisted>
      <div class="wrap page prose-page">
        {shown}
        <p class="after tiny">
          Shown to you by a link that its owner can withdraw
          {grant.expiresAt === null ? '' : ` and that ends on ${dayInWords(grant.expiresAt)}`}. They see that it was
          opened, and when.
        </p>
      </div>
    </Layout>
  );
}

export function PasscodePage({ frame, wrong }: { frame: Frame; wrong: string | null }) {
  return (
    <FormPage
      frame={frame}
      title="This is shared with a passcode"
      lede="Whoever gave you the link has told you the passcode, or can."
      act="Open it"
      refusal={wrong === null ? null : { message: wrong }}
    >
      <Field
        id="passcode"
        name="passcode"
        label="Passcode"
        type="password"
        autoComplete="one-time-code"
        maxLength={100}
        required
        error={wrong ?? undefined}
      />
    </FormPage>
  );
}

const ENDS: Record<'withdrawn' | 'expired' | 'unknown' | 'gone', { title: string; words: string }> = {
  withdrawn: { title: 'This is not shared any more', words: 'Its owner has withdrawn the link.' },
  expired: { title: 'This link has ended', words: 'It was made for a time, and that is over.' },
  unknown: { title: 'This link opens nothing', words: 'It may be incomplete: copy the whole of it.' },
  gone: { title: 'There is nothing here any more', words: 'What was shared has been removed.' },
};

export function NotSharedPage({ frame, why }: { frame: Frame; why: keyof typeof ENDS }) {
  const { title, words } = ENDS[why];
  return (
    <Layout frame={frame} title={title} unlisted>
      <div class="wrap page form-page">
        <h1>{title}</h1>
        <p class="lede">{words}</p>
        <p>Ask whoever gave it to you.</p>
      </div>
    </Layout>
  );
}
