/** Which follows a development meets. Pure. */
import { findSkill, findSubject, type Occupation } from '../../catalogue/index.js';
import type { NamedTarget } from './new-courses.js';

/** Its skills and subjects, and the essential skills of the occupations that it is for. Each once. */
export function topicsOf(
  { skills, occupations, subjects }: { skills: string[]; occupations: string[]; subjects: string[] },
  known: readonly Occupation[],
): NamedTarget[] {
  const needed = known
    .filter(({ id }) => occupations.includes(id))
    .flatMap((occupation) => occupation.skills.filter(({ need }) => need === 'essential').map(({ id }) => id));
  return [
    ...[...new Set([...skills, ...needed])].map((key) => ({
      kind: 'skill' as const,
      key,
      label: findSkill(key)?.label ?? key,
    })),
    ...[...new Set(subjects)].map((key) => ({
      kind: 'subject' as const,
      key,
      label: findSubject(key)?.label ?? key,
    })),
  ];
}
