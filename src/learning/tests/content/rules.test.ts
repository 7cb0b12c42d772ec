import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEMO_CONTENT } from '../../../../tests/support/learning.js';
import {
  carryOver,
  compareEditions,
  digestsOf,
  faultsOf,
  hoursDesigned,
  mediaUsed,
  minutesInWords,
} from '../../rules/content/index.js';
import { CourseContent, type Step } from '../../schema/index.js';

const demo = CourseContent.parse(DEMO_CONTENT);

/** The demonstration with one thing done to it. */
function broken(change: (content: CourseContent) => void): CourseContent {
  const content = structuredClone(demo);
  change(content);
  return content;
}

function stepOf<T extends Step['type']>(content: CourseContent, type: T): Extract<Step, { type: T }> {
  const found = content.weeks.flatMap(({ steps }) => steps).find((step) => step.type === type);
  return found as Extract<Step, { type: T }>;
}

const OPTIONS = [
  { key: 'a', text: 'A' },
  { key: 'b', text: 'B' },
];
const ITEM = { key: 'new', prompt: 'Which?', points: 1, outcomes: [], feedback: {} };

test('what is whole has no faults; its hours are the sum of its minutes', () => {
  expect(faultsOf(demo, { media: [] })).toEqual([]);
  expect(hoursDesigned(demo)).toBe(150);
  expect([0, 1, 60, 135].map(minutesInWords)).toEqual(['0 minutes', '1 minute', '1 hour', '2 hours 15 minutes']);
});

type Case = [what: string, change: (content: CourseContent) => void, at: string, words: RegExp];
const item = (content: CourseContent, added: object): void => {
  (stepOf(content, 'quiz').draws as object[]).push({ items: [{ ...ITEM, ...added }] });
};
const QUESTION = 'Week 1, step 2 “Check yourself”, question 3';
const CASES: Case[] = [
  [
    'no steps',
    (c) => {
      c.weeks = [];
    },
    'The course',
    /no steps yet/,
  ],
  [
    'an empty week',
    (c) => {
      c.weeks[1]!.steps = [];
    },
    'Week 2 “In practice”',
    /Add one, or take the week away/,
  ],
  [
    'one key twice',
    (c) => {
      c.weeks[1]!.steps[0]!.key = 'phases';
    },
    'The course',
    /steps have the key “phases”/,
  ],
  [
    'one question twice',
    (c) => item(c, { type: 'order', options: OPTIONS, key: 'days', scoring: 'all' }),
    'The course',
    /questions have the key “days”/,
  ],
  [
    'no minutes',
    (c) => {
      c.weeks[0]!.steps[0]!.minutes = 0;
    },
    'Week 1, step 1 “Four phases”',
    /Say in minutes/,
  ],
  [
    'an outcome that is not there',
    (c) => {
      c.weeks[0]!.steps[0]!.outcomes = ['heal'];
    },
    'Week 1, step 1 “Four phases”',
    /no learning outcome “heal”/,
  ],
  [
    'nothing to read',
    (c) => {
      stepOf(c, 'article').body = ' ';
    },
    'Week 1, step 1 “Four phases”',
    /nothing to read/,
  ],
  [
    'a wrong answer',
    (c) => item(c, { type: 'choice', options: OPTIONS, answer: 'c', shuffle: true }),
    QUESTION,
    /“c” is none/,
  ],
  [
    'an answer twice',
    (c) => item(c, { type: 'multiple', options: OPTIONS, answers: ['a', 'a'], shuffle: true, scoring: 'all' }),
    QUESTION,
    /named twice/,
  ],
  [
    'no partner',
    (c) =>
      item(c, {
        type: 'match',
        left: OPTIONS,
        right: OPTIONS,
        pairs: [
          { left: 'a', right: 'a' },
          { left: 'a', right: 'b' },
        ],
        scoring: 'all',
      }),
    QUESTION,
    /“B” has no partner/,
  ],
  [
    'a gap that is not in the text',
    (c) =>
      item(c, {
        type: 'cloze',
        text: 'It is {{x}}.',
        gaps: [{ key: 'y', kind: 'short', accepted: [{ text: 'z', worth: 1 }], caseCounts: false }],
        scoring: 'all',
      }),
    QUESTION,
    /“x” in double braces/,
  ],
  [
    'no whole points',
    (c) => item(c, { type: 'short', accepted: [{ text: 'z', worth: 0.5 }], caseCounts: false }),
    QUESTION,
    /worth the whole points/,
  ],
  [
    'a spot outside',
    (c) =>
      item(c, {
        type: 'hotspot',
        picture: 'media:map.png',
        alt: 'A map',
        areas: [
          { key: 'a', label: 'A', shape: { kind: 'rectangle', x: 90, y: 0, width: 20, height: 5 } },
          { key: 'b', label: 'B', shape: { kind: 'circle', x: 1, y: 1, radius: 1 } },
        ],
        answers: ['b'],
        scoring: 'all',
      }),
    QUESTION,
    /lies outside the picture/,
  ],
  [
    'a file that is not there',
    (c) => {
      stepOf(c, 'article').body = '![A map](media:away.png)';
    },
    'Week 1, step 1 “Four phases”',
    /There is no file away.png/,
  ],
  [
    'a picture of elsewhere',
    (c) => {
      stepOf(c, 'article').body = '![A map](https://example.org/a.png)';
    },
    'Week 1, step 1 “Four phases”',
    /not a file of this course/,
  ],
  [
    'a picture without words',
    (c) => {
      stepOf(c, 'article').body = '![](media:map.png)';
    },
    'Week 1, step 1 “Four phases”',
    /has no words/,
  ],
  [
    'a bank that is not there',
    (c) => void stepOf(c, 'quiz').draws.push({ bank: 'none', count: 1 }),
    'Week 1, step 2 “Check yourself”',
    /no bank of questions “none”/,
  ],
  [
    'more than a bank has',
    (c) => {
      c.banks.push({ key: 'few', title: 'Few', items: [] });
      stepOf(c, 'quiz').draws.push({ bank: 'few', count: 2 });
    },
    'Week 1, step 2 “Check yourself”',
    /draws 2 questions from “Few”, which has 0/,
  ],
  [
    'a rubric without better',
    (c) => {
      stepOf(c, 'assignment').rubric[0]!.levels[1]!.points = 0;
    },
    'Week 2, step 3 “A plan of care”',
    /same points/,
  ],
  [
    'an average of nothing',
    (c) => {
      c.weeks = [c.weeks[1]!];
      c.weeks[0]!.steps = c.weeks[0]!.steps.slice(0, 2);
    },
    'When the course is completed',
    /asks for an average/,
  ],
  [
    'attendance of nothing',
    (c) => {
      c.weeks[1]!.steps = c.weeks[1]!.steps.filter(({ type }) => type !== 'session');
      c.policy.attendance = 0.5;
    },
    'When the course is completed',
    /no live session/,
  ],
  [
    'nothing required',
    (c) => {
      for (const week of c.weeks) for (const step of week.steps) step.required = false;
    },
    'When the course is completed',
    /no step is required/,
  ],
];

