/**
 * How long a course takes, from what sources write. A month is 52/12 weeks and then approximate; a range of lengths is
 * narrowed to its upper end (nobody is promised less time than it may take) and then approximate; hours of a day become a
 * total only where the days are stated too. Words that hold a number which the rules do not understand give nothing.
 */
import type { How, Workload } from '../schema.js';
import { type Quantity, quantitiesIn, type Unit } from './quantities.js';

export type IsoDuration = {
  years: number;
  months: number;
  weeks: number;
  days: number;
  hours: number;
  minutes: number;
};
export type WorkloadWords = {
  /** "4 weeks", "Approx. 16 hours to complete", "P6M". */
  duration?: string | null;
  /** Per week unless it says otherwise: "3 hours", "2–3 hours per week", "8 hours/day". */
  effort?: string | null;
  /** Unit of a bare number in `duration`. Without it a bare number is not stated. */
  bare?: Unit;
};
export type StatedWorkload = { workload: Workload; how: How };

const PART = '(\\d{1,6}(?:[.,]\\d{1,4})?)';
const ISO = new RegExp(
  `^P(?:${PART}Y)?(?:${PART}M)?(?:${PART}W)?(?:${PART}D)?(?:T(?:${PART}H)?(?:${PART}M)?(?:${PART}S)?)?$`,
  'i',
);

/** "P4W", "PT36H", "P1DT2H" (ISO 8601). Null for anything else and for an empty "P". */
export function parseIsoDuration(text: string): IsoDuration | null {
  const found = text.length < 80 ? ISO.exec(text.trim()) : null;
  if (!found?.slice(1).some((part) => part !== undefined)) return null;
  const [years, months, weeks, days, hours, minutes, seconds] = found
    .slice(1)
    .map((part) => Number((part ?? '0').replace(',', '.'))) as [number, number, number, number, number, number, number];
  return { years, months, weeks, days, hours, minutes: minutes + seconds / 60 };
}

/** Days in one unit; a month and a year are calendar lengths and thus approximate. */
const DAYS: Partial<Record<Unit, number>> = { day: 1, week: 7, month: (52 / 12) * 7, year: 52 * 7 };
const HOURS: Partial<Record<Unit, number>> = { minute: 1 / 60, hour: 1 };

/** One length of time: "4 weeks" → weeks 4; "6 months (approx)" → 26 weeks, approximate; "14 hours" → total hours. */
export function parseDuration(text: string, bare?: Unit): StatedWorkload | null {
  return parseWorkload({ duration: text, bare });
}

/**
 * Workload from the words for length and effort. `how`: `parsed`, `approximate`, or `inferred` where the total is weeks ×
 * hours a week. Null: not stated ("Variable", "Flexible schedule", "not-mentioned", 0).
 */
export function parseWorkload({ duration, effort, bare }: WorkloadWords): StatedWorkload | null {
  const length = read(duration, bare);
  const pace = read(effort);
  if (!length && !pace) return null;
  const rated = [...(length ?? []), ...(pace ?? [])].filter((quantity) => quantity.per);
  const lengths = (length ?? []).filter((quantity) => !quantity.per);
  const efforts = (pace ?? []).filter((quantity) => !quantity.per);
  const workload: Workload = { ...spanOf(lengths), ...effortOf(efforts), ...rateOf(rated) };
  const inferred = totalOf(workload, lengths, rated);
  if (inferred !== null) workload.totalHours = inferred;
  return checked(workload, inferred !== null, [...lengths, ...efforts, ...rated]);
}

function read(text: string | null | undefined, bare?: Unit): Quantity[] | null {
  if (!text) return null;
  const iso = parseIsoDuration(text);
  return iso ? fromIso(iso) : quantitiesIn(text, bare);
}

