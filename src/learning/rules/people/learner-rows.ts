/** What staff see of one learner, worked out from what is known, by the edition and the run that the learner is in. */
import type { CourseContent, Offering } from '../../schema/index.js';
import { dayIn } from '../offerings/days.js';
import { deadlinesOf, isPaused, type Pause } from '../offerings/deadlines.js';
import type { LearnerRow } from './figures.js';
import { type Progress, whyStuck } from './stuck.js';

export type Known = {
  id: string;
  name: string;
  state: Progress['state'];
  starts: string;
  extensionDays: number;
  enrolledAt: Date;
  completedAt: Date | null;
  lastSeen: Date | null;
  firstOpened: Date | null;
  done: Readonly<Record<string, string>>;
  results: readonly { step: string; score: number; passed: boolean }[];
  attempts: Readonly<Record<string, number>>;
  returned: readonly { step: string; at: string }[];
  pauses: readonly Pause[];
  asked: Date | null;
};
type In = { content: CourseContent; offering: Offering; today: string };

export function learnerRow(known: Known, { content, offering, today }: In): LearnerRow {
  const steps = content.weeks.flatMap((week) => week.steps);
  const titles = new Map(steps.map(({ key, title }) => [key, title]));
  const doneSteps = Object.keys(known.done).filter((step) => titles.has(step));
  const day = (moment: Date | string) => dayIn(new Date(moment), offering.timeZone);
  const results = known.results.filter(({ step }) => titles.has(step));
  const required = steps.filter((step) => step.required);
  const days = Object.values(known.done).map(day).sort();
  const progress: Progress = {
    state: known.state,
    paused: isPaused(known.pauses, today),
    starts: known.starts,
    lastDone: days.at(-1) ?? null,
    behind: behindOf(known, { content, offering, today }, new Set(doneSteps)),
    usedUp: usedUp(known, steps),
    returned: known.returned.flatMap(({ step, at }) => {
      const title = titles.get(step);
      return title === undefined ? [] : [{ title, day: day(at) }];
    }),
  };
  return {
    enrolment: known.id,
    name: known.name,
    run: offering.id,
    enrolled: day(known.enrolledAt),
    started: known.firstOpened && day(known.firstOpened),
    required: required.length,
    done: required.filter(({ key }) => known.done[key] !== undefined).length,
    average: results.length === 0 ? null : results.reduce((sum, { score }) => sum + score, 0) / results.length,
    tests: { taken: results.length, of: steps.filter(isTest).length },
    lastSeen: known.lastSeen && day(known.lastSeen),
    behind: progress.behind,
    completed: known.completedAt && day(known.completedAt),
    state: known.state,
    paused: progress.paused,
    stuck: whyStuck(progress, today),
    doneSteps,
    asked: known.asked && day(known.asked),
  };
}

type AnyStep = CourseContent['weeks'][number]['steps'][number];

function isTest(step: AnyStep): boolean {
  return step.type === 'assignment' || (step.type === 'quiz' && step.test);
}

/** The first week that is over and has required steps to do; null for whoever is done or has no deadlines. */
function behindOf(known: Known, { content, offering, today }: In, done: ReadonlySet<string>): Progress['behind'] {
  if (known.state !== 'active') return null;
  const { weeks } = deadlinesOf({ enrolment: known, offering, edition: { content } }, known.pauses, today);
  for (const { week, title, day } of weeks.filter(({ day }) => day < today)) {
    const steps = content.weeks.find(({ key }) => key === week)?.steps ?? [];
    const open = steps.filter((step) => step.required && !done.has(step.key)).length;
    if (open > 0) return { week: title, day, steps: open };
  }
  return null;
}

function usedUp({ attempts, results }: Known, steps: readonly AnyStep[]): string[] {
  const passed = new Set(results.filter(({ passed }) => passed).map(({ step }) => step));
  return steps.flatMap((step) =>
    step.type === 'quiz' && step.test && step.attempts !== null && !passed.has(step.key)
      ? (attempts[step.key] ?? 0) >= step.attempts
        ? [step.title]
        : []
      : [],
  );
}