test.each(CASES)(
  '%s stops it from being published, and its author is told where and what to do',
  (_, change, at, words) => {
    const faults = faultsOf(broken(change), { media: ['map.png'] });
    expect(new Set(faults.map((fault) => fault.at))).toEqual(new Set([at]));
    expect(faults[0]!.message).toMatch(words);
  },
);

test('a video without captions or a transcript, and files of the wrong kind', () => {
  const content = broken((c) => {
    c.weeks[0]!.steps.push({
      key: 'film',
      type: 'video',
      title: 'Film',
      minutes: 3,
      required: true,
      outcomes: [],
      body: '',
      video: 'media:film.txt',
      captions: [],
      transcript: '',
    });
  });
  const faults = faultsOf(content, { media: ['film.txt'] });
  expect(faults.map(({ field }) => field)).toEqual(['captions', 'transcript', 'video']);
  expect(mediaUsed(content)).toEqual(['film.txt']);
});

test('a step is the same while what a learner meets there is, the bank that it draws from included', () => {
  const banked = broken((c) => {
    c.banks.push({ key: 'bank', title: 'Bank', items: [{ ...ITEM, type: 'order', options: OPTIONS, scoring: 'all' }] });
    stepOf(c, 'quiz').draws.push({ bank: 'bank', count: 1 });
  });
  const digests = digestsOf(banked);
  const beside = structuredClone(banked);
  Object.assign(beside.weeks[0]!.steps[0]!, { minutes: 99, required: false, outcomes: ['assess'], reflection: 'Why?' });
  beside.banks[0]!.title = 'Another name';
  expect(digestsOf(beside)).toEqual(digests);
  const other = structuredClone(banked);
  other.banks[0]!.items[0]!.points = 2;
  expect(digestsOf(other)).toEqual({ ...digests, check: expect.not.stringMatching(digests.check!) });
  expect(compareEditions(banked, other).filter(({ what }) => what !== 'same')).toMatchObject([
    { key: 'check', what: 'changed', words: 'Changed its questions.' },
  ]);
  expect(compareEditions(banked, beside)[0]).toMatchObject({
    what: 'same',
    parts: ['how long it takes', 'whether it is required', 'what it serves', 'its question for reflection'],
  });
});

