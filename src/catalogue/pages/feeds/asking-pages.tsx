/** Settings of a feed, and pages that ask once more. */
import type { ComponentChildren } from 'preact';
import { WorkplacePage } from '../../../organisations/index.js';
import { countOf, type Refusal, Tick } from '../../../ui/index.js';
import type { Feed, FeedRun } from '../../queries/index.js';
import { type Place, pathOf } from '../publishing/place.js';
import { type FormatOption, ScheduleFields } from './feeds-page.js';
import { Differences } from './run-parts.js';

type FeedProps = { place: Place; feed: Feed };

export function FeedSettingsPage(
  props: FeedProps & { formats: readonly FormatOption[]; given: Record<string, string>; refusal?: Refusal | null },
) {
  const { formats, given, refusal = null } = props;
  return (
    <Ask {...props} title="Settings of the feed" act="Save" refusal={refusal}>
      <ScheduleFields formats={formats} given={given} fields={refusal?.fields ?? {}} />
    </Ask>
  );
}

export function RemoveFeedPage(props: FeedProps & { listed: number }) {
  return (
    <Ask
      {...props}
      title="Remove this feed?"
      lede={`It is read no more. It lists ${countOf(props.listed, 'course')}.`}
      act="Remove the feed"
    >
      <Tick
        name="courses"
        value="withdraw"
        label="Withdraw its courses too. Left unticked, they stay as they are, and are no longer refreshed."
      />
    </Ask>
  );
}

export function WithdrawalPage(props: FeedProps & { run: FeedRun; unseen: number }) {
  const { run, unseen } = props;
  return (
    <Ask
      {...props}
      title={`Withdraw ${countOf(unseen, 'course')}?`}
      lede="They are not in the file any more. Withdrawn courses are found no more; their pages stay, and say so. Courses that the file shows again come back."
      act={`Yes, withdraw ${countOf(unseen, 'course')}`}
      below={<Differences run={run} />}
    >
      <input type="hidden" name="count" value={String(unseen)} />
    </Ask>
  );
}

type AskProps = FeedProps & {
  title: string;
  lede?: string;
  act: string;
  refusal?: Refusal | null;
  below?: ComponentChildren;
  children?: ComponentChildren;
};

function Ask({ place, feed, title, lede, act, refusal = null, below, children }: AskProps) {
  const base = `${pathOf(place)}/feeds`;
  const trail = [
    { label: 'Feeds', href: base },
    { label: 'Feed', href: `${base}/${feed.id}` },
  ];
  return (
    <WorkplacePage {...place} here="feeds" trail={trail} title={title} lede={lede} refusal={refusal}>
      <p class="small quiet after break">{feed.url}</p>
      <form class="form" method="post">
        {children}
        <button class="btn" type="submit">
          {act}
        </button>
      </form>
      {below}
      <p class="after">
        <a href={`${base}/${feed.id}`}>Back to the feed</a>
      </p>
    </WorkplacePage>
  );
}
