/** The health of one feed: how it is, what its last reading came to, what can be done. */
import { WorkplacePage } from '../../../organisations/index.js';
import { ActForm, countOf, formatNumber, Notice, NotStated, Section, Tag } from '../../../ui/index.js';
import type { Feed, FeedRun } from '../../queries/index.js';
import { type Place, pathOf } from '../publishing/place.js';
import { Differences, Errors, Runs, Sample } from './run-parts.js';
import { COUNTS, OUTCOMES, REASONS, scheduleInWords, standingOf, timeInWords } from './words.js';

export type FeedPageProps = {
  place: Place;
  feed: Feed;
  /** Newest first. */
  runs: readonly FeedRun[];
  listed: number;
  done: string | null;
};

export function FeedPage(props: FeedPageProps) {
  const { place, feed, runs, done } = props;
  const base = `${pathOf(place)}/feeds`;
  const last = runs.find(({ outcome }) => outcome !== 'running') ?? null;
  // The newest one that read something: a reading that found nothing new says little.
  const telling = runs.find(({ report }) => report !== null) ?? null;
  return (
    <WorkplacePage {...place} here="feeds" trail={[{ label: 'Feeds', href: base }]} title="Feed" done={done}>
      <p class="after break">
        <a href={feed.url} rel="noopener external nofollow">
          {feed.url}
        </a>
        {feed.elsewhere && (
          <span class="small quiet line">Not at your own domain; an editor said that it is yours.</span>
        )}
      </p>
      <What feed={feed} last={last} base={base} mayPublish={place.mayPublish} />
      <Facts {...props} last={last} />
      {place.mayPublish && <Acts feed={feed} last={last} base={base} />}
      {telling?.report && (
        <Section
          id="last"
          title={telling.reason === 'trial' ? 'What was found in it' : 'The last reading with something in it'}
          aside={<span class="tiny">{timeInWords(telling.started)}</span>}
        >
          <Counts run={telling} />
          {telling.sample && telling.reason === 'trial' && (
            <>
              <p class="strong after">The first courses, as they were understood</p>
              <Sample sample={telling.sample} />
            </>
          )}
          <Errors report={telling.report} />
          <Differences run={telling} />
        </Section>
      )}
      <Section id="runs" title="Readings">
        <Runs runs={runs} />
      </Section>
    </WorkplacePage>
  );
}

type WhatProps = { feed: Feed; last: FeedRun | null; base: string; mayPublish: boolean };

/** What a person should know or decide now. */
function What({ feed, last, base, mayPublish }: WhatProps) {
  if (feed.state === 'new')
    return (
      <Notice kind="note">
        <p>
          It is being tried, which takes from seconds to minutes. <a href={`${base}/${feed.id}`}>Look again</a>
        </p>
      </Notice>
    );
  if (feed.state === 'ended') return <Notice kind="note">It was removed, and is read no more.</Notice>;
  if (feed.unseen !== null && feed.state === 'on')
    return (
      <Notice kind="note">
        <p>
          {countOf(feed.unseen, 'course')} of yours {feed.unseen === 1 ? 'is' : 'are'} not in the file any more. That is
          more than a fifth, so none was withdrawn. The list is below. If it is a mistake, mend the file; it is read
          again by itself.
        </p>
        {feed.approved !== null ? (
          <p>Somebody has said yes. They are withdrawn with the next reading.</p>
        ) : (
          mayPublish && (
            <p>
              <a class="btn btn-line" href={`${base}/${feed.id}/withdrawal`}>
                Withdraw {countOf(feed.unseen, 'course')}
              </a>
            </p>
          )
        )}
      </Notice>
    );
  if (last?.outcome === 'failed' && feed.state !== 'paused')
    return (
      <Notice kind="error">
        <p>{last.message}</p>
        {feed.failingSince && feed.state === 'on' && (
          <p>
            It has failed since {timeInWords(feed.failingSince)}. Its courses stay as they were when it was last read.
          </p>
        )}
      </Notice>
    );
  return null;
}

function Facts({ feed, listed, last }: FeedPageProps & { last: FeedRun | null }) {
  const { tone, words } = standingOf(feed);
  const isOn = feed.state === 'on';
  return (
    <dl class="fact-table two">
      <div>
        <dt>State</dt>
        <dd>
          <Tag tone={tone}>{words}</Tag>
        </dd>
      </div>
      <div>
        <dt>Read</dt>
        <dd>{scheduleInWords(feed)}</dd>
      </div>
      <div>
        <dt>Next</dt>
        <dd>{isOn && feed.nextRun ? timeInWords(feed.nextRun) : <NotStated words="not by itself" />}</dd>
      </div>
      <div>
        <dt>Last</dt>
        <dd>
          {last ? `${timeInWords(last.started)}, ${OUTCOMES[last.outcome].words}` : <NotStated words="not yet" />}
        </dd>
      </div>
      <div>
        <dt>Courses listed</dt>
        <dd>{formatNumber(listed)}</dd>
      </div>
    </dl>
  );
}

function Acts({ feed, last, base }: { feed: Feed; last: FeedRun | null; base: string }) {
  if (feed.state === 'ended' || feed.state === 'ending') return null;
  const own = `${base}/${feed.id}`;
  const report = last?.report;
  const hasCourses = report != null && report.read > report.refused;
  const isAsked = feed.nextRun !== null && feed.askedAt !== null;
  return (
    <div class="row after">
      {feed.state === 'tried' && hasCourses && <ActForm action={`${own}/on`} label="Switch it on" quiet={false} />}
      {feed.state === 'paused' && <ActForm action={`${own}/on`} label="Resume" quiet={false} />}
      {feed.state !== 'new' && !isAsked && (
        <ActForm action={`${own}/reading`} label={feed.state === 'tried' ? 'Try it again' : 'Read it now'} />
      )}
      {feed.state === 'on' && <ActForm action={`${own}/pause`} label="Pause" />}
      <a class="btn btn-line" href={`${own}/settings`}>
        Settings
      </a>
      <a class="btn btn-line" href={`${own}/removal`}>
        Remove
      </a>
    </div>
  );
}

function Counts({ run }: { run: FeedRun }) {
  const { report } = run;
  if (!report) return null;
  return (
    <>
      <dl class="mini">
        {COUNTS.filter(([name]) => report[name] > 0 || name === 'read').map(([name, label]) => (
          <div>
            <dt>{label}</dt>
            <dd>{formatNumber(report[name])}</dd>
          </div>
        ))}
      </dl>
      <p class="small quiet">
        {REASONS[run.reason]}
        {report.format && `, as ${report.format}`}
        {run.bytes !== null && `, ${formatNumber(Math.max(1, Math.round(run.bytes / 1000)))} kB`}
      </p>
      {report.notes.map((note) => (
        <p class="small">{note}</p>
      ))}
    </>
  );
}
