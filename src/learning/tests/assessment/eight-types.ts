/** A course with a quiz of all eight types for practice, and a test by the clock. The words of right answers stand nowhere else. */
import type { CourseContentInput, Item } from '../../schema/index.js';
import { QuizStep } from '../../schema/index.js';

const option = (key: string, text: string) => ({ key, text });

const items = [
  {
    ...{ key: 'colour', type: 'choice', prompt: 'Which colour is *granulation* tissue?', answer: 'good-red' },
    options: [option('good-red', 'Red and moist'), option('bad-black', 'Black and dry'), option('bad-blue', 'Blue')],
    feedback: { right: 'FEEDBACK-RIGHT-1', wrong: 'FEEDBACK-WRONG-1' },
  },
  {
    ...{ key: 'signs', type: 'multiple', prompt: 'Which are signs of infection?', answers: ['warm', 'pus'] },
    options: [option('warm', 'Warmth'), option('pus', 'Pus'), option('itch', 'A dry edge')],
    scoring: 'partial',
  },
  {
    ...{ key: 'dressings', type: 'match', prompt: 'Which dressing for which wound?' },
    left: [option('wet', 'Much exudate'), option('dry', 'Little exudate')],
    right: [option('foam', 'Foam'), option('gel', 'Hydrogel'), option('none', 'Dry gauze')],
    pairs: [
      { left: 'wet', right: 'foam' },
      { left: 'dry', right: 'gel' },
    ],
    scoring: 'partial',
  },
  {
    ...{ key: 'phases', type: 'order', prompt: 'Put the phases in order.' },
    options: [option('a-stop', 'Bleeding stops'), option('b-red', 'Inflammation'), option('c-grow', 'Growth')],
  },
  {
    ...{ key: 'place', type: 'hotspot', prompt: 'Where is the edge of the wound?', picture: 'media:wound.png' },
    ...{ alt: 'Outline of a wound with three numbered places', answers: ['rim'] },
    areas: [
      { key: 'rim', label: 'The outer line', shape: { kind: 'rectangle', x: 5, y: 10, width: 25, height: 60 } },
      { key: 'bed', label: 'The middle', shape: { kind: 'circle', x: 50, y: 45, radius: 12 } },
      {
        key: 'skin',
        label: 'Outside the line',
        shape: {
          kind: 'polygon',
          points: [
            [75, 10],
            [98, 10],
            [90, 80],
          ],
        },
      },
    ],
  },
  {
    key: 'area',
    type: 'numeric',
    prompt: 'A wound of 1.5 cm by 2 cm: how large is it?',
    answer: 3.25,
    unit: 'cm²',
    tolerance: { kind: 'absolute', value: 0.05 },
  },
  {
    key: 'word',
    type: 'short',
    prompt: 'What is dead tissue called?',
    accepted: [{ text: 'Necrosis-proper' }, { text: 'slough', worth: 0.5 }],
  },
  {
    ...{ key: 'gaps', type: 'cloze', prompt: 'Fill the gaps.', scoring: 'partial' },
    text: 'A wound is cleaned with {{with}} at {{degrees}} and covered {{when}}.',
    gaps: [
      { key: 'with', kind: 'short', accepted: [{ text: 'saline-proper' }] },
      { key: 'degrees', kind: 'numeric', answer: 37, unit: '°C' },
      {
        key: 'when',
        kind: 'choice',
        answer: 'now',
        options: [option('now', 'at once'), option('late', 'the day after')],
      },
    ],
  },
] satisfies CourseContentInput['banks'] extends readonly (infer B)[] | undefined
  ? B extends { items: infer I }
    ? I
    : never
  : never;

export const INTEGRITY = 'This is my own work, done without help.';

export const EIGHT_TYPES: CourseContentInput = {
  title: 'Demo course in dressings',
  weeks: [
    {
      key: 'only',
      title: 'Only week',
      steps: [
        { key: 'practice', type: 'quiz', title: 'Practise all', minutes: 10, draws: [{ items }] },
        {
          ...{
            key: 'exam',
            type: 'quiz',
            title: 'Final test',
            minutes: 20,
            test: true,
            attempts: 2,
            timeLimit: 30,
            supervision: 'online',
            identityCheck: true,
          },
          ...{ pass: 0.5, feedback: 'at-the-end', shuffle: true },
          draws: [{ bank: 'all', count: 8 }],
        },
      ],
    },
  ],
  banks: [{ key: 'all', title: 'All', items: items.map((item) => ({ ...item, key: `b-${item.key}` })) }],
  integrity: INTEGRITY,
};

/** All eight, as they are scored. */
export const ALL_ITEMS: readonly Item[] = QuizStep.parse({
  ...{ key: 'practice', type: 'quiz', title: 'Practise all', minutes: 10 },
  draws: [{ items }],
}).draws.flatMap((draw) => ('items' in draw ? draw.items : []));

/** Words that a page with a question must not hold before its answer may be told. */
export const SECRETS = [
  ...[
    'good-red',
    'bad-black',
    'a-stop',
    'b-red',
    'c-grow',
    'rim',
    '3.25',
    'Necrosis-proper',
    'slough',
    'saline-proper',
  ],
  ...['FEEDBACK-RIGHT-1', 'FEEDBACK-WRONG-1', 'worth', 'tolerance'],
];
