import { parseDay } from '../../../rules/index.js';
import * as read from '../fields.js';
import type { Draft, Mapping } from '../mapping.js';
import { platformNamed } from './providers.js';

/** Class Central lists; one enrols with the provider that it names. The next session is a day, a month, a year or "Self paced". */
export const classCentral2015: Mapping = {
  name: 'classcentral-2015',
  title: 'Class Central list of courses, 2015',
  source: { key: 'classcentral-2015', name: 'Class Central, list of 2015', url: 'https://www.classcentral.com' },
  shape: {
    columns: [
      'Course Id',
      'Course Name',
      'Provider',
      'Universities/Institutions',
      'Parent Subject',
      'Next Session Date',
      'Length',
    ],
  },
  constants: { mode: 'online' },
  fields: {
    'Course Name': read.title,
    Provider: read.provider(platformNamed),
    'Universities/Institutions': read.awardingBodies('|||'),
    'Parent Subject': read.keyword,
    'Child Subject': read.keyword,
    Url: read.address(),
    'Course Id': [read.externalId, read.identifier('class-central')],
    Length: read.duration('week'),
    'Next Session Date': read.reading(readSession),
  },
};

function readSession(words: string, draft: Draft): void {
  const start = parseDay(words);
  if (words === 'Self paced') draft.pace = 'self-paced';
  if (!start) return;
  const approximate = start.precision !== 'day';
  draft.offerings.push({
    externalId: words,
    start: start.day,
    startText: words,
    ...(approximate && { startApproximate: true }),
    pace: 'scheduled',
    prices: [],
    languages: [],
  });
}