/** Edits that an author makes, by the place of the step that they are made to. */
const edit = fc.record({
  kind: fc.constantFrom('title', 'body', 'minutes', 'remove', 'add', 'move', 'back'),
  at: fc.nat(50),
  to: fc.nat(50),
});
type Edit = { kind: string; at: number; to: number };

function edited(content: CourseContent, edits: readonly Edit[]): CourseContent {
  const next = structuredClone(content);
  let added = 0;
  for (const { kind, at, to } of edits) {
    const week = next.weeks[at % next.weeks.length]!;
    const step = week.steps[at % Math.max(1, week.steps.length)];
    const original = content.weeks.flatMap(({ steps }) => steps).find(({ key }) => key === step?.key);
    if (kind === 'add') {
      added += 1;
      week.steps.splice(to % (week.steps.length + 1), 0, {
        key: `added-${added}-${content.weeks[0]!.steps.length}`,
        type: 'discussion',
        title: 'New',
        minutes: 1,
        required: true,
        outcomes: [],
        body: 'New',
      });
    }
    if (!step) continue;
    if (kind === 'title') step.title = `Title ${to}`;
    if (kind === 'body') step.body = `Body ${to}`;
    if (kind === 'minutes') step.minutes = to;
    if (kind === 'back' && original) Object.assign(step, { title: original.title, body: original.body });
    if (kind === 'remove' || kind === 'move') week.steps.splice(week.steps.indexOf(step), 1);
    if (kind === 'move') {
      const target = next.weeks[to % next.weeks.length]!;
      target.steps.splice(to % (target.steps.length + 1), 0, step);
    }
  }
  return next;
}

/** What a learner meets, written naively, without digests. */
function metNaively(content: CourseContent, key: string): string | null {
  const step = content.weeks.flatMap(({ steps }) => steps).find((one) => one.key === key);
  return step ? JSON.stringify([step.type, step.title, step.body]) : null;
}

test('through random edits over three editions, what was done is kept exactly where the step is the same, asked for where it changed', () => {
  fc.assert(
    fc.property(
      fc.array(edit, { maxLength: 12 }),
      fc.array(edit, { maxLength: 12 }),
      fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
      (first, second, done) => {
        const [later, editions] = [edited(demo, first), [demo]];
        editions.push(later, edited(later, second));
        const keys = demo.weeks.flatMap(({ steps }) => steps.map(({ key }) => key));
        const progress = keys.map((step, index) => ({
          step,
          digest: digestsOf(demo)[step]!,
          doneAt: done[index] ? new Date(0) : null,
        }));
        for (const next of editions) {
          const carried = carryOver(progress, [], { digests: digestsOf(demo) }, { digests: digestsOf(next) });
          for (const { step, doneAt } of progress) {
            const [was, is] = [metNaively(demo, step), metNaively(next, step)];
            const expected =
              is === null ? 'history' : was === is ? (doneAt ? 'kept' : null) : doneAt ? 'asked' : 'begun';
            const where = Object.entries(carried).find(([, steps]) => steps.includes(step));
            expect(where?.[0] ?? null).toBe(expected);
          }
          const compared = new Map(compareEditions(demo, next).map(({ key, what }) => [key, what]));
          for (const key of keys) {
            const isSame = ['same', 'moved'].includes(compared.get(key)!);
            expect(isSame).toBe(metNaively(demo, key) === metNaively(next, key));
          }
        }
      },
    ),
    { numRuns: 150 },
  );
});

test('a step that moves alone is the one that is said to have moved', () => {
  const moved = broken((c) => {
    const [phases] = c.weeks[0]!.steps.splice(0, 1);
    c.weeks[0]!.steps.push(phases!);
  });
  expect(compareEditions(demo, moved).map(({ key, what }) => [key, what])).toContainEqual(['talk', 'same']);
  expect(compareEditions(demo, moved).filter(({ what }) => what === 'moved')).toHaveLength(1);
});
