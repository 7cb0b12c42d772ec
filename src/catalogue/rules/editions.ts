/** What makes a new edition of a course: its content. Prices, dates, ratings and places make none. Pure. */
import { fingerprint } from '../../platform/crypto/index.js';
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
  return Object.fromEntries(CONTENT.flatMap((field) => (facts[field] === undefined ? [] : [[field, facts[field]]])));
}

export function contentHash(facts: Content): string {
  return fingerprint(JSON.stringify(contentOf(facts)));
}
