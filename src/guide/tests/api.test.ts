/** The contract of `POST /api/v1/guide` on the starter catalogue, and what is sent to it that nobody should send. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSite, type RunningSite } from '../../../tests/support/site.js';
import { GapAnswer, GuideAnswer, type GuideQuestionInput } from '../schema.js';

let site: RunningSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

async function ask(body: unknown, path = '/api/v1/guide'): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(`${site.origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  expect(answer.headers.get('cache-control')).toContain('no-store');
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

async function answered(body: unknown): Promise<GuideAnswer> {
  const answer = await ask(body);
  expect(answer.body).toMatchObject({ total: expect.any(Number) });
  return GuideAnswer.parse(answer.body);
}

const NURSE = {
  goals: { now: { occupation: 'registered nurse' }, next: { text: 'leadership and infection control' } },
  budget: { payer: 'self', limit: { value: 100, hard: true } },
  time: { hoursPerWeek: { value: 3, hard: true } },
  reviews: { rating: { value: 4 } },
  order: ['goals', 'time'],
} satisfies GuideQuestionInput;

describe('the guide for programs', () => {
  test('answers with a ranked list, its reasons with their sources, and what would change it', async () => {
    const answer = await answered(NURSE);
    const { total } = (await (await fetch(`${site.origin}/api/v1/courses`)).json()) as { total: number };
    expect(answer.considered).toBe(total);
    expect(answer.total).toBeGreaterThan(0);
    expect(answer.items).toHaveLength(Math.min(20, answer.total));
    expect(answer.weights.map(({ question }) => question)).toEqual(['goals', 'budget', 'time', 'reviews']);
    expect(answer.weights.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 4);
    expect(answer.gap.map(({ skill }) => skill)).toEqual(
      expect.arrayContaining(['leadership', 'infection-prevention-and-control']),
    );
    expect(answer.answers.map(({ line }) => line === null)).toEqual([false, true, false, false, true, false]);
    expect(answer.stable).toBe((answer.stability?.first ?? 0) / 200);
    for (const [at, { place, points, value, questions, course }] of answer.items.entries()) {
      expect(place).toBe(at + 1);
      expect(points).toBeLessThanOrEqual(answer.items[at - 1]?.points ?? 1);
      expect(points).toBeGreaterThanOrEqual(value[0] - 1e-4);
      expect(points).toBeLessThanOrEqual(value[1] + 1e-4);
      expect(course.workload?.hoursPerWeekMax ?? 0).toBeLessThanOrEqual(3);
      expect(questions.flatMap(({ facts }) => facts).every(({ source, checked }) => source && checked)).toBe(true);
    }
    const [relaxed] = answer.relax.filter(({ question }) => question === 'time');
    expect(relaxed).toMatchObject({ limit: 'time.hoursPerWeek', set: { path: 'time.hoursPerWeek.value' } });
    expect(relaxed?.best?.title).toEqual(expect.any(String));
  });

  test('measures how far it is from the places that it knows, and says of others that it cannot', async () => {
    const inPerson = { mode: { value: ['in-person' as const, 'blended' as const], hard: true } };
    const near = (place: string, hard: boolean) =>
      answered({ time: { ...inPerson, near: { value: { place, km: 50 }, hard } } } satisfies GuideQuestionInput);
    const sentencesOf = ({ items }: GuideAnswer) => items.flatMap(({ questions }) => questions[0]?.sentence ?? []);
    for (const sentence of sentencesOf(await near('Leeds', true))) expect(sentence).not.toContain('further than');
    const brisbane = sentencesOf(await near('Brisbane, Australia', true)).join(' ');
    expect(brisbane).toContain('Held in Kelvin Grove: within 50 km of Brisbane');
    expect(brisbane).not.toContain('Melbourne');
  });

  test('pages on without a gap or a repetition, and tells as many candidates as are wanted', async () => {
    const whole = await answered({ ...NURSE, perPage: 10, candidates: 10 });
    const second = await answered({ ...NURSE, perPage: 5, page: 2 });
    expect(second.items.map(({ course }) => course.id)).toEqual(
      whole.items.slice(5, 10).map(({ course }) => course.id),
    );
    expect(whole.candidates.map(({ id, points }) => [id, points])).toEqual(
      whole.items.map(({ course, points }) => [course.id, points]),
    );
    const weights = whole.weights.map(({ weight }) => weight);
    for (const { points, ranges } of whole.candidates) {
      const sum = ranges.reduce(
        (all, [low, high], i) => all + (weights[i] ?? 0) * (low + whole.caution * (high - low)),
        0,
      );
      expect(sum).toBeCloseTo(points, 4);
    }
  });

  test('weighs as the sliders say, and needs no account and no other answer', async () => {
    const byPrice = await answered({ ...NURSE, order: undefined, weights: { budget: 100 } });
    expect(byPrice.weights.find(({ question }) => question === 'budget')?.weight).toBe(1);
    const alone = await answered({ reviews: { rating: { value: 4.5, hard: true } } });
    expect(alone.items.every(({ course }) => (course.rating?.value ?? 0) >= 4.5)).toBe(true);
    expect(alone.stability?.sentence).toContain('one question');
  });

  test('reads the gap between now and next', async () => {
    const { status, body } = await ask(
      { now: { skills: ['sql'] }, next: { occupation: 'data analyst', skills: ['falconry for beginners'] } },
      '/api/v1/guide/gap',
    );
    expect(status).toBe(200);
    const { gap, had, next } = GapAnswer.parse(body);
    expect(next).toEqual({ skill: 'data-analyst', label: 'Data analyst' });
    expect(had).toEqual([{ skill: 'sql', label: 'SQL' }]);
    expect(gap.find(({ skill }) => skill === 'statistics')).toMatchObject({
      need: 'essential',
      weight: 2,
      known: true,
    });
    expect(gap.find(({ skill }) => skill === 'falconry for beginners')).toMatchObject({ known: false, need: 'asked' });
  });

  test('reads an occupation in other words, a slip of the hand, and words that are no skill', async () => {
    const ward = await answered({
      goals: { now: { occupation: 'ward nurse' }, next: { text: 'statistcs, chat gpt' } },
    });
    expect(ward.readings).toEqual([{ field: 'goals.now.occupation', words: 'ward nurse', as: 'Registered nurse' }]);
    expect(ward.gap.map(({ skill }) => skill).toSorted()).toEqual(['generative-ai', 'statistics']);
    const strange = await answered({ goals: { next: { occupation: 'dragon tamer' } } });
    expect(strange.readings).toMatchObject([{ words: 'dragon tamer', as: null }]);
    expect(strange.gap).toMatchObject([{ skill: 'dragon tamer', known: false }]);
    expect(strange.headline).toContain('no course for these words');
  });

  test('counts what teaches nothing of the gap, and shows it too when that is asked', async () => {
    const narrow = await answered({ goals: { next: { skills: ['marketing'] } } });
    expect(narrow.left.beside).toBeGreaterThan(0);
    const wide = await answered({
      goals: { next: { skills: ['marketing'] }, teaches: { value: 1, hard: false } },
    });
    expect(wide.total - narrow.total).toBe(narrow.left.beside);
    expect(wide.considered - wide.total).toBe(wide.left.over);
    expect(wide.items[0]?.course.id).toBe(narrow.items[0]?.course.id);
  });

  const WRONG: [string, unknown, string][] = [
    ['nothing answered', {}, 'question'],
    ['a question without an answer', { goals: {} }, 'question'],
    ['a mistyped question', { goal: NURSE.goals }, 'goal'],
    ['a mistyped limit', { time: { hoursPerWeek: { vaule: 3 } } }, 'hoursPerWeek'],
    ['text for a number', { time: { hoursPerWeek: { value: 'many' } } }, 'time.hoursPerWeek.value'],
    ['more than any number', '{"budget":{"limit":{"value":1e999}}}', 'budget.limit.value'],
    ['less than nothing', { budget: { limit: { value: -1 } } }, 'budget.limit.value'],
    ['no day', { time: { deadline: { value: '2027-02-31' } } }, 'time.deadline.value'],
    ['a deadline that is over', { time: { deadline: { value: '2020-01-01' } } }, 'time.deadline'],
    ['a place on no map', { time: { near: { value: { place: 'Atlantis-on-Sea' } } } }, 'time.near'],
    ['a body that nobody knows', { recognition: { bodies: { value: ['no-such-body'] } } }, 'recognition.bodies'],
    ['a development that nobody wrote', { field: { development: '../../etc/passwd' } }, 'field.development'],
    ['a currency without a rate', { budget: { limit: { value: 5 }, currency: 'XAU' } }, 'budget.currency'],
    [
      'too many skills',
      { goals: { next: { skills: Array.from({ length: 51 }, (_, i) => `skill ${i}`) } } },
      'goals.next.skills',
    ],
    ['a skill that is a book', { goals: { next: { skills: ['x'.repeat(201)] } } }, 'goals.next.skills'],
    ['order and weights', { ...NURSE, weights: { goals: 1 } }, 'weights'],
    ['weights of nothing that was meant', { ...NURSE, order: undefined, weights: { goals: -1 } }, 'weights.goals'],
    ['no object', '[]', ''],
    ['no JSON', '{"goals":', ''],
  ];
  test.each(WRONG)('refuses %s, and says where', async (_, body, field) => {
    const answer = await ask(body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ status: 400, detail: expect.stringContaining(field) });
  });

  test('bears whatever else is within its limits', async () => {
    const many = Array.from({ length: 50 }, (_, i) => `strange skill ${i} ${'é'.repeat(100)}`);
    const answer = await answered({
      goals: { next: { skills: many, qualification: '(((' }, term: 'medium', languages: { value: ['en'] } },
      field: { text: '*** \\ %00 " \' <script>', since: { value: '1000-01-01', hard: true } },
      budget: { payer: 'scheme', limit: { value: 1_000_000, hard: true }, currency: 'JPY', includes: ['certificate'] },
      time: {
        hoursPerWeek: { value: 0.01, hard: true },
        week: { sunday: { evening: 12 } },
        weeks: { value: 520 },
        startFrom: '2026-12-01',
        startBy: { value: '9999-12-31' },
        deadline: { value: '9999-12-31' },
        away: [{ from: '0001-01-01', to: '9999-12-31' }].slice(1),
        mode: { value: ['online', 'in-person', 'blended'] },
        near: { value: { place: 'Leeds', km: 1 } },
        pace: { value: 'scheduled' },
      },
      recognition: {
        cpdHours: { value: 10_000 },
        credit: { value: { amount: 0.1 } },
        level: { value: 8 },
        earns: { value: ['badge'] },
        assessed: { value: true },
      },
      reviews: {
        rating: { value: 5 },
        count: { value: 1_000_000 },
        matters: ['useful', 'support', 'workloadTrue', 'contentCurrent', 'assessmentFair'],
      },
    });
    expect(answer.answers.every(({ line }) => line !== null)).toBe(true);
  });
});
