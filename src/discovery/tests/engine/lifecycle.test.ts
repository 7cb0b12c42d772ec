/** Documents come, change and go; segments are merged; the index is written and read. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createIndex, loadIndex, SnapshotError } from '../../engine/index.js';
import type { IndexDocument } from '../../schema.js';
import { ask, documentOf } from './documents.js';

const course = (num: number, title = `Welding part ${num}`): IndexDocument =>
  documentOf({
    num,
    text: { title },
    facets: { skill: [`skill-${num % 30}`], subject: num % 2 ? ['trades'] : [] },
    numbers: { price: num * 100 },
  });
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

test('what changes during a merge is as it should be after it', () => {
  const index = createIndex({ synonyms: [] });
  for (let batch = 0; batch < 10; batch += 1)
    index.apply({ upsert: range(batch * 20, batch * 20 + 20).map((num) => course(num + 1)) });
  expect(index.stats().segments).toBe(10);
  expect(index.mergeStep(1)).toBe(true);
  index.apply({ upsert: [course(7, 'Pottery')], remove: [8, 150] });
  while (index.mergeStep(50)) {}
  expect(index.stats().segments).toBeLessThan(5);
  expect(index.stats().documents).toBe(198);
  for (const asked of [ask('welding'), ask('', { facets: { subject: ['trades'] } }), ask('')]) {
    const fresh = createIndex({ synonyms: [] });
    fresh.apply({
      upsert: [
        ...range(1, 201)
          .filter((num) => ![7, 8, 150].includes(num))
          .map((num) => course(num)),
        course(7, 'Pottery'),
      ],
    });
    expect(index.search(asked)).toEqual(fresh.search(asked));
  }
  expect(index.search(ask('pottery')).hits.map((hit) => hit.num)).toEqual([7]);
});

test('many small changes without a merge do not pile up', () => {
  const index = createIndex({ synonyms: [] });
  for (const num of range(1, 200)) index.apply({ upsert: [course(num)] });
  expect(index.stats().segments).toBeLessThanOrEqual(40);
  expect(index.search(ask('welding')).total).toBe(199);
});

test('a facet with more combinations than a column holds is counted by document', () => {
  const index = createIndex({ synonyms: [] });
  const skills = (num: number): string[] => [`s${num % 200}`, `t${Math.floor(num / 200)}`];
  index.apply({
    upsert: range(0, 17_000).map((num) =>
      documentOf({ num: num + 1, text: { title: 'Welding' }, facets: { skill: skills(num) }, numbers: { price: num } }),
    ),
  });
  const { facets, total } = index.search(ask('welding', { facets: { skill: ['t3'] }, ranges: { price: { to: 700 } } }));
  expect(total).toBe(101);
  expect(facets.skill.slice(0, 4)).toEqual([
    { value: 't0', count: 200 },
    { value: 't1', count: 200 },
    { value: 't2', count: 200 },
    { value: 't3', count: 101 },
  ]);
  expect(index.search(ask('', { facets: { skill: ['t3'] } })).total).toBe(200);
});

describe('a snapshot', () => {
  const synonyms = [{ phrases: ['welding', 'joining of metals'], weight: 0.9 }];
  const index = createIndex({ synonyms });
  index.apply({ upsert: range(1, 60).map((num) => course(num)) });
  index.apply({ upsert: [course(5, 'Pottery')], remove: [6] });
  const bytes = index.save();

  test('answers as before, and takes changes', () => {
    const read = loadIndex(bytes, { synonyms });
    for (const asked of [ask('joining of metals'), ask('pott'), ask('', { sort: 'price' })])
      expect(read.search(asked)).toEqual(index.search(asked));
    read.apply({ upsert: [course(100, 'Weaving')] });
    expect(read.search(ask('weaving')).total).toBe(1);
    expect(read.save()).not.toEqual(bytes);
  });

  test('may lie anywhere in a larger piece of memory', () => {
    const padded = new Uint8Array(bytes.length + 5);
    padded.set(bytes, 5);
    expect(loadIndex(padded.subarray(5), { synonyms }).stats().documents).toBe(58);
  });

  test('any damage is noticed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: bytes.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        (at, change, cut) => {
          const damaged = cut ? bytes.slice(0, at) : bytes.slice();
          if (!cut) damaged[at] = (damaged[at] as number) ^ change;
          expect(() => loadIndex(damaged, { synonyms })).toThrow(SnapshotError);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('of other synonyms is outdated', () => {
    expect(() => loadIndex(bytes, { synonyms: [] })).toThrow(
      expect.objectContaining({ name: 'SnapshotError', reason: 'outdated' }),
    );
  });
});

test('parts of a snapshot are whole however long writing them takes', () => {
  const index = createIndex({ synonyms: [] });
  index.apply({ upsert: range(1, 60).map((num) => course(num)) });
  const parts = index.parts();
  index.apply({ upsert: [course(3, 'Pottery')], remove: [4, 5] });
  const read = loadIndex(Buffer.concat(parts), { synonyms: [] });
  expect(read.stats().documents).toBe(59);
  expect(read.search(ask('', { sort: 'price' })).facets.subject).toEqual([{ value: 'trades', count: 30 }]);
});
