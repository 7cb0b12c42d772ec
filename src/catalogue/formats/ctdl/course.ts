import { parseDay } from '../../rules/dates.js';
import { parseLanguage } from '../../rules/languages.js';
import { parseDifficulty, parseLevel } from '../../rules/levels.js';
import { clip } from '../../rules/text.js';
import type { CourseRecordInput, OfferingRecord, Raw, Reading, SubjectRef } from '../../schema.js';
import { languagesIn } from '../readers/facts.js';
import { courseReading, rawOf } from '../readers/record.js';
import { allWordsOf, type Loose, unique, wordsOf } from '../readers/values.js';
import { creditsOf, pricesOf, workloadOf } from './measures.js';
import { ctidIn, organisationsOf, venueOf } from './organisations.js';
import {
  addressOf,
  get,
  type Index,
  languageOfText,
  line,
  lines,
  nodesOf,
  prose,
  type Term,
  termsOf,
  typesOf,
} from './terms.js';

const LEARNING: Record<string, CourseRecordInput['kind']> = {
  LearningOpportunityProfile: 'course',
  Course: 'course',
  LearningProgram: 'programme',
  MicroCredential: 'microcredential',
  DigitalBadge: 'microcredential',
  OpenBadge: 'microcredential',
  Badge: 'microcredential',
};
/** Every other class of credential is a qualification. */
const CREDENTIAL =
  /^(?:Credential|Qualification|Certification|License|MasterCertificate|\w*(?:Degree|Diploma|Doctorate|Certificate|CertificateOfCompletion|Certificate\w*|GeneralEducationDevelopment))$/;

export function kindOf(node: Loose): CourseRecordInput['kind'] | null {
  for (const type of typesOf(node)) {
    if (Object.hasOwn(LEARNING, type)) return LEARNING[type] ?? null;
    if (CREDENTIAL.test(type)) return 'qualification';
  }
  return null;
}

/** One learning opportunity or credential. Its places come as readings of their own. */
export function* readCourse(node: Loose, at: string, index: Index, updated: string | undefined): Generator<Reading> {
  const title = line(node, 'name');
  const ctid = ctidIn(wordsOf(get(node, 'ctid')) ?? wordsOf(node['@id']));
  const url = addressOf(node, 'subjectWebpage');
  const externalId = ctid ?? url;
  if (!title) return yield { type: 'refused', at, externalId, reason: 'this has no name' };
  if (!externalId)
    return yield { type: 'refused', at, reason: `“${clip(title, 80)}” has neither a CTID nor a web page` };
  if (isCeased(node)) return yield { type: 'deleted', at, externalId };
  const people = peopleOf(node, index, url);
  if (!people) return yield { type: 'refused', at, reason: `“${clip(title, 80)}” names no owner and has no web page` };
  const raw: Record<string, Raw> = {};
  yield courseReading(at, {
    externalId,
    title,
    url,
    kind: kindOf(node) ?? 'course',
    identifiers: ctid ? [{ scheme: 'ctid', value: ctid }] : [],
    ...people,
    ...textsOf(node, index),
    subjects: subjectsOf(node),
    ...measuresOf(node, index, externalId, raw),
    refreshed: parseDay(updated?.replace(/ UTC$/, 'Z') ?? '')?.day,
    raw,
  });
  for (const place of nodesOf(node, 'availableAt', index)) {
    const venue = venueOf(place);
    if (venue) yield { type: 'place', at, courseExternalId: externalId, venue };
  }
}

/** Ended credentials and opportunities are withdrawn where they were known. */
function isCeased(node: Loose): boolean {
  const states = [...termsOf(node, 'lifeCycleStatusType'), ...termsOf(node, 'credentialStatusType')];
  return states.some(({ node: state }) => /^(Ceased|Deprecated|Superseded|Discontinued)$/.test(state ?? ''));
}

const RECOGNISED: Record<string, string> = {
  accreditedBy: 'accredited by',
  recognizedBy: 'recognised by',
  approvedBy: 'approved by',
  regulatedBy: 'regulated by',
};

/** Who offers it; where another owns it, the owner's name stands on it. */
function peopleOf(node: Loose, index: Index, url: string | undefined) {
  const offering = organisationsOf(node, 'offeredBy', index);
  const owning = organisationsOf(node, 'ownedBy', index);
  const provider =
    offering[0] ?? owning[0] ?? organisationsOf(node, get(node, 'offeredBy') ? 'offeredBy' : 'ownedBy', index, url)[0];
  if (!provider) return null;
  const bodies = [...owning, ...offering.slice(1)].filter(({ name }) => name !== provider.name).slice(0, 100);
  const recognising = Object.keys(RECOGNISED).flatMap((property) =>
    organisationsOf(node, property, index).map((body) => ({ body, words: RECOGNISED[property] })),
  );
  return {
    provider,
    awardingBodies: bodies.filter((body, at) => bodies.findIndex(({ name }) => name === body.name) === at),
    recognition: recognising,
  };
}

