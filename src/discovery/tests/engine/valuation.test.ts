/** Valuations against a naive oracle: every document judged by itself, whatever the segments, merges and snapshots. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createIndex, type Index, loadIndex } from '../../engine/index.js';
import {
  ANY_TIME,
  type Attribute,
  EASE_STEPS,
  type Fit,
  FLAG,
  type IndexDocument,
  NEVER,
  type Valuation,
} from '../../schema.js';
import { documentOf } from './documents.js';
import { expectedValued } from './value-oracle.js';

const SYNONYMS = [{ phrases: ['genealogy', 'family history'], weight: 0.9 }];
const WORDS = ['budget', 'nursing', 'violin', 'genealogy', 'family history', 'welding', 'law'];
const SKILLS = ['ward-rounds', 'welding-safely', 'case-law', 'counting'];

const words = fc.array(fc.constantFrom(...WORDS), { maxLength: 3 }).map((list) => list.join(' '));
const number = (...values: number[]) => fc.option(fc.constantFrom(...values));
const places = fc.array(
  fc.constantFrom([51.5, -0.12], [53.48, -2.24], [-33.9, 151.2]) as fc.Arbitrary<[number, number]>,
  {
    maxLength: 2,
  },
);

const document: fc.Arbitrary<IndexDocument> = fc
  .record({
    num: fc.integer({ min: 1, max: 40 }),
    title: words,
    description: words,
    outcomes: words,
    level: fc.subarray(['6', '7'], { maxLength: 1 }),
    skill: fc.subarray(SKILLS),
    pattern: fc.subarray(['evening', 'weekend']),
    price: number(0, 100, 2_500, 99_999),
    start: number(ANY_TIME, 20_100, 20_101),
    allIn: number(0, 4_900, 20_000),
    flags: fc.constantFrom(0, FLAG.free, FLAG.thin, FLAG.open | FLAG.assessed),
    places,
  })
  .map(({ num, title, description, outcomes, level, skill, pattern, price, start, allIn, flags, places: taught }) =>
    documentOf({
      num,
      text: { title, description, outcomes },
      facets: { level, skill },
      numbers: { price, start },
      traits: { pattern },
      measures: { allIn },
      flags,
      places: taught,
    }),
  );

/** Judges that tell every value apart, and say what they are told of: made of a seed. */
const madeUp = (seed: number, value: number): Fit => {
  const low = ((seed * 7 + value * 13) % 11) / 11;
  const ease = [0, 1, 2, 3, NEVER][Math.abs(Math.round(seed + value)) % 5] as number;
  return { low: Math.abs(low), high: Math.min(1, Math.abs(low) + (value % 3) / 10), ease };
};
const judges = (seed: number, weight: number, hard: boolean): Attribute[] => {
  const rest = { weight, hard };
  const ofNumber = (value: number | null): Fit => madeUp(seed, value === null ? 1 : value % 97);
  const ofSet = (values: readonly string[]): Fit => madeUp(seed, values.join().length);
  return [
    { of: 'number', name: 'price', judge: ofNumber, ...rest },
    { of: 'number', name: 'start', judge: ofNumber, ...rest },
    { of: 'number', name: 'allIn', judge: ofNumber, ...rest },
    { of: 'set', name: 'level', judge: ofSet, ...rest },
    { of: 'set', name: 'skill', judge: ofSet, ...rest },
    { of: 'set', name: 'pattern', judge: ofSet, ...rest },
    { of: 'flags', judge: (flags) => madeUp(seed, flags), ...rest },
    {
      of: 'skills',
      weights: new Map([
        ['ward-rounds', 0.3],
        ['case-law', 1 / 7],
        ['unheard-of', 0.1],
      ]),
      judge: (sum, thin) => madeUp(seed, Math.round(sum * 100) + (thin ? 1 : 0)),
      ...rest,
    },
    {
      of: 'text',
      text: seed % 2 === 0 ? 'nursing budget' : 'family history of violins',
      judge: (match) => madeUp(seed, match === null ? 50 : Math.round(match.share * 20) + (match.plainly ? 21 : 0)),
      ...rest,
    },
    { of: 'near', latitude: 51, longitude: 0, judge: (km) => madeUp(seed, km === null ? 3 : Math.round(km)), ...rest },
  ];
};
const attribute = fc
  .record({
    which: fc.nat({ max: 9 }),
    seed: fc.nat({ max: 20 }),
    weight: fc.constantFrom(0, 0.1, 1 / 3, 0.25),
    hard: fc.boolean(),
  })
  .map(({ which, seed, weight, hard }) => judges(seed, weight, hard)[which] as Attribute);

const valuation: fc.Arbitrary<Valuation> = fc.record({
  attributes: fc.array(attribute, { maxLength: 6 }),
  keep: fc.constantFrom(0, 3, 1_000),
  caution: fc.constantFrom(0, 0.3, 1),
});

