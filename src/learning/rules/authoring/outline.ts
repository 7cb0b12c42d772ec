/** Changes of a course's outline: weeks, steps and their order. Each returns a new draft and throws where there is no such part. */
import type { DraftContent, DraftStep, DraftWeek } from '../../schema/draft.js';
import { LearningError, type StepType } from '../../schema/index.js';
import { keyFrom, stepKeys } from './keys.js';

export type Direction = 'up' | 'down';

const MOST_WEEKS = 14;
const MOST_STEPS = 60;

export function addWeek(draft: DraftContent, title: string): { draft: DraftContent; key: string } {
  if (draft.weeks.length >= MOST_WEEKS)
    throw new LearningError(409, `A course has ${MOST_WEEKS} weeks at most. Put the steps into those that are there.`);
  const key = keyFrom(
    title,
    draft.weeks.map((week) => week.key),
    'week',
  );
  return { key, draft: { ...draft, weeks: [...draft.weeks, { key, title, summary: '', steps: [] }] } };
}

export function findWeek(draft: DraftContent, key: string): DraftWeek {
  const found = draft.weeks.find((week) => week.key === key);
  if (!found) throw gone('week');
  return found;
}

export function putWeek(draft: DraftContent, week: DraftWeek): DraftContent {
  return { ...draft, weeks: draft.weeks.map((one) => (one.key === week.key ? week : one)) };
}

export function moveWeek(draft: DraftContent, key: string, direction: Direction): DraftContent {
  findWeek(draft, key);
  return { ...draft, weeks: moved(draft.weeks, key, direction) };
}

export function removeWeek(draft: DraftContent, key: string): DraftContent {
  findWeek(draft, key);
  return { ...draft, weeks: draft.weeks.filter((week) => week.key !== key) };
}

/** A step as it begins: with a title and nothing else. */
export function addStep(
  draft: DraftContent,
  weekKey: string,
  { type, title }: { type: StepType; title: string },
): { draft: DraftContent; key: string } {
  const week = findWeek(draft, weekKey);
  if (week.steps.length >= MOST_STEPS)
    throw new LearningError(409, `A week has ${MOST_STEPS} steps at most. Begin another week.`);
  const key = keyFrom(title, stepKeys(draft), 'step');
  return { key, draft: putWeek(draft, { ...week, steps: [...week.steps, newStep(type, key, title)] }) };
}

function newStep(type: StepType, key: string, title: string): DraftStep {
  const common = { key, title, minutes: 10, required: true, outcomes: [], body: '' };
  const watched = { supervision: 'none', identityCheck: false } as const;
  switch (type) {
    case 'video':
      return { ...common, type, captions: [], transcript: '' };
    case 'quiz':
      return {
        ...{ ...common, ...watched, type, test: false, draws: [], attempts: null, timeLimit: null, pass: 0.7 },
        ...{ feedback: 'each-attempt', shuffle: false },
      };
    case 'assignment':
      return {
        ...{ ...common, ...watched, type, minutes: 60, rubric: [], pass: 0.5, words: { least: 0, most: 5000 } },
        ...{ files: { most: 0 }, anonymous: true, secondMarking: 'none', promisedDays: 10, resubmissions: 1, peers: 0 },
      };
    default:
      return { ...common, type, minutes: type === 'session' ? 60 : 10 };
  }
}

export function findStep(draft: DraftContent, key: string): { step: DraftStep; week: DraftWeek } {
  for (const week of draft.weeks) {
    const step = week.steps.find((one) => one.key === key);
    if (step) return { step, week };
  }
  throw gone('step');
}

export function putStep(draft: DraftContent, step: DraftStep): DraftContent {
  const { week } = findStep(draft, step.key);
  return putWeek(draft, { ...week, steps: week.steps.map((one) => (one.key === step.key ? step : one)) });
}

/** Within its week, and over its edge into the next one. */
export function moveStep(draft: DraftContent, key: string, direction: Direction): DraftContent {
  const { step, week } = findStep(draft, key);
  const isAtEdge = (direction === 'up' ? week.steps[0] : week.steps.at(-1)) === step;
  if (!isAtEdge) return putWeek(draft, { ...week, steps: moved(week.steps, key, direction) });
  const other = draft.weeks[draft.weeks.indexOf(week) + (direction === 'up' ? -1 : 1)];
  if (!other) return draft;
  if (other.steps.length >= MOST_STEPS)
    throw new LearningError(409, `“${other.title}” has ${MOST_STEPS} steps already, which is the most.`);
  const steps = direction === 'up' ? [...other.steps, step] : [step, ...other.steps];
  return putWeek(removeStep(draft, key), { ...other, steps });
}

export function removeStep(draft: DraftContent, key: string): DraftContent {
  const { week } = findStep(draft, key);
  return putWeek(draft, { ...week, steps: week.steps.filter((one) => one.key !== key) });
}

/** The list with one part a place earlier or later; the same at its end. */
export function moved<T extends { key: string }>(list: readonly T[], key: string, direction: Direction): T[] {
  const from = list.findIndex((one) => one.key === key);
  const to = from + (direction === 'up' ? -1 : 1);
  const [part, other] = [list[from], list[to]];
  if (!part || !other) return [...list];
  return list.map((one) => (one === part ? other : one === other ? part : one));
}

export function gone(what: string): LearningError {
  return new LearningError(404, `There is no such ${what} in this course. Somebody may have taken it out meanwhile.`);
}