function textsOf(node: Loose, index: Index): Partial<CourseRecordInput> {
  const language = languageOfText(node, 'name');
  const conditions = nodesOf(node, 'entryCondition', index).flatMap((condition) =>
    [prose(condition, 'description') ?? [], lines(condition, 'condition')].flat(),
  );
  const taught = [...termsOf(node, 'teaches'), ...termsOf(node, 'assesses')];
  const outcomes = taught.filter(isOutcome);
  const skills = taught.filter((term) => term.name && !isOutcome(term));
  return {
    description: prose(node, 'description'),
    textLanguage: language ? (parseLanguage(language) ?? undefined) : undefined,
    languages: languagesIn(allWordsOf(get(node, 'inLanguage'))),
    code: line(node, 'codedNotation'),
    imageUrl: addressOf(node, 'image'),
    prerequisites: unique(conditions).join('\n') || undefined,
    assessment: prose(node, 'assessmentMethodDescription'),
    outcomes: unique([...outcomes.flatMap(({ name }) => name ?? []), ...lines(node, 'learningOutcome')]),
    skills: skills.map(({ name, address }) => ({
      label: clip(name ?? '', 200),
      uri: address,
      relation: 'taught' as const,
    })),
    syllabus: nodesOf(node, 'hasPart', index).flatMap((part) => line(part, 'name') ?? []),
    stacksInto: stacksOf(node, index),
    funding: fundingOf(node, index),
  };
}

/** The framework that tells a learning outcome from a skill. */
export const OUTCOMES = 'Learning outcomes';

const isOutcome = ({ name = '', framework, address }: Term): boolean =>
  framework?.includes(OUTCOMES) || (!address && (name.length > 80 || name.split(' ').length > 8));

function stacksOf(node: Loose, index: Index): NonNullable<CourseRecordInput['stacksInto']> {
  const conditions = nodesOf(node, 'isPreparationFor', index);
  const targets = [node, ...conditions].flatMap((each) =>
    ['isPartOf', 'targetCredential', 'targetLearningOpportunity'].flatMap((name) => nodesOf(each, name, index)),
  );
  return targets.flatMap((target) => {
    const title = line(target, 'name');
    return title && kindOf(target) ? [{ title: clip(title, 300), url: addressOf(target, 'subjectWebpage') }] : [];
  });
}

function fundingOf(node: Loose, index: Index): NonNullable<CourseRecordInput['funding']> {
  return nodesOf(node, 'financialAssistance', index).flatMap((profile) => {
    const types = termsOf(profile, 'financialAssistanceType').flatMap(({ name }) => name ?? []);
    const words = [line(profile, 'name'), types.join(', '), line(profile, 'description')].filter(Boolean).join(': ');
    return words ? [{ words: clip(words, 500), url: addressOf(profile, 'subjectWebpage') }] : [];
  });
}

function subjectsOf(node: Loose): SubjectRef[] {
  const programmes = termsOf(node, 'instructionalProgramType').flatMap((term): SubjectRef[] =>
    term.name || term.code
      ? [{ scheme: term.code ? 'cip' : 'keyword', code: term.code, label: clip(term.name ?? term.code ?? '', 200) }]
      : [],
  );
  const words = unique([...termsOf(node, 'subject').flatMap(({ name }) => name ?? []), ...lines(node, 'keyword')]);
  return [...programmes, ...words.map((label): SubjectRef => ({ scheme: 'keyword', label: clip(label, 200) }))];
}

function measuresOf(node: Loose, index: Index, id: string, raw: Record<string, Raw>): Partial<CourseRecordInput> {
  const audience = termsOf(node, 'audienceLevelType').flatMap((term) => term.name ?? []);
  if (audience.length > 0) raw.level = rawOf(audience.join('; '), 'stated', 'difficulty');
  const modes = unique([...modesOf(node, 'deliveryType'), ...modesOf(node, 'learningDeliveryType')]);
  const credit = creditsOf(node, index, raw);
  const offerings = nodesOf(node, 'hasOffering', index).map((offering, at) =>
    offeringOf(offering, index, `${id}#${at + 1}`),
  );
  // Offered online and, as another choice, in person: two open offerings say so; “blended” would not be true.
  const choices =
    modes.length > 1 && offerings.length === 0 ? modes.map((mode) => ({ externalId: `${id}#${mode}`, mode })) : [];
  return {
    level: audience.flatMap((words) => parseLevel(words) ?? [])[0],
    difficulty: audience.flatMap((words) => parseDifficulty(words) ?? [])[0],
    credit,
    earns: credit.length > 0 ? ['credit'] : [],
    workload: workloadOf(node, index, raw),
    prices: pricesOf(node, index),
    mode: modes.length === 1 ? modes[0] : undefined,
    offerings: [...offerings, ...choices],
  };
}

const MODES: Record<string, NonNullable<OfferingRecord['mode']>> = {
  InPerson: 'in-person',
  OnlineOnly: 'online',
  BlendedLearning: 'blended',
  BlendedDelivery: 'blended',
};

function modesOf(node: Loose, property: string): NonNullable<OfferingRecord['mode']>[] {
  return termsOf(node, property).flatMap((term) =>
    term.node && Object.hasOwn(MODES, term.node) ? (MODES[term.node] ?? []) : [],
  );
}

/** A ScheduledOffering: dates, place and price of one run. */
function offeringOf(node: Loose, index: Index, fallback: string): OfferingRecord {
  const day = (property: string) => parseDay(wordsOf(get(node, property)) ?? '');
  const [start, end] = [day('startDate'), day('endDate')];
  return {
    externalId: ctidIn(wordsOf(get(node, 'ctid'))) ?? fallback,
    start: start?.day,
    startApproximate: start && start.precision !== 'day' ? true : undefined,
    end: end?.precision === 'day' && (!start || end.day >= start.day) ? end.day : undefined,
    mode: modesOf(node, 'deliveryType')[0],
    venue: nodesOf(node, 'availableAt', index).flatMap((place) => venueOf(place) ?? [])[0],
    prices: pricesOf(node, index),
    languages: [],
    url: addressOf(node, 'subjectWebpage'),
  };
}
