import { isCurrency, NO_CURRENCY } from '../../rules/currencies.js';
import { parseDay } from '../../rules/dates.js';
import { parseDuration } from '../../rules/duration.js';
import { parseLanguage } from '../../rules/languages.js';
import { levelOf, parseLevel } from '../../rules/levels.js';
import { minorUnits } from '../../rules/money.js';
import { clip, titleKey } from '../../rules/text.js';
import type {
  CourseRecordInput,
  Credit,
  Level,
  OfferingRecord,
  OrganisationRef,
  Price,
  Raw,
  Reading,
  SubjectRef,
  Venue,
} from '../../schema.js';
import { countryOf } from '../readers/countries.js';
import { creditOf } from '../readers/facts.js';
import { courseReading, rawOf } from '../readers/record.js';
import { type Loose, positiveOf, unique, wordsOf } from '../readers/values.js';
import { CREDITS, MODES, NATIONAL_LEVELS, SCHEDULES, SHORT_PROGRAMME, TYPES } from './lists.js';
import { addressOf, conceptsOf, get, type Index, idOf, languageOfText, line, lines, nodesOf } from './terms.js';

/** A learning opportunity with the achievement it leads to; or that achievement alone, as a credential names it. */
export type Opportunity = { node: Loose; achievement: Loose; provider?: Loose; isOpportunity: boolean };

export function readOpportunity(
  { node, achievement, provider, isOpportunity }: Opportunity,
  at: string,
  index: Index,
): Reading {
  const title = line(node, 'title') ?? line(achievement, 'title');
  if (!title) return { type: 'refused', at, reason: 'this has no title' };
  const organisations = [...nodesOf(node, 'providedBy', index), ...(provider ? [provider] : [])].flatMap(
    (each) => organisationOf(each, index) ?? [],
  );
  const [first, ...others] = [...organisations, ...awardersOf(achievement, index)];
  if (!first) return { type: 'refused', at, reason: `“${clip(title, 80)}” names no provider` };
  const url = addressOf(node, 'homepage', index) ?? addressOf(achievement, 'homepage', index);
  const id = [idOf(node), idOf(achievement)].find((each) => each && !/^(urn:epass:|_:)/.test(each));
  const externalId = clip(id ?? url ?? `${first.name}/${titleKey(title)}`, 500);
  const raw: Record<string, Raw> = {};
  return courseReading(at, {
    externalId,
    title,
    url,
    kind: kindOf(node, achievement, isOpportunity),
    provider: first,
    awardingBodies: distinct(others, first.name),
    ...textsOf(node, achievement, index),
    ...standingOf(achievement, index, raw),
    workload: workloadOf(node, achievement, raw),
    prices: nodesOf(node, 'priceDetail', index).flatMap((price) => priceOf(price, index) ?? []),
    mode: modeOf(node) ?? modeOf(achievement),
    offerings: isOpportunity ? offeringsOf(node, index, externalId) : [],
    refreshed: parseDay(wordsOf(get(node, 'modified')) ?? '')?.day,
    raw,
  });
}

/** A short programme that is itself an achievement with a credential is what the EU calls a micro-credential. */
function kindOf(node: Loose, achievement: Loose, isOpportunity: boolean): CourseRecordInput['kind'] {
  const categories = [...lines(node, 'category'), ...lines(achievement, 'category')];
  if (categories.some((words) => /micro-?\s?credential/i.test(words))) return 'microcredential';
  const types = conceptsOf(node, 'dcType').map(({ id }) => id);
  if (!isOpportunity && types.includes(SHORT_PROGRAMME)) return 'microcredential';
  return types.flatMap((id) => (Object.hasOwn(TYPES, id) ? (TYPES[id] ?? []) : []))[0] ?? 'course';
}

export function organisationOf(node: Loose, index: Index): OrganisationRef | null {
  const name = line(node, 'legalName') ?? line(node, 'prefLabel') ?? line(node, 'altLabel');
  if (!name) return null;
  const alias = line(node, 'altLabel');
  const country = nodesOf(node, 'location', index).flatMap((place) => countryIn(place, index) ?? [])[0];
  return {
    name: clip(name, 300),
    url: addressOf(node, 'homepage', index),
    country,
    aliases: alias && alias !== name ? [alias] : undefined,
  };
}

function countryIn(place: Loose, index: Index): string | undefined {
  return nodesOf(place, 'address', index)
    .flatMap((address) => conceptsOf(address, 'countryCode'))
    .flatMap(({ id, label }) => countryOf(id) ?? countryOf(label) ?? [])[0];
}

/** Who awards it: on the specification itself, or through an awarding opportunity. */
function awardersOf(achievement: Loose, index: Index): OrganisationRef[] {
  const holders = [
    achievement,
    ...nodesOf(achievement, 'awardedBy', index),
    ...nodesOf(achievement, 'awardingOpportunity', index),
  ];
  return holders
    .flatMap((holder) => nodesOf(holder, 'awardingBody', index))
    .flatMap((body) => organisationOf(body, index) ?? []);
}

