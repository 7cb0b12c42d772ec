/** When a feed is read next: by its schedule, after a failure, or when its server asks for patience. Pure; all in UTC. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export type Every = 'six-hours' | 'day' | 'week';
/** `hour` 0 to 23 UTC; of every six hours it is the first. `weekday` 1 (Monday) to 7, for `week` alone. */
export type Schedule = { every: Every; hour: number; weekday: number };

const LENGTH: Record<Every, number> = { 'six-hours': 6 * HOUR, day: DAY, week: 7 * DAY };
/** 1970-01-05, a Monday. */
const MONDAY = 4 * DAY;

/**
 * The first time by the schedule that comes after `now`. `spread` (0 to 1) moves it within its hour, so that not all feeds of
 * the world are read on the hour.
 */
export function nextBySchedule({ every, hour, weekday }: Schedule, now: Date, spread: number): Date {
  const length = LENGTH[every];
  const days = every === 'week' ? MONDAY + (weekday - 1) * DAY : 0;
  const first = days + hour * HOUR + Math.min(59, Math.floor(spread * 60)) * MINUTE;
  const past = Math.floor((now.getTime() - first) / length);
  return new Date(first + (past + 1) * length);
}

const FIRST_WAIT = 15 * MINUTE;

/** After `failures` in a row: 15 minutes, then twice as long each time, at most a day; and not before the server wants it. */
export function nextAfterFailure(now: Date, failures: number, notBefore: Date | null): Date {
  const wait = Math.min(DAY, FIRST_WAIT * 2 ** Math.min(20, Math.max(0, failures - 1)));
  return new Date(Math.max(now.getTime() + wait, notBefore?.getTime() ?? 0));
}

/** No server is obeyed for longer: a header with a slip of the pen must not stop a feed for years. */
const LONGEST_PATIENCE = 7 * DAY;

/** When a server wants to be asked again (RFC 9110 §10.2.3: seconds, or a date); null: it does not say. */
export function retryAfter(header: string | undefined, now: Date): Date | null {
  const text = header?.trim() ?? '';
  if (text === '') return null;
  const at = /^\d{1,10}$/.test(text) ? now.getTime() + Number(text) * 1000 : Date.parse(text);
  if (Number.isNaN(at)) return null;
  return new Date(Math.min(Math.max(at, now.getTime()), now.getTime() + LONGEST_PATIENCE));
}

/** A feed that has failed for this long is told to its editors. */
const TOLD_AFTER = 7 * DAY;

export function isLongFailing(failingSince: Date | null, now: Date): boolean {
  return failingSince !== null && now.getTime() - failingSince.getTime() >= TOLD_AFTER;
}

/** A number from 0 to 1 that belongs to an id (in hexadecimal) for good. */
export function spreadOf(id: string): number {
  return Number.parseInt(id.slice(-4), 16) / 0x10000;
}
