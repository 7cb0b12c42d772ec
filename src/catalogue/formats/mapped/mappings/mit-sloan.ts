import { lookUp, parseDay, parseMoney, parsePrices, parseWorkload } from '../../../rules/index.js';
import type { OfferingRecord, Price, Reading } from '../../../schema.js';
import { wordsOf } from '../../readers/values.js';
import * as read from '../fields.js';
import type { Mapping } from '../mapping.js';
import type { Row } from '../table.js';

const SOURCE = { key: 'mit-sloan', name: 'MIT Sloan Executive Education', url: 'https://executive.mit.edu' };

/** Courses and runs are two files that share `Course_Id`, and one source. */
export const mitSloanCourses: Mapping = {
  name: 'mit-sloan-courses',
  title: 'MIT Sloan Executive Education: courses',
  source: SOURCE,
  shape: { members: ['Course_Id', 'Title', 'SourceLastModifiedDate'], list: '' },
  constants: { provider: { name: SOURCE.name, url: SOURCE.url, kind: 'university', country: 'US' } },
  fields: {
    Title: read.title,
    Course_Id: [read.externalId, read.identifier('mit-sloan')],
    Description: read.description,
    Topics: read.keywords(/\s*,\s*/),
    Image_Src: read.image,
    URL: read.address(),
    Certification_Type: read.keyword,
    SourceLastModifiedDate: read.refreshed,
  },
};

export const mitSloanRuns: Mapping = {
  name: 'mit-sloan-runs',
  title: 'MIT Sloan Executive Education: runs',
  source: SOURCE,
  shape: { members: ['CO_Title', 'Course_Id', 'Start_Date', 'Continuing_Ed_Credits'], list: '' },
  read: readRun,
};

const MODES: Record<string, OfferingRecord['mode']> = {
  Online: 'online',
  'In Person': 'in-person',
  Blended: 'blended',
};

function readRun(row: Row, at: string): Reading {
  const course = wordsOf(row.Course_Id);
  const name = wordsOf(row.CO_Title);
  if (!course || !name) return { type: 'refused', at, reason: course ? 'no CO_Title' : 'no Course_Id' };
  const [start, end] = [row.Start_Date, row.End_Date].map((value) => parseDay(wordsOf(value) ?? ''));
  const mode = lookUp(MODES, wordsOf(row.Delivery) ?? '');
  const open = wordsOf(row.Format)?.includes('On-Demand');
  const weeks = parseWorkload({ duration: wordsOf(row.Duration) })?.workload.weeks;
  return {
    type: 'offering',
    at,
    courseExternalId: course,
    offering: {
      externalId: name.slice(0, 500),
      start: start?.day,
      ...(start && end && end.day >= start.day && { end: end.day }),
      mode,
      pace: open ? 'self-paced' : 'scheduled',
      weeks,
      ...venueOf(row, mode),
      prices: pricesOf(row),
      languages: [],
    },
  };
}

/** "Cambridge, MA" and "Lausanne, Switzerland" are places; "Online" and "Cambridge, Singapore, and Madrid" are not one. */
function venueOf(row: Row, mode: OfferingRecord['mode']): Pick<OfferingRecord, 'venue'> {
  const words = wordsOf(row.Location) ?? '';
  const place = /^([\p{L} .'-]{2,60}), ([\p{L} ]{2,40})$/u.exec(words);
  if (mode === 'online' || !place) return {};
  const [, town, region = ''] = place;
  return { venue: { town, ...(/^[A-Z]{2}$/.test(region) ? { region, country: 'US' } : { region }) } };
}

/** `Price` is in US dollars; another currency has columns of its own. */
function pricesOf(row: Row): Price[] {
  const currency = wordsOf(row.Currency);
  const other = currency ? parseMoney(wordsOf(row['Tuition_Cost(non-USD)']) ?? '', { currency }) : null;
  const prices = parsePrices(wordsOf(row.Price) ?? '', { currency: 'USD' });
  return other
    ? [...prices, { ...other, kind: 'full', raw: `${currency} ${row['Tuition_Cost(non-USD)']}`, how: 'stated' }]
    : prices;
}
