/** How far a learner is, and what is said to features above when a course is completed. */
import { z } from 'zod';
import { defineEvent, defineTask } from '../../platform/jobs/index.js';

/** What made a step done. `marked`: the learner says so. `confirmed`: the step changed, and they say that it still holds. */
export const DoneBy = z.enum([
  'marked',
  'watched',
  'passed',
  'attempted',
  'submitted',
  'posted',
  'attended',
  'confirmed',
]);
export type DoneBy = z.infer<typeof DoneBy>;

export type StepProgress = {
  step: string;
  digest: string;
  openedAt: Date;
  doneAt: Date | null;
  how: DoneBy | null;
  askAgain: boolean;
  place: unknown;
  placeNumber: number;
  observedSeconds: number;
};
/** Of a test or an assignment; the best one that stands. `score`: from 0 to 1. */
export type StepResult = {
  step: string;
  score: number;
  passed: boolean;
  by: 'attempt' | 'assignment';
  reference: string;
  decidedAt: Date;
};

/** A course was completed, told in the transaction in which it was: the achievement is issued, reviews get their proof. */
export const courseCompleted = defineEvent('learning.completed', z.object({ enrolment: z.uuid() }));
/** What completions give and was not issued yet is tried again: of one course, or of all. */
export const awardAgain = defineTask('learning.award-waiting', z.object({ course: z.uuid().optional() }));
