import { creditInEcts } from '../../rules/credit.js';
import type { Course, Offering, OrganisationBrief } from '../../schema.js';
import { authorityOf } from '../readers/countries.js';
import { compact, decimalOf, isoHours, isoWeeks, levelName, pageOf } from '../write.js';
import { authorityLanguage } from './languages.js';
import { AUTHORITY, COURSE, MODES, NATIONAL_LEVELS, PROGRAMME, SCHEDULES, SHORT_PROGRAMME, SNB } from './lists.js';

/**
 * A course as a learning opportunity of the European Learning Model 3, in JSON-LD. Levels and credit of schemes that its controlled
 * lists do not know stand under an address of Cairn's own, never under a converted value.
 */
export function toElm(course: Course, origin: string): object {
  const page = pageOf(course, origin);
  const words = (text: string | undefined) => (text ? { [course.textLanguage?.slice(0, 2) ?? 'en']: text } : undefined);
  const dated = course.offerings.filter(({ start, end }) => start ?? end);
  const places = course.offerings.flatMap(({ venue }) => (venue ? [location(venue)] : []));
  return compact({
    '@context': 'http://data.europa.eu/snb/model/context/edc-ap',
    id: page,
    type: 'LearningOpportunity',
    title: words(course.title),
    description: words(course.description ?? course.summary),
    identifier: course.identifiers.map(({ scheme, value }) => ({
      type: 'Identifier',
      schemeName: scheme,
      notation: value,
    })),
    dcType: concept(`${SNB}/learning-opportunity/${typeOf(course)}`),
    category: course.kind === 'microcredential' ? { en: 'Micro-credential' } : undefined,
    homepage: webPage(course.url ?? page),
    providedBy: organisation(course.provider, origin),
    defaultLanguage: language(course.textLanguage),
    duration: course.workload?.weeks && isoWeeks(course.workload.weeks),
    mode: (course.mode ?? course.offerings[0]?.mode) && concept(modeAddress(course.mode ?? course.offerings[0]?.mode)),
    temporal: dated.map(period),
    learningSchedule: schedule(course.offerings[0]),
    applicationDeadline: course.offerings.flatMap(({ enrolUntil }) => enrolUntil ?? []).slice(-1)[0],
    priceDetail: [...course.prices, ...course.offerings.flatMap(({ prices }) => prices)].map((price) => ({
      type: 'PriceDetail',
      prefLabel: { en: price.region ?? price.kind },
      amount: { type: 'Amount', unit: concept(`${AUTHORITY}/currency/${price.currency}`), value: decimalOf(price) },
    })),
    location: places.slice(0, 1),
    grant: course.funding.map(({ words: funding, url }) =>
      compact({ type: 'Grant', title: { en: funding }, contentURL: url }),
    ),
    learningAchievementSpecification: achievement(course, origin, words),
    modified: course.refreshed,
  });
}

const concept = (id: string | undefined, label?: string): object | undefined =>
  id ? compact({ id, type: 'Concept', prefLabel: label ? { en: label } : undefined }) : undefined;
const webPage = (contentURL: string): object => ({ type: 'WebResource', contentURL });

function typeOf({ kind }: Course): string {
  if (kind === 'programme' || kind === 'qualification') return PROGRAMME;
  return kind === 'microcredential' ? SHORT_PROGRAMME : COURSE;
}

function modeAddress(mode: Course['mode']): string | undefined {
  const id = Object.entries(MODES).find(([, each]) => each === mode)?.[0];
  return id && `${SNB}/learning-assessment/${id}`;
}

function schedule(offering: Offering | undefined): object | undefined {
  const id = Object.entries(SCHEDULES).find(([, each]) => each === offering?.studyMode)?.[0];
  return id ? concept(`${SNB}/learning-schedule/${id}`) : undefined;
}

function language(tag: string | undefined): object | undefined {
  const code = tag && authorityLanguage(tag);
  return code ? concept(`${AUTHORITY}/language/${code}`) : undefined;
}

function period({ start, end, startApproximate }: Offering): object {
  return compact({ type: 'PeriodOfTime', startDate: startApproximate ? start?.slice(0, 7) : start, endDate: end });
}

