/** What makes a new edition of a course: its content. Prices, dates, ratings and places make none. Pure. */
import type { StoredFacts } from '../schema.js';

const CONTENT = [
  'title',
  'subtitle',
  'summary',
  'description',
  'outcomes',
  'syllabus',
  'assessment',
  'prerequisites',
  'statedSkills',
  'level',
  'credit',
  'cpdHours',
  'awardName',
] as const satisfies readonly (keyof StoredFacts)[];

export type Content = Partial<Pick<StoredFacts, (typeof CONTENT)[number]>>;

/** The content of a course as it stands. Skills are those that sources state: what Cairn links to them may change without the course. */
export function contentOf(facts: Content): Content {
  return Object.fromEntries(CONTENT.flatMap((field) => (isStated(facts[field]) ? [[field, facts[field]]] : [])));
}

function isStated(value: unknown): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}

export function sameContent(before: Content, after: Content): boolean {
  return JSON.stringify(contentOf(before)) === JSON.stringify(contentOf(after));
}
