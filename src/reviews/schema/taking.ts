/** Courses that somebody takes with their provider, as far as they say so. */
import { z } from 'zod';

/** In the order in which one takes them; `stopped` may follow any. */
export const STEPS = ['planned', 'opened', 'enrolled', 'started', 'finished', 'stopped'] as const;
export const TakingStep = z.enum(STEPS);
export type TakingStep = z.infer<typeof TakingStep>;

/** ISO days; null: not said. `ends` is when it should end, all others are when it happened. */
export type TakingDates = Record<TakingStep | 'ends', string | null>;

export type Taking = {
  id: string;
  /** What stands today for the course that they began with: it may have been merged since. */
  course: { id: string; slug: string; title: string; provider: string };
  /** The edition of that course on the day on which they began. */
  edition: number;
  step: TakingStep;
  dates: TakingDates;
  /** When a letter asked for a review, and whether they finished; null: not yet. */
  askedReview: Date | null;
  askedEnd: Date | null;
};

/** How many people say that they enrolled on a course, and finished it; null: fewer than are told. */
export type TakingFigures = { enrolled: number | null; finished: number | null };

/** It is not there, or somebody else's. */
export class TakingUnknownError extends Error {
  override readonly name = 'TakingUnknownError';
  readonly status = 404;
  constructor(message = 'This is not among your courses. You may have removed it.') {
    super(message);
  }
}

/** A date that cannot be, or one course too many: in words for whoever sent it, by field where there is one. */
export class TakingRefusedError extends Error {
  override readonly name = 'TakingRefusedError';
  readonly status = 422;
  readonly fields: Readonly<Record<string, string>>;
  constructor(message: string, fields: Readonly<Record<string, string>> = {}) {
    super(message);
    this.fields = fields;
  }
}
