/**
 * A course on a person's calendar: the sessions of a course at one's own pace until it is done, or the weeks of its next
 * run, beside the hours that she has. Pure. What no source states is said and nothing is guessed in its place.
 */
import { addDays } from '../../catalogue/index.js';
import type { SearchItem } from '../../discovery/index.js';
import { countOf, formatDay, formatHours } from '../../ui/index.js';
import type { GuideQuestion, Plan, PlanWeek, Session } from '../schema.js';
import { atMost, daysAway, hoursOf, mondayOf, timesOf, usualHours } from './weeks.js';

/** What a plan is made from; every card has it. */
export type Planned = Pick<SearchItem, 'workload' | 'pace' | 'nextOffering' | 'availability'>;
type Time = GuideQuestion['time'];

/** Two years: who would need longer is told so. */
const MOST_WEEKS = 104;

/** The plan of a course for a person with this time, made on `today`. */
export function planOf(course: Planned, time: Time, today: string): Plan {
  const start = course.nextOffering?.start ?? null;
  if (course.pace === 'self-paced' || (start === null && course.availability === 'any-time'))
    return ownPace(course, time, today);
  if (start !== null) return run(course, time, start);
  return none(
    course.pace === 'scheduled'
      ? 'It goes by dates, and no source states the next ones.'
      : 'No source states whether it goes by dates or at your own pace.',
  );
}

function none(sentence: string): Plan {
  return { kind: 'none', start: null, end: null, weeks: [], sessions: [], fits: null, sentences: [sentence] };
}

function ownPace(course: Planned, time: Time, today: string): Plan {
  const work = workOf(course);
  if (work === null) return none('No source states how many hours it takes, so no plan can be drawn.');
  const asked = usualHours(time);
  const usual = asked ?? course.workload?.hoursPerWeekMax ?? course.workload?.hoursPerWeekMin ?? null;
  if (usual === null) return none('Say how many hours a week you have, and the plan is drawn.');
  const from = [addDays(today, 1), time?.startFrom ?? '', course.nextOffering?.start ?? ''].reduce((a, b) =>
    a > b ? a : b,
  );
  const { sessions, weeks } = spread(work.hours, { time, usual, from });
  const left = work.hours - hoursOf(sessions);
  const end = sessions.at(-1)?.day ?? null;
  if (end === null || left > 1e-9)
    return none(`It takes ${formatHours(work.hours)}: with the hours that you have, more than two years.`);
  const late = lateness(time, from, end);
  return {
    kind: 'own-pace',
    start: sessions[0]?.day ?? from,
    end,
    weeks,
    sessions,
    fits: late === null,
    sentences: [
      `${formatHours(work.hours)} at your own pace: done by ${formatDay(end)}, after ${countOf(weeks.length, 'week')}.`,
      ...(late ? [late] : []),
      ...(asked === null
        ? [`You did not say how many hours you have; ${formatHours(usual)} a week is what the course says.`]
        : []),
      ...work.notes,
    ],
  };
}

/** Fills her times, week by week, until the work is done. */
function spread(
  work: number,
  { time, usual, from }: { time: Time; usual: number; from: string },
): { sessions: Session[]; weeks: PlanWeek[] } {
  const sessions: Session[] = [];
  const weeks: PlanWeek[] = [];
  let left = work;
  for (let week = 0; week < MOST_WEEKS && left > 1e-9; week++) {
    const monday = addDays(mondayOf(from), week * 7);
    const times = timesOf(time, monday, usual, { from, to: null });
    const taken = atMost(times, left);
    sessions.push(...taken);
    left -= hoursOf(taken);
    weeks.push({ monday, wanted: hoursOf(taken), hers: hoursOf(times), away: daysAway(time, monday) });
  }
  return { sessions, weeks };
}

