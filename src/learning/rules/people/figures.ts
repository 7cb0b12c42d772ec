/** The figures of a run, from what is known of each learner. */
import { daysBetween } from '../offerings/days.js';
import type { Progress, Reason } from './stuck.js';

/** One learner as staff see them. Days are `2026-11-24`. */
export type LearnerRow = {
  enrolment: string;
  name: string;
  run: string;
  enrolled: string;
  /** The day of their first step; null: they have not begun. */
  started: string | null;
  required: number;
  done: number;
  /** Mean of the results that stand, from 0 to 1; null: none yet. */
  average: number | null;
  /** Tests and assignments with a result, and of how many. */
  tests: { taken: number; of: number };
  lastSeen: string | null;
  behind: Progress['behind'];
  completed: string | null;
  state: Progress['state'];
  paused: boolean;
  stuck: readonly Reason[];
  doneSteps: readonly string[];
  /** The day of the last letter that asked how they are; null: none. */
  asked: string | null;
};
export type StepShare = { step: string; title: string; week: string; done: number };
export type RunFigures = {
  enrolled: number;
  started: number;
  completed: number;
  left: number;
  paused: number;
  behind: number;
  stuck: number;
  steps: StepShare[];
};

/** `steps`: those of the newest edition, in their order. Whoever left counts for nothing but that they left. */
export function figuresOf(
  rows: readonly LearnerRow[],
  steps: readonly { step: string; title: string; week: string }[],
): RunFigures {
  const here = rows.filter(({ state }) => state !== 'left');
  const count = (is: (row: LearnerRow) => boolean) => here.filter(is).length;
  const done = new Map<string, number>();
  for (const row of here) for (const step of row.doneSteps) done.set(step, (done.get(step) ?? 0) + 1);
  return {
    enrolled: here.length,
    started: count(({ started }) => started !== null),
    completed: count(({ state }) => state === 'completed'),
    left: rows.length - here.length,
    paused: count(({ paused }) => paused),
    behind: count(({ behind, state }) => behind !== null && state === 'active'),
    stuck: count(({ stuck }) => stuck.length > 0),
    steps: steps.map((step) => ({ ...step, done: done.get(step.step) ?? 0 })),
  };
}

/** Figures of fewer say too much about each. */
export const LEAST_FOR_FIGURES = 3;

/** A letter that asks how they are goes to one learner once a week. */
export const DAYS_BETWEEN_LETTERS = 7;
export function mayAskAgain(last: string | null, today: string): boolean {
  return last === null || daysBetween(last, today) >= DAYS_BETWEEN_LETTERS;
}
