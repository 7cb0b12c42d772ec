import { NO_CURRENCY } from '../../rules/currencies.js';
import type { Course, Offering, OrganisationBrief, Price } from '../../schema.js';
import { compact, decimalOf, isoHours, isoWeeks, levelName, pageOf } from '../write.js';
import { OUTCOMES } from './course.js';

const TYPES: Partial<Record<Course['kind'], string>> = {
  course: 'ceterms:Course',
  programme: 'ceterms:LearningProgram',
  qualification: 'ceterms:LearningProgram',
  microcredential: 'ceterms:MicroCredential',
};

/** A course as a CTDL graph. Its CTID is the registry's own where a source stated one, else made of Cairn's id. */
export function toCtdl(course: Course, origin: string): object {
  const page = pageOf(course, origin);
  const owners = course.awardingBodies.length > 0 ? course.awardingBodies : [course.provider];
  const bodies = [course.provider, ...course.awardingBodies, ...course.recognition.map(({ body }) => body)];
  const stated = course.identifiers.find(({ scheme }) => scheme === 'ctid')?.value;
  const main = compact({
    '@type': TYPES[course.kind] ?? 'ceterms:LearningOpportunityProfile',
    '@id': page,
    'ceterms:ctid': stated ?? `ce-${course.id}`,
    'ceterms:name': inLanguage(course, course.title),
    'ceterms:description': inLanguage(course, course.description ?? course.summary),
    'ceterms:subjectWebpage': course.url ?? page,
    'ceterms:codedNotation': course.code,
    'ceterms:image': course.imageUrl,
    'ceterms:offeredBy': [blank(course.provider)],
    'ceterms:ownedBy': owners.map(blank),
    'ceterms:recognizedBy': course.recognition.map(({ body }) => blank(body)),
    'ceterms:inLanguage': course.languages,
    ...measures(course),
    ...content(course),
    'ceterms:hasOffering': course.offerings.map(({ id }) => `_:${id}`),
  });
  const nodes = [...new Map(bodies.map((body) => [body.id, body])).values()].map((body) => organisation(body, origin));
  const offerings = course.offerings.map((each) => offering(each, course));
  return {
    '@context': 'https://credreg.net/ctdl/schema/context/json',
    '@id': `${page}?as=ctdl`,
    '@graph': [main, ...nodes, ...offerings],
  };
}

const blank = (body: OrganisationBrief): string => `_:${body.id}`;

function inLanguage(course: Course, words: string | undefined): object | undefined {
  return words ? { [course.textLanguage ?? 'en']: words } : undefined;
}

function organisation(body: OrganisationBrief, origin: string): object {
  return compact({
    '@id': blank(body),
    '@type': 'ceterms:CredentialOrganization',
    'ceterms:name': { en: body.name },
    'ceterms:subjectWebpage': `${origin}/providers/${body.slug}`,
    'ceterms:address': body.country
      ? [{ '@type': 'ceterms:Place', 'ceterms:addressCountry': { en: body.country } }]
      : undefined,
  });
}

/** A term of a controlled vocabulary, in the shape that every CTDL enumeration has. */
function term(name: string, more: { framework?: string; node?: string; code?: string } = {}): object {
  return compact({
    '@type': 'ceterms:CredentialAlignmentObject',
    'ceterms:frameworkName': more.framework ? { en: more.framework } : undefined,
    'ceterms:targetNode': more.node,
    'ceterms:codedNotation': more.code,
    'ceterms:targetNodeName': { en: name },
  });
}

const DELIVERIES = {
  online: term('Online Only', { framework: 'Delivery', node: 'deliveryType:OnlineOnly' }),
  'in-person': term('In-Person Only', { framework: 'Delivery', node: 'deliveryType:InPerson' }),
  blended: term('Blended Learning', { framework: 'Delivery', node: 'deliveryType:BlendedLearning' }),
} as const;
const CREDIT_UNITS: Record<string, string> = { 'US-SEM': 'Semester Hour', 'US-QTR': 'Quarter Hour', CEU: 'CEU' };