/** The hours of all of it, and what they lean on; null: not stated. */
function workOf({ workload }: Planned): { hours: number; notes: string[] } | null {
  if (!workload) return null;
  const { totalHours, weeks, hoursPerWeekMax, hoursPerWeekMin, approximate } = workload;
  const weekly = hoursPerWeekMax ?? hoursPerWeekMin;
  const hours = totalHours ?? (weeks !== null && weekly !== null ? weeks * weekly : null);
  if (hours === null) return null;
  return { hours, notes: approximate ? ['Its hours are stated as about so many.'] : [] };
}

function run(course: Planned, time: Time, start: string): Plan {
  const { workload, nextOffering } = course;
  const length = workload?.weeks ?? null;
  const end = nextOffering?.end ?? (length === null ? null : addDays(start, Math.ceil(length * 7) - 1));
  if (end === null || end < start) return none(`It starts on ${formatDay(start)}; no source states how long it takes.`);
  const mondays = weeksBetween(start, end);
  if (mondays.length > MOST_WEEKS)
    return none(`It goes from ${formatDay(start)} to ${formatDay(end)}: too long to draw.`);
  const wanted = weeklyOf(course, mondays.length);
  const usual = usualHours(time);
  const weeks: PlanWeek[] = [];
  const sessions: Session[] = [];
  for (const monday of mondays) {
    const times = usual === null ? [] : timesOf(time, monday, usual, { from: start, to: end });
    weeks.push({ monday, wanted, hers: usual === null ? null : hoursOf(times), away: daysAway(time, monday) });
    sessions.push(...(wanted === null ? [] : usual === null ? [weekOf(monday, start, wanted)] : atMost(times, wanted)));
  }
  const short = weeks.filter(({ hers }) => wanted !== null && hers !== null && hers < wanted);
  const late = lateness(time, start, end);
  return {
    kind: 'run',
    start,
    end,
    weeks,
    sessions,
    fits: late !== null ? false : wanted === null || usual === null ? null : short.length === 0,
    sentences: [
      `From ${formatDay(start)} to ${formatDay(end)}${wanted === null ? '' : `, ${formatHours(wanted)} a week`}.`,
      ...(late ? [late] : []),
      ...(short.length > 0 ? [shortness(short, weeks.length)] : []),
      ...(wanted === null ? ['No source states how many hours a week it takes.'] : []),
      ...(nextOffering?.approximate ? ['Its dates are stated to the month only, or about so.'] : []),
      ...(nextOffering?.end ? [] : ['Its last day is worked out from its weeks.']),
      'These are your own times to learn: when classes meet, the provider says.',
    ],
  };
}

function weeksBetween(start: string, end: string): string[] {
  const mondays: string[] = [];
  for (let monday = mondayOf(start); monday <= end && mondays.length <= MOST_WEEKS; monday = addDays(monday, 7))
    mondays.push(monday);
  return mondays;
}

/** Hours a week: stated, else the total over its weeks, to a quarter of an hour. */
function weeklyOf({ workload }: Planned, weeks: number): number | null {
  if (!workload) return null;
  const stated = workload.hoursPerWeekMax ?? workload.hoursPerWeekMin;
  if (stated !== null) return stated;
  return workload.totalHours === null ? null : Math.ceil((workload.totalHours / weeks) * 4) / 4;
}

function weekOf(monday: string, start: string, hours: number): Session {
  return { day: monday < start ? start : monday, part: null, hours };
}

/** What a deadline or a last day to start says against it; null: nothing. */
function lateness(time: Time, start: string, end: string): string | null {
  const { deadline, startBy, startFrom } = time ?? {};
  if (deadline && end > deadline.value) return `That is after your deadline, ${formatDay(deadline.value)}.`;
  if (startBy && start > startBy.value) return `You wanted to begin by ${formatDay(startBy.value)}.`;
  if (startFrom && start < startFrom) return `You can begin on ${formatDay(startFrom)} only.`;
  return null;
}

function shortness(short: readonly PlanWeek[], all: number): string {
  const away = short.filter((week) => week.away > 0).length;
  const whole = short.length === all ? 'In every week' : `In ${countOf(short.length, 'week')} of ${all}`;
  return `${whole} it wants more hours than you have${away === 0 ? '' : `; you are away in ${away} of them`}.`;
}
