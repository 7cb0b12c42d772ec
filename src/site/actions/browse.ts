/** Subjects and skills with the courses that stand under them. */
import {
  findSkill,
  findSubject,
  listSkillGroups,
  listSkills,
  occupationsNeeding,
  parentSubject,
  relatedSkills,
  type Skill,
  subjectTree,
} from '../../catalogue/index.js';
import type { Discovery } from '../../discovery/index.js';
import type { SkillPageProps, SkillsPageProps } from '../pages/skill-pages.js';
import type { SubjectPageProps, SubjectsPageProps } from '../pages/subject-pages.js';
import { ASKED_NOTHING, listCourses } from './asking.js';

const SKILLS_OF_SUBJECT = 12;

/** The browse tree with counts; subjects without a course are left out. */
export async function listSubjectsShown(discovery: Discovery): Promise<SubjectsPageProps['tree']> {
  const tree = subjectTree();
  const counts = discovery.counts(
    'subject',
    tree.flatMap((one) => [one.slug, ...one.children.map(({ slug }) => slug)]),
  );
  const counted = ({ slug, label }: { slug: string; label: string }) => ({ slug, label, count: counts.get(slug) ?? 0 });
  return tree
    .map((one) => ({
      ...counted(one),
      within: one.children
        .map(counted)
        .filter(({ count }) => count > 0)
        .toSorted(byLabel),
    }))
    .filter(({ count }) => count > 0)
    .toSorted(byLabel);
}

function byLabel(a: { label: string }, b: { label: string }): number {
  return a.label.localeCompare(b.label);
}

/** A subject by slug; null: there is none. */
export async function findSubjectPage(
  discovery: Discovery,
  slug: string,
): Promise<Omit<SubjectPageProps, 'frame' | 'today'> | null> {
  const subject = findSubject(slug);
  if (!subject) return null;
  const counts = discovery.counts(
    'subject',
    subject.children.map((child) => child.slug),
  );
  const within = subject.children
    .map(({ slug, label }) => ({ slug, label, count: counts.get(slug) ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted(byLabel);
  return {
    subject: { slug: subject.slug, label: subject.label },
    parent: parentSubject(subject.code),
    within,
    listed: await listCourses(discovery, { subject: [subject.slug] }),
    skills: await skillsOfSubject(discovery, subject.slug),
  };
}

/** Skills that the courses of a subject teach most often. */
async function skillsOfSubject(
  discovery: Discovery,
  subject: string,
): Promise<{ slug: string; label: string; count: number }[]> {
  const { facets } = await discovery.search({ ...ASKED_NOTHING, subject: [subject], perPage: 1 }, { why: false });
  return (facets.skill ?? [])
    .slice(0, SKILLS_OF_SUBJECT)
    .filter(({ count }) => count > 0)
    .map(({ value, label, count }) => ({ slug: value, label: findSkill(value)?.label ?? label, count }));
}

/** The vocabulary by group with counts. Asked for nothing: skills that some course names. Else those called so, with or without courses. */
export async function listSkillGroupsShown(discovery: Discovery, q: string): Promise<SkillsPageProps['groups']> {
  const asked = q.trim().toLowerCase();
  const skills = listSkills().filter(
    (skill) => asked === '' || namesOf(skill).some((name) => name.toLowerCase().includes(asked)),
  );
  const counts = discovery.counts(
    'skill',
    skills.map(({ id }) => id),
  );
  return listSkillGroups()
    .map((group) => ({
      label: group.label,
      skills: skills
        .filter((skill) => skill.group === group.id && (asked !== '' || (counts.get(skill.id) ?? 0) > 0))
        .map(({ id, label }) => ({ slug: id, label, count: counts.get(id) ?? 0 }))
        .toSorted(byLabel),
    }))
    .filter((group) => group.skills.length > 0);
}

function namesOf({ label, synonyms }: Skill): string[] {
  return [label, ...synonyms];
}

/** A skill by id; one that only a loaded taxonomy knows is shown with its name alone. Null: no course and no list knows it. */
export async function findSkillPage(
  discovery: Discovery,
  slug: string,
): Promise<Omit<SkillPageProps, 'frame' | 'today'> | null> {
  const skill = findSkill(slug);
  const id = skill?.id ?? slug;
  const label = skill?.label ?? discovery.labels().skill?.[slug];
  if (label === undefined) return null;
  return {
    skill: {
      slug: id,
      label,
      group: listSkillGroups().find((group) => group.id === skill?.group)?.label ?? null,
      synonyms: skill?.synonyms ?? [],
      uri: skill?.esco ?? null,
    },
    occupations: occupationsNeeding(id).map(({ occupation, need }) => ({
      id: occupation.id,
      label: occupation.label,
      need,
    })),
    related: relatedSkills(id).map((other) => ({ slug: other.id, label: other.label })),
    listed: await listCourses(discovery, { skill: [id] }),
  };
}
