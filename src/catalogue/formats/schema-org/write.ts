import { NO_CURRENCY } from '../../rules/currencies.js';
import type { Course, Offering, OrganisationBrief, Price } from '../../schema.js';
import { compact, decimalOf, isoHours, isoWeeks, levelName, pageOf } from '../write.js';
import { OUTCOMES } from './course.js';

/** Dated runs in one document; the rest is on the course's page. */
const MAX_INSTANCES = 200;

/**
 * A course as a schema.org JSON-LD document. `origin`: public address of this Cairn, without a slash at its end. `rating`:
 * the mean of reviews that stand on this site. What a source says of its own ratings is no rating of ours, and search
 * engines refuse one that their reader cannot find on the page.
 */
export function toSchemaOrg(
  course: Course,
  origin: string,
  rating: { value: number; count: number } | null = null,
): object {
  const page = pageOf(course, origin);
  return compact({
    '@context': 'https://schema.org',
    '@type':
      course.kind === 'programme'
        ? 'EducationalOccupationalProgram'
        : course.kind === 'material'
          ? 'LearningResource'
          : 'Course',
    '@id': page,
    url: page,
    sameAs: course.url,
    name: course.title,
    alternativeHeadline: course.subtitle,
    abstract: course.summary,
    description: course.description ?? course.summary ?? course.subtitle,
    additionalType:
      course.kind === 'course' || course.kind === 'programme' || course.kind === 'material' ? undefined : course.kind,
    courseCode: course.code,
    identifier: course.identifiers.map(({ scheme, value }) => ({
      '@type': 'PropertyValue',
      propertyID: scheme,
      value,
    })),
    image: course.imageUrl,
    provider: organisation(course.provider, origin),
    inLanguage: course.languages,
    ...standing(course, origin),
    ...content(course),
    ...money(course),
    timeRequired: time(course),
    hasCourseInstance: instances(course, page),
    aggregateRating: rating
      ? {
          '@type': 'AggregateRating',
          ratingValue: Math.round(rating.value * 100) / 100,
          bestRating: 5,
          worstRating: 1,
          ratingCount: rating.count,
        }
      : undefined,
    totalHistoricalEnrollment: course.enrolments,
    dateModified: course.refreshed,
  });
}

function organisation(body: OrganisationBrief, origin: string): object {
  return compact({
    '@type': body.kind === 'university' || body.kind === 'college' ? 'CollegeOrUniversity' : 'Organization',
    '@id': `${origin}/providers/${body.slug}`,
    name: body.name,
    url: `${origin}/providers/${body.slug}`,
    address: body.country ? { '@type': 'PostalAddress', addressCountry: body.country } : undefined,
  });
}

/** Level, credit, and the credential with whose name stands on it and who is said to recognise it. */
function standing(course: Course, origin: string): Record<string, unknown> {
  const categories = course.earns.flatMap((each) =>
    each === 'certificate' ? 'Certificate' : each === 'badge' ? 'Badge' : [],
  );
  const credential = compact({
    name: course.awardName,
    credentialCategory: categories,
    offeredBy: course.awardingBodies.map((body) => organisation(body, origin)),
    recognizedBy: course.recognition.map(({ body }) => organisation(body, origin)),
  });
  return {
    educationalLevel: [
      course.level && {
        '@type': 'DefinedTerm',
        name: levelName(course.level),
        inDefinedTermSet: course.level.framework,
      },
      course.difficulty,
    ].filter(Boolean),
    numberOfCredits: course.credit.map(({ scheme, value, level }) =>
      compact({ '@type': 'StructuredValue', value, unitText: scheme, educationalLevel: level && levelName(level) }),
    ),
    educationalCredentialAwarded:
      Object.keys(credential).length > 0 ? { '@type': 'EducationalOccupationalCredential', ...credential } : undefined,
  };
}

function content(course: Course): Record<string, unknown> {
  const coded = course.subjects.filter(({ code }) => code);
  const skills = course.skills.filter(({ relation }) => relation === 'taught');
  return {
    about: coded.map(({ scheme, code, label }) => ({
      '@type': 'DefinedTerm',
      name: label,
      termCode: code,
      inDefinedTermSet: scheme,
    })),
    keywords: course.subjects.filter(({ code }) => !code).map(({ label }) => label),
    teaches: [
      ...course.outcomes.map((name) => ({ '@type': 'DefinedTerm', name, inDefinedTermSet: OUTCOMES })),
      ...skills.map(({ label, uri }) => compact({ '@type': 'DefinedTerm', name: label, url: uri })),
    ],
    coursePrerequisites: course.prerequisites,
    syllabusSections: course.syllabus.map((name) => ({ '@type': 'Syllabus', name })),
    isPartOf: course.stacksInto.map(({ title, url }) =>
      compact({ '@type': 'EducationalOccupationalProgram', name: title, url }),
    ),
  };
}

