/** Hours that a person has, by day: her week less the days on which she is away. Pure; ISO days throughout. */
import { addDays } from '../../catalogue/index.js';
import { DAY_PARTS, type DayPart, type GuideQuestion, type Session, WEEKDAYS } from '../schema.js';

type Time = GuideQuestion['time'];

/** The Monday of the week in which a day lies. */
export function mondayOf(day: string): string {
  return addDays(day, -weekdayOf(day));
}

/** 0 is Monday. */
function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

export function isAway(time: Time, day: string): boolean {
  return time?.away?.some(({ from, to }) => from <= day && day <= to) ?? false;
}

/** Times of a day in its order; none on a day away. */
export function slotsOn(time: Time, day: string): { part: DayPart; hours: number }[] {
  if (isAway(time, day)) return [];
  const hours = time?.week?.[WEEKDAYS[weekdayOf(day)] ?? 'monday'];
  return DAY_PARTS.flatMap((part) => {
    const given = hours?.[part] ?? 0;
    return given > 0 ? [{ part, hours: given }] : [];
  });
}

/** Whether she said on which days she has time. */
export function hasWeek(time: Time): boolean {
  return WEEKDAYS.some((day) => DAY_PARTS.some((part) => (time?.week?.[day]?.[part] ?? 0) > 0));
}

/** Hours that she has in a usual week: what she said of a week as a whole, else the sum of its days; null: neither. */
export function usualHours(time: Time): number | null {
  if (time?.hoursPerWeek) return time.hoursPerWeek.value;
  if (!hasWeek(time)) return null;
  return WEEKDAYS.reduce(
    (sum, day) => sum + DAY_PARTS.reduce((most, part) => most + (time?.week?.[day]?.[part] ?? 0), 0),
    0,
  );
}

/** Days away among those of a week, from `from` on. */
export function daysAway(time: Time, monday: string): number {
  return Array.from({ length: 7 }, (_, at) => addDays(monday, at)).filter((day) => isAway(time, day)).length;
}

/**
 * When she can learn in a week, from `from` to `to`: her times by day, or, where she told only hours a week, that many at
 * some time in it, fewer by the part of the week that she is away.
 */
export function timesOf(
  time: Time,
  monday: string,
  usual: number,
  { from, to }: { from: string; to: string | null },
): Session[] {
  const days = Array.from({ length: 7 }, (_, at) => addDays(monday, at)).filter(
    (day) => day >= from && (to === null || day <= to),
  );
  if (hasWeek(time)) {
    const all = days.flatMap((day) => slotsOn(time, day).map((slot): Session => ({ day, ...slot })));
    return atMost(all, usual);
  }
  const free = days.filter((day) => !isAway(time, day));
  const [first] = free;
  const hours = roundToQuarter((usual * free.length) / 7);
  return first === undefined || hours === 0 ? [] : [{ day: first, part: null, hours }];
}

/** The first of the sessions, as far as so many hours go. */
export function atMost(sessions: readonly Session[], hours: number): Session[] {
  let left = hours;
  return sessions.flatMap((session) => {
    const taken = Math.min(session.hours, left);
    left -= taken;
    return taken > 0 ? [{ ...session, hours: taken }] : [];
  });
}

export function hoursOf(sessions: readonly Session[]): number {
  return sessions.reduce((sum, { hours }) => sum + hours, 0);
}

function roundToQuarter(hours: number): number {
  return Math.round(hours * 4) / 4;
}
