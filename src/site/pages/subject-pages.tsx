import { CompareTray, Crumbs, countOf, type Frame, IndexList, Layout, Section } from '../../ui/index.js';
import { type Listed, ListedSection, NothingRead } from './course-list.js';
import { FollowLink } from './follow-link.js';

export type SubjectEntry = { slug: string; label: string; count: number };

export type SubjectsPageProps = {
  frame: Frame;
  /** The browse tree: broad subjects in the order of the alphabet, each with what lies in it. */
  tree: readonly (SubjectEntry & { within: readonly SubjectEntry[] })[];
};

export function SubjectsPage({ frame, tree }: SubjectsPageProps) {
  return (
    <Layout
      frame={frame}
      title="Subjects"
      description="Short courses by subject, from agriculture to veterinary science."
      canonical="/subjects"
      section="/subjects"
    >
      <div class="wrap page">
        <h1>Subjects</h1>
        <p class="lede">
          The subjects are those of the Common Aggregation Hierarchy, as UK universities use them. A course may stand
          under several.
        </p>
        <ul class="subject-tree">
          {tree.map(({ slug, label, count, within }) => (
            <li>
              <h2>
                <a href={`/subjects/${slug}`}>{label}</a> <span class="num quiet">{countOf(count, 'course')}</span>
              </h2>
              {within.length > 0 && <IndexList entries={within.map(entryOf)} />}
            </li>
          ))}
        </ul>
      </div>
    </Layout>
  );
}

export type SubjectPageProps = {
  frame: Frame;
  subject: { slug: string; label: string };
  parent: { slug: string; label: string } | null;
  within: readonly SubjectEntry[];
  listed: Listed;
  /** Skills that its courses teach most often. */
  skills: readonly { slug: string; label: string; count: number }[];
  today: string;
};

export function SubjectPage({ frame, subject, parent, within, listed, skills, today }: SubjectPageProps) {
  return (
    <Layout
      frame={frame}
      title={`${subject.label}: short courses`}
      description={`${countOf(listed.total, 'short course')} in ${subject.label}, side by side: price, hours, level and credit.`}
      canonical={`/subjects/${subject.slug}`}
      section="/subjects"
      enhancers={['compare']}
    >
      <div class="wrap page course-page">
        <Crumbs
          trail={[
            { label: 'Subjects', href: '/subjects' },
            ...(parent ? [{ label: parent.label, href: `/subjects/${parent.slug}` }] : []),
            { label: subject.label },
          ]}
        />
        <h1>{subject.label}</h1>
        <p class="lede">{countOf(listed.total, 'course')} from every provider that we read.</p>
        <FollowLink kind="subject" of={subject.slug}>
          Follow this subject
        </FollowLink>
        {within.length > 0 && (
          <Section id="within" title="Within it">
            <IndexList entries={within.map(entryOf)} />
          </Section>
        )}
        {listed.total > 0 ? (
          <ListedSection id="courses" title="Courses" listed={listed} today={today} />
        ) : (
          <NothingRead what="in this subject" />
        )}
        {skills.length > 0 && (
          <Section id="skills" title="Skills that they teach">
            <IndexList entries={skills.map(({ slug, label, count }) => ({ href: `/skills/${slug}`, label, count }))} />
          </Section>
        )}
      </div>
      {listed.total > 0 && <CompareTray />}
    </Layout>
  );
}

function entryOf({ slug, label, count }: SubjectEntry) {
  return { href: `/subjects/${slug}`, label, count };
}
