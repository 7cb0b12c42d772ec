/** Time comes in from here, so that a test can hold it still. */

export type Clock = {
  now(): Date;
  /** The calendar day in UTC, `2026-11-23`. */
  today(): string;
};

export const systemClock: Clock = {
  now: () => new Date(),
  today: () => new Date().toISOString().slice(0, 10),
};

/** A clock that stands still at an ISO instant or day. */
export function fixedClock(iso: string): Clock {
  const instant = new Date(iso);
  if (Number.isNaN(instant.getTime())) throw new RangeError(`Not a moment in time: ${iso}`);
  return { now: () => new Date(instant), today: () => instant.toISOString().slice(0, 10) };
}
