import { parseDay } from '../../rules/dates.js';
import { parseWorkload } from '../../rules/duration.js';
import { parseDifficulty, parseLevel } from '../../rules/levels.js';
import { clip, titleKey } from '../../rules/text.js';
import type {
  CourseRecordInput,
  Credit,
  OfferingRecord,
  OrganisationRef,
  Raw,
  Reading,
  SubjectRef,
} from '../../schema.js';
import { creditOf } from '../readers/facts.js';
import { courseReading, rawOf } from '../readers/record.js';
import { countOf, type Loose, listOf, objectOf, objectsOf, positiveOf, unique, wordsOf } from '../readers/values.js';
import { languagesOf, offeringOf, workloadOf } from './instance.js';
import { offersOf } from './offers.js';
import { organisationsOf } from './people.js';
import { addressOf, get, type Index, line, nameOf, namesOf, nodesOf, prose, typesOf } from './terms.js';

/** The set that a learning outcome is named from, which tells it from a skill under `teaches`. */
export const OUTCOMES = 'Learning outcomes';

/** What a node of this type is read as. */
export const KINDS: Record<string, CourseRecordInput['kind']> = {
  Course: 'course',
  CourseInstance: 'course',
  EducationEvent: 'cpd-event',
  EducationalOccupationalProgram: 'programme',
  WorkBasedProgram: 'programme',
  EducationalOccupationalCredential: 'qualification',
  LearningResource: 'material',
};

/** One course-like node. `host` stands in for a provider that is not named: the site of its address, or of the page it was read from. */
export function readCourse(node: Loose, at: string, index: Index, page: string | undefined): Reading {
  const type = typesOf(node).find((each) => Object.hasOwn(KINDS, each)) ?? 'Course';
  const title = line(node, 'name') ?? line(node, 'headline') ?? line(node, 'title');
  if (!title) return { type: 'refused', at, reason: `this ${type} has no name` };
  const url = addressOf(node, 'url', '@id', 'mainEntityOfPage', 'announcement');
  const people = peopleOf(node, index, url ?? page);
  if (!people) return { type: 'refused', at, reason: `“${clip(title, 80)}” names no provider and has no address` };
  const offerings = offeringsOf(node, type, index, url ?? titleKey(title));
  const day = type === 'CourseInstance' ? `/${offerings[0]?.start ?? ''}` : '';
  const externalId = clip(
    url ?? (identifiersOf(node)[0]?.value || `${people.provider.name}/${titleKey(title)}${day}`),
    500,
  );
  const raw: Record<string, Raw> = {};
  const record: CourseRecordInput = {
    externalId,
    title,
    url,
    kind: kindOf(node, type, index),
    ...people,
    ...textsOf(node, index),
    ...standingOf(node, index, raw),
    ...moneyOf(node, type, index),
    workload: workloadsOf(node, index, raw),
    offerings,
    raw,
  };
  return courseReading(at, record);
}

/** Micro-credentials say so in their category or additional type; nothing in the vocabulary does. */
function kindOf(node: Loose, type: string, index: Index): CourseRecordInput['kind'] {
  const awards = nodesOf(node, 'educationalCredentialAwarded', index);
  const words = [node, ...awards].flatMap((each) =>
    ['credentialCategory', 'additionalType', 'courseType'].flatMap((name) => namesOf(each, name, index)),
  );
  return words.some((word) => /micro-?\s?credential/i.test(word)) ? 'microcredential' : KINDS[type];
}

/** Whom one enrols with: who makes the offer, else the provider. Where both are named, the provider is the awarding body. */
function peopleOf(node: Loose, index: Index, address: string | undefined) {
  const instances = nodesOf(node, 'hasCourseInstance', index);
  const offers = [node, ...instances].flatMap((each) => nodesOf(each, 'offers', index));
  const sellers = offers.flatMap((offer) => [
    ...organisationsOf(offer, 'offeredBy', index),
    ...organisationsOf(offer, 'seller', index),
  ]);
  const named = ['provider', 'offeredBy', 'organizer', 'publisher', 'sourceOrganization', 'author'];
  const makers = named.flatMap((property) => (property === 'author' ? [] : organisationsOf(node, property, index)));
  const [maker] = makers;
  const seller = sellers.find((each) => each.name !== maker?.name);
  const provider = seller ?? maker ?? sellers[0] ?? hostOf(address);
  if (!provider) return null;
  const credited = nodesOf(node, 'educationalCredentialAwarded', index).flatMap((each) =>
    organisationsOf(each, 'offeredBy', index),
  );
  const bodies = [...(seller && maker ? [maker] : []), ...credited].filter((body) => body.name !== provider.name);
  const persons = [node, ...instances].flatMap((each) => namesOf(each, 'instructor', index));
  return { provider, awardingBodies: uniqueByName(bodies), instructors: unique(persons) };
}

