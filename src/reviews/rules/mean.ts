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
