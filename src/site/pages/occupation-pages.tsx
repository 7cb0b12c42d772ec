/** Occupations: what each asks for, and the way to the courses that close the gap. */
import {
  CompareTray,
  Crumbs,
  countOf,
  type Frame,
  IndexList,
  Layout,
  SearchBox,
  Section,
  State,
} from '../../ui/index.js';
import { type Listed, ListedSection } from './course-list.js';
import type { SkillEntry } from './skill-pages.js';

export type OccupationsPageProps = {
  frame: Frame;
  /** What was sought in names; empty: all. */
  q: string;
  occupations: readonly { href: string; label: string }[];
};

export function OccupationsPage({ frame, q, occupations }: OccupationsPageProps) {
  return (
    <Layout
      frame={frame}
      title="Occupations"
      description="What occupations ask for, skill by skill, and the short courses that teach what you lack."
      canonical="/occupations"
      section="/skills"
      unlisted={q !== ''}
    >
      <div class="wrap page">
        <h1>Occupations</h1>
        <p class="lede">What each asks for, skill by skill. Choose the one that you want to grow into.</p>
        <search>
          <form action="/occupations" class="search-row">
            <SearchBox
              id="q"
              label="Search occupations"
              value={q}
              placeholder="An occupation or another name for it"
              slim
            />
          </form>
        </search>
        {occupations.length === 0 ? (
          <State
            kind="empty"
            title={`No occupation is called “${q}” here`}
            act={{ href: '/skills', label: 'Look among the skills' }}
          >
            <p class="small quiet">
              The list is short. The <a href="/guide">guide</a> takes skills in your own words, too.
            </p>
          </State>
        ) : (
          <Section id="all" title={q === '' ? 'All occupations' : `Called “${q}”`}>
            <IndexList entries={occupations} />
          </Section>
        )}
        <p class="after small quiet">
          Names and skills lean on ESCO, the European classification, in a short selection of our own.
        </p>
      </div>
    </Layout>
  );
}

export type OccupationPageProps = {
  frame: Frame;
  occupation: {
    id: string;
    label: string;
    synonyms: readonly string[];
    /** Address in ESCO, where it is the same concept. */
    uri: string | null;
  };
  essential: readonly SkillEntry[];
  useful: readonly SkillEntry[];
  /** Courses that teach any of the essential ones. */
  listed: Listed;
  today: string;
};

export function OccupationPage({ frame, occupation, essential, useful, listed, today }: OccupationPageProps) {
  const { label, synonyms, uri } = occupation;
  return (
    <Layout
      frame={frame}
      title={`${label}: skills it needs, and courses that teach them`}
      description={`What a ${label.toLowerCase()} needs to be able to do, and ${countOf(listed.total, 'short course')} that teach it.`}
      canonical={`/occupations/${occupation.id}`}
      section="/skills"
      enhancers={['compare']}
    >
      <div class="wrap page course-page">
        <Crumbs trail={[{ label: 'Occupations', href: '/occupations' }, { label }]} />
        <h1>{label}</h1>
        {synonyms.length > 0 && <p class="lede">Also called {synonyms.join(', ')}.</p>}
        <div class="panel">
          <h2 class="panel-head">Which courses close your gap?</h2>
          <p>
            Say where you are now, and the guide ranks all courses by how much of what you lack they teach. No account
            is needed, and nothing is kept.
          </p>
          <div class="row onward">
            <GuideForm field="goals.next.occupation" label={label} act="I want to get there" />
            <GuideForm field="goals.now.occupation" label={label} act="This is what I do now" quiet />
          </div>
        </div>
        <Section id="essential" title="What it needs">
          <IndexList entries={essential.map(entryOf)} />
        </Section>
        {useful.length > 0 && (
          <Section id="useful" title="What helps">
            <IndexList entries={useful.map(entryOf)} />
          </Section>
        )}
        {listed.total > 0 && (
          <ListedSection id="courses" title="Courses that teach some of it" listed={listed} today={today} />
        )}
        {uri && (
          <p class="after small quiet">
            In ESCO:{' '}
            <a href={uri} rel="noopener external">
              the same occupation in the European classification
            </a>
            . Regulated occupations ask for more than skills: look at the regulator’s own site.
          </p>
        )}
      </div>
      {listed.total > 0 && <CompareTray />}
    </Layout>
  );
}

const entryOf = ({ slug, label, count }: SkillEntry) => ({ href: `/skills/${slug}`, label, count });

type GuideFormProps = {
  /** As the guide's form names it. */
  field: 'goals.next.occupation' | 'goals.now.occupation';
  label: string;
  act: string;
  quiet?: boolean;
};

/** Fills one answer of the guide, by POST as all its answers are. */
function GuideForm({ field, label, act, quiet = false }: GuideFormProps) {
  return (
    <form class="act-form" method="post" action="/guide">
      <input type="hidden" name={field} value={label} />
      <input type="hidden" name="act" value="change" />
      <button class={quiet ? 'btn btn-line' : 'btn'} type="submit">
        {act}
      </button>
    </form>
  );
}
