import { parseCount } from '../../../rules/index.js';
import { rawOf } from '../../readers/record.js';
import * as read from '../fields.js';
import type { FieldReader, Mapping } from '../mapping.js';
import { platformNamed } from './providers.js';

const withoutSearch: FieldReader = (_, draft) => {
  if (/simplilearn\.com(?:\/search)?$/.test(draft.url ?? '')) draft.url = undefined;
};

/**
 * Coursera's "Number of viewers" is its number of ratings (as other tables of the same courses show); FutureLearn's says
 * "reviews" in part and is a count of them too. FutureLearn's intro is "2,016 enrolled on this course" in many rows. Some of Simplilearn's
 * addresses are its front page or a search, which are no course's page.
 */
export const multiPlatform2023: Mapping = {
  name: 'multi-platform-2023',
  title: 'Table of FutureLearn, Coursera, Udacity and Simplilearn courses, 2023',
  source: { key: 'multi-platform-2023', name: 'FutureLearn, Coursera, Udacity and Simplilearn courses, table of 2023' },
  shape: {
    columns: [
      'Title',
      'URL',
      'Short Intro',
      'Category',
      'Course Type',
      'Subtitle Languages',
      'Skills',
      'Number of viewers',
      'Duration',
      'Site',
    ],
  },
  constants: { mode: 'online' },
  fields: {
    Title: read.title,
    URL: [read.address({ bare: true }), withoutSearch],
    'Short Intro': (value, draft, row) => {
      const enrolled = /^([\d,]{1,12})\s+enrolled on this course$/.exec(String(value).trim())?.[1];
      if (!enrolled) return read.summary(value, draft, row);
      draft.enrolments = parseCount(enrolled) ?? undefined;
      draft.raw.enrolments = rawOf(String(value).trim(), 'parsed', 'numbers.count');
    },
    Category: read.keyword,
    'Sub-Category': read.keyword,
    'Course Type': read.kind(read.PLATFORM_KINDS),
    Language: read.languages(),
    'Subtitle Languages': read.languages('captions'),
    Skills: read.skills('commas'),
    Instructors: read.instructors(/\s,/),
    Rating: read.rating,
    'Number of viewers': read.ratingCount,
    Duration: [
      (value, draft, row) => read.duration()(String(value).replace(/^Estimated time(?=Approx)/, ''), draft, row),
    ],
    Site: read.provider(platformNamed),
  },
};
