import { parseDay } from '../../rules/dates.js';
import { parseDifficulty } from '../../rules/levels.js';
import { minorUnits } from '../../rules/money.js';
import { canonicalUrl } from '../../rules/urls.js';
import type { CourseRecordInput, OfferingRecord, OrganisationRef, Price, Raw, Reading } from '../../schema.js';
import { languagesIn } from '../readers/facts.js';
import { courseReading, rawOf } from '../readers/record.js';
import {
  allWordsOf,
  countOf,
  type Loose,
  lineOf,
  objectOf,
  objectsOf,
  positiveOf,
  proseOf,
  unique,
  wordsOf,
} from '../readers/values.js';

export const EDX: OrganisationRef = { name: 'edX', url: 'https://www.edx.org', kind: 'platform' };

export function readCourse(course: Loose, at: string): Reading {
  const title = lineOf(course.title);
  const key = wordsOf(course.key) ?? wordsOf(course.uuid);
  if (!title || !key)
    return { type: 'refused', at, externalId: key, reason: 'a course needs a key or uuid, and a title' };
  const runs = visibleRuns(course);
  const newest = runs.toSorted((one, other) =>
    String(wordsOf(other.start)).localeCompare(String(wordsOf(one.start))),
  )[0];
  const seats = objectsOf(newest?.seats);
  return courseReading(at, {
    externalId: key,
    title,
    ...textsOf(course),
    ...namesOf(course, key),
    url: publicUrl(course.marketing_url) ?? publicUrl(newest?.marketing_url),
    subjects: subjectsOf(course),
    skills: allWordsOf(course.skill_names).map((label) => ({ label, relation: 'taught' })),
    mode: 'online',
    languages: unique(runs.flatMap((run) => languagesIn(allWordsOf(run.content_language)))),
    captions: unique(runs.flatMap((run) => languagesIn(allWordsOf(run.transcript_languages)))),
    instructors: newest ? staffOf(newest) : [],
    earns: seats.some(isPaid) ? ['certificate'] : [],
    freeToAudit: seats.some((seat) => wordsOf(seat.type) === 'audit') ? true : undefined,
    ...workloadOf(newest),
    enrolments: countOf(course.enrollment_count),
    offerings: runs.map(offeringOf),
    refreshed: parseDay(wordsOf(course.modified) ?? '')?.day,
  });
}

/** Hidden and unpublished runs are not for the public; archived ones stay, with their end. */
function visibleRuns(course: Loose): Loose[] {
  return objectsOf(course.course_runs).filter((run) => {
    const status = wordsOf(run.status);
    return run.hidden !== true && (status === undefined || status === 'published') && wordsOf(run.key);
  });
}

function textsOf(course: Loose): Partial<CourseRecordInput> {
  return {
    summary: proseOf(course.short_description),
    description: proseOf(course.full_description),
    prerequisites: proseOf(course.prerequisites_raw),
    outcomes: proseOf(course.outcome)?.split('\n').filter(Boolean) ?? [],
    syllabus: proseOf(course.syllabus_raw)?.split('\n').filter(Boolean) ?? [],
    difficulty: parseDifficulty(wordsOf(course.level_type) ?? '') ?? undefined,
  };
}

function namesOf(course: Loose, key: string): Pick<CourseRecordInput, 'provider'> & Partial<CourseRecordInput> {
  const uuid = wordsOf(course.uuid);
  return {
    imageUrl: canonicalUrl(wordsOf(course.card_image_url) ?? wordsOf(objectOf(course.image)?.src) ?? '') ?? undefined,
    code: key,
    identifiers: [{ scheme: 'edx', value: key }, ...(uuid ? [{ scheme: 'edx-uuid', value: uuid }] : [])],
    provider: EDX,
    awardingBodies: ownersOf(course.owners ?? course.authoring_organizations),
  };
}

/** An address on a machine of one's own (test data of the API has such) leads nobody anywhere. */
export function publicUrl(value: unknown): string | undefined {
  const url = canonicalUrl(wordsOf(value) ?? '');
  return url && !/^https?:\/\/(localhost|127\.)/.test(url) ? url : undefined;
}

