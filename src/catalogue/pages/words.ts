/**
 * The facts of a course in words, the same on card, page and comparison. A value that is not stated is `null` here, and the
 * page sets it in italics; nothing is filled in. Conversions are guides and marked ≈.
 */
export { countryInWords, ORGANISATION_KINDS } from '../../organisations/index.js';

import { countOf, formatDay, formatHours, formatMoney, formatNumber, formatShortDay } from '../../ui/index.js';
import { convertCredit } from '../rules/credit.js';
import type { Availability, Course, CourseKind } from '../schema.js';

type CreditScheme = Course['credit'][number]['scheme'];

type Maybe<T> = T | null | undefined;

export type LevelShown = { framework: string; value: string; eqf?: Maybe<number> };

/** "7 (FHEQ) · EQF 7", "8 (SCQF) · EQF 5", "EQF 6". */
export function levelInWords(level: LevelShown): string {
  if (level.framework === 'EQF') return `EQF ${level.value}`;
  const own = level.framework === 'OU' ? `OU level ${level.value}` : `${level.value} (${level.framework})`;
  return level.eqf ? `${own} · EQF ${level.eqf}` : own;
}

/** The shade of its stone, 3 to 8: an English level as it stands, any other by the EQF level it is referenced to. */
export function stoneLevel(level: Maybe<LevelShown>): number | null {
  if (!level) return null;
  const english = ['FHEQ', 'RQF', 'CQFW'].includes(level.framework) ? Number(level.value) : Number.NaN;
  const value = Number.isInteger(english) ? english : level.eqf;
  return value ? Math.min(8, Math.max(3, value)) : null;
}

export type CreditShown = { scheme: string; value: number };

/** "15 CATS"; schemes that people write otherwise are spelt out. */
export function creditStated({ scheme, value }: CreditShown): string {
  return `${formatNumber(value)} ${CREDIT_WORDS[scheme] ?? scheme}`;
}

const CREDIT_WORDS: Record<string, string> = {
  'US-SEM': 'US semester credits',
  'US-QTR': 'US quarter credits',
  OU: 'OU credits',
  CEU: 'CEU',
  UNITS: 'units',
};

/** "≈ 7.5 ECTS", or "≈ 10 CATS" where ECTS is stated; null where the schemes cannot be compared. */
export function creditGuide(credit: CreditShown): string | null {
  const ects = ectsOf(credit);
  if (ects === null) return null;
  return credit.scheme === 'ECTS' ? `≈ ${formatNumber(ects * 2)} CATS` : `≈ ${formatNumber(ects)} ECTS`;
}

/** Guide value in ECTS, rounded to a tenth. */
export function ectsOf(credit: CreditShown): number | null {
  const ects = convertCredit({ scheme: credit.scheme as CreditScheme, value: credit.value }, 'ECTS');
  return ects === null ? null : Math.round(ects * 100) / 100;
}

export type WorkloadShown = {
  totalHours?: Maybe<number>;
  weeks?: Maybe<number>;
  hoursPerWeekMin?: Maybe<number>;
  hoursPerWeekMax?: Maybe<number>;
  approximate?: Maybe<boolean>;
};

/** "150 h over 10 weeks", "6 weeks, 3 h a week", "about 12 h"; null where nothing is stated. */
export function workloadInWords(workload: Maybe<WorkloadShown>): string | null {
  if (!workload) return null;
  const weeks = workload.weeks ? weeksInWords(workload.weeks) : null;
  const perWeek = hoursPerWeekInWords(workload);
  const words = workload.totalHours
    ? formatHours(workload.totalHours) + (weeks ? ` over ${weeks}` : '')
    : [weeks, perWeek].filter(Boolean).join(', ');
  if (words === '') return null;
  return workload.approximate ? `about ${words}` : words;
}

function weeksInWords(weeks: number): string {
  return countOf(Math.round(weeks * 10) / 10, 'week');
}

/** "15 h a week", "2 to 4 h a week"; null where not stated. */
export function hoursPerWeekInWords({ hoursPerWeekMin, hoursPerWeekMax }: WorkloadShown): string | null {
  const least = hoursPerWeekMin ?? hoursPerWeekMax;
  const most = hoursPerWeekMax ?? hoursPerWeekMin;
  if (!least || !most) return null;
  return least === most ? `${formatHours(most)} a week` : `${formatNumber(least)} to ${formatHours(most)} a week`;
}

