/**
 * A course as the engine indexes it, on one day: what can be searched, filtered, counted and sorted. Pure. Values that no
 * source states are absent (empty list, null), never zero.
 */
import {
  availability,
  type Course,
  creditInEcts,
  inCurrency,
  leadPrice,
  modeOf,
  nextOffering,
  type Offering,
  paceOf,
} from '../../catalogue/index.js';
import type { ReviewSummary } from '../../reviews/index.js';
import { ANY_TIME, FLAG, type IndexDocument } from '../schema.js';
import { dayNumber } from './days.js';
import { isThin, measuresOf, traitsOf, weeksOf } from './judged.js';
import { findPlace } from './places.js';
import { type Rating, ratingOf } from './rating.js';

/** Names under which an organisation is looked for, beside its own: "OU" for The Open University. */
export type AliasesOf = (organisationId: string) => readonly string[];

/**
 * Builds the document of `course` for `today` (ISO day). Dates and availability hold until the catalogue says that they
 * change. `reviews`: what Cairn's own reviews say of it; null: there are none.
 */
export function indexDocumentOf(
  course: Course,
  today: string,
  aliasesOf: AliasesOf,
  reviews: ReviewSummary | null,
): IndexDocument {
  const next = nextOffering(course, today);
  const rating = ratingOf(course, reviews);
  const organisations = [course.provider, ...course.awardingBodies];
  return {
    num: course.num,
    text: {
      title: course.title,
      subtitle: course.subtitle ?? '',
      summary: course.summary ?? '',
      description: course.description ?? '',
      organisations: [
        ...new Set(organisations.flatMap((organisation) => [organisation.name, ...aliasesOf(organisation.id)])),
      ],
      subjects: [
        ...new Set([
          ...course.browse.map((subject) => subject.label),
          ...course.subjects.map((subject) => subject.label),
        ]),
      ],
      skills: course.skills.filter((skill) => skill.relation === 'taught').map((skill) => skill.label),
      outcomes: [...course.outcomes, ...course.syllabus].join('\n'),
      codes: [
        ...new Set([
          ...(course.code ? [course.code] : []),
          ...course.identifiers.map((identifier) => identifier.value),
        ]),
      ],
    },
    facets: facetsOf(course, next),
    numbers: numbersOf(course, next, rating, today),
    flags: flagsOf(course, next, today),
    ratingCount: rating?.count ?? 0,
    added: dayNumber(course.edition.since),
    places: placesOf(course),
    traits: traitsOf(course, today),
    measures: measuresOf(course, next, rating, reviews, today),
  };
}

function facetsOf(course: Course, next: Offering | null): IndexDocument['facets'] {
  const mode = modeOf(course, next);
  const pace = paceOf(course, next);
  return {
    subject: unique(course.browse.map((subject) => subject.slug)),
    skill: unique(course.skills.filter((skill) => skill.relation === 'taught').map((skill) => skill.id)),
    provider: [course.provider.slug],
    providerKind: [course.provider.kind],
    awardingBody: unique(course.awardingBodies.map((body) => body.slug)),
    kind: [course.kind],
    cpdType: course.cpdType ? [course.cpdType] : [],
    level: [levelOf(course) ?? 'not-stated'],
    earns: earnedBy(course),
    mode: mode ? [mode] : [],
    pace: pace ? [pace] : [],
    language: unique(course.languages.map(baseLanguage)),
    captions: unique(course.captions.map(baseLanguage)),
    country: countriesOf(course, mode),
    recognisedBy: unique(course.recognition.map((recognition) => recognition.body.slug)),
    recognition: unique(course.recognition.map((recognition) => (recognition.signed ? 'signed' : 'claimed'))),
    source: unique(course.sources.map((source) => source.key)),
  };
}

/** What one can end with: as stated, and where a price is stated for a certificate or credit is given, that too. */
export function earnedBy(course: Course): string[] {
  const prices = [...course.prices, ...course.offerings.flatMap((offering) => offering.prices)];
  const isPriced = prices.some(({ kind }) => kind === 'certificate');
  return unique([
    ...course.earns,
    ...(isPriced ? ['certificate'] : []),
    ...(course.credit.length > 0 ? ['credit'] : []),
  ]);
}

/** The EQF level, 1 to 8, as a facet value: the course's own, else the highest of its credit. */
export function levelOf(course: Course): string | null {
  const eqf = course.level?.eqf ?? Math.max(0, ...course.credit.map((credit) => credit.level?.eqf ?? 0));
  return eqf ? String(eqf) : null;
}

/** Variants of a language count as the language: pt-br is found under pt. */
function baseLanguage(tag: string): string {
  return tag.split('-')[0] ?? tag;
}

/** Where it is taught: the venues' countries; for a course in person without a venue, the provider's. Online: nowhere. */
function countriesOf(course: Course, mode: string | null): string[] {
  const venues = unique(
    course.offerings.flatMap((offering) => (offering.venue?.country ? [offering.venue.country] : [])),
  );
  if (venues.length > 0) return venues;
  return mode !== 'online' && course.provider.kind !== 'platform' && course.provider.country
    ? [course.provider.country]
    : [];
}

function numbersOf(
  course: Course,
  next: Offering | null,
  rating: Rating | null,
  today: string,
): IndexDocument['numbers'] {
  const credit = course.credit.map(creditInEcts).filter((value) => value !== null);
  const workload = course.workload;
  return {
    credit: credit.length > 0 ? Math.max(...credit) : null,
    cpdHours: course.cpdHours ?? null,
    hours: workload?.totalHours ?? null,
    weeks: weeksOf(course, next),
    hoursPerWeek: workload?.hoursPerWeekMax ?? workload?.hoursPerWeekMin ?? null,
    price: priceInPence(course, next),
    start: startOf(course, next, today),
    rating: rating?.value ?? null,
  };
}

/** Pence of GBP: 0 when free; a subscription counts with the price of one period, the least that one pays. */
function priceInPence(course: Course, next: Offering | null): number | null {
  const price = leadPrice(course, next);
  if (!price) return null;
  if (price.free) return 0;
  return price.amount === null || price.currency === null
    ? null
    : inCurrency({ amount: price.amount, currency: price.currency }, 'GBP');
}

function startOf(course: Course, next: Offering | null, today: string): number | null {
  if (availability(course, today) === 'any-time') return ANY_TIME;
  return next?.start && next.start >= today ? dayNumber(next.start) : null;
}

function flagsOf(course: Course, next: Offering | null, today: string): number {
  const state = availability(course, today);
  return (
    (leadPrice(course, next)?.free ? FLAG.free : 0) |
    (course.funding.length > 0 ? FLAG.funded : 0) |
    (state === 'any-time' ? FLAG.anyTime : 0) |
    (state === 'enrolling' || state === 'starts-soon' ? FLAG.open : 0) |
    (state === 'ended' ? FLAG.ended : 0) |
    (state === 'unknown' ? FLAG.unknownAvailability : 0) |
    (isThin(course) ? FLAG.thin : 0) |
    (course.assessment ? FLAG.assessed : 0)
  );
}

/** Where it is taught: the venue's own coordinates, else the centre of the town it names. */
export function placesOf(course: Course): [number, number][] {
  return course.offerings.flatMap(({ venue }): [number, number][] => {
    if (venue?.latitude !== undefined && venue.longitude !== undefined) return [[venue.latitude, venue.longitude]];
    const town = venue?.town === undefined ? null : findPlace(venue.town, venue.country ?? undefined);
    return town ? [[town.latitude, town.longitude]] : [];
  });
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
