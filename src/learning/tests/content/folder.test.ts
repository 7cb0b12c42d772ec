import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEMO_CONTENT } from '../../../../tests/support/learning.js';
import { courseFolderOf, FolderError, readCourseFolder } from '../../formats/folder/index.js';
import { type DraftContent as Draft, DraftContent } from '../../schema/draft.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const folder = (files: Record<string, string>) =>
  new Map(Object.entries(files).map(([path, text]) => [path, bytes(text)]));
const written = (content: Draft, slug: string | null) =>
  readCourseFolder(new Map([...courseFolderOf(content, { slug })].map(([path, text]) => [path, bytes(text)])));

const HEAD = '---\ntitle: Demo course\nslug: demo\noutcomes:\n  plan: Plan your year.\n---\n\nWhat it is about.\n';
const COURSE = { 'course.md': HEAD, '01-start/week.md': '---\ntitle: Start\n---\n' };
const quiz = (questions: string) => ({
  ...COURSE,
  '01-start/01-check.md': `---\ntype: quiz\ntitle: Check\nminutes: 5\nquestions:\n${questions}\n---\n`,
});

test('a course is written by hand as one would expect it', () => {
  const { content, slug } = readCourseFolder(
    folder({
      ...COURSE,
      '01-start/week.md': '\uFEFF---\r\ntitle: Start\r\n---\r\nFirst words.\r\n',
      '01-start/10-later.md': '---\ntype: discussion\ntitle: "Later"\nminutes: 5\n---\nTalk.\n\n---\n\nMore.',
      '01-start/2-check.md': '---\ntype: quiz\ntitle: Check\nminutes: 5\noutcomes: [plan]\n---\n',
      '01-start/2-check.questions.yaml':
        'questions:\n  hours:\n    type: choice\n    prompt: How many?\n    options:\n      few: 35\n      many: {text: yes, feedback: No}\n    answer: few\n  pair:\n    type: match\n    prompt: Match.\n    left: {a: A, b: B}\n    right: {x: X, y: Y}\n    pairs: {a: x, b: y}\n  word:\n    type: short\n    prompt: Say it.\n    accepted: [reflection, {text: thinking, worth: 0.5}]\n',
      'banks/more.yaml': 'title: More\nquestions: []\n',
      'README.md': 'Not part of it.',
      '.git/HEAD': 'x',
      'media/parts.png': '',
    }),
  );
  expect(slug).toBe('demo');
  expect(content.summary).toBe('What it is about.');
  expect(content.weeks[0]).toMatchObject({ key: 'start', summary: 'First words.' });
  const [check, later] = content.weeks[0]!.steps;
  expect(later).toMatchObject({ key: 'later', body: 'Talk.\n\n---\n\nMore.' });
  expect(check).toMatchObject({ key: 'check', outcomes: ['plan'] });
  const items = check?.type === 'quiz' && check.draws[0] && 'items' in check.draws[0] ? check.draws[0].items : [];
  expect(items[0]).toMatchObject({
    key: 'hours',
    options: [
      { key: 'few', text: '35' },
      { key: 'many', text: 'yes', feedback: 'No' },
    ],
  });
  expect(items[1]).toMatchObject({
    pairs: [
      { left: 'a', right: 'x' },
      { left: 'b', right: 'y' },
    ],
  });
  expect(items[2]).toMatchObject({
    accepted: [
      { text: 'reflection', worth: 1 },
      { text: 'thinking', worth: 0.5 },
    ],
  });
});