/** "P1DT2H" is 26 hours on the clock and not two of study: mixed lengths give nothing. */
function fromIso(iso: IsoDuration): Quantity[] | null {
  if (iso.years + iso.months + iso.weeks + iso.days > 0 && iso.hours + iso.minutes > 0) return null;
  const parts: [number, Unit][] = [
    [iso.years, 'year'],
    [iso.months, 'month'],
    [iso.weeks, 'week'],
    [iso.days, 'day'],
    [iso.hours, 'hour'],
    [iso.minutes, 'minute'],
  ];
  return parts.filter(([value]) => value > 0).map(([value, unit]) => ({ min: value, max: value, unit, loose: false }));
}

/** Elapsed weeks from calendar units, total hours from clock units. */
function spanOf(lengths: Quantity[]): Workload {
  const days = sum(lengths, DAYS);
  const hours = sum(lengths, HOURS);
  const rough = lengths.some((one) => one.loose || one.min !== one.max || one.unit === 'month' || one.unit === 'year');
  const inDays = lengths.some((one) => one.unit === 'day');
  return {
    ...(hours > 0 && { totalHours: rounded(hours) }),
    ...(days > 0 && { weeks: rounded(days / 7) }),
    ...((rough || inDays) && { approximate: true }),
  };
}

/** Plain hours in a field for effort are hours a week; a plain length there ("6 weeks") is a length. */
function effortOf(efforts: Quantity[]): Workload {
  const clock = efforts.filter((one) => HOURS[one.unit] !== undefined);
  const span = spanOf(efforts.filter((one) => DAYS[one.unit] !== undefined));
  return { ...span, ...(clock.length > 0 && perWeek(clock)) };
}

function rateOf(rated: Quantity[]): Workload {
  const weekly = rated.filter((one) => one.per === 'week' && HOURS[one.unit] !== undefined);
  return weekly.length > 0 ? perWeek(weekly) : {};
}

function perWeek(clock: Quantity[]): Workload {
  const min = clock.reduce((total, one) => total + one.min * (HOURS[one.unit] ?? 0), 0);
  const max = sum(clock, HOURS);
  return {
    hoursPerWeekMin: rounded(min),
    hoursPerWeekMax: rounded(max),
    ...(clock.some((one) => one.loose) && { approximate: true }),
  };
}

/** Exact only: whole stated weeks × one figure a week, or stated days × one figure a day. */
function totalOf(workload: Workload, lengths: Quantity[], rated: Quantity[]): number | null {
  if (workload.totalHours !== undefined) return null;
  const daily = rated.find((one) => one.per === 'day' && HOURS[one.unit] !== undefined);
  const [length] = lengths;
  if (daily && lengths.length === 1 && length?.unit === 'day') {
    const exact = daily.min === daily.max && length.min === length.max && !length.loose && !daily.loose;
    return exact ? rounded(daily.max * length.max * (HOURS[daily.unit] ?? 0)) : null;
  }
  const { weeks, hoursPerWeekMin, hoursPerWeekMax, approximate } = workload;
  if (!weeks || !hoursPerWeekMax || approximate || hoursPerWeekMin !== hoursPerWeekMax) return null;
  return rounded(weeks * hoursPerWeekMax);
}

function checked(workload: Workload, inferred: boolean, used: Quantity[]): StatedWorkload | null {
  const { totalHours, weeks, hoursPerWeekMin, hoursPerWeekMax } = workload;
  const figures = [totalHours, weeks, hoursPerWeekMin, hoursPerWeekMax].filter((figure) => figure !== undefined);
  if (figures.length === 0 || figures.some((figure) => !(figure > 0))) return null;
  if ((hoursPerWeekMax ?? 0) > 168 || (totalHours ?? 0) > 20_000 || (weeks ?? 0) > 1040) return null;
  const how = inferred ? 'inferred' : workload.approximate && used.length > 0 ? 'approximate' : 'parsed';
  return { workload, how };
}

function sum(quantities: Quantity[], units: Partial<Record<Unit, number>>): number {
  return quantities.reduce((total, one) => total + one.max * (units[one.unit] ?? 0), 0);
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
