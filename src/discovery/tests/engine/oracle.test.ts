/** The engine against the oracle: random catalogues, questions and filters, through updates, removals, merges and snapshots. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIndex, type Index, loadIndex } from '../../engine/index.js';
import { ANY_TIME, type EngineQuery, FLAG, type IndexDocument, SORTS } from '../../schema.js';
import { ask, documentOf } from './documents.js';
import { expectedAnswer } from './oracle.js';

const WORDS = [
  'budget',
  'nursing',
  'violin',
  'python',
  'algebra',
  'welding',
  'genealogy',
  'marketing',
  'sql',
  'harbour',
  'zoology',
  'law',
];
const SYNONYMS = [
  { phrases: ['genealogy', 'violin law'], weight: 0.8 },
  { phrases: ['zoology', 'algebra'], weight: 0.5 },
];

const words = (most: number) => fc.array(fc.constantFrom(...WORDS), { maxLength: most }).map((list) => list.join(' '));
const some = (...values: string[]) => fc.subarray(values, { maxLength: 2 });
const number = (...values: number[]) => fc.option(fc.constantFrom(...values));

const document: fc.Arbitrary<IndexDocument> = fc
  .record({
    num: fc.integer({ min: 1, max: 40 }),
    title: fc.oneof(words(4), fc.constantFrom('Violin law', 'The violin law of welding')),
    description: words(8),
    organisation: fc.constantFrom('Demo College', 'The Demo Academy', 'Demo University of Law'),
    subject: some('arts', 'health', 'law', 'trades'),
    level: some('6', '7'),
    skill: fc.subarray(
      Array.from({ length: 30 }, (_, i) => `skill-${i}`),
      { maxLength: 6 },
    ),
    price: number(0, 100, 2_500, 99_999, 5_000_000),
    start: number(ANY_TIME, 18_000, 20_100, 20_101, 25_000),
    rating: number(3, 4.2, 5),
    ratingCount: fc.constantFrom(0, 3, 500),
    flags: fc.constantFrom(0, FLAG.free, FLAG.funded, FLAG.open, FLAG.ended, FLAG.free | FLAG.open),
    added: fc.integer({ min: 100, max: 103 }),
    places: fc.array(fc.constantFrom([51.5, -0.12], [53.48, -2.24], [-33.9, 151.2]) as fc.Arbitrary<[number, number]>, {
      maxLength: 2,
    }),
  })
  .map(
    ({
      num,
      title,
      description,
      organisation,
      subject,
      level,
      skill,
      price,
      start,
      rating,
      ratingCount,
      flags,
      added,
      places,
    }) =>
      documentOf({
        num,
        text: { title, description, organisations: [organisation], subjects: subject, codes: [`X${num}`] },
        facets: { subject, level, skill, provider: [organisation] },
        numbers: { price, start, rating, hours: price },
        ratingCount,
        flags,
        added,
        places,
      }),
  );

const query: fc.Arbitrary<EngineQuery> = fc
  .record({
    text: fc.oneof(
      words(3),
      words(6),
      fc.constantFrom(
        '',
        'demo college',
        'violin law',
        'x7',
        'pyth',
        'marketnig',
        'the',
        'wooden spoons',
        'algebra spoons',
      ),
    ),
    subject: some('arts', 'health', 'nowhere'),
    skill: some('skill-1', 'skill-2'),
    price: fc.record({ from: fc.constantFrom(1, 2_500), to: fc.constantFrom(2_500, 6_000_000) }, { requiredKeys: [] }),
    rating: fc.record({ from: fc.constantFrom(4, 4.2) }, { requiredKeys: [] }),
    unknown: fc.boolean(),
    free: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
    funded: fc.integer({ min: 0, max: 8 }).map((n) => n === 0),
    near: fc
      .integer({ min: 0, max: 6 })
      .map((n) => (n === 0 ? { latitude: 51.4, longitude: -0.2, withinKm: 100 } : null)),
    sort: fc.constantFrom(...SORTS),
    today: fc.option(fc.constant(20_101), { nil: undefined }),
    offset: fc.constantFrom(0, 0, 3),
    limit: fc.constantFrom(20, 5),
  })
  .map(({ text, subject, skill, price, rating, near, ...rest }) =>
    ask(text, {
      ...rest,
      facets: { subject, skill },
      ranges: { price, rating },
      near,
    }),
  );

type Step =
  | { kind: 'apply'; upsert: IndexDocument[]; remove: number[] }
  | { kind: 'step'; work: number }
  | { kind: 'merge' }
  | { kind: 'reload' }
  | { kind: 'ask'; query: EngineQuery };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('apply' as const),
      upsert: fc.array(document, { maxLength: 12 }),
      remove: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('step' as const), work: fc.constantFrom(1, 20, 10_000) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'merge' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'reload' as const }) },
  { weight: 6, arbitrary: query.map((asked) => ({ kind: 'ask' as const, query: asked })) },
);

function take(
  index: Index,
  living: Map<number, IndexDocument>,
  upsert: readonly IndexDocument[],
  remove: readonly number[],
): void {
  index.apply({ upsert, remove });
  const fresh = new Set(upsert.map(({ num }) => num));
  for (const num of remove) if (!fresh.has(num)) living.delete(num);
  for (const one of upsert) living.set(one.num, one);
}

function compare(index: Index, living: Map<number, IndexDocument>, asked: EngineQuery): void {
  const documents = [...living.values()].sort((a, b) => a.num - b.num);
  const { hits: expectedHits, ...expected } = expectedAnswer(documents, asked, SYNONYMS);
  const { hits, almost, ...answer } = index.search(asked);
  expect(answer).toEqual(expected);
  expect(hits.map((hit) => hit.num)).toEqual(expectedHits.map((hit) => hit.num));
  hits.forEach((hit, i) => {
    expect(hit.score).toBeCloseTo(expectedHits[i]?.score ?? Number.NaN, 9);
    if (asked.text !== '') expect(index.explain(asked, hit.num).score).toBeCloseTo(hit.score, 9);
  });
  for (const part of almost) expect(part.total).toBe(index.search({ ...asked, text: part.text }).total);
}

test('answers are those of the oracle through updates, removals, merges and snapshots', () => {
  fc.assert(
    fc.property(
      fc.array(document, { minLength: 20, maxLength: 60 }),
      fc.array(step, { minLength: 6, maxLength: 24 }),
      (first, steps) => {
        let index = createIndex({ synonyms: SYNONYMS });
        const living = new Map<number, IndexDocument>();
        take(index, living, first, []);
        for (const one of steps) {
          if (one.kind === 'apply') take(index, living, one.upsert, one.remove);
          else if (one.kind === 'step') index.mergeStep(one.work);
          else if (one.kind === 'merge') index.merge();
          else if (one.kind === 'reload') index = loadIndex(index.save(), { synonyms: SYNONYMS });
          else compare(index, living, one.query);
          expect(index.stats().documents).toBe(living.size);
        }
      },
    ),
    { numRuns: 100 },
  );
});
