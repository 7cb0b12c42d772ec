/**
 * Who seems stuck, and why, in a sentence. It looks at steps done, deadlines, attempts and returned work: never at reflections,
 * notes or observed time, which are not even handed in.
 */
import { countOf, formatDay } from '../../../ui/index.js';
import { daysBetween } from '../offerings/days.js';

export type Progress = {
  state: 'active' | 'completed' | 'left';
  paused: boolean;
  /** The day on which they began. */
  starts: string;
  /** The day on which they last did a step; null: none yet. */
  lastDone: string | null;
  /** Required steps that are not done, of weeks whose deadline is over: the first such week, and its last day. */
  behind: { week: string; day: string; steps: number } | null;
  /** Titles of tests whose attempts are used up, none passed. */
  usedUp: readonly string[];
  /** Work that was given back and not handed in again, and since when. */
  returned: readonly { title: string; day: string }[];
};
export type Reason = { kind: 'quiet' | 'attempts' | 'returned'; sentence: string };

/** Days without a step done, after a deadline has passed. */
export const QUIET_DAYS = 10;
/** Days that returned work lies. */
export const RETURNED_DAYS = 7;

/** Empty: they are not stuck, as far as can be seen. Whoever pauses, has completed or has left is not. */
export function whyStuck(progress: Progress, today: string): Reason[] {
  if (progress.state !== 'active' || progress.paused) return [];
  return [quiet(progress, today), attempts(progress), returned(progress, today)].filter((reason) => reason !== null);
}

function quiet({ starts, lastDone, behind }: Progress, today: string): Reason | null {
  if (behind === null || behind.day >= today) return null;
  const days = daysBetween(lastDone ?? starts, today);
  if (days < QUIET_DAYS) return null;
  const since =
    lastDone === null ? `No step done in the ${days} days since they began` : `No step done for ${days} days`;
  const due = `“${behind.week}” was due on ${formatDay(behind.day)}, with ${countOf(behind.steps, 'step')} still to do`;
  return { kind: 'quiet', sentence: `${since}, and ${due}.` };
}

function attempts({ usedUp }: Progress): Reason | null {
  if (usedUp.length === 0) return null;
  const tests = usedUp.map((title) => `“${title}”`).join(', ');
  return { kind: 'attempts', sentence: `All attempts are used without a pass: ${tests}.` };
}

function returned({ returned }: Progress, today: string): Reason | null {
  const lying = returned.filter(({ day }) => daysBetween(day, today) >= RETURNED_DAYS);
  if (lying.length === 0) return null;
  const works = lying.map(({ title, day }) => `“${title}” on ${formatDay(day)}`).join(', ');
  return { kind: 'returned', sentence: `Work was given back and not handed in again: ${works}.` };
}

/** What the page says of the rule. */
export const RULE_IN_WORDS = `Somebody counts as stuck when they did no step for ${QUIET_DAYS} days and a deadline has passed, when all attempts at a test are used without a pass, or when work that was given back lies for ${RETURNED_DAYS} days. Whoever pauses does not. Reflections, notes and time on the page count for nothing here.`;