function measures(course: Course): Record<string, unknown> {
  const { workload } = course;
  const durations = [
    workload?.totalHours && isoHours(workload.totalHours),
    workload?.weeks && isoWeeks(workload.weeks),
  ].filter(Boolean);
  const levels = [course.level && levelName(course.level), course.difficulty && `${course.difficulty} level`].filter(
    (each) => each !== undefined,
  );
  return {
    'ceterms:deliveryType': course.mode ? [DELIVERIES[course.mode]] : undefined,
    'ceterms:estimatedCost': course.prices.map((price) => cost(price, course)),
    'ceterms:estimatedDuration': durations.map((exactDuration) => ({
      '@type': 'ceterms:DurationProfile',
      'ceterms:exactDuration': exactDuration,
    })),
    'ceterms:audienceLevelType': levels.map((name) => term(name)),
    'ceterms:creditValue': course.credit.map(({ scheme, value, level }) =>
      compact({
        '@type': 'schema:ValueProfile',
        'schema:value': value,
        'ceterms:creditUnitType': [term(CREDIT_UNITS[scheme] ?? scheme)],
        'ceterms:creditLevelType': level ? [term(levelName(level))] : undefined,
      }),
    ),
  };
}

const COSTS: Partial<Record<Price['kind'], string>> = {
  full: 'Tuition',
  materials: 'LearningResource',
  deposit: 'Deposit',
  unit: 'Tuition',
};

function cost(price: Price, course: Course): object {
  const type = COSTS[price.kind];
  return compact({
    '@type': 'ceterms:CostProfile',
    'ceterms:name': inLanguage(
      course,
      [price.kind === 'full' ? undefined : price.kind, price.region].filter(Boolean).join(', '),
    ),
    'ceterms:price': Number(decimalOf(price)),
    'ceterms:currency': price.currency === NO_CURRENCY ? undefined : price.currency,
    'ceterms:directCostType': type
      ? term(type, { framework: 'Cost Type', node: `costType:${type}` })
      : term(price.kind, { node: `costType:Other${price.kind}` }),
    'ceterms:residencyType': price.region ? [term(price.region)] : undefined,
    'ceterms:paymentPattern':
      price.kind === 'unit' ? { en: 'per unit' } : price.period ? { en: `per ${price.period}` } : undefined,
  });
}

function content(course: Course): Record<string, unknown> {
  const taught = course.skills.filter(({ relation }) => relation === 'taught');
  return {
    'ceterms:entryCondition': course.prerequisites
      ? [{ '@type': 'ceterms:ConditionProfile', 'ceterms:description': inLanguage(course, course.prerequisites) }]
      : undefined,
    'ceterms:teaches': [
      ...course.outcomes.map((name) => term(name, { framework: OUTCOMES })),
      ...taught.map(({ label, uri }) => term(label, { node: uri ?? undefined })),
    ],
    'ceterms:instructionalProgramType': course.subjects
      .filter(({ scheme }) => scheme === 'cip')
      .map(({ label, code }) => term(label, { framework: 'Classification of Instructional Programs', code })),
    'ceterms:subject': course.subjects.filter(({ scheme }) => scheme !== 'cip').map(({ label }) => term(label)),
    'ceterms:financialAssistance': course.funding.map(({ words }) => ({
      '@type': 'ceterms:FinancialAssistanceProfile',
      'ceterms:name': inLanguage(course, words),
    })),
  };
}

function offering(each: Offering, course: Course): object {
  const mode = each.mode ?? course.mode;
  return compact({
    '@id': `_:${each.id}`,
    '@type': 'ceterms:ScheduledOffering',
    'ceterms:startDate': each.startApproximate ? each.start?.slice(0, 7) : each.start,
    'ceterms:endDate': each.end,
    'ceterms:subjectWebpage': each.url,
    'ceterms:deliveryType': mode ? [DELIVERIES[mode]] : undefined,
    'ceterms:estimatedCost': each.prices.map((price) => cost(price, course)),
    'ceterms:availableAt': each.venue ? [place(each.venue)] : undefined,
  });
}

function place(venue: NonNullable<Offering['venue']>): object {
  const words = (text: string | undefined) => (text ? { en: text } : undefined);
  return compact({
    '@type': 'ceterms:Place',
    'ceterms:name': words(venue.name),
    'ceterms:addressLocality': words(venue.town),
    'ceterms:addressRegion': words(venue.region),
    'ceterms:addressCountry': words(venue.country),
    'ceterms:latitude': venue.latitude,
    'ceterms:longitude': venue.longitude,
  });
}
