/**
 * Days and hours in the time zone of a run. A day is `2026-11-24`, an hour on a wall `2026-11-24T18:30`; both mean something
 * only with their zone, and a zone's own rules (summer time) are those of the machine's tables.
 */

const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether the machine knows this zone: `Europe/London`. */
export function isTimeZone(zone: string): boolean {
  try {
    return /^[A-Za-z][A-Za-z0-9_+/-]{0,59}$/.test(zone) && formatOf(zone) !== null;
  } catch {
    return false;
  }
}

/** The day that it is there. */
export function dayIn(moment: Date, zone: string): string {
  return wallOf(moment, zone).slice(0, 10);
}

/** What a clock on the wall shows there: `2026-11-24T18:30`. */
export function wallOf(moment: Date, zone: string): string {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/**
 * The moment at which a clock on the wall shows this. An hour that comes twice is the first of the two; one that is left out
 * in spring is the hour after it.
 */
export function momentOf(wall: string, zone: string): Date {
  const asUtc = Date.parse(`${wall}Z`);
  if (Number.isNaN(asUtc)) throw new RangeError(`Not a day and an hour: ${wall}`);
  const DAY = 24 * 3_600_000;
  const offsets = [asUtc - DAY, asUtc + DAY].map((near) => offsetAt(new Date(near), zone));
  const fitting = offsets
    .map((offset) => new Date(asUtc - offset))
    .filter((at) => wallOf(at, zone) === wall.slice(0, 16));
  const times = fitting.length > 0 ? fitting : [new Date(asUtc - Math.min(...offsets))];
  return new Date(Math.min(...times.map((time) => time.getTime())));
}

/** The moment at which a day is over there. */
export function endOfDay(day: string, zone: string): Date {
  return momentOf(`${daysAfter(day, 1)}T00:00`, zone);
}

/** `2026-10-25` and 1 → `2026-10-26`: days of the calendar, whatever the clocks do. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Days from one to another; negative where it lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

function offsetAt(moment: Date, zone: string): number {
  const whole = Math.floor(moment.getTime() / 60_000) * 60_000;
  return Date.parse(`${wallOf(new Date(whole), zone)}Z`) - whole;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  });
  formats.set(zone, made);
  return made;
}
