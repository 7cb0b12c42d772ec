/** A provider's complaint about a review: its clock, and what it is as a report. */
import type { Ground } from '../schema.js';

/** A moderator decides within so many days; what is against the law is hidden sooner where nobody does. */
export const COMPLAINT_DAYS = 7;

/** So many complaints of one organisation wait at once: moderators are not to be drowned, nor all its reviews questioned together. */
export const MOST_OPEN = 10;

export function dueOf(created: Date): Date {
  return new Date(created.getTime() + COMPLAINT_DAYS * 24 * 3_600_000);
}

/** As which report of discussion a complaint is decided. */
export const REPORTED_AS = {
  false: 'other',
  'not-learner': 'other',
  'names-person': 'personal-data',
  unlawful: 'unlawful',
  other: 'other',
} as const satisfies Record<Ground, string>;

/** How a complaint stands, from what became of the report that it is. */
export type ComplaintState = 'open' | 'hidden' | 'kept' | 'gone';

export function complaintState({
  state,
  outcome,
  appeal,
}: {
  state: 'open' | 'decided' | 'moot';
  outcome: 'hidden' | 'kept' | null;
  appeal: 'open' | 'upheld' | 'reversed' | 'moot' | null;
}): ComplaintState {
  if (state !== 'decided' || outcome === null) return state === 'open' ? 'open' : 'gone';
  if (appeal !== 'reversed') return outcome;
  return outcome === 'hidden' ? 'kept' : 'hidden';
}
