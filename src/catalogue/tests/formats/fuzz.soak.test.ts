import { describe, it } from 'vitest';
import { FEEDS, feed, fuzz } from './fuzz.js';
import { hasSamples } from './reading.js';

describe.skipIf(!hasSamples)('real feeds, broken at random for a long time', () => {
  it.each(FEEDS)('%s', async (path) => fuzz(feed(path, 200_000), 1500), 1_800_000);
});