function money(course: Course): Record<string, unknown> {
  return {
    offers: course.prices.map(offer),
    isAccessibleForFree: course.freeToAudit,
    financialAidEligible: course.funding.map(({ words }) => words)[0],
  };
}

const CATEGORIES: Partial<Record<Price['kind'], string>> = { full: 'Paid', subscription: 'Subscription' };
const UNITS = { week: 'WEE', month: 'MON', year: 'ANN' } as const;

function offer(price: Price): object {
  return compact({
    '@type': 'Offer',
    category: price.amount === 0 && price.kind === 'full' ? 'Free' : (CATEGORIES[price.kind] ?? price.kind),
    price: decimalOf(price),
    priceCurrency: price.currency === NO_CURRENCY ? undefined : price.currency,
    unitCode: price.period && UNITS[price.period],
    eligibleRegion: price.region,
  });
}

function time({ workload }: Course): string | undefined {
  if (workload?.totalHours) return isoHours(workload.totalHours);
  return workload?.weeks && !workload.hoursPerWeekMax ? isoWeeks(workload.weeks) : undefined;
}

/** Every run; a course without any still says how it is studied. */
function instances(course: Course, page: string): object[] {
  if (course.offerings.length > 0)
    return course.offerings.slice(0, MAX_INSTANCES).map((offering) => instance(offering, course, page));
  const courseMode = modes(course);
  return courseMode.length > 0
    ? [compact({ '@type': 'CourseInstance', courseMode, courseSchedule: schedule(course) })]
    : [];
}

function instance(offering: Offering, course: Course, page: string): object {
  const enrolling =
    offering.enrolFrom || offering.enrolUntil
      ? { availabilityStarts: offering.enrolFrom, availabilityEnds: offering.enrolUntil }
      : undefined;
  const offers = offering.prices.map((price) => ({ ...offer(price), ...(enrolling && compact(enrolling)) }));
  return compact({
    '@type': 'CourseInstance',
    '@id': `${page}#${offering.id}`,
    courseMode: modes({
      mode: offering.mode ?? course.mode,
      pace: offering.pace ?? course.pace,
      studyMode: offering.studyMode,
    }),
    startDate: offering.startApproximate ? offering.start?.slice(0, 7) : (offering.start ?? offering.startText),
    endDate: offering.end,
    location: location(offering),
    courseSchedule: schedule(course),
    instructor: course.instructors.map((name) => ({ '@type': 'Person', name })),
    inLanguage: offering.languages,
    maximumAttendeeCapacity: offering.places,
    offers: offers.length === 0 && enrolling ? [compact({ '@type': 'Offer', ...enrolling })] : offers,
    eventStatus: offering.cancelled ? 'https://schema.org/EventCancelled' : undefined,
    url: offering.url,
  });
}

const MODE_WORDS = { online: 'Online', 'in-person': 'Onsite', blended: 'Blended' } as const;

function modes({ mode, pace, studyMode }: Pick<Offering, 'mode' | 'pace' | 'studyMode'>): string[] {
  return [mode && MODE_WORDS[mode], pace && (pace === 'self-paced' ? 'asynchronous' : 'synchronous'), studyMode].filter(
    (word) => word !== undefined,
  );
}

function location({ venue, mode }: Offering): object | undefined {
  if (!venue) return mode === 'online' ? { '@type': 'VirtualLocation' } : undefined;
  const address = compact({ addressLocality: venue.town, addressRegion: venue.region, addressCountry: venue.country });
  const placed = venue.latitude !== undefined && venue.longitude !== undefined;
  return compact({
    '@type': 'Place',
    name: venue.name,
    address: Object.keys(address).length > 0 ? { '@type': 'PostalAddress', ...address } : undefined,
    geo: placed ? { '@type': 'GeoCoordinates', latitude: venue.latitude, longitude: venue.longitude } : undefined,
  });
}

function schedule({ workload }: Course): object | undefined {
  if (!workload?.hoursPerWeekMax) return undefined;
  const whole = workload.weeks && Number.isInteger(workload.weeks) ? workload.weeks : undefined;
  return compact({
    '@type': 'Schedule',
    duration: isoHours(workload.hoursPerWeekMax),
    repeatFrequency: 'Weekly',
    repeatCount: whole,
  });
}
