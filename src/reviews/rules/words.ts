/** Answers of a review in words. */
import type { Aspect, Finished, Ground, Incentive, Paid } from '../schema.js';

export const ASPECT_WORDS: Record<Aspect, string> = {
  contentCurrent: 'Content up to date',
  workloadTrue: 'Workload as claimed',
  support: 'Support',
  assessmentFair: 'Assessment fair',
  useful: 'Useful at work',
};

export const PAID_WORDS: Record<Paid, string> = {
  self: 'The learner paid',
  employer: 'The employer paid',
  both: 'Learner and employer paid',
  scheme: 'A public scheme or grant paid',
  free: 'It was free',
};

export const INCENTIVE_WORDS: Record<Incentive, string> = {
  none: 'Nothing was given for this review',
  discount: 'Given for this review: a discount',
  gift: 'Given for this review: a gift or a place in a draw',
  payment: 'Given for this review: money',
  other: 'Given for this review: something else',
};

export const FINISHED_WORDS: Record<Finished, string> = {
  finished: 'Finished it',
  part: 'Is partway, or finished a part',
  not: 'Did not finish',
};

export const GROUND_WORDS: Record<Ground, string> = {
  false: 'It states something that is not so',
  'not-learner': 'Whoever wrote it did not take this course',
  'names-person': 'It names or describes a person',
  unlawful: 'It is against the law',
  other: 'Something else',
};
