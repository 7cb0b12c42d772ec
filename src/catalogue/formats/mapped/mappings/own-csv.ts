import { parseDay, parseNumber, parsePrices, tidy } from '../../../rules/index.js';
import type { CourseRecordInput, OfferingRecord, Price } from '../../../schema.js';
import * as read from '../fields.js';
import type { Draft, FieldReader, Mapping } from '../mapping.js';
import type { Row } from '../table.js';

const KINDS: Record<string, CourseRecordInput['kind']> = {
  ...read.PLATFORM_KINDS,
  microcredential: 'microcredential',
  programme: 'programme',
  program: 'programme',
  qualification: 'qualification',
  'cpd-event': 'cpd-event',
  event: 'cpd-event',
  workshop: 'cpd-event',
  webinar: 'webinar',
  material: 'material',
};
const MODES: Record<string, CourseRecordInput['mode']> = {
  online: 'online',
  'in-person': 'in-person',
  'in person': 'in-person',
  campus: 'in-person',
  blended: 'blended',
  hybrid: 'blended',
};
const EARNS = new Set(['certificate', 'badge', 'credit']);

/** Lists in one cell are parted by semicolons or bars. */
const LIST = /\s*[;|]\s*/;

/**
 * A table whose columns carry Cairn's own names (see the README of the catalogue): needs `title`, and `provider` or `url`.
 * Only what a cell says is read; `currency` tells what a bare number or "$" in `price` means.
 */
export const ownCsv: Mapping = {
  name: 'csv',
  title: 'CSV with Cairn’s own column names',
  shape: { columns: ['title'], oneOf: ['provider', 'url'], folded: true },
  constants: {},
  fields: {
    id: read.externalId,
    title: read.title,
    subtitle: read.subtitle,
    summary: read.summary,
    description: read.description,
    url: read.address(),
    image: read.image,
    code: read.code,
    provider: read.provider(),
    awarding_body: read.awardingBodies(LIST),
    instructors: read.instructors(LIST),
    kind: read.kind(KINDS),
    subjects: read.keywords(LIST),
    skills: read.reading((words, draft) => {
      draft.skills = words
        .split(LIST)
        .filter(Boolean)
        .map((label) => ({ label, relation: 'taught' as const }));
    }),
    outcomes: read.reading((words, draft) => {
      draft.outcomes = words.split(LIST).filter(Boolean);
    }),
    prerequisites: read.prerequisites,
    assessment: read.assessment,
    syllabus: read.syllabus,
    level: read.level(),
    difficulty: read.difficulty,
    credit: read.credit(),
    cpd_hours: bareOrWords('cpdHours', read.cpdHours),
    duration: read.duration(),
    effort: read.effort,
    total_hours: read.duration('hour'),
    language: read.languages(),
    captions: read.languages('captions'),
    earns: read.reading((words, draft) => {
      draft.earns = words
        .toLowerCase()
        .split(LIST)
        .filter((word): word is 'certificate' => EARNS.has(word));
    }),
    award: read.awardName,
    mode: read.mode(MODES),
    pace: read.pace({ 'self-paced': 'self-paced', 'self paced': 'self-paced', scheduled: 'scheduled' }),
    rating: read.rating,
    rating_count: read.ratingCount,
    enrolments: read.enrolments,
    refreshed: read.refreshed,
  },
  finish(draft, row) {
    draft.prices = [
      ...pricesIn(row, 'price', 'full', draft),
      ...pricesIn(row, 'certificate_price', 'certificate', draft),
    ];
    draft.offerings = offeringsIn(row);
    const country = tidy(String(row.country ?? '')).toUpperCase();
    if (draft.provider && /^[A-Z]{2}$/.test(country)) draft.provider = { ...draft.provider, country };
  },
};

/** In a column for CPD hours a bare number is hours of CPD. */
function bareOrWords(field: 'cpdHours', words: FieldReader): FieldReader {
  return (value, draft, row) => {
    const bare = parseNumber(value);
    if (bare === null) return words(value, draft, row);
    if (bare > 0) draft[field] = bare;
  };
}

function pricesIn(row: Row, column: string, kind: Price['kind'], draft: Draft): Price[] {
  const words = tidy(String(row[column] ?? ''));
  const currency = tidy(String(row.currency ?? '')).toUpperCase();
  const prices = words ? parsePrices(words, { kind, ...(currency && { currency }) }) : [];
  if (prices.length > 0) draft.raw.prices = { raw: words.slice(0, 2000), how: 'parsed', parser: 'money.prices' };
  return prices;
}

function offeringsIn(row: Row): OfferingRecord[] {
  const [start, end, from, until] = ['start', 'end', 'enrol_from', 'enrol_until'].map((name) =>
    parseDay(tidy(String(row[name] ?? ''))),
  );
  if (!start) return [];
  const town = tidy(String(row.town ?? ''));
  return [
    {
      externalId: start.day,
      start: start.day,
      ...(start.precision !== 'day' && { startApproximate: true }),
      end: end?.precision === 'day' && end.day >= start.day ? end.day : undefined,
      enrolFrom: from?.precision === 'day' ? from.day : undefined,
      enrolUntil: until?.precision === 'day' ? until.day : undefined,
      ...(town && { venue: { town: town.slice(0, 200) } }),
      prices: [],
      languages: [],
    },
  ];
}
