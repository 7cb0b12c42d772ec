/** The words of reviews: what a learner says of a course, how it stands, and what courses are worth by it. */
import { z } from 'zod';

/** What is rated apart from the whole, 1 (poor) to 5 (excellent); each may be left out. */
export const ASPECTS = ['contentCurrent', 'workloadTrue', 'support', 'assessmentFair', 'useful'] as const;
export type Aspect = (typeof ASPECTS)[number];

export const Paid = z.enum(['self', 'employer', 'both', 'scheme', 'free']);
export type Paid = z.infer<typeof Paid>;
/** What was given or promised for writing. */
export const Incentive = z.enum(['none', 'discount', 'gift', 'payment', 'other']);
export type Incentive = z.infer<typeof Incentive>;
export const Finished = z.enum(['finished', 'part', 'not']);
export type Finished = z.infer<typeof Finished>;
export const Ground = z.enum(['false', 'not-learner', 'names-person', 'unlawful', 'other']);
/** Why a provider says that a review must not stand. */
export type Ground = z.infer<typeof Ground>;

/** What others say of a course, in figures. Only reviews that are shown and of nobody who belongs to the provider count. */
export type ReviewSummary = {
  count: number;
  /** Of proved learners. */
  verified: number;
  /** Drawn towards what courses are worth on the whole, the more the fewer reviews there are: 1–5. Compare by this one. */
  mean: number;
  /** The arithmetic mean, 1–5. */
  plain: number;
  aspects: Record<Aspect, { mean: number; count: number } | null>;
};

/** What a course is thought to be worth before anybody says anything, and how many full ratings that thought counts as. */
export type Prior = { mean: number; strength: number };
