/**
 * When one can take a course, on one day. Derived each time from dates and pace, never stored by hand, so it cannot go
 * stale; card and page ask the same functions. Pure.
 */
import type { Availability, Course, Offering } from '../schema.js';

/** What availability is read from. */
export type Datable = Pick<Course, 'offerings' | 'pace' | 'workload'>;

/** A start within this many days is soon. */
const SOON_DAYS = 30;
/** A run that began this many days ago, with no end and no length stated, is taken to be over. */
const LONGEST_DAYS = 365;

/** In the order in which a learner would rather meet them: what one can join now comes first. */
const RANK = { enrolling: 0, 'any-time': 1, 'starts-soon': 2, dated: 3, running: 4, unknown: 5, ended: 6 } as const;
type Stage = keyof typeof RANK;

/**
 * - `enrolling`: enrolment is stated to be open, even where the start has passed;
 * - `any-time`: self-paced and open;
 * - `starts-soon`: within 30 days; `dated`: a later start, or a run that is under way;
 * - `ended`: every run is over, by its end or by its start and length;
 * - `unknown`: no source says.
 */
export function availability(course: Datable, today: string): Availability {
  if (course.offerings.length === 0) return course.pace === 'self-paced' ? 'any-time' : 'unknown';
  const stages = course.offerings.map((offering) => stageOf(offering, course, today));
  const best = stages.reduce((a, b) => (RANK[b] < RANK[a] ? b : a));
  return best === 'running' ? 'dated' : best;
}

/** The run to show: one that can be joined now, else the next to start, else one under way. Null: none, or all are over. */
export function nextOffering(course: Datable, today: string): Offering | null {
  let best: { offering: Offering; rank: number } | null = null;
  for (const offering of course.offerings) {
    const rank = RANK[stageOf(offering, course, today)];
    if (rank === RANK.ended || offering.cancelled) continue;
    if (!best || rank < best.rank || (rank === best.rank && comesBefore(offering, best.offering, rank))) {
      best = { offering, rank };
    }
  }
  return best?.offering ?? null;
}

/** Of two runs at one stage the earlier start; of two under way the later, which has more of it left. */
function comesBefore(a: Offering, b: Offering, rank: number): boolean {
  const [first, second] = rank === RANK.running ? [b, a] : [a, b];
  const byStart = (first.start ?? '9999').localeCompare(second.start ?? '9999');
  return byStart < 0 || (byStart === 0 && a.id < b.id);
}

function stageOf(offering: Offering, course: Datable, today: string): Stage {
  if (offering.cancelled) return 'unknown';
  const { start, end, enrolFrom, enrolUntil } = offering;
  const over = endOf(offering, course);
  const selfPaced = (offering.pace ?? course.pace) === 'self-paced';
  const closed = (enrolUntil !== undefined && enrolUntil < today) || (enrolFrom !== undefined && enrolFrom > today);
  if (end !== undefined && end < today) return 'ended';
  if (selfPaced && !closed && (start === undefined || start <= today)) return 'any-time';
  if (enrolUntil !== undefined && !closed) return 'enrolling';
  if (start === undefined) return selfPaced && enrolUntil !== undefined && enrolUntil < today ? 'ended' : 'unknown';
  if (lastDayOfStart(offering) >= today) {
    if (enrolFrom !== undefined && !closed) return 'enrolling';
    return start <= addDays(today, SOON_DAYS) ? 'starts-soon' : 'dated';
  }
  return over < today ? 'ended' : 'running';
}

/** A start that is known to the month only may be any day of it. */
function lastDayOfStart({ start, startApproximate }: Offering): string {
  return start && startApproximate ? lastDayOfMonth(start) : (start ?? '');
}

/** The last day of a run: stated, else its start and length, else a year after it began. Self-paced runs do not wear out by length. */
function endOf(offering: Offering, course: Datable): string {
  if (offering.end) return offering.end;
  const start = lastDayOfStart(offering);
  if (start === '') return '';
  const weeks = offering.weeks ?? course.workload?.weeks;
  return addDays(start, weeks ? Math.min(Math.ceil(weeks * 7), 3650) : LONGEST_DAYS);
}

/**
 * The next day after `today` on which availability or next offering is another; null: never by the passing of time alone.
 * Only days on which a date of some run comes into play are tried, so the answer is exact.
 */
export function changesOn(course: Datable, today: string): string | null {
  if (course.offerings.length === 0) return null;
  const now = stateOn(course, today);
  const days = new Set(course.offerings.flatMap((offering) => turningDays(offering, course)));
  const coming = [...days].filter((day) => day > today).sort();
  return coming.find((day) => stateOn(course, day) !== now) ?? null;
}

function stateOn(course: Datable, day: string): string {
  return `${availability(course, day)} ${nextOffering(course, day)?.id ?? ''}`;
}

/** Days on which the stage of a run may become another. */
function turningDays(offering: Offering, course: Datable): string[] {
  const { start, end, enrolFrom, enrolUntil } = offering;
  return [
    ...(start ? [start, addDays(start, -SOON_DAYS), addDays(lastDayOfStart(offering), 1)] : []),
    ...(start ? [addDays(endOf(offering, course), 1)] : []),
    ...(end ? [addDays(end, 1)] : []),
    ...(enrolFrom ? [enrolFrom] : []),
    ...(enrolUntil ? [addDays(enrolUntil, 1)] : []),
  ];
}

/** Whole days after (or before) an ISO day. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

function lastDayOfMonth(day: string): string {
  const date = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + 1, 0);
  return date.toISOString().slice(0, 10);
}