function distinct(bodies: OrganisationRef[], except: string): OrganisationRef[] {
  const few = bodies.slice(0, 100);
  return few.filter((body, at) => body.name !== except && few.findIndex(({ name }) => name === body.name) === at);
}

function textsOf(node: Loose, achievement: Loose, index: Index): Partial<CourseRecordInput> {
  const stated = conceptsOf(node, 'defaultLanguage')[0]?.id ?? languageOfText(node, 'title');
  const taught = unique(
    [...conceptsOf(achievement, 'language'), ...conceptsOf(node, 'language')].flatMap(
      ({ id, label }) => parseLanguage(id) ?? parseLanguage(label ?? '') ?? [],
    ),
  );
  const outcomes = nodesOf(achievement, 'learningOutcome', index);
  const identifiers = [...nodesOf(node, 'identifier', index)].flatMap((each) => {
    const value = line(each, 'notation');
    return value ? [{ scheme: clip(line(each, 'schemeName') ?? 'identifier', 100), value: clip(value, 200) }] : [];
  });
  return {
    description: lines(node, 'description')[0] ?? lines(achievement, 'description')[0],
    textLanguage: stated ? (parseLanguage(stated) ?? undefined) : undefined,
    languages: taught,
    identifiers,
    outcomes: unique([
      ...outcomes.flatMap((each) => outcomeOf(each) ?? []),
      ...lines(achievement, 'learningOutcomeSummary'),
    ]),
    skills: outcomes.flatMap((outcome) => skillsOf(outcome)),
    prerequisites: lines(achievement, 'entryRequirement').join('\n') || undefined,
    syllabus: nodesOf(node, 'hasPart', index).flatMap((part) => line(part, 'title') ?? []),
    stacksInto: nodesOf(node, 'isPartOf', index).flatMap((whole) => {
      const title = line(whole, 'title');
      return title ? [{ title: clip(title, 300), url: addressOf(whole, 'homepage', index) }] : [];
    }),
    funding: nodesOf(node, 'grant', index).flatMap((grant) => {
      const words = [line(grant, 'title'), line(grant, 'description')].filter(Boolean).join(': ');
      return words ? [{ words: clip(words, 500), url: addressOf(grant, 'contentURL', index) }] : [];
    }),
  };
}

/** An outcome that only bears the name of its skill says no more than the skill. */
function outcomeOf(outcome: Loose): string | undefined {
  const title = line(outcome, 'title');
  return skillsOf(outcome).some(({ label }) => label === title) ? undefined : title;
}

function skillsOf(outcome: Loose): NonNullable<CourseRecordInput['skills']> {
  const esco = conceptsOf(outcome, 'relatedESCOSkill').map((skill) => ({ ...skill, uri: skill.address }));
  const others = conceptsOf(outcome, 'relatedSkill').map((skill) => ({ ...skill, uri: undefined }));
  return [...esco, ...others].flatMap(({ label, uri }) =>
    label ? [{ label: clip(label, 200), uri, relation: 'taught' as const }] : [],
  );
}

/** What stands on the achievement: level, credit, field, who vouches for it. */
function standingOf(achievement: Loose, index: Index, raw: Record<string, Raw>): Partial<CourseRecordInput> {
  const credit = nodesOf(achievement, 'creditPoint', index).flatMap((point): Credit[] => {
    const scheme = conceptsOf(point, 'framework')[0];
    const value = positiveOf(get(point, 'point'));
    if (!value) return [];
    const known = scheme && Object.hasOwn(CREDITS, scheme.id) ? CREDITS[scheme.id] : undefined;
    return [known ? { scheme: known, value } : creditOf(value, scheme?.label, undefined)];
  });
  if (credit.length > 0)
    raw.credit = rawOf(
      nodesOf(achievement, 'creditPoint', index)
        .map((point) => `${line(point, 'point')} ${conceptsOf(point, 'framework')[0]?.label ?? ''}`)
        .join('; '),
      'parsed',
      'credit',
    );
  const accreditations = nodesOf(achievement, 'accreditation', index);
  return {
    level: levelIn(achievement),
    credit,
    earns: credit.length > 0 ? ['credit'] : [],
    awardName: line(achievement, 'title'),
    subjects: conceptsOf(achievement, 'thematicArea').map(
      (field): SubjectRef => ({ scheme: 'isced-f', code: field.id, label: clip(field.label ?? field.id, 200) }),
    ),
    recognition: accreditations.flatMap((accreditation) =>
      nodesOf(accreditation, 'accreditingAgent', index).flatMap((agent) => {
        const body = organisationOf(agent, index);
        return body ? [{ body, words: line(accreditation, 'title') }] : [];
      }),
    ),
  };
}