type Wrong = [what: string, files: Record<string, string>, words: string];
const WRONG: Wrong[] = [
  ['no course', { 'a.txt': '' }, 'course.md: It is missing'],
  ['no head', { ...COURSE, 'course.md': '# Title' }, 'course.md, line 1: It begins with its head'],
  ['YAML that is none', { ...COURSE, 'course.md': '---\ntitle: "a\n---\n' }, 'course.md, line 3: Missing closing'],
  [
    'something missing',
    { ...COURSE, '01-start/01-a.md': '---\ntype: article\nminutes: 5\n---\nx' },
    '01-start/01-a.md: title: is missing',
  ],
  [
    'something mistyped',
    { ...COURSE, '01-start/01-a.md': '---\ntype: article\ntitle: A\nminuts: 4\nminutes: 5\n---\nx' },
    '01-start/01-a.md, line 4: minuts: nothing has this name',
  ],
  [
    'a kind that is none',
    { ...COURSE, '01-start/01-a.md': '---\ntype: podcast\ntitle: A\nminutes: 5\n---\nx' },
    '01-start/01-a.md, line 2: type: ',
  ],
  [
    'a number of another kind',
    { ...COURSE, '01-start/01-a.md': '---\ntype: article\ntitle: A\nminutes: ten\n---\nx' },
    '01-start/01-a.md, line 4: minutes: is not of the right kind',
  ],
  [
    'a question without an answer',
    quiz('  one:\n    type: choice\n    prompt: Which?\n    options: {a: A, b: B}'),
    '01-start/01-check.md, line 7: draws.0.items.0.answer: is missing',
  ],
  ['a file of nothing', { ...COURSE, '01-start/film.mov': '' }, '01-start/film.mov: Nothing in a course has this name'],
  [
    'a deeper folder',
    { ...COURSE, '01-start/02-x/a.md': '---\n---\n' },
    '01-start/02-x/a.md: Nothing in a course has this name',
  ],
  [
    'a week without its name',
    { 'course.md': HEAD, '01-start/01-a.md': '---\ntype: article\ntitle: A\nminutes: 5\n---\nx' },
    '01-start/week.md: It is missing',
  ],
  [
    'an odd name',
    { ...COURSE, '01-start/01-Ödd Name.md': '---\ntype: article\ntitle: A\nminutes: 5\n---\nx' },
    '01-start/01-Ödd Name.md: “01-Ödd Name” is no name',
  ],
  [
    'words twice',
    { ...COURSE, 'course.md': HEAD.replace('slug: demo', 'summary: One') },
    'course.md, line 3: summary stands in the head and below it',
  ],
  ['an alias', { ...COURSE, 'course.md': '---\ntitle: &a A\nintegrity: *a\n---\n' }, 'course.md, line 2: Anchors'],
  ['a tag', { ...COURSE, 'course.md': '---\ntitle: !!js/function A\n---\n' }, 'course.md, line 2: Unresolved tag'],
  [
    'a name twice',
    { ...COURSE, 'course.md': '---\ntitle: A\ntitle: B\n---\n' },
    'course.md, line 3: Map keys must be unique',
  ],
  [
    'a prototype',
    { ...COURSE, 'course.md': '---\ntitle: A\n__proto__: {slug: x}\nconstructor: y\n---\n' },
    'course.md, line 3: __proto__: nothing has this name',
  ],
  [
    'depth',
    { ...COURSE, 'course.md': `---\ntitle: A\noutcomes: ${'['.repeat(40)}${']'.repeat(40)}\n---\n` },
    'course.md, line 3: It is nested too deeply',
  ],
  ['more depth', { ...COURSE, 'course.md': `---\ntitle: ${'['.repeat(20_000)}\n---\n` }, 'course.md'],
  ['a mountain of quotes', { ...COURSE, 'course.md': `---\ntitle: ${'"'.repeat(20_000)}\n---\n` }, 'course.md, line 2'],
  [
    'too much',
    { ...COURSE, 'course.md': `---\ntitle: ${'a'.repeat(1_000_001)}\n---\n` },
    'course.md: It is longer than 1,000,000 characters',
  ],
];

test.each(WRONG)('%s is refused with its file, its line and what to do', (_, files, words) => {
  expect(faultsIn(folder(files)).join('\n')).toContain(words);
});

test('what is no text is refused by name, and all faults are told at once', () => {
  const files = folder({ ...COURSE, '01-start/01-a.md': '---\ntype: article\n---\n' });
  files.set('course.md', new Uint8Array([0xff, 0xfe, 0x00]));
  expect(faultsIn(files)).toEqual(
    expect.arrayContaining([
      'course.md: It is no text in UTF-8. Save it as such.',
      '01-start/01-a.md: title: is missing. Write it.',
    ]),
  );
});

function faultsIn(files: ReadonlyMap<string, Uint8Array>): string[] {
  try {
    readCourseFolder(files);
  } catch (error) {
    if (error instanceof FolderError) return error.message.split('\n');
    throw error;
  }
  return [];
}

const words = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => `a${text}`);
const trimmed = fc
  .oneof(words, fc.constantFrom('yes', '4', 'a: b', '# x', '- y', '*z', '"q"', 'one\ntwo\n  three', '---', '{a}'))
  .map((text) => text.trim());
const markdown = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('', 'One.\n\n- two\n- three', ' x', 'x\n', '\r\n', '---\na: b\n---\nx'),
);
const key = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,8}[a-z0-9])?$/);
const keyed = <T extends object>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }, least = 2) =>
  fc.uniqueArray(
    fc.record({ key, ...shape } as Record<string, fc.Arbitrary<unknown>>, {
      requiredKeys: ['key', ...Object.keys(shape).filter((name) => name !== 'feedback')],
    }),
    { minLength: least, maxLength: 4, selector: (thing) => (thing as { key: string }).key },
  );
