import { objectsOf, wordsOf } from '../../readers/values.js';
import * as read from '../fields.js';
import type { Mapping } from '../mapping.js';
import { datesOf, dollars } from './mit-runs.js';
import { MIT } from './providers.js';

const SITE = 'https://xpro.mit.edu';

/** Programmes of short courses. `credits` are continuing education units; the courses within are named in the syllabus. */
export const mitXpro: Mapping = {
  name: 'mit-xpro-programs',
  title: 'MIT xPRO API: programmes',
  source: { key: 'mit-xpro', name: 'MIT xPRO', url: SITE },
  shape: { members: ['courses', /"readable_id"\s*:\s*"program-v1:xPRO/], list: '' },
  constants: {
    provider: { name: 'MIT xPRO', url: SITE, kind: 'platform', country: 'US' },
    awardingBodies: [MIT],
    kind: 'programme',
  },
  fields: {
    title: read.title,
    description: read.description,
    readable_id: [read.externalId, read.code],
    url: read.address(),
    thumbnail_url: read.image,
    duration: read.duration(),
    time_commitment: read.effort,
    instructors: read.instructors(),
    topics: read.keyword,
    format: read.mode({ online: 'online', 'in person': 'in-person', blended: 'blended' }),
    credits: read.credit({ scheme: 'CEU' }),
    availability: read.pace({ anytime: 'self-paced', dated: 'scheduled' }),
    courses: (value, draft) => {
      draft.syllabus = objectsOf(value).flatMap((course) => wordsOf(course.title) ?? []);
    },
    current_price: (value, draft) => {
      draft.prices = dollars(value);
      if (draft.prices.length > 0)
        draft.raw.prices = { raw: `current_price ${wordsOf(value)}`, how: 'parsed', parser: 'money.prices' };
    },
  },
  finish(draft, row) {
    const dates = datesOf(row);
    if (dates.start)
      draft.offerings = [
        { externalId: dates.start, ...dates, mode: draft.mode, pace: draft.pace, prices: [], languages: [] },
      ];
  },
};
