/** Courses beyond one window: the common words of a question are read only where its telling ones stand. */
import { beforeAll, expect, test } from 'vitest';
import { createIndex, type Index } from '../../engine/index.js';
import { ask, documentOf } from './documents.js';

const COURSES = 50_000;
/** Few, in clusters, and every hundredth: looked up one by one in the common words' courses, or read along with them. */
const holdsRare = (num: number): boolean => num % 9_999 === 0 || (num > 20_000 && num < 20_400) || num > 49_990;
const holdsSome = (num: number): boolean => num % 100 === 0 || holdsRare(num);
let index: Index;

beforeAll(() => {
  index = createIndex({ synonyms: [{ phrases: ['common ground', 'shared ground'], weight: 0.9 }] });
  const documents = Array.from({ length: COURSES }, (_, i) => {
    const num = i + 1;
    const words = [
      'common',
      num % 3 === 0 ? 'ground' : 'usual',
      holdsSome(num) ? 'some' : '',
      holdsRare(num) ? 'rare' : '',
    ];
    return documentOf({ num, text: { title: `${num}`, description: words.join(' ') } });
  });
  index.apply({ upsert: documents });
  index.merge();
});

test.each([
  ['common rare', holdsRare],
  ['common usual rare', holdsRare],
  ['some common ground rare', holdsRare],
  ['common some', holdsSome],
  ['common ground some', holdsSome],
])('%s: the total is exact and scores are whole', (text, holds) => {
  const { total, hits } = index.search(ask(text, { limit: 100 }));
  const held = Array.from({ length: COURSES }, (_, i) => i + 1).filter(holds);
  expect(total).toBeGreaterThanOrEqual(held.length);
  for (const { num, score } of hits) expect(index.explain(ask(text), num).score).toBeCloseTo(score, 9);
});

test('only what covers enough is found, in every window', () => {
  const { total, hits } = index.search(ask('common rare', { limit: 1_000, sort: 'newest' }));
  const held = Array.from({ length: COURSES }, (_, i) => i + 1).filter(holdsRare);
  expect(total).toBe(held.length);
  expect(hits.map(({ num }) => num)).toEqual(held);
});
