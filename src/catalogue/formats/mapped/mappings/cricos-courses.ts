import { parsePrices } from '../../../rules/index.js';
import { rawOf } from '../../readers/record.js';
import * as read from '../fields.js';
import type { Draft, Mapping } from '../mapping.js';
import type { Row } from '../table.js';
import { institutionOf } from './cricos-institutions.js';
import { CRICOS } from './providers.js';

const QUALIFICATIONS = /certificate|diploma|degree/i;

/**
 * Fees are Australian dollars for the whole course, as the register asks of overseas students. An expired registration is a
 * course that is no longer on offer: it is kept, with a cancelled offering that says so.
 */
export const cricosCourses: Mapping = {
  name: 'cricos-courses',
  title: 'CRICOS register: courses',
  source: { key: 'cricos', ...CRICOS },
  shape: {
    columns: [
      'CRICOS Provider Code',
      'Institution Name',
      'CRICOS Course Code',
      'Course Name',
      'Course Level',
      'Duration (Weeks)',
      'Tuition Fee',
    ],
  },
  constants: {},
  fields: {
    'Course Name': read.title,
    'CRICOS Course Code': [read.code, read.externalId, read.identifier('cricos-course')],
    'VET National Code': read.identifier('vet-national-code'),
    'Field of Education 1 Detailed Field': read.subjectAsced,
    'Field of Education 2 Detailed Field': read.subjectAsced,
    'Course Level': [
      read.level('AQF'),
      read.reading((words, draft) => {
        draft.kind = QUALIFICATIONS.test(words) ? 'qualification' : 'course';
      }),
    ],
    'Course Language': read.languages(),
    'Duration (Weeks)': read.duration('week'),
    Expired: read.reading((words, draft) => {
      if (words === 'Yes')
        draft.offerings = [
          { externalId: 'expired', cancelled: true, startText: 'Registration expired', prices: [], languages: [] },
        ];
    }),
  },
  finish(draft, row) {
    draft.provider = institutionOf(row);
    draft.prices = wholeCost(row, draft);
  },
};

/** The whole cost where the register gives it, else tuition alone. */
function wholeCost(row: Row, draft: Draft): Draft['prices'] {
  const cell = (name: string) => String(row[name] ?? '').trim();
  const [total, tuition, other] = [cell('Estimated Total Course Cost'), cell('Tuition Fee'), cell('Non Tuition Fee')];
  const words = total
    ? `Estimated Total Course Cost ${total} (Tuition Fee ${tuition || 'not stated'}, Non Tuition Fee ${other || 'not stated'})`
    : `Tuition Fee ${tuition}`;
  const prices = parsePrices(total || tuition, { currency: 'AUD' });
  if (prices.length > 0) draft.raw.prices = rawOf(words, 'parsed', 'money.prices');
  return prices.map((price) => ({ ...price, raw: words, region: 'overseas students' }));
}
