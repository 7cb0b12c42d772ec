/** The form and the question it asks: two ways of saying the same. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formOf, readForm, sentOf } from '../rules/form.js';
import { ASPECTS, DAY_PARTS, GuideQuestion, type GuideQuestionInput, QUESTIONS, WEEKDAYS } from '../schema.js';

const words = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }).filter((text) => text.trim() !== '');
const text = words.map((one) => one.replace(/\r\n?/g, '\n'));
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const amount = (min: number, max: number) => fc.double({ min, max, noNaN: true, noDefaultInfinity: true });
const limit = <T>(value: fc.Arbitrary<T>) => fc.record({ value, hard: fc.boolean() });
const some = <T>(one: fc.Arbitrary<T>, maxLength = 5) => fc.array(one, { minLength: 1, maxLength });
const part = <T extends Record<string, fc.Arbitrary<unknown>>>(fields: T) => fc.record(fields, { requiredKeys: [] });
/** A part in which something is answered. */
const answered = <T extends object>(one: fc.Arbitrary<T>) =>
  one.filter((value) => Object.keys(value).some((key) => key !== 'currency'));

const now = { occupation: text, skills: some(text), text };
const dayHours = answered(part(Object.fromEntries(DAY_PARTS.map((one) => [one, amount(0.001, 12)]))));
const question = part({
  goals: answered(
    part({
      now: answered(part(now)),
      next: answered(part({ ...now, qualification: text })),
      term: fc.constantFrom('short', 'medium'),
      gap: fc.array(fc.record({ skill: text, weight: amount(0, 10) }), { maxLength: 5 }),
      teaches: limit(fc.integer({ min: 1, max: 50 })),
      languages: limit(some(fc.constantFrom('en', 'cy', 'fr'))),
    }),
  ),
  field: answered(part({ development: text, text, since: limit(day) })),
  budget: answered(
    part({
      payer: fc.constantFrom('self', 'employer', 'both', 'scheme'),
      limit: limit(amount(0, 1_000_000)),
      currency: fc.constantFrom('GBP', 'EUR'),
      includes: fc.constant(['certificate']),
    }),
  ),
  time: answered(
    part({
      hoursPerWeek: limit(amount(0.001, 120)),
      week: answered(part(Object.fromEntries(WEEKDAYS.map((one) => [one, dayHours])))),
      weeks: limit(amount(0.001, 520)),
      startFrom: day,
      startBy: limit(day),
      deadline: limit(day),
      away: some(fc.tuple(day, day).map((span) => ({ from: span.toSorted()[0], to: span.toSorted()[1] }))),
      mode: limit(some(fc.constantFrom('online', 'in-person', 'blended'), 3)),
      near: limit(fc.record({ place: text, km: fc.integer({ min: 1, max: 20_000 }) })),
      pace: limit(fc.constantFrom('self-paced', 'scheduled')),
    }),
  ),
  recognition: answered(
    part({
      bodies: limit(some(text)),
      signed: fc.constant(true),
      cpdHours: limit(amount(0.001, 10_000)),
      credit: limit(fc.record({ amount: amount(0.001, 1000), scheme: fc.constantFrom('ECTS', 'CATS') })),
      level: limit(fc.integer({ min: 1, max: 8 })),
      earns: limit(some(fc.constantFrom('certificate', 'badge', 'credit'), 3)),
      assessed: limit(fc.constant(true)),
    }),
  ),
  reviews: answered(
    part({
      rating: limit(amount(0, 5)),
      count: limit(fc.integer({ min: 1, max: 1_000_000 })),
      matters: some(fc.constantFrom(...ASPECTS)),
    }),
  ),
});
const ranked = fc.oneof(
  fc.record({ order: some(fc.constantFrom(...QUESTIONS), 6) }),
  fc.record({ weights: part(Object.fromEntries(QUESTIONS.map((name) => [name, amount(0, 1000)]))) }),
  fc.constant({}),
);