function organisation(body: OrganisationBrief, origin: string): object {
  const country = body.country ? authorityOf(body.country) : undefined;
  return compact({
    id: `${origin}/providers/${body.slug}`,
    type: 'Organisation',
    legalName: { en: body.name },
    homepage: webPage(`${origin}/providers/${body.slug}`),
    location: country
      ? { type: 'Location', address: { type: 'Address', countryCode: concept(`${AUTHORITY}/country/${country}`) } }
      : undefined,
  });
}

function location(venue: NonNullable<Offering['venue']>): object {
  const country = venue.country ? authorityOf(venue.country) : undefined;
  return compact({
    type: 'Location',
    geographicName: { en: [venue.name, venue.town, venue.region].filter(Boolean).join(', ') || (venue.country ?? '') },
    address: country ? { type: 'Address', countryCode: concept(`${AUTHORITY}/country/${country}`) } : undefined,
    geometry:
      venue.latitude === undefined
        ? undefined
        : { type: 'Geometry', latitude: String(venue.latitude), longitude: String(venue.longitude) },
  });
}

/** Level, credit, outcomes and skills are said of what is achieved, not of the opportunity. */
function achievement(course: Course, origin: string, words: (text: string | undefined) => object | undefined): object {
  const { level, workload } = course;
  const eqf = level?.framework === 'EQF' ? Number(level.value) : level?.eqf;
  const awarding = course.awardingBodies.map((body) => organisation(body, origin));
  return compact({
    type: level ? 'Qualification' : 'LearningAchievementSpecification',
    title: words(course.awardName ?? course.title),
    eqfLevel: eqf ? concept(`${SNB}/eqf/${eqf}`, `Level ${eqf}`) : undefined,
    nqfLevel: nationalLevel(course),
    creditPoint: course.credit.map((credit) => ({
      type: 'CreditPoint',
      framework:
        credit.scheme === 'ECTS'
          ? concept(`${SNB}/education-credit/6fcec5c5af`, 'European Credit Transfer System')
          : concept(`urn:cairn:credit:${credit.scheme}`, credit.scheme),
      point: String(credit.value),
      additionalNote:
        credit.scheme !== 'ECTS' && creditInEcts(credit)
          ? { type: 'Note', noteLiteral: { en: `about ${creditInEcts(credit)} ECTS by volume, as a guide` } }
          : undefined,
    })),
    volumeOfLearning: workload?.totalHours && isoHours(workload.totalHours),
    thematicArea: course.subjects
      .filter(({ scheme, code }) => scheme === 'isced-f' && code)
      .map(({ code, label }) => concept(`${SNB}/isced-f/${code}`, label)),
    language: course.languages.flatMap((tag) => language(tag) ?? []),
    learningOutcome: outcomes(course, words),
    entryRequirement: course.prerequisites ? { type: 'Note', noteLiteral: words(course.prerequisites) } : undefined,
    awardingOpportunity: awarding.length > 0 ? { type: 'AwardingOpportunity', awardingBody: awarding } : undefined,
  });
}

function nationalLevel({ level }: Course): object | undefined {
  if (!level || level.framework === 'EQF') return undefined;
  const known = Object.entries(NATIONAL_LEVELS).find(
    ([, each]) => each.framework === level.framework && each.value === level.value,
  )?.[0];
  return concept(
    known ? `${SNB}/qdr/${known}` : `urn:cairn:level:${level.framework}:${encodeURIComponent(level.value)}`,
    levelName(level),
  );
}

/** Skills of the vocabulary go with the first outcome; a course that states none has one of each skill's name. */
function outcomes(course: Course, words: (text: string | undefined) => object | undefined): object[] {
  const skills = course.skills.filter(({ relation }) => relation === 'taught');
  const related = (each: Course['skills'][number]) => concept(each.uri ?? `urn:cairn:skill:${each.id}`, each.label);
  if (course.outcomes.length === 0)
    return skills.map((skill) => ({
      type: 'LearningOutcome',
      title: { en: skill.label },
      relatedESCOSkill: [related(skill)],
    }));
  return course.outcomes.map((title, at) =>
    compact({ type: 'LearningOutcome', title: words(title), relatedESCOSkill: at === 0 ? skills.map(related) : [] }),
  );
}
