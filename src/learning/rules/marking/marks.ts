/** Marks from a rubric, by one marker or two. Pure. */
import type { AssignmentStep } from '../../schema/content.js';
import { LearningError } from '../../schema/index.js';
import type { Mark } from '../../schema/marking.js';

type Rubric = AssignmentStep['rubric'];

/** Two marks that differ by no more than a tenth, and agree on whether it is passed, stand as their mean. */
export const TOLERANCE = 0.1;
/** Sums of points are exact to this. */
const EPSILON = 1e-9;

/**
 * From 0 to 1: points reached of points to be had. Where two levels stand at a criterion, their mean.
 * @throws LearningError 422 where a criterion has no level, or one that is not the rubric's.
 */
export function scoreOf(rubric: Rubric, { levels }: Pick<Mark, 'levels'>): number {
  let [reached, most] = [0, 0];
  for (const criterion of rubric) {
    const chosen = levels[criterion.key] ?? [];
    const points = chosen.map((key) => criterion.levels.find((level) => level.key === key)?.points);
    if (points.length === 0 || points.includes(undefined))
      throw new LearningError(422, `Choose a level for “${criterion.text}”.`, `level-${criterion.key}`);
    reached += points.reduce<number>((sum, value) => sum + (value ?? 0), 0) / points.length;
    most += Math.max(...criterion.levels.map((level) => level.points));
  }
  return most === 0 ? 0 : Math.min(1, reached / most);
}

export function isPassed(score: number, pass: number): boolean {
  return score >= pass - EPSILON;
}

/** Whether the rule of the step asks for a second marker, once the first has decided. */
export function needsSecond({ secondMarking, pass }: AssignmentStep, first: number): boolean {
  return secondMarking === 'all' || (secondMarking === 'failed' && !isPassed(first, pass));
}

/** Whether two marks stand together as they are, or their markers have to agree on one. */
export function agree(first: number, second: number, pass: number): boolean {
  return Math.abs(first - second) <= TOLERANCE + EPSILON && isPassed(first, pass) === isPassed(second, pass);
}

/** The two marks as one: both levels where they differ, both words. Its score is the mean of theirs. */
export function together(rubric: Rubric, first: Mark, second: Mark): Mark {
  const levels = rubric.map(({ key }) => {
    const both = [...(first.levels[key] ?? []), ...(second.levels[key] ?? [])];
    return [key, both[0] === both[1] ? both.slice(0, 1) : both] as const;
  });
  const comments = rubric.map(
    ({ key }) => [key, [...(first.comments[key] ?? []), ...(second.comments[key] ?? [])].filter(Boolean)] as const,
  );
  return {
    levels: Object.fromEntries(levels),
    comments: Object.fromEntries(comments),
    feedback: [...first.feedback, ...second.feedback].filter(Boolean),
  };
}

/** "7.5 of 10 points": what the score is of the rubric's points, to a tenth. */
export function pointsInWords(rubric: Rubric, score: number): string {
  const most = rubric.reduce((sum, { levels }) => sum + Math.max(...levels.map(({ points }) => points)), 0);
  const tenth = (value: number) => String(Math.round(value * 10) / 10);
  return `${tenth(score * most)} of ${tenth(most)} ${most === 1 ? 'point' : 'points'}`;
}
