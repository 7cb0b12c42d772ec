/** When a course is completed, as data: for example 90 % of the steps, every test taken, 70 % on average. */
import { z } from 'zod';

export const CompletionPolicy = z.object({
  /** Share of the required steps that are done. */
  steps: z.number().min(0).max(1).default(0.9),
  /** Tests and assignments: each is attempted, each is passed, or they count by their average alone. */
  tests: z.enum(['attempted', 'passed', 'average']).default('attempted'),
  /** The least average over tests and assignments, each by its best result that stands; null: none. */
  average: z.number().min(0).max(1).nullable().default(0.7),
  /** Share of live sessions that were attended. */
  attendance: z.number().min(0).max(1).default(0),
});
export type CompletionPolicy = z.infer<typeof CompletionPolicy>;
