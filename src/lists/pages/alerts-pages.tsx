/** What a person is told, and how they want to be told. */
import {
  Act,
  ActForm,
  countOf,
  FormPage,
  type Frame,
  formatDay,
  Pager,
  type Refusal,
  Section,
  State,
  Tag,
  Tick,
} from '../../ui/index.js';
import { EVERY_WORDS, KIND_WORDS } from '../rules/alert-words.js';
import { ALERT_KINDS, type AlertChoice, type AlertShown, EVERY } from '../schema/alerts.js';
import { KeptPage } from './kept-shell.js';

type Props = {
  frame: Frame;
  alerts: readonly AlertShown[];
  all: number;
  unread: number;
  page: number;
  perPage: number;
  /** The moment up to which this page shows what has come. */
  until: Date;
  done: string | undefined;
};

const DONE: Record<string, string> = {
  read: 'Marked as read.',
};

export function AlertsPage({ frame, alerts, all, unread, page, perPage, until, done }: Props) {
  return (
    <KeptPage
      frame={frame}
      here="/my/alerts"
      title="Alerts"
      lede="What is new or has changed in what you keep and follow. Each is told once."
      done={DONE[done ?? '']}
    >
      <div class="row">
        <Act href="/my/alerts/choice" icon="sliders">
          How you are told
        </Act>
        {unread > 0 && (
          <ActForm
            action="/my/alerts/read"
            values={{ until: until.toISOString() }}
            label={`Mark ${countOf(unread, 'alert')} as read`}
          />
        )}
      </div>
      {alerts.length === 0 ? (
        <State kind="empty" title="Nothing has happened yet" act={{ href: '/courses', label: 'Search for courses' }}>
          <p class="small quiet">
            Save a search, put a course into a list, or follow a <a href="/subjects">subject</a>: what is new then comes
            here.
          </p>
        </State>
      ) : (
        <ul class="rows alerts">
          {alerts.map((alert) => (
            <AlertRow alert={alert} until={until} />
          ))}
        </ul>
      )}
      <Pager page={page} perPage={perPage} total={all} hrefOf={(to) => `/my/alerts?page=${to}`} />
    </KeptPage>
  );
}

function AlertRow({ alert, until }: { alert: AlertShown; until: Date }) {
  const { id, kind, why, text, href, courses, more, changed, read } = alert;
  return (
    <li id={`alert-${id}`}>
      <div>
        {courses.length === 0 ? <a href={href}>{text}</a> : <strong>{text}</strong>}{' '}
        {!read && <Tag tone="caution">new to you</Tag>}
        <span class="quiet small">
          {KIND_WORDS[kind].label} · {why} · {formatDay(changed.toISOString())}
        </span>
        {courses.length > 0 && (
          <ul class="plain">
            {courses.map((course) => (
              <li>
                <a href={course.href}>{course.title}</a> <span class="quiet small">{course.provider}</span>
              </li>
            ))}
            <li>
              <a href={href}>{more > 0 ? `See these and ${countOf(more, 'more course')}` : 'See them in the search'}</a>
            </li>
          </ul>
        )}
      </div>
      {!read && (
        <ActForm
          action="/my/alerts/read"
          values={{ alert: id, until: until.toISOString() }}
          label="Mark as read"
          about={text}
        />
      )}
    </li>
  );
}

type ChoiceProps = {
  frame: Frame;
  choice: AlertChoice;
  email: string;
  /** Whether letters of alerts are switched on among all letters. */
  letters: boolean;
  /** Addresses of the feed; null: there is none. */
  feed: { atom: string; json: string; made: Date } | null;
  done: string | undefined;
  refusal?: Refusal | null;
};

const CHOSEN: Record<string, string> = {
  saved: 'Saved. It holds from the next letter on.',
  'feed-made': 'The feed is ready. Copy its address into your reader.',
  'feed-ended': 'The feed has ended. Its address opens nothing any more.',
};

export function AlertChoicePage({ frame, choice, email, letters, feed, done, refusal = null }: ChoiceProps) {
  return (
    <KeptPage
      frame={frame}
      here="/my/alerts"
      title="How you are told"
      lede="By letter, by a feed for your reader, or here alone."
      done={CHOSEN[done ?? '']}
      refusal={refusal}
    >
      <Section id="letters" title="Letters">
        {!letters && (
          <p>
            You have switched these letters off. Switch them on again among <a href="/account/letters">your letters</a>.
          </p>
        )}
        <form class="form" method="post" action="/my/alerts/choice">
          <fieldset>
            <legend>How often, to {email}</legend>
            {EVERY.map((every) => (
              <label class="tick">
                <input type="radio" name="every" value={every} checked={every === choice.every} />
                <span>{EVERY_WORDS[every]}</span>
              </label>
            ))}
          </fieldset>
          <fieldset>
            <legend>Tell me of</legend>
            {ALERT_KINDS.map((kind) => (
              <Tick
                name="kind"
                value={kind}
                checked={!choice.unwanted.includes(kind)}
                label={
                  <>
                    {KIND_WORDS[kind].label} <span class="quiet small">{KIND_WORDS[kind].about}</span>
                  </>
                }
              />
            ))}
          </fieldset>
          <p class="small quiet">
            What you leave out is not told here or by feed either. A single <a href="/my/searches">search</a> can be
            paused by itself.
          </p>
          <button class="btn" type="submit">
            Save
          </button>
        </form>
      </Section>
      <Section id="feed" title="Private feed">
        {feed === null ? (
          <>
            <p>The same news for a feed reader. Its address is secret: whoever has it can read your alerts.</p>
            <ActForm action="/my/alerts/feed" label="Make a feed" />
          </>
        ) : (
          <>
            <p>Whoever has one of these addresses can read your alerts. Give it to your own reader only.</p>
            <p class="small quiet">Atom</p>
            <div class="code-box">{feed.atom}</div>
            <p class="small quiet">JSON Feed</p>
            <div class="code-box">{feed.json}</div>
            <div class="row after">
              <Act href="/my/alerts/feed/renewal" icon="rss">
                Make a new address
              </Act>
              <Act href="/my/alerts/feed/end" icon="x">
                End the feed
              </Act>
            </div>
          </>
        )}
      </Section>
    </KeptPage>
  );
}

/** Asked once more: what is done with an address that others hold cannot be taken back. */
const ASKED = {
  renewal: {
    title: 'Give your feed a new address?',
    lede: 'The address that it has now opens nothing from then on. Put the new one into your reader.',
    act: 'Make a new address',
    action: '/my/alerts/feed',
  },
  end: {
    title: 'End your feed?',
    lede: 'Its address opens nothing from then on. Your alerts stay here, and letters come as you chose.',
    act: 'End the feed',
    action: '/my/alerts/feed/end',
  },
} as const;

export function FeedAskedPage({ frame, asked }: { frame: Frame; asked: keyof typeof ASKED }) {
  const { title, lede, act, action } = ASKED[asked];
  return (
    <FormPage
      frame={frame}
      title={title}
      lede={lede}
      trail={[
        { label: 'My Cairn', href: '/my' },
        { label: 'Alerts', href: '/my/alerts' },
        { label: 'How you are told', href: '/my/alerts/choice' },
      ]}
      section="/my"
      action={action}
      act={act}
      after={
        <p>
          <a href="/my/alerts/choice#feed">Leave it as it is</a>
        </p>
      }
    />
  );
}
