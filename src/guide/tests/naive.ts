/**
 * The value model once more, written from decision 0014 and from the courses themselves, one after the other: slow, plain,
 * and sharing nothing with the rules that it judges. Free words and distances are the index's own business and not here.
 */
import {
  addDays,
  availability,
  type Course,
  convertCredit,
  creditInEcts,
  inCurrency,
  leadPrice,
  modeOf,
  nextOffering,
  paceOf,
} from '../../catalogue/index.js';
import type { GapLine, GuideQuestion, QuestionName } from '../schema.js';

/** low, high, and whether a limit that is hard is broken. */
type Part = { share: number; low: number; high: number; out?: boolean };
export type Naive = { num: number; points: number; out: boolean };

const DAY = 86_400_000;
const day = (text: string) => Date.parse(`${text}T00:00:00Z`) / DAY;
const sure = (share: number, value: number, out = false): Part => ({
  share,
  low: clamp(value),
  high: clamp(value),
  out,
});
const between = (share: number, low: number, high: number, out = false): Part => ({ share, low, high, out });
const clamp = (value: number) => (value < 0 ? 0 : value > 1 ? 1 : value);
const line = (x: number, full: number, none: number) => (x <= full ? 1 : clamp((none - x) / (none - full)));

type Asked = {
  question: GuideQuestion;
  gap: readonly GapLine[];
  weights: Readonly<Partial<Record<QuestionName, number>>>;
  today: string;
};

export function naiveValue(course: Course, asked: Asked): Naive {
  const { question, today } = asked;
  const all: Partial<Record<QuestionName, Part[]>> = {
    goals: goals(course, asked),
    field: field(course, asked),
    budget: budget(course, question.budget, today),
    time: time(course, question.time, today),
    recognition: recognition(course, question.recognition),
    reviews: reviews(course, question.reviews),
  };
  let points = 0;
  let out = availability(course, today) === 'ended';
  for (const [name, parts] of Object.entries(all) as [QuestionName, Part[]][]) {
    const whole = parts.reduce((sum, { share }) => sum + share, 0);
    for (const { share, low, high, out: breaks } of parts) {
      if (share > 0) points += ((asked.weights[name] ?? 0) * share * (low + 0.35 * (high - low))) / whole;
      out ||= breaks === true;
    }
  }
  return { num: course.num, points, out };
}

const taughtBy = (course: Course) =>
  new Set(course.skills.filter((skill) => skill.relation === 'taught').map((skill) => skill.id));
const isBare = (course: Course) =>
  !course.subtitle &&
  !course.summary &&
  !course.description &&
  course.outcomes.concat(course.syllabus).every((x) => !x) &&
  taughtBy(course).size === 0;

function goals(course: Course, { question, gap }: Asked): Part[] {
  const asked = question.goals;
  if (!asked) return [];
  const parts: Part[] = [];
  const taught = taughtBy(course);
  if (gap.length > 0) {
    const total = gap.reduce((sum, one) => sum + one.weight, 0);
    const share = gap.filter((one) => taught.has(one.skill)).reduce((sum, one) => sum + one.weight, 0) / total;
    const value = Math.sqrt(share);
    const count = gap.filter((one) => taught.has(one.skill)).length;
    const least = Math.min(asked.teaches?.value ?? 1, gap.length);
    const hard = asked.teaches?.hard ?? true;
    parts.push(between(0.75, value, isBare(course) ? Math.max(value, 0.6) : value, hard && count < least));
  }
  if (asked.next?.qualification !== undefined || asked.term === 'medium') {
    const titles = course.stacksInto.map(({ title }) => title);
    const wanted = asked.next?.qualification;
    if (titles.length === 0) parts.push(between(0.25, 0, 0.5));
    else parts.push(sure(0.25, wanted === undefined || titles.includes(wanted) ? 1 : 0.35));
  }
  if (asked.languages) {
    const { value, hard } = asked.languages;
    if (course.languages.length === 0) parts.push(between(0.05, 0.6, 1));
    else {
      const fits = course.languages.some((tag) => value.includes(tag));
      parts.push(sure(0.05, fits ? 1 : 0, hard && !fits));
    }
  }
  return parts;
}

function field(course: Course, { question }: Asked): Part[] {
  if (!question.field?.since) return [];
  const { value, hard } = question.field.since;
  const changed = course.refreshed ?? (course.edition.number > 1 ? course.edition.since : undefined);
  if (changed === undefined) return [between(0.3, 0, 1)];
  return [sure(0.3, 1 - Math.max(0, day(value) - day(changed)) / 1095, hard && changed < value)];
}

