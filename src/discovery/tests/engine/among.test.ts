/** Some courses asked alone: the same engine, the same answers. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIndex } from '../../engine/index.js';
import { SORTS } from '../../schema.js';
import { ask, documentOf } from './documents.js';

/** Some of them slips of others, and one with a synonym. */
const WORDS = ['nursing', 'nusring', 'budget', 'budgets', 'welding', 'weldign', 'law', 'violin', 'python', 'zoology'];
const text = fc.array(fc.constantFrom(...WORDS), { maxLength: 4 }).map((words) => words.join(' '));
const synonyms = [{ phrases: ['violin', 'python law'], weight: 0.9 }];

test('finds what a search of everything finds of them, in its order; where nothing is close, nothing', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(text, text, fc.constantFrom('6', '7'), fc.boolean()), { minLength: 1, maxLength: 40 }),
      text,
      fc.constantFrom(...SORTS),
      fc.subarray(['6', '7']),
      (rows, asked, sort, level) => {
        const documents = rows.map(([title, description, value], i) =>
          documentOf({ num: i + 1, text: { title, description }, facets: { level: [value] } }),
        );
        const index = createIndex({ synonyms });
        index.apply({ upsert: documents });
        const some = documents.filter((_document, i) => rows[i]?.[3]);
        const among = index.among();
        among.add(some.slice(0, 3));
        among.add(some.slice(3));
        const query = ask(asked, { sort, facets: { level } });
        const all = index.search({ ...query, offset: 0, limit: 100 });
        const nums = new Set(some.map(({ num }) => num));
        const expected = all.nothingClose ? [] : all.hits.map(({ num }) => num).filter((num) => nums.has(num));
        expect(among.find({ ...query, offset: 0, limit: 100 })).toEqual({ total: expected.length, nums: expected });
        expect(among.find({ ...query, offset: 0, limit: 2 })).toEqual({
          total: expected.length,
          nums: expected.slice(0, 2),
        });
        expect(index.search({ ...query, offset: 0, limit: 100 })).toEqual(all);
      },
    ),
    { numRuns: 300 },
  );
});
