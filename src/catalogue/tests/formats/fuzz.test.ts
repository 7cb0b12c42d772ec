import { describe, it } from 'vitest';
import { FEEDS, feed, fuzz, truncate } from './fuzz.js';
import { hasSamples } from './reading.js';

/** Streams of courses, where each is whole before the next begins. */
const STREAMS = [
  'futurelearn/courses-feed-2017-04.json',
  'udacity/public-api-v1-courses-2016-09.json',
  'xcri-cap/open-university-2012-08.xml',
  'edx/discovery-courses-page.json',
];

describe.skipIf(!hasSamples)('real feeds, broken at random', () => {
  it.each(FEEDS)('%s never crashes the parser nor makes it say what cannot be', async (path) =>
    fuzz(feed(path, 30_000), 25),
  );
  it.each(STREAMS)('%s cut off gives what came before, and says so', async (path) => truncate(feed(path, 60_000), 20));
});