describe('the form of a question', () => {
  it('is read as the question that it was written from', () => {
    fc.assert(
      fc.property(question, ranked, (answers, order) => {
        const asked = GuideQuestion.parse({ ...answers, ...order } as GuideQuestionInput);
        const read = readForm(sentOf(formOf(asked)));
        expect(read.faults).toEqual({});
        expect(read.question).toEqual(asked);
      }),
      { numRuns: 300 },
    );
  });

  it('survives whatever is sent', () => {
    const value = fc.oneof(fc.string(), fc.array(fc.string()), fc.anything());
    const name = fc.oneof(fc.constantFrom(...namesOfAll()), fc.string());
    fc.assert(
      fc.property(fc.dictionary(name, value), (sent) => {
        const { question, faults } = readForm(sent);
        expect(question === null).toBe(Object.keys(faults).length > 0);
        if (question) expect(readForm(sentOf(formOf(question))).question).toEqual(question);
      }),
      { numRuns: 500 },
    );
  });
});

function namesOfAll(): string[] {
  const asked = fc.sample(fc.tuple(question, ranked), { numRuns: 50, seed: 7 });
  const names = asked.flatMap(([answers, order]) =>
    formOf(GuideQuestion.parse({ ...answers, ...order } as GuideQuestionInput)).map(([name]) => name),
  );
  return [...new Set(names), 'sliders', 'slider.goals', 'goals.gap.more', 'recognition.bodies.more'];
}

describe('what people write', () => {
  const read = (sent: Record<string, string | string[]>) => readForm(sent);

  it('may hold signs and words of measure', () => {
    const { question } = read({ 'budget.limit': '£1,500', 'time.hoursPerWeek': '7.5 h', 'time.weeks': '10 weeks' });
    expect(question).toMatchObject({ budget: { limit: { value: 1500 } }, time: { hoursPerWeek: { value: 7.5 } } });
  });

  it('is no answer where it says nothing alone', () => {
    const sent = { 'budget.currency': 'GBP', 'time.near.km': '50', 'time.weeks.hard': '1', 'goals.now.text': '  ' };
    expect(read(sent)).toEqual({ question: {}, faults: {} });
  });

  it.each([
    ['budget.limit', 'a lot', /number from 0/],
    ['time.hoursPerWeek', '-3', /number from 0.5/],
    ['recognition.level', '9', /whole number from 1 to 8/],
    ['time.deadline', 'next May', /day such as/],
    ['goals.next.qualification', 'x'.repeat(201), /at most 200/],
    ['time.pace', 'brisk', /Choose one/],
    ['recognition.bodies.more', 'Nobody at all', /no body called/],
  ])('is refused at its field: %s %s', (name, value, words) => {
    const { question, faults } = read({ [name]: value });
    expect(question).toBeNull();
    expect(faults[name.replace(/\.more$/, '')]).toMatch(words);
  });

  it('asks for both ends of days away', () => {
    const { faults } = read({ 'time.away.from[]': ['2027-02-01', ''], 'time.away.to[]': ['', '2027-03-01'] });
    expect(faults['time.away']).toMatch(/first and the last/);
  });

  it('finds a body by its name', () => {
    const { question } = readForm({ 'recognition.bodies.more': 'Demo Body; Demo Body' }, () => 'demo-body');
    expect(question?.recognition?.bodies?.value).toEqual(['demo-body']);
  });
});

describe('a gap that was edited', () => {
  const goals = { next: { text: 'audit and budgets' }, gap: [{ skill: 'audit', weight: 1 }] };
  const sent = sentOf(formOf(GuideQuestion.parse({ goals })));

  it('takes a skill more', () => {
    const { question } = readForm({ ...sent, 'goals.gap.more': 'budgeting, audit' });
    expect(question?.goals?.gap).toEqual([...goals.gap, { skill: 'budgeting', weight: 2 }]);
  });

  it('is worked out anew when the goals are others', () => {
    const { question } = readForm({ ...sent, 'goals.next.text': 'something else' });
    expect(question?.goals).toEqual({ next: { text: 'something else' } });
  });
});

describe('what matters most', () => {
  const order = { 'order[]': ['time', '', 'budget'] };
  const sliders = { sliders: '40 10 20 30  ', 'slider.goals': '40', 'slider.field': '10', 'slider.budget': '20' };

  it('is the order as long as no slider moved', () => {
    const { question } = readForm({ ...order, ...sliders, 'slider.time': '30' });
    expect(question).toEqual({ order: ['time', 'budget'] });
  });

  it('is the sliders once one moved', () => {
    const { question } = readForm({ ...order, ...sliders, 'slider.time': '50' });
    expect(question).toEqual({ weights: { goals: 40, field: 10, budget: 20, time: 50 } });
  });
});
