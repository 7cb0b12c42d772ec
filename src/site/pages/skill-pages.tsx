import {
  CompareTray,
  Crumbs,
  countOf,
  type Fact,
  FactTable,
  type Frame,
  IndexList,
  Layout,
  SearchBox,
  Section,
  State,
} from '../../ui/index.js';
import { type Listed, ListedSection, NothingRead } from './course-list.js';
import { FollowLink } from './follow-link.js';

export type SkillEntry = { slug: string; label: string; count: number };

export type SkillsPageProps = {
  frame: Frame;
  /** What was sought in labels and synonyms; empty: all. */
  q: string;
  groups: readonly { label: string; skills: readonly SkillEntry[] }[];
};

export function SkillsPage({ frame, q, groups }: SkillsPageProps) {
  return (
    <Layout
      frame={frame}
      title="Skills"
      description="Professional skills, and the short courses that teach them."
      canonical="/skills"
      section="/skills"
      unlisted={q !== ''}
    >
      <div class="wrap page">
        <h1>Skills</h1>
        <p class="lede">
          What courses say that they teach. Each link between a course and a skill shows the words behind it.
        </p>
        <search>
          <form action="/skills" class="search-row">
            <SearchBox id="q" label="Search skills" value={q} placeholder="A skill or another name for it" slim />
          </form>
        </search>
        {groups.length === 0 && (
          <State
            kind="empty"
            title={`No skill is called “${q}”`}
            act={{ href: `/courses?q=${encodeURIComponent(q)}`, label: `Search courses for “${q}”` }}
          >
            <p class="small quiet">The vocabulary is short; courses may use your words all the same.</p>
          </State>
        )}
        {groups.map(({ label, skills }, at) => (
          <Section id={`group-${at}`} title={label}>
            <IndexList entries={skills.map(({ slug, label, count }) => ({ href: `/skills/${slug}`, label, count }))} />
          </Section>
        ))}
      </div>
    </Layout>
  );
}

export type SkillPageProps = {
  frame: Frame;
  skill: {
    slug: string;
    label: string;
    group: string | null;
    synonyms: readonly string[];
    /** Address in ESCO, where it is the same concept. */
    uri: string | null;
  };
  /** Occupations that need it, in words. */
  occupations: readonly { id: string; label: string; need: 'essential' | 'useful' }[];
  related: readonly { slug: string; label: string }[];
  listed: Listed;
  today: string;
};

function OccupationLinks({ occupations }: { occupations: readonly { id: string; label: string }[] }) {
  return (
    <>
      {occupations.map(({ id, label }, at) => (
        <>
          {at > 0 && ', '}
          <a href={`/occupations/${id}`}>{label}</a>
        </>
      ))}
    </>
  );
}

export function SkillPage({ frame, skill, occupations, related, listed, today }: SkillPageProps) {
  const essential = occupations.filter(({ need }) => need === 'essential');
  const useful = occupations.filter(({ need }) => need === 'useful');
  const facts: Fact[] = [
    ...(skill.synonyms.length > 0 ? [{ name: 'Also called', value: skill.synonyms.join(', ') }] : []),
    ...(essential.length > 0 ? [{ name: 'Needed by', value: <OccupationLinks occupations={essential} /> }] : []),
    ...(useful.length > 0 ? [{ name: 'Useful to', value: <OccupationLinks occupations={useful} /> }] : []),
    ...(skill.uri
      ? [
          {
            name: 'In ESCO',
            value: (
              <a href={skill.uri} rel="noopener external">
                the same skill in the European classification
              </a>
            ),
          },
        ]
      : []),
  ];
  return (
    <Layout
      frame={frame}
      title={`${skill.label}: courses that teach it`}
      description={`${countOf(listed.total, 'short course')} for ${skill.label}, side by side: price, hours, level and credit.`}
      canonical={`/skills/${skill.slug}`}
      section="/skills"
      enhancers={['compare']}
    >
      <div class="wrap page course-page">
        <Crumbs trail={[{ label: 'Skills', href: '/skills' }, { label: skill.group ?? skill.label }]} />
        <h1>{skill.label}</h1>
        <p class="lede">
          {countOf(listed.total, 'course')} {listed.total === 1 ? 'teaches' : 'teach'} or mention
          {listed.total === 1 ? 's' : ''} it.
        </p>
        <FollowLink kind="skill" of={skill.slug}>
          Follow this skill
        </FollowLink>
        {facts.length > 0 && (
          <Section id="facts" title="The skill">
            <FactTable facts={facts} />
          </Section>
        )}
        {listed.total > 0 ? (
          <ListedSection id="courses" title="Courses" listed={listed} today={today} />
        ) : (
          <NothingRead what="for this skill" />
        )}
        {related.length > 0 && (
          <Section id="related" title="Related skills">
            <IndexList entries={related.map(({ slug, label }) => ({ href: `/skills/${slug}`, label }))} />
          </Section>
        )}
      </div>
      {listed.total > 0 && <CompareTray />}
    </Layout>
  );
}
