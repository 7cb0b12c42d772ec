/** By when each week is to be done: reckoned, never stored, so that a pause moves all that comes after it. */
import type { Enrolment, Offering } from '../../schema/index.js';
import { daysAfter, daysBetween, endOfDay } from './days.js';

/** Days that count for no deadline: from the first of them until the day on which they go on (null: they have not yet). */
export type Pause = { from: string; until: string | null };
export type Deadline = {
  week: string;
  title: string;
  /** The last day. */
  day: string;
  /** The moment at which that day is over, in the time zone of the run. */
  at: Date;
};
export type Deadlines = {
  weeks: Deadline[];
  /** The last day on which work is taken; null: no end. */
  last: { day: string; at: Date } | null;
  /** What the run reckons by: pauses move relative deadlines, dated ones stay as they are. */
  kind: 'none' | 'relative' | 'dated';
};
/** As much of a learner's place as deadlines need. */
export type DeadlinePlace = {
  enrolment: Pick<Enrolment, 'starts' | 'extensionDays'>;
  offering: Pick<Offering, 'pace' | 'starts' | 'ends' | 'timeZone'>;
  edition: { content: { weeks: readonly { key: string; title: string }[] } };
};

/**
 * Relative: a week ends so many days after the learner's own start, days of a pause left out. Dated: after the run's start, the
 * same for all. More time moves them all. An open pause is reckoned up to today.
 */
export function deadlinesOf(place: DeadlinePlace, pauses: readonly Pause[], today: string): Deadlines {
  const { enrolment, offering, edition } = place;
  const { deadlines: kind, daysAWeek, grace } = offering.pace;
  if (kind === 'none' || edition.content.weeks.length === 0) return { weeks: [], last: endOf(place), kind };
  const isRelative = kind === 'relative';
  const start = isRelative ? enrolment.starts : (offering.starts ?? enrolment.starts);
  const dayAfter = (days: number) => (isRelative ? activeDay(start, days, pauses, today) : daysAfter(start, days));
  const at = (day: string) => endOfDay(day, offering.timeZone);
  const weeks = edition.content.weeks.map(({ key, title }, index) => {
    const day = dayAfter((index + 1) * daysAWeek + enrolment.extensionDays);
    return { week: key, title, day, at: at(day) };
  });
  const day = daysAfter(weeks.at(-1)!.day, grace);
  return { weeks, last: { day, at: at(day) }, kind };
}

/** Where the run itself ends, with the time that was added. */
function endOf({ enrolment, offering }: DeadlinePlace): Deadlines['last'] {
  if (offering.ends === null) return null;
  const day = daysAfter(offering.ends, enrolment.extensionDays + offering.pace.grace);
  return { day, at: endOfDay(day, offering.timeZone) };
}

/** The day that lies so many days after the start when days of pauses do not count. */
function activeDay(start: string, days: number, pauses: readonly Pause[], today: string): string {
  let end = daysAfter(start, days);
  for (const { from, until } of joined(pauses, start, today)) {
    if (from >= end) break;
    end = daysAfter(end, daysBetween(from, until));
  }
  return end;
}

/** In order and without overlap, from the start on; what is open reaches to today. */
function joined(pauses: readonly Pause[], start: string, today: string): { from: string; until: string }[] {
  const closed = pauses
    .map(({ from, until }) => ({ from: from < start ? start : from, until: until ?? (today > from ? today : from) }))
    .filter(({ from, until }) => from < until)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  const result: { from: string; until: string }[] = [];
  for (const pause of closed) {
    const before = result.at(-1);
    if (!before || pause.from > before.until) result.push({ ...pause });
    else if (pause.until > before.until) before.until = pause.until;
  }
  return result;
}

/** The next deadline that is not over. */
export function nextDeadline({ weeks }: Deadlines, now: Date): Deadline | null {
  return weeks.find(({ at }) => at > now) ?? null;
}

/** Whether today lies in a pause. */
export function isPaused(pauses: readonly Pause[], today: string): boolean {
  return pauses.some(({ from, until }) => from <= today && (until === null || today < until));
}
