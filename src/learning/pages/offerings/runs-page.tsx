/** The runs of a course that are open here. */
import type { Course } from '../../../catalogue/index.js';
import { Crumbs, type Frame, formatDay, Layout, PageHead, Section, State } from '../../../ui/index.js';
import type { Run } from '../../schema/runs.js';
import { costInWords, datesInWords, kindInWords, runName, seatsInWords } from './words.js';

type Props = { frame: Frame; course: Course; runs: readonly Run[] };

export function RunsPage({ frame, course, runs }: Props) {
  const home = `/courses/${course.slug}`;
  return (
    <Layout frame={frame} title={`Take ${course.title}`} section="/courses" unlisted>
      <div class="wrap page form-page">
        <Crumbs trail={[{ label: course.title, href: home }, { label: 'Take it here' }]} />
        <PageHead title={course.title} lede={runs.length > 0 ? 'Choose how you take it.' : undefined} />
        {runs.length === 0 ? (
          <State kind="empty" title="No run is open here now" act={{ href: home, label: 'Back to the course' }} />
        ) : (
          <RunRows runs={runs} />
        )}
      </div>
    </Layout>
  );
}

export function RunRows({ runs }: { runs: readonly Run[] }) {
  return (
    <ul class="rows">
      {runs.map((run) => (
        <li>
          <div>
            <a href={`/learn/runs/${run.id}`}>{runName(run)}</a>
            <span class="quiet small">{factsOf(run)}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}

function factsOf(run: Run): string {
  const { name, enrolUntil, seats } = run;
  const facts = [
    name !== null && kindInWords(run.kind),
    datesInWords(run),
    costInWords(run),
    seats !== null && seatsInWords(run),
    enrolUntil !== null && `enrol until ${formatDay(enrolUntil)}`,
  ];
  return facts.filter(Boolean).join(' · ');
}

/** For the course's page in the catalogue: what can be taken here. Nothing where nothing is open. */
export function TakeItHere({ slug, runs }: { slug: string; runs: readonly Run[] }) {
  if (runs.length === 0) return null;
  return (
    <Section id="here" title="Take it here">
      <p class="small">In Cairn, with the provider’s own staff. Your credential comes into your wallet at once.</p>
      <RunRows runs={runs.slice(0, 4)} />
      <p class="after">
        <a class="btn" href={`/courses/${slug}/enrol`}>
          Take this course
        </a>
      </p>
    </Section>
  );
}
