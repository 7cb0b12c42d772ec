/** Reasons and moments of discussion, in words. */
import { formatDay } from '../../ui/index.js';
import type { Category, Outcome } from '../schema.js';

export const CATEGORY_WORDS: Record<Category, string> = {
  unlawful: 'Against the law',
  'personal-data': 'Somebody’s personal data',
  abuse: 'Abuse or threats',
  spam: 'Advertising or spam',
  'off-topic': 'Has nothing to do with the page',
  other: 'Something else',
};

export const OUTCOME_WORDS: Record<Outcome, string> = { hidden: 'hidden', kept: 'kept' };

/** Month and day in UTC, as everywhere on the site. */
export function dayOf(moment: Date): string {
  return formatDay(moment.toISOString().slice(0, 10));
}

/** With the time, where hours matter: "23 Nov 2026, 14:05 UTC". */
export function momentOf(moment: Date): string {
  return `${dayOf(moment)}, ${moment.toISOString().slice(11, 16)} UTC`;
}
