/** Questions of the guide as people might answer them, from two of six to all. */
import { listOccupations } from '../../src/catalogue/index.js';
import { GuideQuestion } from '../../src/guide/schema.js';
import { type Random, seeded } from './random.js';

export type AskedGuide = { kind: string; question: GuideQuestion };

const TOPICS = [
  'leadership in nursing',
  'data protection law',
  'welding safety',
  'teaching adults',
  'budgets and forecasts',
];
const TOWNS = ['Leeds', 'London', 'Glasgow', 'Bristol'];

/** Half of them answer all six questions. */
export function guideMix(count: number, seed = 3): AskedGuide[] {
  const random = seeded(seed);
  return Array.from({ length: count }, (_, i) => {
    const [kind, input] = i % 2 === 0 ? (['all six questions', allSix(random)] as const) : fewAnswers(random, i);
    return { kind, question: GuideQuestion.parse(input) };
  });
}

function fewAnswers(random: Random, i: number): readonly [string, unknown] {
  const six = allSix(random);
  if (i % 4 === 1) return ['goals and budget', { goals: six.goals, budget: six.budget }];
  return ['time and free words', { field: { text: random.pick(TOPICS) }, time: six.time }];
}

function allSix(random: Random) {
  const occupation = random.pick(listOccupations()).id;
  return {
    goals: {
      next: { occupation, qualification: 'MSc Nursing' },
      term: random.pick(['short', 'medium'] as const),
    },
    field: { text: random.pick(TOPICS), since: { value: '2025-01-01', hard: false } },
    budget: { payer: 'self', limit: { value: 100 * (1 + random.below(10)), hard: random.chance(0.5) } },
    time: {
      hoursPerWeek: { value: 3 + random.below(8), hard: random.chance(0.5) },
      weeks: { value: 12, hard: random.chance(0.3) },
      deadline: { value: '2027-06-30', hard: random.chance(0.3) },
      near: { value: { place: random.pick(TOWNS), km: 50 }, hard: false },
      mode: { value: ['online', 'blended'], hard: random.chance(0.3) },
    },
    recognition: {
      bodies: { value: ['demo-body-3'], hard: false },
      cpdHours: { value: 6, hard: false },
      level: { value: 6, hard: false },
      earns: { value: ['certificate'], hard: random.chance(0.5) },
      assessed: { value: true, hard: false },
    },
    reviews: {
      rating: { value: 4, hard: false },
      count: { value: 20, hard: false },
      matters: ['workloadTrue', 'useful'],
    },
  };
}
