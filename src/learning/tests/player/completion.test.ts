/** A policy judged: against an oracle that counts naively, and that going on never takes a completion away. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { counts, type Judged, judge, percent, standing } from '../../rules/player/completion.js';
import { CompletionPolicy, CourseContent, type CourseContentInput } from '../../schema/index.js';

type Drawn = { type: 'article' | 'test' | 'practice' | 'assignment' | 'session'; required: boolean };
type State = { done: boolean; askAgain: boolean; score: number | null };

const drawn = fc.record<Drawn>({
  type: fc.constantFrom('article', 'test', 'practice', 'assignment', 'session'),
  required: fc.boolean(),
});
const state = fc.record<State>({
  done: fc.boolean(),
  askAgain: fc.boolean(),
  score: fc.option(fc.integer({ min: 0, max: 20 }).map((twentieth) => twentieth / 20)),
});
const case_ = fc.array(fc.tuple(drawn, state), { minLength: 1, maxLength: 12 });
const policy = fc.record<CompletionPolicy>({
  steps: fc.integer({ min: 0, max: 10 }).map((tenth) => tenth / 10),
  tests: fc.constantFrom('attempted', 'passed', 'average'),
  average: fc.option(fc.integer({ min: 0, max: 10 }).map((tenth) => tenth / 10)),
  attendance: fc.constantFrom(0, 0.5, 0.75, 1),
});

const item = { key: 'q', type: 'numeric', prompt: 'Two?', answer: 2 } as const;
const rubric = [
  {
    key: 'c',
    text: 'Good',
    levels: [
      { key: 'no', text: 'No', points: 0 },
      { key: 'yes', text: 'Yes', points: 1 },
    ],
  },
];

function contentOf(steps: readonly Drawn[]): CourseContent {
  const drawnSteps = steps.map(({ type, required }, index) => {
    const common = { key: `s${index}`, title: `Step ${index}`, minutes: 5, required };
    if (type === 'test' || type === 'practice')
      return { ...common, type: 'quiz' as const, test: type === 'test', draws: [{ items: [item] }] };
    if (type === 'assignment') return { ...common, type, rubric };
    return { ...common, type };
  });
  const input: CourseContentInput = { title: 'Demo', weeks: [{ key: 'w', title: 'Week', steps: drawnSteps }] };
  return CourseContent.parse(input);
}

const day = new Date('2026-11-02T00:00:00Z');
const isPassed = (score: number) => score >= 0.5;

function judged(
  asked: CompletionPolicy,
  drawn: readonly (readonly [Drawn, State])[],
  excused: readonly string[] = [],
): Judged {
  const content = contentOf(drawn.map(([step]) => step));
  const progress = drawn.map(([, { done, askAgain }], index) => ({
    step: `s${index}`,
    doneAt: done ? day : null,
    askAgain,
  }));
  const results = drawn.flatMap(([, { score }], index) =>
    score === null ? [] : [{ step: `s${index}`, score, passed: isPassed(score) }],
  );
  return judge({ ...content, policy: asked }, progress, results, excused);
}

/** In whole tenths and twentieths, so that no fraction is in it. */
function oracle(asked: CompletionPolicy, drawn: readonly (readonly [Drawn, State])[]): boolean {
  let [required, done, graded, attempted, passed, twentieths, sessions, attended] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (const [step, { done: isDone, askAgain, score }] of drawn) {
    const holds = isDone && !askAgain;
    if (step.required) required += 1;
    if (step.required && holds) done += 1;
    if (step.type === 'session') sessions += 1;
    if (step.type === 'session' && holds) attended += 1;
    if (!step.required || (step.type !== 'test' && step.type !== 'assignment')) continue;
    graded += 1;
    if (score === null) continue;
    attempted += 1;
    if (isPassed(score)) passed += 1;
    twentieths += Math.round(score * 20);
  }
  const enough = asked.tests === 'attempted' ? attempted : asked.tests === 'passed' ? passed : graded;
  const average = Math.round((asked.average ?? 0) * 10);
  return (
    done * 10 >= Math.round(asked.steps * 10) * required &&
    enough === graded &&
    (graded === 0 || twentieths * 10 >= average * 20 * graded) &&
    attended * 4 >= asked.attendance * 4 * sessions
  );
}

test('a policy is judged as by counting', () => {
  fc.assert(
    fc.property(policy, case_, (asked, drawn) => {
      const { complete, parts } = judged(asked, drawn);
      expect(complete).toBe(oracle(asked, drawn));
      expect(complete).toBe(parts.every(({ met }) => met));
    }),
    { numRuns: 500 },
  );
});

test('going on never takes a completion away', () => {
  const better = (before: State): State => ({
    done: true,
    askAgain: false,
    score: before.score === null ? null : Math.min(1, before.score + 0.25),
  });
  fc.assert(
    fc.property(policy, case_, fc.nat(), (asked, drawn, at) => {
      const after = drawn.map(([step, state], index) =>
        index === at % drawn.length ? ([step, better(state)] as const) : ([step, state] as const),
      );
      const [was, is] = [judged(asked, drawn), judged(asked, after)];
      if (was.complete) expect(is.complete).toBe(true);
      for (const part of was.parts)
        expect(is.parts.find(({ what }) => what === part.what)?.have).toBeGreaterThanOrEqual(part.have);
    }),
    { numRuns: 300 },
  );
});

test('what is missing is said in words, and shares are not cut by binary fractions', () => {
  const ten = Array.from({ length: 10 }, (_, index): [Drawn, State] => [
    { type: 'article', required: true },
    { done: index < 9, askAgain: false, score: null },
  ]);
  const nine = judged(CompletionPolicy.parse({}), ten);
  expect(nine.complete).toBe(true);
  expect(nine.parts[0]?.sentence).toBe('9 of 10 required steps are done; 9 are asked for.');
  const again = ten.map(([step, state], index): [Drawn, State] => [step, { ...state, askAgain: index === 0 }]);
  expect(judged(CompletionPolicy.parse({}), again)).toMatchObject({ complete: false, parts: [{ have: 8, needed: 9 }] });
  expect(percent(0.29)).toBe('29 %');
  expect(percent(0.6999)).toBe('69 %');
});

test('what is not required counts for nothing but attendance', () => {
  const optional = contentOf([{ type: 'assignment', required: false }]).weeks[0]?.steps[0];
  expect(optional && counts(optional)).toBe(false);
});

test('who is excused from a session is judged as in a course without it', () => {
  fc.assert(
    fc.property(policy, case_, fc.infiniteStream(fc.boolean()), (asked, drawn, excuse) => {
      const excused = drawn.flatMap(([{ type }], index) =>
        type === 'session' && excuse.next().value ? [`s${index}`] : [],
      );
      const without = drawn.filter((_, index) => !excused.includes(`s${index}`));
      expect(judged(asked, drawn, excused).complete).toBe(oracle(asked, without));
    }),
    { numRuns: 200 },
  );
});

test('a result of a step that changed since stands no longer', () => {
  const results = [
    { step: 'same', score: 1, passed: true, digest: 'a' },
    { step: 'changed', score: 1, passed: true, digest: 'b' },
    { step: 'gone', score: 1, passed: true, digest: 'c' },
  ];
  expect(standing(results, { same: 'a', changed: 'x' }).map(({ step }) => step)).toEqual(['same']);
});
