/** For staff: every source, and one source with its runs. */
import { PlainPage } from '../../../organisations/index.js';
import {
  countOf,
  type Fact,
  FactTable,
  Field,
  type Frame,
  formatDay,
  formatNumber,
  NotStated,
  type Refusal,
  Section,
  Tag,
} from '../../../ui/index.js';
import type { Errand, RunBrief, SourceBrief } from '../../schema.js';
import { ErrandList } from './imports-pages.js';
import { actorInWords, moment, STAFF } from './words.js';

const SOURCES = { label: 'Sources', href: '/staff/sources' };

export function sourcePath(key: string): string {
  return `/staff/sources/${encodeURIComponent(key)}`;
}

export function SourcesPage({ frame, sources }: { frame: Frame; sources: readonly SourceBrief[] }) {
  return (
    <PlainPage
      frame={frame}
      title="Sources"
      lede="Feeds, tables and pages that courses are read from."
      trail={[STAFF]}
      wide
    >
      <p>
        <a href="/staff/imports">Read a file or an address</a>
      </p>
      <table class="table cards">
        <thead>
          <tr>
            <th scope="col">Source</th>
            <th scope="col">Publisher</th>
            <th scope="col" class="n">
              Listed
            </th>
            <th scope="col" class="n">
              Withdrawn
            </th>
            <th scope="col">Last read</th>
          </tr>
        </thead>
        <tbody>
          {sources.map(({ key, name, publisher, published, withdrawn, lastChecked }) => (
            <tr>
              <th scope="row">
                <a href={sourcePath(key)}>{name}</a>
              </th>
              <td data-l="Publisher">{publisher ?? <NotStated words="nobody’s own" />}</td>
              <td class="n" data-l="Listed">
                {formatNumber(published)}
              </td>
              <td class="n" data-l="Withdrawn">
                {formatNumber(withdrawn)}
              </td>
              <td data-l="Last read">{lastChecked ? formatDay(lastChecked) : <NotStated words="never" />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </PlainPage>
  );
}

type SourceProps = {
  frame: Frame;
  source: SourceBrief;
  runs: readonly RunBrief[];
  errands: readonly Errand[];
  given?: { name: string; url: string; licence: string };
  done?: string | undefined;
  refusal?: Refusal | null;
};

export function SourcePage({ frame, source, runs, errands, given, done, refusal = null }: SourceProps) {
  const { key, name, url, licence, published } = source;
  const shown = given ?? { name, url: url ?? '', licence: licence ?? '' };
  return (
    <PlainPage frame={frame} title={name} trail={[STAFF, SOURCES]} done={done} refusal={refusal} wide>
      <div class="after">
        <FactTable facts={factsOf(source)} />
      </div>
      {errands.length > 0 && (
        <Section id="errands" title="Asked for by staff">
          <ErrandList errands={errands} />
        </Section>
      )}
      <Section id="runs" title="Runs">
        {runs.length === 0 && <p class="quiet">It was never read as a whole: its courses are written here.</p>}
        <ul class="rows">
          {runs.map((run) => (
            <li>
              <div>
                {run.input || run.format}
                <span class="quiet small">
                  {moment(run.started)}, {run.format}, by {actorInWords(run.actor)}
                </span>
                <span class="quiet small">{figuresOf(run)}</span>
              </div>
              <Tag tone={TONES[run.outcome]}>{run.outcome}</Tag>
            </li>
          ))}
        </ul>
      </Section>
      <Section id="name" title="Name it">
        <p class="small quiet">What you write here stays, whatever its next file says of itself.</p>
        <form class="form form-page" method="post" action={sourcePath(key)}>
          <Field
            id="source-name"
            name="name"
            label="Name"
            required
            maxLength={200}
            value={shown.name}
            error={refusal?.fields?.name}
          />
          <Field
            id="source-url"
            name="url"
            label="Address"
            type="url"
            maxLength={2000}
            value={shown.url}
            error={refusal?.fields?.url}
          />
          <Field
            id="source-licence"
            name="licence"
            label="Licence"
            hint="Under which its data may be shown, such as CC BY 4.0."
            maxLength={300}
            value={shown.licence}
            error={refusal?.fields?.licence}
          />
          <button class="btn" type="submit">
            Keep these words
          </button>
        </form>
      </Section>
      {published > 0 && (
        <Section id="withdraw" title="Withdraw it">
          <p>
            All {countOf(published, 'entry', 'entries')} of this source can be withdrawn at once.{' '}
            <a href={`${sourcePath(key)}/withdrawal`}>See what that means</a>
          </p>
        </Section>
      )}
    </PlainPage>
  );
}

const TONES = { running: 'caution', done: 'good', stopped: 'caution', failed: 'bad' } as const;

function figuresOf({ report }: RunBrief): string {
  if (!report) return 'No report.';
  const figures = (['read', 'added', 'changed', 'withdrawn', 'refused', 'merged'] as const)
    .filter((figure) => report[figure] > 0)
    .map((figure) => `${formatNumber(report[figure])} ${figure}`);
  return [figures.join(', ') || 'Nothing read', report.stopped].filter(Boolean).join('. ');
}

function factsOf({
  key,
  url,
  format,
  dated,
  licence,
  publisher,
  published,
  withdrawn,
  lastChecked,
}: SourceBrief): Fact[] {
  return [
    { name: 'Key', value: key },
    { name: 'Publisher', value: publisher ?? <NotStated words="none: a list that somebody else made" /> },
    { name: 'Address', value: url ?? <NotStated /> },
    { name: 'Licence', value: licence ?? <NotStated /> },
    { name: 'Format', value: format },
    { name: 'Dated', value: dated ? formatDay(dated) : <NotStated words="as new as its last reading" /> },
    { name: 'Listed', value: `${formatNumber(published)}, and ${formatNumber(withdrawn)} withdrawn` },
    { name: 'Last read', value: lastChecked ? formatDay(lastChecked) : <NotStated words="never" /> },
  ];
}

type WithdrawProps = {
  frame: Frame;
  source: SourceBrief;
  counts: { listings: number; courses: number; alone: number };
};

/** Asks once more, with what will be gone. */
export function WithdrawSourcePage({ frame, source, counts }: WithdrawProps) {
  const { alone, courses } = counts;
  return (
    <PlainPage
      frame={frame}
      title={`Withdraw all of ${source.name}?`}
      lede={`${countOf(courses, 'course')} ${courses === 1 ? 'is' : 'are'} listed by it. ${formatNumber(alone)} of them by nobody else: ${alone === 1 ? 'that one is' : 'those are'} found no more. The others stay, without its words.`}
      trail={[STAFF, SOURCES, { label: source.name, href: sourcePath(source.key) }]}
    >
      <p>
        Nothing is deleted: pages stay and say that the course is no longer listed. Reading the source again brings all
        back.
      </p>
      <form class="form" method="post">
        <button class="btn" type="submit">
          Withdraw {countOf(courses, 'course')}
        </button>
      </form>
      <p class="after">
        <a href={sourcePath(source.key)}>Back to the source</a>
      </p>
    </PlainPage>
  );
}
