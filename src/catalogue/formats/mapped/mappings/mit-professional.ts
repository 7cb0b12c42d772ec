import { parseDay } from '../../../rules/index.js';
import { listOf, wordsOf } from '../../readers/values.js';
import * as read from '../fields.js';
import type { Mapping } from '../mapping.js';

const SITE = 'https://professional.mit.edu';

/** Search answer of MIT Professional Education; starts and ends are two lists of Unix seconds. */
export const mitProfessional: Mapping = {
  name: 'mit-professional-education',
  title: 'MIT Professional Education: courses',
  source: { key: 'mit-professional-education', name: 'MIT Professional Education', url: SITE },
  shape: {
    members: ['searchAPISearch', 'documents', 'field_course_or_program'],
    list: 'data.searchAPISearch.documents',
  },
  constants: { provider: { name: 'MIT Professional Education', url: SITE, kind: 'university', country: 'US' } },
  fields: {
    title: read.title,
    nid: [read.externalId, read.identifier('mit-professional-education')],
    url: read.address({ base: SITE }),
    body: read.description,
    body_override: read.description,
    field_course_or_program: read.kind({ course: 'course', program: 'programme' }),
    field_duration: read.duration(),
    field_time_commitment: read.effort,
    field_non_degree_credits: read.credit(),
    field_price: read.prices({ currency: 'USD' }),
    certificate_name: read.keyword,
    ucc_name: read.keyword,
    featured_image_url: read.image,
    format_name: read.mode({
      online: 'online',
      'live online': 'online',
      'in person': 'in-person',
      blended: 'blended',
      hybrid: 'blended',
    }),
  },
  finish(draft, row) {
    const ends = listOf(row.end_value);
    draft.offerings = listOf(row.start_value).flatMap((value, nth) => {
      const [start, end] = [value, ends[nth]].map((each) => parseDay(wordsOf(each) ?? ''));
      if (!start) return [];
      const last = end && end.day >= start.day ? end.day : undefined;
      return {
        externalId: start.day,
        start: start.day,
        end: last,
        mode: draft.mode,
        pace: 'scheduled' as const,
        prices: [],
        languages: [],
      };
    });
  },
};