export type StartShown = { start?: Maybe<string>; approximate?: Maybe<boolean>; enrolUntil?: Maybe<string> };

/** "12 Jan 2027", "Any time", "Enrolling now", "Ended"; null where no source says. */
export function startInWords(availability: Availability, next: Maybe<StartShown>): string | null {
  if (availability === 'any-time') return 'Any time';
  if (availability === 'ended') return 'Ended';
  if (availability === 'unknown') return null;
  if (!next?.start) return availability === 'enrolling' ? 'Enrolling now' : null;
  return next.approximate ? `about ${formatDay(next.start).replace(/^\d+ /, '')}` : formatDay(next.start);
}

export type MoneyShown = { amount: number; currency: string };
export type PriceShown = {
  free: boolean;
  amount: Maybe<number>;
  currency: Maybe<string>;
  kind: string;
  period: Maybe<string>;
  region?: Maybe<string>;
  certificate: Maybe<MoneyShown>;
  inGbp: Maybe<number>;
  rateDate: Maybe<string>;
  others: number;
};

/** The figure and what it covers: ["£1,150", "whole course"]; ["Free", "certificate £39"]; null where no price is stated. */
export function priceInWords(price: Maybe<PriceShown>): { figure: string; covers: string[] } | null {
  if (!price) return null;
  const covers = price.free ? [] : [coverOf(price.kind, price.period)];
  if (!price.free && price.inGbp && price.currency !== 'GBP') {
    const day = price.rateDate ? ` on ${formatShortDay(price.rateDate)}` : '';
    covers.unshift(`≈ ${formatMoney(Math.round(price.inGbp / 100) * 100, 'GBP')}${day}`);
  }
  if (price.region && !price.free) covers.push(`the price for ${price.region}`);
  if (price.certificate)
    covers.push(`certificate ${formatMoney(price.certificate.amount, price.certificate.currency)}`);
  // The certificate's price is said already.
  const others = price.others - (price.certificate ? 1 : 0);
  if (others > 0) covers.push(countOf(others, 'other price'));
  if (price.free) return { figure: 'Free', covers };
  if (price.amount == null || price.currency == null) return null;
  return { figure: formatMoney(price.amount, price.currency), covers };
}

function coverOf(kind: string, period: Maybe<string>): string {
  if (period) return `a ${period}, subscription`;
  return PRICE_KINDS[kind] ?? 'as the source states it';
}

/** What a price of this kind pays for. */
export const PRICE_KINDS: Record<string, string> = {
  full: 'whole course',
  certificate: 'the certificate',
  subscription: 'subscription',
  deposit: 'deposit',
  member: 'for members',
  unit: 'a unit',
  materials: 'materials',
  audit: 'without certificate',
};

export const KINDS: Record<CourseKind, string> = {
  course: 'Course',
  microcredential: 'Microcredential',
  programme: 'Programme of courses',
  qualification: 'Qualification',
  'cpd-event': 'CPD event',
  webinar: 'Webinar',
  project: 'Project',
  material: 'Teaching material',
};

export const MODES: Record<string, string> = {
  online: 'Online',
  'in-person': 'In person',
  blended: 'Online and in person',
};
export const PACES: Record<string, string> = { 'self-paced': 'at your own pace', scheduled: 'to a timetable' };
export const EARNS: Record<string, string> = {
  certificate: 'certificate',
  badge: 'digital badge',
  credit: 'academic credit',
};
export const DIFFICULTIES: Record<string, string> = {
  beginner: 'Beginner',
  intermediate: 'Intermediate',
  advanced: 'Advanced',
  mixed: 'Mixed',
};

/** "Online, at your own pace"; null where neither is stated. */
export function modeInWords(mode: Maybe<string>, pace: Maybe<string>): string | null {
  const where = mode ? (MODES[mode] ?? mode) : null;
  const how = pace ? (PACES[pace] ?? pace) : null;
  if (where && how) return `${where}, ${how}`;
  if (where) return where;
  return how && how.charAt(0).toUpperCase() + how.slice(1);
}

const languages = new Intl.DisplayNames('en-GB', { type: 'language' });

/** `zh-hant` → "Traditional Chinese". */
export function languageInWords(tag: string): string {
  try {
    return languages.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
