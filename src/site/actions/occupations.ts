/** Occupations with the skills that they need, and what teaches those. */
import { findOccupation, findSkill, listOccupations, type Occupation } from '../../catalogue/index.js';
import type { Discovery } from '../../discovery/index.js';
import type { OccupationPageProps, OccupationsPageProps } from '../pages/occupation-pages.js';
import { listCourses } from './asking.js';

/** All in the order of the alphabet; asked for words: those called so. */
export function listOccupationsShown(q: string): OccupationsPageProps['occupations'] {
  const asked = q.trim().toLowerCase();
  return listOccupations()
    .filter(({ label, synonyms }) => [label, ...synonyms].some((name) => name.toLowerCase().includes(asked)))
    .map(({ id, label }) => ({ href: `/occupations/${id}`, label }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
}

/** An occupation by its id; null: there is none. */
export async function findOccupationPage(
  discovery: Discovery,
  id: string,
): Promise<Omit<OccupationPageProps, 'frame' | 'today'> | null> {
  const occupation = findOccupation(id);
  // Other names lead nowhere: one address each.
  if (!occupation || occupation.id !== id) return null;
  const { label, synonyms, esco } = occupation;
  const essential = skillsOf(discovery, occupation, 'essential');
  return {
    occupation: { id, label, synonyms, uri: esco ?? null },
    essential,
    useful: skillsOf(discovery, occupation, 'useful'),
    listed: await listCourses(discovery, { skill: essential.map(({ slug }) => slug) }),
  };
}

function skillsOf(
  discovery: Discovery,
  { skills }: Occupation,
  wanted: 'essential' | 'useful',
): OccupationPageProps['essential'] {
  const ids = skills.filter(({ need }) => need === wanted).map(({ id }) => id);
  const counts = discovery.counts('skill', ids);
  return ids.map((id) => ({ slug: id, label: findSkill(id)?.label ?? id, count: counts.get(id) ?? 0 }));
}