function hostOf(address: string | undefined): OrganisationRef | undefined {
  if (!address || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  return /^https?:$/.test(url.protocol) ? { name: url.hostname.replace(/^www\./, ''), url: url.origin } : undefined;
}

function uniqueByName(bodies: OrganisationRef[]): OrganisationRef[] {
  const few = bodies.slice(0, 100);
  return few.filter((body, at) => few.findIndex((each) => each.name === body.name) === at);
}

function textsOf(node: Loose, index: Index): Partial<CourseRecordInput> {
  const [summary, description] = [
    prose(node, 'abstract') ?? prose(node, 'disambiguatingDescription'),
    prose(node, 'description'),
  ];
  const languages = languagesOf(node);
  const prerequisites = ['coursePrerequisites', 'programPrerequisites'].flatMap((name) =>
    listOf(get(node, name)).flatMap(
      (value) => nameOf(value) ?? (objectOf(value) && line(value as Loose, 'credentialCategory')) ?? [],
    ),
  );
  const taught = listOf(get(node, 'teaches'));
  const sentences = taught.filter(isOutcome).flatMap((value) => nameOf(value) ?? []);
  return {
    subtitle: line(node, 'alternativeHeadline'),
    summary,
    description,
    languages:
      languages.length > 0 ? languages : unique(nodesOf(node, 'hasCourseInstance', index).flatMap(languagesOf)),
    textLanguage: languages[0],
    code: line(node, 'courseCode'),
    identifiers: identifiersOf(node),
    imageUrl: addressOf(node, 'image', 'thumbnailUrl'),
    prerequisites: prerequisites.join('\n') || undefined,
    assessment: prose(node, 'assessmentMethod'),
    outcomes: unique([...sentences, ...namesOf(node, 'learningOutcome', index), ...namesOf(node, 'assesses', index)]),
    skills: skillsOf(node, index),
    syllabus: unique([...namesOf(node, 'syllabusSections', index), ...namesOf(node, 'hasPart', index)]),
    stacksInto: nodesOf(node, 'isPartOf', index).flatMap((whole) => stackOf(whole) ?? []),
    subjects: subjectsOf(node, index),
    refreshed: parseDay(wordsOf(get(node, 'dateModified')) ?? '')?.day,
  };
}

/** A term of the set of outcomes is one; of other words, what runs on like a sentence is an outcome, the rest names a skill. */
function isOutcome(value: unknown): boolean {
  const term = objectOf(value);
  if (term && nameOf(get(term, 'inDefinedTermSet')) === OUTCOMES) return true;
  return !(term && addressOf(term, 'url')) && isSentence(nameOf(value) ?? '');
}

const isSentence = (words: string): boolean =>
  words.length > 80 || /[.;]\s*$/.test(words) || words.split(' ').length > 8;

function skillsOf(node: Loose, index: Index): NonNullable<CourseRecordInput['skills']> {
  const relations = [
    ['teaches', 'taught'],
    ['competencyRequired', 'mentioned'],
  ] as const;
  return relations.flatMap(([property, relation]) =>
    listOf(get(node, property)).flatMap((value) => {
      const term = objectOf(value) ? (nodesOf({ term: value }, 'term', index)[0] ?? value) : value;
      const label = nameOf(term);
      if (!label || isOutcome(term)) return [];
      return [
        {
          label: clip(label, 200),
          uri: objectOf(term) ? addressOf(term as Loose, 'url', '@id', 'sameAs') : undefined,
          relation,
        },
      ];
    }),
  );
}

function stackOf(whole: Loose): { title: string; url?: string } | null {
  const isCourse = typesOf(whole).some((type) =>
    ['Course', 'EducationalOccupationalProgram', 'EducationalOccupationalCredential'].includes(type),
  );
  const title = nameOf(whole);
  return isCourse && title ? { title: clip(title, 300), url: addressOf(whole, 'url', '@id') } : null;
}

const CODED: [RegExp, SubjectRef['scheme']][] = [
  [/isced-?f/i, 'isced-f'],
  [/hecos/i, 'hecos'],
  [/\bcah\b/i, 'cah'],
  [/jacs/i, 'jacs3'],
  [/\bcip/i, 'cip'],
  [/ldcs/i, 'ldcs'],
];

function subjectsOf(node: Loose, index: Index): SubjectRef[] {
  const about = listOf(get(node, 'about')).flatMap((value): SubjectRef[] => {
    const term = objectOf(value) ? (nodesOf({ term: value }, 'term', index)[0] ?? null) : null;
    const label = nameOf(term ?? value);
    if (!label || (term && typesOf(term).includes('Event'))) return [];
    const code = term ? line(term, 'termCode') : undefined;
    const set = term ? `${nameOf(get(term, 'inDefinedTermSet')) ?? addressOf(term, 'inDefinedTermSet') ?? ''}` : '';
    const scheme = CODED.find(([pattern]) => pattern.test(set))?.[1];
    return [
      scheme && code ? { scheme, code, label: clip(label, 200) } : { scheme: 'keyword', label: clip(label, 200) },
    ];
  });
  const words = listOf(get(node, 'keywords')).flatMap((value) =>
    objectOf(value) ? (nameOf(value) ?? []) : (nameOf(value)?.split(/,\s*/) ?? []),
  );
  const keywords = words.filter(Boolean).map((label): SubjectRef => ({ scheme: 'keyword', label: clip(label, 200) }));
  const all = [...about, ...keywords].slice(0, 500);
  return all.filter(
    (subject, at) => all.findIndex((each) => each.scheme === subject.scheme && each.label === subject.label) === at,
  );
}

function identifiersOf(node: Loose): { scheme: string; value: string }[] {
  const values = listOf(get(node, 'identifier')).flatMap((value) => {
    const object = objectOf(value);
    if (!object) return wordsOf(value) ? [{ scheme: 'identifier', value: wordsOf(value) ?? '' }] : [];
    const [scheme, held] = [line(object, 'propertyID') ?? 'identifier', line(object, 'value')];
    return held ? [{ scheme, value: held }] : [];
  });
  return values.map(({ scheme, value }) => ({ scheme: clip(scheme, 100), value: clip(value, 500) }));
}

/** Level, credit, award, recognition, rating. */
function standingOf(node: Loose, index: Index, raw: Record<string, Raw>): Partial<CourseRecordInput> {
  const awarded = listOf(get(node, 'educationalCredentialAwarded')).flatMap(
    (value) => nameOf(value) ?? (objectOf(value) && line(value as Loose, 'credentialCategory')) ?? [],
  );
  const awards = nodesOf(node, 'educationalCredentialAwarded', index);
  const categories = [
    ...awarded,
    ...awards.flatMap((each) => namesOf(each, 'credentialCategory', index)),
    ...namesOf(node, 'credentialCategory', index),
  ].join(' ');
  const levels = [node, ...awards].flatMap((each) => namesOf(each, 'educationalLevel', index));
  const level = levels.flatMap((words) => parseLevel(words) ?? [])[0];
  const difficulty = levels.flatMap((words) => parseDifficulty(words) ?? [])[0];
  if (levels.length > 0)
    raw.level = rawOf(levels.join('; '), 'parsed', level ? 'level' : difficulty ? 'difficulty' : 'none');
  const credit = creditsOf(node, index, raw);
  const earns = [
    /certificat/i.test(categories) && 'certificate',
    /badge/i.test(categories) && 'badge',
    credit.length > 0 && 'credit',
  ];
  return {
    awardName: awarded[0],
    level,
    difficulty,
    credit,
    earns: earns.filter((each): each is 'certificate' | 'badge' | 'credit' => !!each),
    recognition: [node, ...awards]
      .flatMap((each) => organisationsOf(each, 'recognizedBy', index))
      .map((body) => ({ body })),
    rating: ratingOf(node, index),
    enrolments: countOf(get(node, 'totalHistoricalEnrollment')),
  };
}

/** A number of credits without a scheme is kept as units and never converted. */
function creditsOf(node: Loose, index: Index, raw: Record<string, Raw>): Credit[] {
  const stated = listOf(get(node, 'numberOfCredits')).flatMap((value): Credit[] => {
    const object = objectOf(value);
    const number = positiveOf(object ? get(object, 'value') : value);
    if (!number) return [];
    const scheme = object ? (line(object, 'unitText') ?? line(object, 'unitCode') ?? line(object, 'name')) : undefined;
    const level = object ? namesOf(object, 'educationalLevel', index)[0] : undefined;
    const credit = creditOf(number, scheme, level);
    return [{ ...credit, level: credit.level ?? parseLevel(level ?? '') ?? undefined }];
  });
  if (stated.length > 0) raw.credit = rawOf(JSON.stringify(get(node, 'numberOfCredits')), 'parsed', 'credit');
  return stated;
}

/** Out of 5; another best rating is scaled. */
function ratingOf(node: Loose, index: Index): CourseRecordInput['rating'] {
  const rating = nodesOf(node, 'aggregateRating', index)[0];
  const value = rating && positiveOf(get(rating, 'ratingValue'));
  if (!rating || !value) return undefined;
  const best = positiveOf(get(rating, 'bestRating')) ?? 5;
  const scaled = Math.round((value / best) * 500) / 100;
  return scaled <= 5
    ? { value: scaled, count: countOf(get(rating, 'ratingCount')) ?? countOf(get(rating, 'reviewCount')) }
    : undefined;
}

function moneyOf(node: Loose, type: string, index: Index): Partial<CourseRecordInput> {
  const own = offersOf(node, index);
  const instances = nodesOf(node, 'hasCourseInstance', index).map((each) => offersOf(each, index));
  const free = get(node, 'isAccessibleForFree') === true || get(node, 'isAccessibleForFree') === 'true';
  const aid = line(node, 'financialAidEligible');
  return {
    // A lone instance keeps its prices with its dates.
    prices: type === 'CourseInstance' || type === 'EducationEvent' ? [] : own.prices,
    freeToAudit: free || own.freeToAudit || instances.some((each) => each.freeToAudit) ? true : undefined,
    funding: aid && !/^(true|false)$/i.test(aid) ? [{ words: clip(aid, 500) }] : [],
  };
}

/** An instance that stands alone is its own offering; so is a program that names its dates. */
function offeringsOf(node: Loose, type: string, index: Index, fallback: string): OfferingRecord[] {
  const isOwn =
    type === 'CourseInstance' ||
    type === 'EducationEvent' ||
    ['startDate', 'applicationDeadline', 'courseMode', 'educationalProgramMode'].some(
      (name) => get(node, name) !== undefined,
    );
  const own = isOwn
    ? [offeringOf(node, index, fallback)].map((each) =>
        type === 'CourseInstance' || type === 'EducationEvent' ? each : { ...each, prices: [] },
      )
    : [];
  const instances = [
    ...nodesOf(node, 'hasCourseInstance', index),
    ...nodesOf(node, 'subEvent', index).filter((each) => typesOf(each).includes('CourseInstance')),
  ];
  return distinct([...own, ...instances.map((each) => offeringOf(each, index, fallback))]);
}

function distinct(offerings: OfferingRecord[]): OfferingRecord[] {
  const seen = new Map<string, number>();
  return offerings.map((offering) => {
    const count = (seen.get(offering.externalId) ?? 0) + 1;
    seen.set(offering.externalId, count);
    return count === 1 ? offering : { ...offering, externalId: `${offering.externalId}#${count}` };
  });
}

function workloadsOf(node: Loose, index: Index, raw: Record<string, Raw>): CourseRecordInput['workload'] {
  for (const property of ['timeRequired', 'timeToComplete']) {
    const words = line(node, property);
    const read = words ? parseWorkload({ duration: words }) : null;
    if (words) raw.workload = rawOf(words, read?.how ?? 'stated', read ? 'duration' : 'none');
    if (read) return read.workload;
  }
  const read = [node, ...objectsOf(nodesOf(node, 'hasCourseInstance', index))].flatMap(
    (each) => workloadOf(each, index) ?? [],
  )[0];
  if (read) raw.workload = rawOf(read.raw, read.how, 'duration');
  return read?.workload;
}
