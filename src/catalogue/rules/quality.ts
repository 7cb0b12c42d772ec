/** What is missing from a course for somebody who is to choose it, and how that compares. Pure. */
import type { Course } from '../schema.js';
import { addDays, availability, nextOffering } from './availability.js';
import { leadPrice } from './price.js';

/** In the order in which learners ask for them. */
export const QUALITY_FIELDS = [
  'price',
  'date',
  'level',
  'credit',
  'outcomes',
  'workload',
  'summary',
  'language',
  'link',
  'fresh',
] as const;
export type QualityField = (typeof QUALITY_FIELDS)[number];

/** What looking at the address of a course came to. `status` null: no answer. `failures`: in a row. */
export type LinkCheck = { url: string; status: number | null; fault: string | null; failures: number; checked: Date };

/** Older than that, prices and dates are more likely wrong than right. */
const FRESH_DAYS = 90;

/**
 * What a course does not state. Credit or CPD hours will do; so will "any time" for a date. A link is missing too where it
 * was found broken.
 */
export function missingOf(course: Course, today: string, check: LinkCheck | null): QualityField[] {
  const when = availability(course, today);
  const has: Record<QualityField, boolean> = {
    price: leadPrice(course, nextOffering(course, today)) !== null,
    date: when !== 'unknown' && when !== 'ended',
    level: course.level !== undefined,
    credit: course.credit.length > 0 || course.cpdHours !== undefined,
    outcomes: course.outcomes.length > 0,
    workload: course.workload !== undefined,
    summary: Boolean(course.summary || course.description),
    language: course.languages.length > 0,
    link: course.url !== undefined && linkVerdict(check, course.url) !== 'broken',
    fresh: course.lastChecked >= addDays(today, -FRESH_DAYS),
  };
  return QUALITY_FIELDS.filter((field) => !has[field]);
}

/** Gone at once where the server says so; otherwise after two looks, as any server has a bad day. */
export function linkVerdict(check: LinkCheck | null, url: string): 'works' | 'broken' | 'unknown' {
  if (check === null || check.url !== url || check.fault === UNASKED) return 'unknown';
  if (check.failures === 0) return 'works';
  return check.failures >= 2 || check.status === 404 || check.status === 410 ? 'broken' : 'unknown';
}

/** The site does not want programs to look. */
export const UNASKED = 'robots';

export type Shares = Record<QualityField, number>;

/** Of `total` courses, the share (0 to 1) that state each field; 1 where there is no course. */
export function sharesOf(missing: readonly (readonly QualityField[])[]): Shares {
  const gaps = tallyGaps(missing);
  const total = missing.length;
  return Object.fromEntries(
    QUALITY_FIELDS.map((field) => [field, total === 0 ? 1 : (total - gaps[field]) / total]),
  ) as Shares;
}

function tallyGaps(missing: readonly (readonly QualityField[])[]): Shares {
  const gaps = Object.fromEntries(QUALITY_FIELDS.map((field) => [field, 0])) as Shares;
  for (const fields of missing) for (const field of fields) gaps[field] += 1;
  return gaps;
}

/** The middle value; of two, their mean. Undefined of none. */
export function medianOf(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}
