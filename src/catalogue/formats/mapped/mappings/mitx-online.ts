import type { CourseRecordInput } from '../../../schema.js';
import { objectOf, objectsOf, wordsOf } from '../../readers/values.js';
import * as read from '../fields.js';
import type { Draft, FieldReader, Mapping } from '../mapping.js';
import type { Row } from '../table.js';
import { datesOf, dollars, runsOf } from './mit-runs.js';
import { MIT } from './providers.js';

const SITE = 'https://mitxonline.mit.edu';
const SOURCE = { key: 'mitx-online', name: 'MITx Online', url: SITE };
const CONSTANTS: Partial<CourseRecordInput> = {
  provider: { name: 'MITx Online', url: SITE, kind: 'platform', country: 'US' },
  awardingBodies: [MIT],
  mode: 'online',
};

/** The page's own words for length and effort stand before the ones of the course. */
const COMMON: Record<string, FieldReader | FieldReader[]> = {
  title: read.title,
  readable_id: [read.externalId, read.code],
  'page.page_url': read.address({ base: SITE }),
  'page.description': read.description,
  'page.feature_image_src': (value, draft) => {
    const path = wordsOf(value);
    draft.imageUrl = path ? URL.parse(path, SITE)?.href : undefined;
  },
  duration: read.duration(),
  time_commitment: read.effort,
  'page.instructors': read.instructors(),
  departments: read.keyword,
  topics: read.keyword,
  certificate_type: [
    read.awardName,
    (_, draft) => {
      draft.earns = ['certificate'];
    },
  ],
};

export const mitxOnlineCourses: Mapping = {
  name: 'mitx-online-courses',
  title: 'MITx Online API: courses',
  source: SOURCE,
  shape: { members: ['results', 'courseruns', /"readable_id"\s*:\s*"course-v1:/], list: 'results' },
  constants: CONSTANTS,
  fields: {
    ...COMMON,
    availability: read.pace({ anytime: 'self-paced', dated: 'scheduled' }),
    courseruns: (value, draft) => {
      draft.offerings = runsOf(value, certificatePrice);
      draft.freeToAudit = objectsOf(value).some((run) => hasMode(run, 'audit')) || undefined;
    },
    'page.current_price': (value, draft) => {
      if (draft.offerings.every((offering) => offering.prices.length === 0))
        draft.prices = dollars(value, 'certificate');
    },
  },
};

export const mitxOnlinePrograms: Mapping = {
  name: 'mitx-online-programs',
  title: 'MITx Online API: programmes',
  source: { ...SOURCE, key: 'mitx-online-programs' },
  shape: { members: ['results', 'req_tree', /"readable_id"\s*:\s*"program-v1:/], list: 'results' },
  constants: { ...CONSTANTS, kind: 'programme' },
  fields: {
    ...COMMON,
    availability: read.pace({ anytime: 'self-paced', dated: 'scheduled' }),
    'page.price': (value, draft) => {
      draft.prices = dollars(value, 'certificate');
    },
  },
  finish(draft, row) {
    draft.freeToAudit = hasMode(row, 'audit') || undefined;
    const dates = datesOf(row);
    if (dates.start) draft.offerings = [wholeRun(dates, draft)];
  },
};

/** What a learner pays is the certificate; the audit mode, where there is one, is the teaching free of charge. */
function certificatePrice(run: Row) {
  const [product] = objectsOf(run.products).filter((each) => each.is_active !== false);
  return dollars(product?.price, hasMode(run, 'audit') ? 'certificate' : 'full');
}

function hasMode(run: Row, mode: string): boolean {
  return objectsOf(run.enrollment_modes).some((each) => objectOf(each)?.mode_slug === mode);
}

function wholeRun(dates: ReturnType<typeof datesOf>, draft: Draft) {
  return {
    externalId: dates.start ?? 'open',
    ...dates,
    mode: 'online' as const,
    pace: draft.pace,
    prices: [],
    languages: [],
  };
}