const weighed = (index: Index, asked: Valuation) => {
  const work = index.weigh(asked);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
};

test('every answer is that of the oracle, through updates, removals, merges and snapshots; some alone as among all', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(document, { maxLength: 15 }), { minLength: 1, maxLength: 5 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 6 }),
      fc.constantFrom('none', 'step', 'merge', 'reload'),
      fc.array(valuation, { minLength: 1, maxLength: 4 }),
      (batches, removed, then, asked) => {
        let index = createIndex({ synonyms: SYNONYMS });
        const living = new Map<number, IndexDocument>();
        for (const batch of batches) {
          index.apply({ upsert: batch });
          for (const one of batch) living.set(one.num, one);
        }
        index.apply({ remove: removed });
        for (const num of removed) living.delete(num);
        if (then === 'step') index.mergeStep(20);
        if (then === 'merge') index.merge();
        if (then === 'reload') index = loadIndex(index.save(), { synonyms: SYNONYMS });
        const all = [...living.values()];
        const some = all.filter(({ num }) => num % 3 === 0);
        const among = index.among();
        among.add(some);
        for (const one of asked) {
          expect(weighed(index, one)).toEqual(expectedValued(all, all, one, SYNONYMS));
          expect(among.weigh(one)).toEqual(expectedValued(some, all, one, SYNONYMS));
        }
      },
    ),
    { numRuns: 80 },
  );
});

describe('beyond one window', () => {
  const COUNT = 20_000;
  const index = createIndex({ synonyms: [] });
  index.apply({
    upsert: Array.from({ length: COUNT }, (_, i) =>
      documentOf({
        num: i + 1,
        text: { title: i % 1_000 === 0 ? 'Rare welding' : 'Welding' },
        facets: { skill: [`s${i % 200}`, `t${Math.floor(i / 200)}`], provider: [`p${i}`] },
        numbers: { price: i },
        flags: FLAG.free,
      }),
    ),
  });
  const soft = { weight: 0.5, hard: false };
  const yes = { low: 1, high: 1, ease: 0 };
  const no = { low: 0, high: 0, ease: NEVER };

  test('what has no column is judged by document all the same', () => {
    const { best, total } = weighed(index, {
      attributes: [
        { of: 'skills', weights: new Map([['t9', 1]]), judge: (sum) => (sum === 1 ? yes : no), ...soft },
        { of: 'set', name: 'provider', judge: ([one]) => (one === 'p1850' ? yes : no), ...soft },
      ],
      keep: 201,
      caution: 0,
    });
    expect(total).toBe(COUNT);
    expect(best[0]).toEqual({ num: 1_851, points: 1, fits: [yes, yes] });
    expect(best.slice(1).map(({ num }) => num)).toEqual(
      Array.from({ length: 201 }, (_, i) => 1_801 + i)
        .filter((num) => num !== 1_851 && num <= 2_000)
        .concat(1),
    );
  });

  test('a text is looked for in every window, and easing counts each step with those before it', () => {
    const { total, eased } = weighed(index, {
      attributes: [
        { of: 'text', text: 'rare', judge: (match) => (match?.plainly ? yes : no), weight: 0.5, hard: true },
        {
          of: 'number',
          name: 'price',
          judge: (price) => ({ low: 0, high: 1, ease: Math.min(NEVER, Math.floor((price ?? 0) / 2_500)) }),
          weight: 0.5,
          hard: true,
        },
      ],
      keep: 5,
      caution: 0.5,
    });
    expect(total).toBe(3);
    expect(eased[0]).toEqual(Array.from({ length: EASE_STEPS }, () => ({ adds: 0, best: null })));
    expect(eased[1]?.map(({ adds }) => adds)).toEqual([2, 5, 7]);
    expect(eased[1]?.[2]?.best).toEqual({ num: 3_001, points: 0.75 });
  });

  test('what is out of bounds is said, not quietly weighed', () => {
    const wrong = (changes: Partial<Valuation>) => () =>
      weighed(index, { attributes: [], keep: 1, caution: 0, ...changes });
    expect(wrong({ keep: 1_001 })).toThrow(RangeError);
    expect(wrong({ caution: Number.NaN })).toThrow(RangeError);
    const skills = { of: 'skills', weights: new Map([['t9', -1]]), judge: () => yes, ...soft } as const;
    expect(wrong({ attributes: [skills] })).toThrow(/t9/);
    const upside = { of: 'flags', judge: () => ({ low: 1, high: 0, ease: 0 }), ...soft } as const;
    expect(wrong({ attributes: [upside] })).toThrow(/flags/);
    expect(wrong({ attributes: Array.from({ length: 31 }, () => upside) })).toThrow(/30/);
  });
});
