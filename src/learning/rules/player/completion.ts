/**
 * Whether a course is completed, by its policy. Each part of the policy is judged alone and told in a sentence, so that nobody has to
 * guess what is missing. More steps done, better results and more sessions attended never make it less.
 */
import type { CompletionPolicy, CourseContent, Step } from '../../schema/index.js';
import type { StepProgress, StepResult } from '../../schema/progress.js';

/** `needed` and `have`: counts, but for the average, which is a share from 0 to 1. */
export type JudgedPart = {
  what: 'steps' | 'tests' | 'average' | 'attendance';
  needed: number;
  have: number;
  of: number;
  met: boolean;
  sentence: string;
};
export type Judged = { complete: boolean; parts: JudgedPart[] };

type Done = Pick<StepProgress, 'step' | 'doneAt' | 'askAgain'>;
type Result = Pick<StepResult, 'step' | 'score' | 'passed'>;

/** Shares are written in decimals: 0.9 of 10 steps is 9, whatever binary fractions make of it. */
const CLOSE = 1e-9;

/** `excused`: live sessions that the learner need not attend; they are left out as if the course had none of them. */
export function judge(
  { policy, weeks }: Pick<CourseContent, 'policy' | 'weeks'>,
  progress: readonly Done[],
  results: readonly Result[],
  excused: readonly string[] = [],
): Judged {
  const steps = weeks
    .flatMap((week) => week.steps)
    .filter(({ type, key }) => type !== 'session' || !excused.includes(key));
  const done = new Set(progress.filter(isDone).map(({ step }) => step));
  const resultOf = new Map(results.map((result) => [result.step, result]));
  const graded = steps.filter(counts);
  const parts = [
    judgeSteps(
      policy,
      steps.filter(({ required }) => required),
      done,
    ),
    judgeTests(policy, graded, resultOf),
    judgeAverage(policy, graded, resultOf),
    judgeAttendance(
      policy,
      steps.filter(({ type }) => type === 'session'),
      done,
    ),
  ].filter((part) => part !== null);
  return { complete: parts.every(({ met }) => met), parts };
}

/** Results of steps as they are now: a test that changed since is asked for again. */
export function standing<R extends Result & { digest: string }>(
  results: readonly R[],
  digests: Readonly<Record<string, string>>,
): R[] {
  return results.filter(({ step, digest }) => digests[step] === digest);
}

/** Done, and not asked for again since the step changed. */
export function isDone({ doneAt, askAgain }: Pick<Done, 'doneAt' | 'askAgain'>): boolean {
  return doneAt !== null && !askAgain;
}

/** Tests and assignments that count. What is not required is practice, whatever its type. */
export function counts(step: Step): boolean {
  return step.required && ((step.type === 'quiz' && step.test) || step.type === 'assignment');
}

function judgeSteps(policy: CompletionPolicy, required: readonly Step[], done: ReadonlySet<string>): JudgedPart | null {
  const of = required.length;
  const needed = atLeast(policy.steps, of);
  if (needed === 0) return null;
  const have = required.filter(({ key }) => done.has(key)).length;
  const asks = needed === of ? '' : `; ${needed} are asked for`;
  const sentence = `${have} of ${of} required ${of === 1 ? 'step' : 'steps'} ${have === 1 ? 'is' : 'are'} done${asks}.`;
  return { what: 'steps', needed, have, of, met: have >= needed, sentence };
}

function judgeTests(
  { tests }: CompletionPolicy,
  graded: readonly Step[],
  resultOf: ReadonlyMap<string, Result>,
): JudgedPart | null {
  const of = graded.length;
  if (tests === 'average' || of === 0) return null;
  const have = graded.filter(({ key }) => {
    const result = resultOf.get(key);
    return result !== undefined && (tests === 'attempted' || result.passed);
  }).length;
  const word = tests === 'attempted' ? 'has a result' : 'is passed';
  const what = of === 1 ? 'The test or assignment' : `${have} of ${of} tests and assignments`;
  const sentence =
    of === 1
      ? `${what} ${have === 1 ? word : `still needs ${tests === 'attempted' ? 'a result' : 'a pass'}`}.`
      : `${what} ${tests === 'attempted' ? 'have a result' : 'are passed'}.`;
  return { what: 'tests', needed: of, have, of, met: have >= of, sentence };
}

/** What has no result yet counts as nothing: the average only rises while one goes on. */
function judgeAverage(
  { average }: CompletionPolicy,
  graded: readonly Step[],
  resultOf: ReadonlyMap<string, Result>,
): JudgedPart | null {
  const of = graded.length;
  if (average === null || average === 0 || of === 0) return null;
  const have = graded.reduce((sum, { key }) => sum + (resultOf.get(key)?.score ?? 0), 0) / of;
  const met = have + CLOSE >= average;
  const sentence = !graded.some(({ key }) => resultOf.has(key))
    ? `Nothing is marked yet; an average of ${percent(average)} is asked for.`
    : `The average over ${of === 1 ? 'what is marked' : `all ${of} that are marked`} is ${percent(have)}; ${percent(average)} is asked for.`;
  return { what: 'average', needed: average, have, of, met, sentence };
}

function judgeAttendance(
  { attendance }: CompletionPolicy,
  sessions: readonly Step[],
  done: ReadonlySet<string>,
): JudgedPart | null {
  const of = sessions.length;
  const needed = atLeast(attendance, of);
  if (needed === 0) return null;
  const have = sessions.filter(({ key }) => done.has(key)).length;
  const asks = needed === of ? '' : `; ${needed} are asked for`;
  const sentence = `${have} of ${of} live ${of === 1 ? 'session' : 'sessions'} attended${asks}.`;
  return { what: 'attendance', needed, have, of, met: have >= needed, sentence };
}

/** How many of so many a share asks for. */
function atLeast(share: number, of: number): number {
  return Math.ceil(share * of - CLOSE);
}

/** Rounded down, so that nobody reads 70 % where 69.6 % is not enough. */
export function percent(share: number): string {
  return `${Math.floor(share * 100 + CLOSE * 100)} %`;
}
