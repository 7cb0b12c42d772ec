/** An achievement begun from a course: the facts that its sources state, each with its source. Nothing is guessed. Pure. */
import type { Course } from '../../catalogue/index.js';
import { AchievementDraft, type AchievementSources } from '../schema/achievement.js';
import type { AchievementField } from './achievement-fields.js';
import { skillAlignment } from './skills.js';

/** `origin`: of the site, where skills without an address elsewhere have theirs. */
export function draftOfCourse(
  course: Course,
  origin: string,
): { draft: AchievementDraft; sources: AchievementSources } {
  const { level, workload, mode } = course;
  const taught = course.skills.filter(({ relation }) => relation === 'taught');
  const draft = AchievementDraft.parse({
    language: course.textLanguage ?? 'en',
    name: course.title.slice(0, 300),
    description: course.summary ?? '',
    field: course.browse[0]?.label ?? null,
    taughtIn: course.languages.slice(0, 10),
    outcomes: course.outcomes.filter(Boolean).slice(0, 30),
    alignments: taught.map((skill) => skillAlignment({ ...skill, esco: skill.uri ?? undefined }, origin)),
    credits: course.credit.slice(0, 6).map(({ scheme, value, level: own }) => ({
      scheme,
      value,
      level: own ?? (course.credit.length === 1 ? level : null) ?? null,
    })),
    cpdHours: course.cpdHours ?? null,
    workloadHours: workload?.totalHours ?? null,
    level: level ?? null,
    participation: mode ? PARTICIPATION[mode] : null,
    prerequisites: course.prerequisites?.slice(0, 2000) ?? null,
    stacking: {
      kind: course.stacksInto.length > 0 ? 'stackable' : null,
      towards: course.stacksInto.slice(0, 10).map(({ title, url }) => ({ name: title, url: webAddress(url) })),
    },
  });
  return { draft, sources: sourcesOf(course) };
}

const PARTICIPATION = { online: 'online', 'in-person': 'onsite', blended: 'blended' } as const;

function webAddress(url: string | undefined): string | null {
  const found = URL.parse(url ?? '');
  return found && /^https?:$/.test(found.protocol) ? found.href : null;
}

/** Which field of the form was filled from which fact of the course. */
const FACTS: Partial<Record<AchievementField, string>> = {
  name: 'title',
  description: 'summary',
  outcomes: 'outcomes',
  credit: 'credit',
  cpd_hours: 'cpdHours',
  workload: 'workload',
  level: 'level',
  participation: 'mode',
  prerequisites: 'prerequisites',
  taught_in: 'languages',
  stacks_into: 'stacksInto',
};

function sourcesOf(course: Course): AchievementSources {
  const found = Object.entries(FACTS).flatMap(([field, fact]) => {
    const provenance = course.provenance[fact];
    return provenance ? [[field, { source: provenance.sourceName, checked: provenance.checked }] as const] : [];
  });
  return Object.fromEntries(found);
}
