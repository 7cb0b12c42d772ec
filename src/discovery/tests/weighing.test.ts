/** A valuation lets others through between its slices; what changes meanwhile must not be missed. */
import { expect, test } from 'vitest';
import { weighInSlices } from '../actions/weighing.js';
import { createIndex } from '../engine/index.js';
import { documentOf } from './engine/documents.js';

const COURSES = 70_000;

test('a course that comes while the others are weighed is among those weighed', async () => {
  const index = createIndex({ synonyms: [] });
  index.apply({
    upsert: Array.from({ length: COURSES }, (_, i) => documentOf({ num: i + 1, numbers: { price: i % 100 } })),
  });
  let version = 0;
  const dearest = {
    attributes: [
      {
        of: 'number' as const,
        name: 'price' as const,
        weight: 1,
        hard: false,
        judge: (price: number | null) => ({ low: (price ?? 0) / 200, high: (price ?? 0) / 200, ease: 0 }),
      },
    ],
    keep: 1,
    caution: 0,
  };
  const weighing = weighInSlices(dearest, () => ({ index, version }));
  index.apply({ upsert: [documentOf({ num: COURSES + 1, numbers: { price: 200 } })], remove: [100] });
  version += 1;
  const { considered, best } = await weighing;
  expect(considered).toBe(COURSES);
  expect(best[0]?.num).toBe(COURSES + 1);
});