function pounds(course: Course, today: string): number | null {
  const price = leadPrice(course, nextOffering(course, today));
  if (!price) return null;
  if (price.free) return 0;
  return price.amount === null ? null : inCurrency({ amount: price.amount, currency: price.currency ?? '' }, 'GBP');
}

function budget(course: Course, asked: GuideQuestion['budget'], today: string): Part[] {
  if (!asked) return [];
  const isScheme = asked.payer === 'scheme';
  const share = isScheme ? 0.75 : 1;
  const parts: Part[] = [];
  const price = pounds(course, today);
  if (asked.limit) {
    const limit = inCurrency({ amount: Math.round(asked.limit.value * 100), currency: asked.currency }, 'GBP') ?? 0;
    const floor = { self: 0.5, both: 0.6, employer: 0.8, scheme: 0.7 }[asked.payer ?? 'self'];
    if (price === null) parts.push(between(share, 0, 1));
    else if (price === 0) parts.push(sure(share, 1));
    else if (price <= limit) parts.push(sure(share, 1 - (1 - floor) * (price / limit)));
    else {
      const end = Math.max(1.5 * limit, limit + 10_000);
      parts.push(sure(share, (floor / 2) * clamp((end - price) / (end - limit)), asked.limit.hard));
    }
  } else if (asked.payer) {
    parts.push(price === null ? between(share, 0, 1) : sure(share, 1 - Math.log(1 + price / 2_000) / Math.log(251)));
  }
  if (isScheme) parts.push(course.funding.length > 0 ? sure(0.25, 1) : between(0.25, 0, 0.5));
  return parts;
}

function time(course: Course, asked: GuideQuestion['time'], today: string): Part[] {
  if (!asked) return [];
  const next = nextOffering(course, today);
  const load = course.workload;
  const weeks = load?.weeks ?? next?.weeks ?? null;
  const total = load?.totalHours ?? null;
  const weekly =
    load?.hoursPerWeekMax ??
    load?.hoursPerWeekMin ??
    (total !== null && weeks !== null ? Math.round((total / weeks) * 100) / 100 : null);
  const parts: Part[] = [];
  const anyTime = availability(course, today) === 'any-time';
  const deadline = asked.deadline;
  const room = deadline ? day(deadline.value) - day(today) + 1 : Number.POSITIVE_INFINITY;
  if (asked.hoursPerWeek) {
    const { value: hers, hard } = asked.hoursPerWeek;
    parts.push(weekly === null ? between(0.3, 0.4, 1) : sure(0.3, line(weekly, hers, 2 * hers), hard && weekly > hers));
    const span = Math.min(asked.weeks?.value ?? Number.POSITIVE_INFINITY, room / 7);
    const fits = hers * (Number.isFinite(span) ? span : 12);
    parts.push(total === null ? between(0.15, 0.8, 1) : sure(0.15, line(total, fits, 2 * fits)));
  }
  if (asked.weeks) {
    const { value, hard } = asked.weeks;
    parts.push(
      weeks === null ? between(0.15, 0.3, 1) : sure(0.15, line(weeks, value, 2 * value), hard && weeks > value),
    );
  }
  if (asked.startBy) {
    const { value, hard } = asked.startBy;
    const start = next?.start;
    if (anyTime) parts.push(sure(0.15, 1));
    else if (start === undefined || start < today) parts.push(between(0.15, 0.2, 1));
    else parts.push(sure(0.15, line(day(start), day(value), day(value) + 180), hard && start > value));
  }
  if (deadline) {
    const length = next?.weeks ?? load?.weeks;
    const end = next?.end ?? (next?.start && length ? addDays(next.start, Math.ceil(7 * length) - 1) : undefined);
    if (anyTime) parts.push(sure(0.1, 1));
    else if (end === undefined) parts.push(between(0.1, 0.3, 1));
    else
      parts.push(
        sure(0.1, line(day(end), day(deadline.value), day(deadline.value) + 90), deadline.hard && end > deadline.value),
      );
    if (weeks === null) parts.push(between(0.1, 0.3, 1));
    else parts.push(sure(0.1, line(weeks * 7, room, 2 * room), deadline.hard && weeks * 7 > room));
  }
  const chosen = (share: number, stated: string | null, wanted: readonly string[], hard: boolean): Part => {
    if (stated === null) return between(share, 0.3, 1);
    return sure(share, wanted.includes(stated) ? 1 : 0, hard && !wanted.includes(stated));
  };
  if (asked.mode) parts.push(chosen(0.2, modeOf(course, next), asked.mode.value, asked.mode.hard));
  if (asked.pace) parts.push(chosen(0.15, paceOf(course, next), [asked.pace.value], asked.pace.hard));
  return parts;
}

