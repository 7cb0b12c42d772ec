import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ctdl } from '../../formats/ctdl/index.js';
import { toCtdl } from '../../formats/ctdl/write.js';
import { elm } from '../../formats/elm/index.js';
import { toElm } from '../../formats/elm/write.js';
import { schemaOrg } from '../../formats/schema-org/index.js';
import { toSchemaOrg } from '../../formats/schema-org/write.js';
import { levelOf } from '../../rules/levels.js';
import { Course, CourseRecord } from '../../schema.js';
import { readOne } from './reading.js';

const ORIGIN = 'https://cairn.example';
const uuid = fc.uuid();
const words = (max: number) =>
  fc
    .array(fc.constantFrom('Safe', 'water', 'design', 'for', 'towns', 'Élan', '数据', 'R&D', '“law”'), {
      minLength: 1,
      maxLength: max,
    })
    .map((list) => list.join(' '));
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const price = fc.record({
  amount: fc.integer({ min: 1, max: 900_000 }),
  currency: fc.constantFrom('GBP', 'EUR', 'USD', 'JPY'),
  kind: fc.constant('full' as const),
  raw: fc.constant('stated'),
  how: fc.constant('stated' as const),
});
const level = fc
  .constantFrom(['SCQF', '7'], ['FHEQ', '7'], ['RQF', '3'], ['EQF', '6'], ['CQFW', '5'], ['NFQ', '9'] as const)
  .map(([framework, value]) => levelOf(framework as 'SCQF', value as string));
const credit = fc.record({
  scheme: fc.constantFrom('ECTS', 'CATS', 'SCQF', 'US-SEM', 'OU', 'CEU', 'UNITS'),
  value: fc.constantFrom(0.5, 5, 7.5, 15, 60),
});
const organisation = fc.record({
  id: uuid,
  slug: fc.constant('demo'),
  name: words(4),
  kind: fc.constantFrom('university', 'platform', 'other'),
  country: fc.constantFrom('GB', 'IE', null),
});

const course = fc
  .record({
    id: uuid,
    title: words(8),
    description: words(30),
    provider: organisation,
    awarding: organisation,
    outcomes: fc.uniqueArray(words(10), { maxLength: 4 }),
    languages: fc.uniqueArray(fc.constantFrom('en', 'fr', 'cy', 'zh'), { maxLength: 2 }),
    level: fc.option(level, { nil: undefined }),
    credit: fc.uniqueArray(credit, { maxLength: 2, selector: ({ scheme }) => scheme }),
    prices: fc.uniqueArray(price, { maxLength: 2, selector: ({ currency }) => currency }),
    runs: fc.uniqueArray(fc.tuple(day, fc.nat(200)), { maxLength: 3, selector: ([start]) => start }),
    hours: fc.option(fc.integer({ min: 1, max: 600 }), { nil: undefined }),
  })
  .map(({ awarding, runs, hours, ...rest }) =>
    Course.parse({
      ...CourseRecord.omit({
        provider: true,
        awardingBodies: true,
        offerings: true,
        skills: true,
        recognition: true,
      }).parse({ externalId: 'x', ...rest }),
      ...rest,
      num: 1,
      slug: 'demo-course',
      state: 'published',
      url: 'https://provider.example/course',
      awardingBodies: awarding.name === rest.provider.name || awarding.id === rest.provider.id ? [] : [awarding],
      recognition: [],
      browse: [],
      skills: [
        {
          id: 's',
          label: 'hydrology',
          uri: 'http://data.europa.eu/esco/skill/demo',
          relation: 'taught',
          evidence: { field: 'title', words: 'x' },
        },
      ],
      workload: hours ? { totalHours: hours } : undefined,
      mode: 'online',
      offerings: runs.map(([start, length], at) => ({
        externalId: `run-${at}`,
        id: `00000000-0000-4000-8000-00000000000${at}`,
        source: 'demo',
        start,
        end: new Date(Date.parse(start) + length * 86_400_000).toISOString().slice(0, 10),
      })),
      sources: [],
      provenance: {},
      differing: {},
      edition: { number: 1, since: '2026-01-01' },
      lastChecked: '2026-11-23',
    }),
  );

const money = (prices: { amount: number; currency: string }[]) =>
  prices.map(({ amount, currency }) => `${amount} ${currency}`).toSorted();
const dates = (offerings: { start?: string; end?: string }[]) =>
  offerings.flatMap(({ start, end }) => (start ? [`${start} ${end}`] : [])).toSorted();

describe.each([
  ['schema.org', schemaOrg, toSchemaOrg],
  ['CTDL', ctdl, toCtdl],
  ['ELM', elm, toElm],
] as const)('a course written as %s and read again', (_name, format, write) => {
  it('keeps title, provider, awarding body, dates, price, credit, level, languages, outcomes and skills', async () => {
    await fc.assert(
      fc.asyncProperty(course, async (before) => {
        const document = JSON.stringify(write(before, ORIGIN));
        expect(format.recognise({ name: 'course.json', head: document.slice(0, 65_536) })).toBeGreaterThan(0.8);
        const after = await readOne(format, document);
        expect(after.title).toBe(before.title);
        expect(after.provider.name).toBe(before.provider.name);
        expect(after.awardingBodies.map(({ name }) => name)).toEqual(before.awardingBodies.map(({ name }) => name));
        expect(dates(after.offerings)).toEqual(dates(before.offerings));
        expect(money(after.prices)).toEqual(money(before.prices));
        expect(after.credit.map(({ scheme, value }) => ({ scheme, value }))).toEqual(
          before.credit.map(({ scheme, value }) => ({ scheme, value })),
        );
        expect(after.level).toEqual(before.level);
        expect(after.languages).toEqual(before.languages);
        expect(after.outcomes).toEqual(before.outcomes);
        expect(after.skills.map(({ label }) => label)).toEqual(['hydrology']);
        expect(after.workload?.totalHours).toBe(before.workload?.totalHours);
        expect(after.mode ?? after.offerings[0]?.mode).toBe('online');
      }),
      { numRuns: 60 },
    );
  });
});