const options = keyed({ text: trimmed, feedback: trimmed });
const base = {
  prompt: markdown,
  points: fc.constantFrom(1, 2.5),
  feedback: fc.record({ right: trimmed }, { requiredKeys: [] }),
  outcomes: fc.array(key, { maxLength: 2 }),
};
const scoring = fc.constantFrom('all', 'partial');
const short = {
  accepted: fc.array(fc.record({ text: trimmed, worth: fc.constantFrom(0.5, 1) }), { minLength: 1, maxLength: 3 }),
  caseCounts: fc.boolean(),
};
const numeric = {
  answer: fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
  tolerance: fc.record({ kind: fc.constantFrom('exact', 'relative'), value: fc.constantFrom(0, 0.1) }),
  unit: trimmed.map((text) => text.slice(0, 40)),
};
const ITEMS: Record<string, object> = {
  choice: { options, answer: key, shuffle: fc.boolean() },
  multiple: { options, answers: fc.array(key, { minLength: 1, maxLength: 3 }), shuffle: fc.boolean(), scoring },
  match: {
    left: options,
    right: options,
    pairs: fc.array(fc.record({ left: key, right: key }), { minLength: 2, maxLength: 4 }),
    scoring,
  },
  order: { options, scoring },
  hotspot: {
    picture: fc.constant('media:a.png'),
    alt: trimmed,
    areas: keyed({
      label: trimmed,
      shape: fc.constantFrom(
        { kind: 'circle', x: 1, y: 2, radius: 3 },
        {
          kind: 'polygon',
          points: [
            [1, 2],
            [3, 4],
            [5, 6],
          ],
        },
      ),
    }),
    answers: fc.array(key, { minLength: 1, maxLength: 2 }),
    scoring,
  },
  numeric,
  short,
  cloze: { text: trimmed, gaps: keyed({ kind: fc.constant('choice'), options, answer: key }, 1), scoring },
};
const items = (least: number) =>
  fc.uniqueArray(
    fc.oneof(
      ...Object.entries(ITEMS).map(([type, shape]) => fc.record({ key, type: fc.constant(type), ...base, ...shape })),
    ),
    { minLength: least, maxLength: 4, selector: (item) => (item as { key: string }).key },
  );
const common = {
  title: trimmed,
  minutes: fc.nat(90),
  required: fc.boolean(),
  outcomes: fc.array(key, { maxLength: 2 }),
  body: markdown,
};
const STEPS: Record<string, object> = {
  article: { reflection: trimmed },
  video: {
    video: fc.constant('media:a.mp4'),
    transcript: markdown,
    captions: fc.constantFrom([], [{ language: 'en', label: 'English', file: 'media:a.vtt' }]),
  },
  quiz: {
    test: fc.boolean(),
    attempts: fc.constantFrom(null, 3),
    timeLimit: fc.constantFrom(null, 20),
    draws: fc.array(
      fc.oneof(fc.record({ items: items(0) }), fc.record({ bank: key, count: fc.integer({ min: 1, max: 9 }) })),
      { maxLength: 3 },
    ),
  },
  assignment: {
    rubric: keyed({ text: trimmed, outcome: key, levels: keyed({ text: trimmed, points: fc.nat(9) }) }, 0),
    anonymous: fc.boolean(),
  },
  discussion: {},
  session: {},
};
const step = fc.oneof(
  ...Object.entries(STEPS).map(([type, shape]) => fc.record({ key, type: fc.constant(type), ...common, ...shape })),
);
const unique = <T>(thing: fc.Arbitrary<T>, maxLength: number) =>
  fc.uniqueArray(thing, { maxLength, selector: (one) => (one as { key: string }).key });
const content = fc.record({
  title: trimmed,
  summary: markdown,
  outcomes: keyed({ text: trimmed }, 0),
  weeks: unique(fc.record({ key, title: trimmed, summary: markdown, steps: unique(step, 4) }), 3),
  banks: unique(fc.record({ key, title: trimmed, items: items(0) }), 3),
  integrity: trimmed,
});

test('whatever a course holds, it reads back as it was written', () => {
  fc.assert(
    fc.property(content, fc.option(key), (made, slug) => {
      const draft = DraftContent.parse(made);
      const again = written(draft, slug);
      expect(again.content).toEqual(draft);
      expect(again.slug).toBe(slug);
    }),
    { numRuns: 30 },
  );
  const demo = DraftContent.parse(DEMO_CONTENT);
  expect(written(demo, 'demo').content).toEqual(demo);
});