function recognition(course: Course, asked: GuideQuestion['recognition']): Part[] {
  if (!asked) return [];
  const parts: Part[] = [];
  if (asked.bodies) {
    const { value, hard } = asked.bodies;
    const stated = course.recognition.map(({ body }) => body.slug);
    const here = value.filter((slug) => stated.includes(slug)).length / value.length;
    parts.push(stated.length === 0 ? between(0.6, 0, 0.3, hard) : sure(0.6, here, hard && here < 1));
    parts.push(sure(0.4, 0, hard && asked.signed === true));
  }
  const atLeast = (share: number, amount: number | null, wanted: number, hard: boolean): Part => {
    if (amount === null) return between(share, 0, 0.6, hard);
    return amount >= wanted - 1e-9 ? sure(share, 1) : sure(share, (0.8 * amount) / wanted, hard);
  };
  if (asked.cpdHours) parts.push(atLeast(0.6, course.cpdHours ?? null, asked.cpdHours.value, asked.cpdHours.hard));
  if (asked.credit) {
    const ects = course.credit.map(creditInEcts).filter((one) => one !== null);
    const { amount, scheme } = asked.credit.value;
    const wanted = convertCredit({ scheme, value: amount }, 'ECTS') ?? 0;
    parts.push(atLeast(0.8, ects.length > 0 ? Math.max(...ects) : null, wanted, asked.credit.hard));
  }
  if (asked.level) {
    const { value, hard } = asked.level;
    const eqf = course.level?.eqf ?? Math.max(0, ...course.credit.map(({ level }) => level?.eqf ?? 0));
    if (eqf === 0) parts.push(between(0.6, 0, 0.6, hard));
    else
      parts.push(
        sure(0.6, eqf >= value ? 1 : eqf === value - 1 ? 0.4 : eqf === value - 2 ? 0.15 : 0, hard && eqf < value),
      );
  }
  if (asked.earns) {
    const { value, hard } = asked.earns;
    const priced = [...course.prices, ...course.offerings.flatMap(({ prices }) => prices)].some(
      (one) => one.kind === 'certificate',
    );
    const earned: string[] = [
      ...course.earns,
      ...(course.credit.length > 0 ? ['credit'] : []),
      ...(priced ? ['certificate'] : []),
    ];
    const here = value.filter((one) => earned.includes(one)).length / value.length;
    if (here === 1) parts.push(sure(0.6, 1));
    else parts.push(between(0.6, here, Math.max(here, earned.length === 0 ? 0.6 : 0.3), hard));
  }
  if (asked.assessed) parts.push(course.assessment ? sure(0.4, 1) : between(0.4, 0, 0.6, asked.assessed.hard));
  return parts;
}

function reviews(course: Course, asked: GuideQuestion['reviews']): Part[] {
  if (!asked || Object.keys(asked).length === 0) return [];
  const stars = course.rating?.value ?? null;
  const count = course.rating?.count ?? null;
  const wanted = asked.rating?.value ?? 4;
  const many = asked.count?.value ?? 100;
  const parts: Part[] = [];
  if (stars === null) parts.push(between(0.45, 0, 1, asked.rating?.hard));
  else if (stars >= wanted) parts.push(sure(0.45, wanted >= 5 ? 1 : 0.6 + (0.4 * (stars - wanted)) / (5 - wanted)));
  else parts.push(sure(0.45, 0.6 - (wanted - stars) / 2, asked.rating?.hard));
  if (count === null) parts.push(between(0.25, 0, 0.7, asked.count?.hard));
  else if (count >= many) parts.push(sure(0.25, 1));
  else {
    const low = Math.log(1 + count) / Math.log(1 + many);
    parts.push(between(0.25, low, Math.max(low, clamp(low + 0.4 / (1 + count / 5))), asked.count?.hard));
  }
  for (const _ of asked.matters ?? []) parts.push(between(0.3 / (asked.matters?.length ?? 1), 0, 1));
  return parts;
}