/** The owner's key ("MITx") is another name of it, the marketing page is edX's own. */
export function ownersOf(value: unknown): OrganisationRef[] {
  return objectsOf(value).flatMap((owner) => {
    const [key, name] = [wordsOf(owner.key), lineOf(owner.name)];
    if (!name && !key) return [];
    const aliases = name && key && name !== key ? [key] : undefined;
    return { name: name ?? key ?? '', url: publicUrl(owner.homepage_url), aliases };
  });
}

export function subjectsOf(course: Loose): NonNullable<CourseRecordInput['subjects']> {
  const subjects = objectsOf(course.subjects).flatMap((subject) => lineOf(subject.name) ?? []);
  return unique([...subjects, ...allWordsOf(course.topics)]).map((label) => ({ scheme: 'keyword', label }));
}

function staffOf(run: Loose): string[] {
  return objectsOf(run.staff).flatMap((person) => allWordsOf([person.given_name, person.family_name]).join(' ') || []);
}

function workloadOf(run: Loose | undefined): Partial<CourseRecordInput> {
  const raw: Record<string, Raw> = {};
  if (!run) return {};
  const weeks = positiveOf(run.weeks_to_complete);
  // Some records have the two the wrong way round.
  const efforts = [positiveOf(run.min_effort), positiveOf(run.max_effort)].flatMap((each) => each ?? []);
  if (!weeks && efforts.length === 0) return {};
  const [hoursPerWeekMin, hoursPerWeekMax] = efforts.length > 0 ? [Math.min(...efforts), Math.max(...efforts)] : [];
  const exact = weeks && hoursPerWeekMax && hoursPerWeekMin === hoursPerWeekMax;
  raw.workload = rawOf(
    `${weeks ?? '?'} weeks, ${efforts.join('–') || '?'} hours a week (newest run)`,
    exact ? 'inferred' : 'stated',
    'duration',
  );
  return {
    workload: { weeks, hoursPerWeekMin, hoursPerWeekMax, totalHours: exact ? weeks * hoursPerWeekMax : undefined },
    raw,
  };
}

function offeringOf(run: Loose): OfferingRecord {
  const day = (name: string) => parseDay(wordsOf(run[name]) ?? '')?.day;
  const [start, end] = [day('start'), day('end')];
  const pacing = wordsOf(run.pacing_type);
  return {
    externalId: wordsOf(run.key) ?? '',
    start,
    end: end && (!start || end >= start) ? end : undefined,
    enrolFrom: day('enrollment_start'),
    enrolUntil: day('enrollment_end'),
    mode: 'online',
    pace: pacing === 'self_paced' ? 'self-paced' : pacing === 'instructor_paced' ? 'scheduled' : undefined,
    weeks: positiveOf(run.weeks_to_complete),
    prices: pricesOf(objectsOf(run.seats)),
    languages: languagesIn(allWordsOf(run.content_language)),
    url: publicUrl(run.marketing_url),
  };
}

/** Seats that cost: verified is the certificate beside free teaching; professional and credit are the course itself. */
const PAID = new Set([
  'verified',
  'professional',
  'no-id-professional',
  'credit',
  'executive-education',
  'paid-executive-education',
  'masters',
]);
const isPaid = (seat: Loose): boolean => PAID.has(wordsOf(seat.type) ?? '') && (positiveOf(seat.price) ?? 0) > 0;

/** The lowest seat that is no audit seat: one price a currency. */
function pricesOf(seats: Loose[]): Price[] {
  const hasAudit = seats.some((seat) => wordsOf(seat.type) === 'audit');
  const prices = seats.filter(isPaid).flatMap((seat) => priceOf(seat, hasAudit) ?? []);
  const lowest = new Map<string, Price>();
  for (const price of prices) {
    const known = lowest.get(price.currency);
    if (!known || price.amount < known.amount) lowest.set(price.currency, price);
  }
  return [...lowest.values()];
}

export function priceOf(seat: Loose, hasAudit: boolean): Price | null {
  const currency = wordsOf(seat.currency)?.toUpperCase() ?? '';
  const words = wordsOf(seat.price) ?? '';
  const amount = /^[A-Z]{3}$/.test(currency) ? minorUnits(words, currency) : null;
  if (amount === null || amount === 0) return null;
  const type = wordsOf(seat.type) ?? wordsOf(seat.mode) ?? '';
  const kind = hasAudit && type === 'verified' ? 'certificate' : 'full';
  return { amount, currency, kind, raw: `${type} ${words} ${currency}`.slice(0, 500), how: 'stated' };
}
