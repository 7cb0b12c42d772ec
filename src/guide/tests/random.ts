/** Invented courses and questions for properties: every name says "Demo". */
import fc from 'fast-check';
import type { CourseRecord } from '../../catalogue/index.js';
import type { GuideQuestionInput } from '../schema.js';

export const TODAY = '2026-11-23';
export const SKILLS = ['sql', 'leadership', 'dementia care', 'statistics', 'welding', 'data protection'] as const;
export const BODIES = ['Demo Institute of Learning', 'Demo Society of Skills'] as const;
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 3 });
const some = <T>(values: readonly T[], most = 3) => fc.uniqueArray(fc.constantFrom(...values), { maxLength: most });
const day = (from: string, days: number) =>
  fc
    .integer({ min: 0, max: days })
    .map((n) => new Date(Date.parse(`${from}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10));

const price = fc.record({
  amount: fc.constantFrom(0, 2_000, 9_900, 35_000, 150_000),
  currency: fc.constantFrom('GBP', 'EUR', 'USD'),
  kind: fc.constantFrom('full', 'subscription', 'certificate', 'audit', 'deposit'),
  raw: fc.constant('as stated'),
  how: fc.constant('stated'),
});
const offering = fc.record(
  {
    start: day('2026-10-01', 300),
    length: fc.integer({ min: 5, max: 120 }),
    mode: fc.constantFrom('online', 'in-person', 'blended'),
    pace: fc.constantFrom('self-paced', 'scheduled'),
    pattern: fc.constantFrom('evening', 'daytime', 'weekend'),
    weeks: fc.integer({ min: 1, max: 20 }),
  },
  { requiredKeys: ['length'] },
);
const clean = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;

/** A record of which every fact may be missing. */
const record = fc.record({
  taught: some(SKILLS),
  refreshed: maybe(day('2022-01-01', 1_700)),
  assessment: maybe(fc.constant('A project is marked.')),
  level: maybe(fc.constantFrom(...[4, 5, 6, 7, 8].map((eqf) => ({ framework: 'EQF', value: String(eqf), eqf })))),
  credit: maybe(
    fc.constantFrom({ scheme: 'CATS', value: 15 }, { scheme: 'ECTS', value: 5 }, { scheme: 'CEU', value: 2 }),
  ),
  cpdHours: maybe(fc.constantFrom(1, 6, 12, 30)),
  workload: maybe(
    fc
      .record({
        totalHours: maybe(fc.integer({ min: 1, max: 300 })),
        weeks: maybe(fc.integer({ min: 1, max: 30 })),
        hoursPerWeekMax: maybe(fc.integer({ min: 1, max: 20 })),
      })
      .map(clean),
  ),
  languages: some(['en', 'es'], 1),
  earns: some(['certificate', 'badge'] as const, 2),
  recognition: some(BODIES, 2),
  stacks: maybe(fc.constantFrom('MSc Demo Studies', 'Diploma in Demo')),
  funded: fc.boolean(),
  mode: maybe(fc.constantFrom('online', 'in-person')),
  pace: maybe(fc.constantFrom('self-paced', 'scheduled')),
  prices: fc.array(price, { maxLength: 2 }),
  rating: maybe(
    fc.record({ value: fc.integer({ min: 20, max: 50 }).map((n) => n / 10), count: fc.constantFrom(1, 8, 40, 600) }),
  ),
  offering: maybe(offering),
  summary: fc.boolean(),
});

/** `count` records, always the same. */
export function randomRecords(count: number): CourseRecord[] {
  return fc.sample(record, { numRuns: count, seed: 7 }).map((one, at) => {
    const { taught, recognition, stacks, funded, offering: run, summary, credit, rating, ...rest } = one;
    const { length, ...dates } = run ?? { length: 0 };
    const end =
      'start' in dates && dates.start
        ? new Date(Date.parse(`${dates.start}T00:00:00Z`) + length * 86_400_000).toISOString().slice(0, 10)
        : undefined;
    return clean({
      externalId: `demo-${at}`,
      title: `Demo offer number ${at} ${['alpha', 'beta', 'gamma', 'delta', 'omega'][at % 5]} ${at * 7919}`,
      provider: { name: `Demo Provider ${at % 4}` },
      url: `https://demo.example.org/${at}`,
      ...rest,
      ...(summary && { summary: 'A demo.' }),
      outcomes: [...taught],
      ...(credit && { credit: [credit] }),
      ...(rating && { rating }),
      recognition: recognition.map((name) => ({ body: { name } })),
      ...(stacks && { stacksInto: [{ title: stacks }] }),
      ...(funded && { funding: [{ words: 'A demo bursary' }] }),
      ...(run && { offerings: [clean({ externalId: `run-${at}`, ...dates, end })] }),
    }) as unknown as CourseRecord;
  });
}

