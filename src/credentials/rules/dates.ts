/** Dates as the standards write them. A moment that no calendar has is none. */

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;
/** XML Schema 1.1 part 2, 3.4.28: as above, in capitals, and 24:00:00 is the end of a day. */
const STAMP = /^-?(?:[1-9]\d{3,}|0\d{3})-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/** A day of the calendar: `2026-11-23` (RFC 3339, full-date). */
export function isDate(text: string): boolean {
  const [, year, month, day] = (DATE.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** A moment with its zone (RFC 3339, date-time; what `format: date-time` of JSON Schema asks for). */
export function isDateTime(text: string): boolean {
  const [, day, hours, minutes, seconds, zone] = DATE_TIME.exec(text) ?? [];
  if (day === undefined || !isDate(day) || zone === undefined) return false;
  if (Number(hours) > 23 || Number(minutes) > 59 || !isZone(zone)) return false;
  return Number(seconds) < 60 || (Number(seconds) === 60 && isLeapSecond(Number(hours), Number(minutes), zone));
}

function isZone(zone: string): boolean {
  return /^z$/i.test(zone) || (Number(zone.slice(1, 3)) < 24 && Number(zone.slice(4)) < 60);
}

function isLeapSecond(hours: number, minutes: number, zone: string): boolean {
  const offset = /^z$/i.test(zone)
    ? 0
    : Number(`${zone[0]}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4)));
  return (((hours * 60 + minutes - offset) % 1440) + 1440) % 1440 === 1439;
}

/** A `dateTimeStamp` of XML Schema, which Verifiable Credentials 2.0 §4.9 asks for. */
export function isDateTimeStamp(text: string): boolean {
  return STAMP.test(text) && !Number.isNaN(momentOf(text));
}

/** Milliseconds of a date-time, NaN where it is none. A leap second is the second after it. */
export function momentOf(text: string): number {
  if (!isDateTime(text)) return Number.NaN;
  const plain = text.toUpperCase();
  return plain.includes(':60') ? Date.parse(plain.replace(/:60(?=\.|Z|[+-])/, ':59')) + 1000 : Date.parse(plain);
}