/** The national level, for it says more; else the European one. */
function levelIn(achievement: Loose): Level | undefined {
  for (const { id, label } of conceptsOf(achievement, 'nqfLevel')) {
    const known = Object.hasOwn(NATIONAL_LEVELS, id) ? NATIONAL_LEVELS[id] : undefined;
    const level = known ? levelOf(known.framework, known.value) : parseLevel(label ?? '');
    if (level) return level;
  }
  const eqf = conceptsOf(achievement, 'eqfLevel').find(({ address }) => /\/eqf\/[1-8]$/.test(address));
  return eqf ? (levelOf('EQF', eqf.id) ?? undefined) : undefined;
}

/** Hours are those of the achievement; weeks are the calendar length of the opportunity. */
function workloadOf(node: Loose, achievement: Loose, raw: Record<string, Raw>): CourseRecordInput['workload'] {
  const volume = wordsOf(get(achievement, 'volumeOfLearning'));
  const length = wordsOf(get(node, 'duration'));
  const hours = volume ? parseDuration(volume) : null;
  const weeks = length ? parseDuration(length) : null;
  if (volume ?? length)
    raw.workload = rawOf(
      [volume, length].filter(Boolean).join('; '),
      weeks?.how ?? hours?.how ?? 'stated',
      hours || weeks ? 'duration' : 'none',
    );
  const total = hours?.workload.weeks === undefined ? hours?.workload.totalHours : undefined;
  if (!total && !weeks?.workload.weeks) return undefined;
  return { totalHours: total, weeks: weeks?.workload.weeks, approximate: weeks?.workload.approximate };
}

function priceOf(detail: Loose, index: Index): Price | null {
  const amount = nodesOf(detail, 'amount', index)[0];
  const currency = amount && conceptsOf(amount, 'unit')[0]?.id.toUpperCase();
  const words = amount && wordsOf(get(amount, 'value'));
  if (!currency || !words || !isCurrency(currency) || currency === NO_CURRENCY) return null;
  const minor = minorUnits(words, currency);
  if (minor === null) return null;
  const label = line(detail, 'prefLabel');
  const kinds = ['certificate', 'subscription', 'deposit', 'member', 'unit', 'materials', 'audit'] as const;
  const kind = kinds.find((each) => each === label?.toLowerCase()) ?? 'full';
  return {
    amount: minor,
    currency,
    kind,
    raw: clip([words, currency, label].filter(Boolean).join(' '), 500),
    how: 'stated',
  };
}

function modeOf(node: Loose): OfferingRecord['mode'] {
  const modes = unique(
    conceptsOf(node, 'mode').flatMap(({ id }) => (Object.hasOwn(MODES, id) ? (MODES[id] ?? []) : [])),
  );
  return modes.length === 1 ? modes[0] : undefined;
}

/** The dates, place and schedule of the opportunity; none of them: no offering is stated. */
function offeringsOf(node: Loose, index: Index, id: string): OfferingRecord[] {
  const periods = nodesOf(node, 'temporal', index);
  const places = nodesOf(node, 'location', index).flatMap((place) => venueOf(place, index) ?? []);
  const deadlines = lines(node, 'applicationDeadline').flatMap((words) => parseDay(words)?.day ?? []);
  const studyMode = conceptsOf(node, 'learningSchedule').flatMap((each) =>
    Object.hasOwn(SCHEDULES, each.id) ? (SCHEDULES[each.id] ?? []) : [],
  )[0];
  if (periods.length === 0 && places.length === 0 && deadlines.length === 0 && !studyMode) return [];
  return (periods.length > 0 ? periods : [{}]).map((period, at) => {
    const [start, end] = [
      parseDay(wordsOf(get(period, 'startDate')) ?? ''),
      parseDay(wordsOf(get(period, 'endDate')) ?? ''),
    ];
    return {
      externalId: clip(`${id}#${start?.day ?? at + 1}`, 500),
      start: start?.day,
      startApproximate: start && start.precision !== 'day' ? true : undefined,
      end: end && (!start || end.day >= start.day) ? end.day : undefined,
      enrolUntil: deadlines.toSorted().at(-1),
      mode: modeOf(node),
      studyMode,
      venue: places[0],
      prices: [],
      languages: [],
    };
  });
}

function venueOf(place: Loose, index: Index): Venue | undefined {
  const addresses = nodesOf(place, 'address', index);
  const name = line(place, 'geographicName') ?? addresses.flatMap((address) => lines(address, 'fullAddress'))[0];
  const country = countryIn(place, index);
  const geometry = nodesOf(place, 'geometry', index)[0] ?? {};
  const [latitude, longitude] = ['latitude', 'longitude'].map((each) => Number(line(geometry, each) ?? Number.NaN)) as [
    number,
    number,
  ];
  const placed = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  if (!name && !country && !placed) return undefined;
  return { name: name && clip(name, 300), country, ...(placed && { latitude, longitude }) };
}
