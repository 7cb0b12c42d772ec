import { countOf, type Frame, formatDay, formatNumber, Layout, NotStated, Section } from '../../ui/index.js';
import type { AboutData, RunBrief, SourceBrief } from '../schema.js';

export type AboutDataPageProps = { frame: Frame; about: AboutData };

/** Where everything comes from: what is held, each source with its age and licence, and the last readings. */
export function AboutDataPage({ frame, about }: AboutDataPageProps) {
  const { counts, sources, runs } = about;
  return (
    <Layout
      frame={frame}
      title="About the data"
      description="Where the courses come from: every source with its date, its licence and how much was read."
      canonical="/about/data"
      section="/about/data"
    >
      <div class="wrap page">
        <h1>About the data</h1>
        <p class="lede">
          {countOf(counts.courses, 'course')}, offered by {countOf(counts.providers, 'provider')} and read from{' '}
          {countOf(counts.sources, 'source')}. Every fact on a course’s page names its source and the day on which it
          was read.
        </p>
        {frame.note && (
          <div class="note caution">
            <p>
              <b>This is a dated sample.</b> The catalogue that comes with Cairn holds facts about real courses, in our
              own short wording, as they stood when each source was read. Prices, dates and courses may have changed
              since. Ask the provider before you decide.
            </p>
          </div>
        )}
        <Section id="how" title="How facts are read">
          <ul class="ways">
            <li>
              <b>Not stated means not stated.</b> A price, a date or a level that no source gives is shown as missing.
              Nothing is filled in.
            </li>
            <li>
              <b>The source’s own words are kept.</b> Where a figure was read from a sentence, the sentence stands
              beside it as “As written”.
            </li>
            <li>
              <b>The provider’s own word comes first.</b> Where two sources differ, the provider’s is shown and the
              other is named with it.
            </li>
            <li>
              <b>Conversions are guides.</b> 15 CATS ≈ 7.5 ECTS says how much, not that the credit will be accepted.
              Prices in other currencies use one dated table and carry ≈.
            </li>
            <li>
              <b>Recognition is a claim until it is signed.</b> What a provider says of itself is marked “provider’s
              claim”.
            </li>
          </ul>
        </Section>
        <Section
          id="sources"
          title="Sources"
          aside={<span class="tiny">{countOf(counts.listings, 'listing')} in all</span>}
        >
          <Sources sources={sources} />
        </Section>
        <Section id="runs" title="Last readings">
          <Runs runs={runs} />
        </Section>
        <Section id="names" title="Subjects, levels and skills">
          <p>
            Subjects follow HECoS and its Common Aggregation Hierarchy (HESA and Jisc, CC BY 4.0). Levels are compared
            through the European Qualifications Framework. Skills are a vocabulary of our own; some carry the address of
            the same skill in ESCO (European Union, CC BY 4.0).
          </p>
        </Section>
      </div>
    </Layout>
  );
}

function Sources({ sources }: { sources: readonly SourceBrief[] }) {
  return (
    <table class="table cards">
      <caption class="sr">Sources with their date, licence and number of courses</caption>
      <thead>
        <tr>
          <th scope="col">Source</th>
          <th scope="col">As of</th>
          <th scope="col">Last read</th>
          <th scope="col">Licence</th>
          <th scope="col" class="n">
            Listed
          </th>
          <th scope="col" class="n">
            Withdrawn
          </th>
        </tr>
      </thead>
      <tbody>
        {sources.map((source) => (
          <tr>
            <th scope="row">
              <span>
                {source.url ? (
                  <a href={source.url} rel="noopener external">
                    {source.name}
                  </a>
                ) : (
                  source.name
                )}
                {source.publisher && source.publisher !== source.name && (
                  <span class="tiny line">{source.publisher}</span>
                )}
                {source.ended && <span class="tiny line">no longer refreshed since {formatDay(source.ended)}</span>}
              </span>
            </th>
            <td data-l="As of" class="num">
              {source.dated ? formatDay(source.dated) : <NotStated />}
            </td>
            <td data-l="Last read" class="num">
              {source.lastChecked ? formatDay(source.lastChecked) : <NotStated words="never" />}
            </td>
            <td data-l="Licence">{source.licence ?? <NotStated />}</td>
            <td data-l="Listed" class="n">
              {formatNumber(source.published)}
            </td>
            <td data-l="Withdrawn" class="n">
              {formatNumber(source.withdrawn)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const OUTCOMES: Record<RunBrief['outcome'], string> = {
  running: 'under way',
  done: 'done',
  stopped: 'stopped to be safe',
  failed: 'broken off',
};

function Runs({ runs }: { runs: readonly RunBrief[] }) {
  if (runs.length === 0) return <p>Nothing has been read yet.</p>;
  return (
    <table class="table cards">
      <caption class="sr">The last readings, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Source</th>
          <th scope="col">When</th>
          <th scope="col">Outcome</th>
          <th scope="col" class="n">
            Read
          </th>
          <th scope="col" class="n">
            New
          </th>
          <th scope="col" class="n">
            Changed
          </th>
          <th scope="col" class="n">
            Refused
          </th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr>
            <th scope="row">{run.sourceName}</th>
            <td data-l="When" class="num">
              {formatDay(run.started.toISOString())}
            </td>
            <td data-l="Outcome">{OUTCOMES[run.outcome]}</td>
            {(['read', 'added', 'changed', 'refused'] as const).map((name) => (
              <td data-l={LABELS[name]} class="n">
                {run.report ? formatNumber(run.report[name]) : <NotStated />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const LABELS = { read: 'Read', added: 'New', changed: 'Changed', refused: 'Refused' } as const;