const limit = <T>(value: fc.Arbitrary<T>) => fc.record({ value, hard: fc.boolean() });
const part = { requiredKeys: [] };
/** Questions over them; every part may be missing. `bodies`: slugs. */
export const randomQuestion = (bodies: readonly string[]): fc.Arbitrary<GuideQuestionInput> =>
  fc
    .record(
      {
        goals: fc.record(
          {
            gap: fc.uniqueArray(fc.record({ skill: fc.constantFrom(...SKILLS), weight: fc.constantFrom(1, 2, 5) }), {
              selector: ({ skill }) => skill,
              minLength: 1,
              maxLength: 5,
            }),
            teaches: limit(fc.integer({ min: 1, max: 3 })),
            term: fc.constantFrom('short', 'medium'),
            next: fc.record({ qualification: fc.constant('MSc Demo Studies') }, part),
            languages: limit(fc.constant(['en'])),
          },
          { requiredKeys: ['gap'] },
        ),
        field: fc.record({ since: limit(day('2023-01-01', 1_000)) }),
        budget: fc.record(
          {
            payer: fc.constantFrom('self', 'employer', 'both', 'scheme'),
            limit: limit(fc.constantFrom(0, 50, 100, 400, 2_000)),
            currency: fc.constantFrom('GBP', 'EUR'),
          },
          part,
        ),
        time: fc.record(
          {
            hoursPerWeek: limit(fc.integer({ min: 1, max: 15 })),
            weeks: limit(fc.integer({ min: 1, max: 20 })),
            startBy: limit(day('2026-12-01', 200)),
            deadline: limit(day('2026-12-15', 300)),
            mode: limit(fc.constantFrom(['online'], ['in-person', 'blended'])),
            pace: limit(fc.constantFrom('self-paced', 'scheduled')),
          },
          part,
        ),
        recognition: fc.record(
          {
            bodies: limit(fc.constantFrom([...bodies], bodies.slice(0, 1))),
            cpdHours: limit(fc.constantFrom(5, 20)),
            credit: limit(fc.constantFrom({ amount: 15, scheme: 'CATS' as const }, { amount: 10 })),
            level: limit(fc.integer({ min: 5, max: 8 })),
            earns: limit(fc.constantFrom(['certificate'] as const, ['badge', 'credit'] as const)).map(
              ({ value, hard }) => ({ value: [...value], hard }),
            ),
            assessed: limit(fc.constant(true as const)),
          },
          part,
        ),
        reviews: fc.record(
          {
            rating: limit(fc.constantFrom(3, 4, 4.5)),
            count: limit(fc.constantFrom(5, 50)),
            matters: fc.constant(['useful' as const]),
          },
          part,
        ),
        order: fc
          .shuffledSubarray(['goals', 'field', 'budget', 'time', 'recognition', 'reviews'] as const)
          .filter((all) => all.length > 0),
      },
      part,
    )
    .map((question) => clean(question) as GuideQuestionInput);
