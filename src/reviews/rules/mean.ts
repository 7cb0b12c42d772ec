/** What ratings are worth together. Why so, and where the figures come from: docs/decisions/0016-reviews.md. */
import type { Prior } from '../schema.js';

/** An account costs nothing, a credential of the provider cannot be made: a rating without proof counts half. */
export const WEIGHTS = { verified: 1, unverified: 0.5 } as const;

/** Ratings of one kind: their number and their sum. */
export type Heap = { count: number; sum: number };

/**
 * The Bayesian mean (1–5): the prior counts as `strength` full ratings of `prior.mean`. Without ratings it is the prior;
 * it lies between the prior and the ratings always, and one more high rating never lowers it.
 */
export function bayesianMean({ verified, unverified }: { verified: Heap; unverified: Heap }, prior: Prior): number {
  const weight = WEIGHTS.verified * verified.count + WEIGHTS.unverified * unverified.count;
  const sum = WEIGHTS.verified * verified.sum + WEIGHTS.unverified * unverified.sum;
  return (prior.strength * prior.mean + sum) / (prior.strength + weight);
}

/** What a course is worth where nobody has said anything anywhere: between fair and good. Counts as so many ratings. */
const UNKNOWN = { mean: 3.5, count: 20 } as const;
/** Ratings within a course vary six times as much as courses do: that many of them say as much as all courses together. */
const STRENGTH = 6;

/** The prior from all ratings of the catalogue's own reviews. */
export function priorOf({ count, sum }: Heap): Prior {
  const mean = (UNKNOWN.mean * UNKNOWN.count + sum) / (UNKNOWN.count + count);
  return { mean: Math.round(mean * 1000) / 1000, strength: STRENGTH };
}
