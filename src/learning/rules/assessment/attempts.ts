/** How often, how long, and when what is said. */

import type { Attempt, Ended } from '../../schema/assessment.js';
import type { Item, QuizStep } from '../../schema/index.js';
import { type Answers, responseOf } from './answering.js';
import type { DrawnItem } from './drawing.js';
import { rounded, scoreOf } from './scoring.js';

const MINUTE_MS = 60_000;
/** Shares are sums of fractions: a hair below the pass mark is at it. */
const HAIR = 1e-9;

/** Practice may be taken without end. */
export function attemptsAllowed(step: QuizStep): number | null {
  return step.test ? step.attempts : null;
}

/** When an attempt that begins now ends by itself; null: never. */
export function dueAt(step: QuizStep, multiplier: number, now: Date): Date | null {
  return step.timeLimit === null ? null : new Date(now.getTime() + Math.round(step.timeLimit * multiplier * MINUTE_MS));
}

export function isOver({ ended, dueAt: due }: Pick<Attempt, 'ended' | 'dueAt'>, now: Date): boolean {
  return ended === null && due !== null && now.getTime() >= due.getTime();
}

export type Standing = {
  open: Attempt | null;
  ended: (Attempt & { ended: Ended })[];
  /** Null: as many as one likes. */
  left: number | null;
  passed: boolean;
  mayStart: boolean;
  /** Whether what is right may be said. */
  tells: boolean;
};

/** What attempts at the same test come to. Attempts at it as it was before it changed are history, and count for nothing here. */
export function standingOf(step: QuizStep, digest: string, attempts: readonly Attempt[]): Standing {
  const same = attempts.filter((attempt) => attempt.digest === digest);
  const ended = same.filter((attempt): attempt is Attempt & { ended: Ended } => attempt.ended !== null);
  const allowed = attemptsAllowed(step);
  const left = allowed === null ? null : Math.max(0, allowed - same.length);
  const passed = ended.some((attempt) => attempt.ended.passed);
  const open = attempts.find((attempt) => attempt.ended === null) ?? null;
  const isLast = passed || (left === 0 && ended.length === same.length);
  const tells = step.test ? toldWhen(step.feedback, isLast, ended.length) : ended.length > 0;
  // Whoever was told the answers after a pass has nothing to show by another go.
  const isClosed = step.test && step.feedback === 'at-the-end' && passed;
  return { open, ended, left, passed, tells, mayStart: open === null && left !== 0 && !isClosed };
}

function toldWhen(feedback: QuizStep['feedback'], isLast: boolean, ended: number): boolean {
  if (feedback === 'score-alone') return false;
  return feedback === 'at-the-end' ? isLast : ended > 0;
}

/** Scored by the items alone; `asked` in the order in which they were drawn. */
export function endOf(
  asked: readonly { item: Item; order: DrawnItem['order'] }[],
  answers: Answers,
  { pass, at, how }: { pass: number; at: Date; how: Ended['how'] },
): Ended {
  const result = asked.map(({ item, order }, index) => {
    const response = responseOf(item, order, answers, index);
    const { points, most, right } = scoreOf(item, response);
    return { item: item.key, response, points, most, right };
  });
  const points = rounded(result.reduce((sum, one) => sum + one.points, 0));
  const most = rounded(result.reduce((sum, one) => sum + one.most, 0));
  const score = most === 0 ? 0 : Math.min(1, rounded(points / most));
  return { at, how, points, most, score, passed: most > 0 && points + HAIR >= pass * most, result };
}
