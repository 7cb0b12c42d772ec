import { canonicalUrl, parseDay } from '../../../rules/index.js';
import type { OfferingRecord } from '../../../schema.js';
import { objectsOf, wordsOf } from '../../readers/values.js';
import * as read from '../fields.js';
import type { Mapping } from '../mapping.js';
import type { Row } from '../table.js';
import { platformNamed } from './providers.js';

/** What Class Central's `status` of a session means. Dates of an unknown start are placeholders (the last day of a year). */
const STATUS = { unknown: 0, day: 1, month: 2, notAvailable: 3, open: 4, year: 5 };

export const classCentral2013: Mapping = {
  name: 'classcentral-2013-courses-sessions',
  title: 'Class Central courses and sessions, 2013',
  source: {
    key: 'classcentral-2013',
    name: 'Class Central, courses and sessions of 2013',
    url: 'https://www.classcentral.com',
  },
  shape: { members: ['institutions', 'length_weeks', 'sessions', 'exact_dates_known'], list: '' },
  constants: { mode: 'online' },
  fields: {
    name: read.title,
    id: [read.externalId, read.identifier('class-central')],
    subject: read.keyword,
    provider: read.provider(platformNamed),
    institutions: read.awardingBodies(),
    url: read.address(),
    length_weeks: read.duration('week'),
    description: read.description,
    language: read.languages(),
    sessions: (value, draft) => {
      draft.offerings = objectsOf(value).flatMap((session) => offeringOf(session) ?? []);
      if (draft.offerings.some((offering) => offering.pace === 'self-paced')) draft.pace = 'self-paced';
    },
  },
};

function offeringOf(session: Row): OfferingRecord | null {
  const status = session.status;
  const start = parseDay(wordsOf(session.start_date) ?? '');
  const end = parseDay(wordsOf(session.end_date) ?? '');
  const dated = status === STATUS.day || status === STATUS.month || status === STATUS.year;
  if (status === STATUS.notAvailable || status === STATUS.unknown) return null;
  if (dated && !start) return null;
  return {
    externalId: `class-central ${wordsOf(session.id) ?? start?.day ?? 'open'}`,
    ...(dated && start && { start: firstDay(start.day, status) }),
    ...(status === STATUS.day && end && start && end.day >= start.day && { end: end.day }),
    ...(dated &&
      status !== STATUS.day && {
        startApproximate: true,
        startText: start?.day.slice(0, status === STATUS.year ? 4 : 7),
      }),
    pace: status === STATUS.open ? 'self-paced' : 'scheduled',
    ...(typeof session.length_weeks === 'number' && session.length_weeks > 0 && { weeks: session.length_weeks }),
    url: canonicalUrl(wordsOf(session.url) ?? '') ?? undefined,
    prices: [],
    languages: [],
  };
}

function firstDay(day: string, status: unknown): string {
  if (status === STATUS.year) return `${day.slice(0, 4)}-01-01`;
  return status === STATUS.month ? `${day.slice(0, 7)}-01` : day;
}
