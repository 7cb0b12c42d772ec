/** The feeds of an organisation, and registering one. */
import { WorkplacePage } from '../../../organisations/index.js';
import { Field, formatNumber, Icon, type Refusal, Select, State, Tag } from '../../../ui/index.js';
import type { Feed, FeedRun } from '../../queries/index.js';
import { type Place, pathOf } from '../publishing/place.js';
import {
  countsInWords,
  EVERY,
  HOUR_OPTIONS,
  scheduleInWords,
  standingOf,
  timeInWords,
  WEEKDAY_OPTIONS,
} from './words.js';

export type FeedRow = { feed: Feed; last: FeedRun | null; listed: number };

type FeedsPageProps = { place: Place; isVerified: boolean; feeds: readonly FeedRow[]; done: string | null };

export function FeedsPage({ place, isVerified, feeds, done }: FeedsPageProps) {
  const base = `${pathOf(place)}/feeds`;
  return (
    <WorkplacePage
      {...place}
      here="feeds"
      title="Feeds"
      lede="A feed is a file on your site that lists your courses. It is read by itself, as often as you say."
      done={done}
    >
      {isVerified && place.mayPublish && (
        <p class="after">
          <a class="btn" href={`${base}/new`}>
            <Icon name="rss" />
            Register a feed
          </a>
        </p>
      )}
      {feeds.length === 0 ? (
        <State kind="empty" title="No feed yet">
          <p>Courses can also be written by form or sent as a table.</p>
        </State>
      ) : (
        <ul class="rows">
          {feeds.map((row) => (
            <Row {...row} base={base} />
          ))}
        </ul>
      )}
    </WorkplacePage>
  );
}

function Row({ feed, last, listed, base }: FeedRow & { base: string }) {
  const { tone, words } = standingOf(feed);
  const report = last?.report ?? null;
  return (
    <li>
      <span>
        <a class="strong break" href={`${base}/${feed.id}`}>
          {feed.url}
        </a>
        <span class="small quiet">
          {feed.state === 'ended'
            ? `${formatNumber(listed)} courses stay listed, no longer refreshed`
            : `${formatNumber(listed)} listed; read ${scheduleInWords(feed)}`}
          {last && `; last on ${timeInWords(last.started)}`}
          {report && ` (${countsInWords(report)})`}
        </span>
      </span>
      <Tag tone={tone}>{words}</Tag>
    </li>
  );
}

export type FormatOption = { value: string; label: string };
type Given = Record<string, string>;
type RegisterPageProps = { place: Place; formats: readonly FormatOption[]; given: Given; refusal?: Refusal | null };

export function RegisterFeedPage({ place, formats, given, refusal = null }: RegisterPageProps) {
  const base = `${pathOf(place)}/feeds`;
  const fields = refusal?.fields ?? {};
  return (
    <WorkplacePage
      {...place}
      here="feeds"
      trail={[{ label: 'Feeds', href: base }]}
      title="Register a feed"
      lede="It is tried first. You see what was found in it before anything of it is published."
      refusal={refusal}
    >
      <form class="form" method="post" action={`${base}/new`}>
        <Field
          id="url"
          name="url"
          type="url"
          label="Address of the file"
          hint="Such as https://www.example.org/courses.json. Anybody must be able to open it."
          value={given.url}
          error={fields.url}
          required
          maxLength={2000}
        />
        <div class={fields.ours ? 'field field-error' : 'field'}>
          <label class="tick">
            <input type="checkbox" name="ours" value="yes" checked={given.ours === 'yes'} />
            <span>It lies elsewhere than at our own domain, and is ours</span>
          </label>
          {fields.ours && <span class="error">{fields.ours}</span>}
        </div>
        <ScheduleFields formats={formats} given={given} fields={fields} />
        <button class="btn" type="submit">
          Try this feed
        </button>
      </form>
      <p class="small quiet after">
        JSON-LD of schema.org, XCRI-CAP, CTDL, MOOChub, tables (CSV) and more can be read. We ask politely: as
        robots.txt says, one request at a time, and only for what has changed.
      </p>
    </WorkplacePage>
  );
}

type ScheduleProps = {
  formats: readonly FormatOption[];
  given: Given;
  fields: Readonly<Record<string, string>>;
};

export function ScheduleFields({ formats, given, fields }: ScheduleProps) {
  return (
    <>
      <Select
        id="format"
        name="format"
        label="Format"
        options={[{ value: '', label: 'Recognise it' }, ...formats]}
        value={given.format ?? ''}
        error={fields.format}
      />
      <Select
        id="every"
        name="every"
        label="Read it"
        options={EVERY}
        value={given.every ?? 'day'}
        error={fields.every}
      />
      <Select
        id="hour"
        name="hour"
        label="After (UTC)"
        hint="When your file is fresh. It is read within the hour after that."
        options={HOUR_OPTIONS}
        value={given.hour ?? '3'}
        error={fields.hour}
      />
      <Select
        id="weekday"
        name="weekday"
        label="On"
        hint="For a weekly reading."
        options={WEEKDAY_OPTIONS}
        value={given.weekday ?? '1'}
        error={fields.weekday}
      />
    </>
  );
}
