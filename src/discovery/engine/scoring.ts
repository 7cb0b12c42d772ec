/**
 * The arithmetic of a score, all of it, as pure functions. A document's impact for a term depends on that document alone
 * (lengths are compared with fixed averages), so a score does not change when segments are merged. Weights and impacts are
 * whole numbers: sums are exact in any order.
 */
import type { IndexDocument } from '../schema.js';
import { FLAG } from '../schema.js';

export const FIELDS = [
  'title',
  'subtitle',
  'summary',
  'description',
  'organisations',
  'subjects',
  'skills',
  'outcomes',
] as const;
export type Field = (typeof FIELDS)[number];

/** weight: worth of one occurrence; slope: how far length counts (BM25's b); average: words that a usual course has there. */
type FieldRule = { weight: number; slope: number; average: number };
const FIELD_RULES: Record<Field, FieldRule> = {
  title: { weight: 12, slope: 0.4, average: 6 },
  subtitle: { weight: 4, slope: 0.4, average: 10 },
  summary: { weight: 4, slope: 0.5, average: 25 },
  description: { weight: 1.4, slope: 0.7, average: 110 },
  organisations: { weight: 5, slope: 0.3, average: 4 },
  subjects: { weight: 4, slope: 0.3, average: 4 },
  skills: { weight: 4, slope: 0.4, average: 10 },
  outcomes: { weight: 1.4, slope: 0.7, average: 80 },
};
/** Where the sum of occurrences is worth half of what it can be worth at most. */
const SATURATION = 8;
export const FULL_IMPACT = 255;

/** Worth of one occurrence in a field of `length` words. */
export function occurrence(field: Field, length: number): number {
  const rule = FIELD_RULES[field];
  return rule.weight / (1 - rule.slope + (rule.slope * length) / rule.average);
}

/** BM25F's saturated frequency in 1..255, from the sum of a term's occurrences. */
export function impact(sum: number): number {
  return Math.max(1, Math.min(FULL_IMPACT, Math.round((FULL_IMPACT * sum) / (sum + SATURATION))));
}

/** How telling a term is: BM25's idf in 1/256, a positive whole number. `df` of `documents` hold it. */
export function rarity(df: number, documents: number): number {
  const held = Math.min(df, documents);
  return Math.max(1, Math.round(256 * Math.log(1 + (documents - held + 0.5) / (held + 0.5))));
}

/** Share of a question's weight that a course must cover, by its number of words: all of one, most of two, less of a sentence. */
export function share(words: number): number {
  if (words <= 1) return 1;
  if (words === 2) return 0.62;
  if (words === 3) return 0.55;
  if (words === 4) return 0.5;
  return words <= 6 ? 0.45 : 0.38;
}
/** Share that is accepted, with "nothing close" said, when no course covers what `share` asks. */
export const RELAXED_SHARE = 0.34;

export const TITLE_FACTOR = { exact: 1.6, starts: 1.25, phrase: 1.15 } as const;
export const MOST_TITLE_FACTOR = 1.6;

const OPEN = 1.05;
const ENDED = 0.92;
const RATING_SPREAD = 0.05;
const USUAL_RATING = 4.3;
const RATING_PRIOR = 10;

/** Rating pulled towards the usual one by ten imagined reviews, so that one 5 does not beat a thousand 4.8. -1: not rated. */
export function steadyRating(rating: number | null, count: number): number {
  if (rating === null) return -1;
  const votes = Math.max(1, count);
  return Math.fround((USUAL_RATING * RATING_PRIOR + rating * votes) / (RATING_PRIOR + votes));
}

export function availabilityFactor(flags: number): number {
  if ((flags & FLAG.ended) !== 0) return ENDED;
  return (flags & (FLAG.open | FLAG.anyTime)) !== 0 ? OPEN : 1;
}

export function ratingFactor(steady: number): number {
  if (steady < 0) return 1;
  const distance = Math.max(-1, Math.min(1, (steady - USUAL_RATING) / 0.7));
  return 1 + RATING_SPREAD * distance;
}

/** Both small multipliers in one byte; `priorOf` reads it. */
export function priorByte(document: Pick<IndexDocument, 'flags' | 'numbers' | 'ratingCount'>): number {
  const factor =
    availabilityFactor(document.flags) * ratingFactor(steadyRating(document.numbers.rating, document.ratingCount));
  return Math.round((factor - 0.75) * 500);
}
export const priorOf = (byte: number): number => 0.75 + byte / 500;
export const MOST_PRIOR = OPEN * (1 + RATING_SPREAD) + 0.001;
