/** Texts that have a form of their own: xAPI 1.0.3 Data 4.0 and what it refers to. */

/** RFC 3987 in short: a scheme, a colon, and nothing that stands in no IRI. */
const IRI = /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** RFC 5646 §2.1, with `x-…` alone and the grandfathered `i-…`. */
const LANGUAGE =
  /^(?:(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?|x(?:-[a-z0-9]{1,8})+|i-[a-z0-9]{2,8})$/i;
const PART = String.raw`\d+(?:[.,]\d+)?`;
/** ISO 8601:2004 §4.4.3.2: weeks alone, or the others in their order. */
const DURATION = new RegExp(
  `^P(?:${PART}W|(?=\\d|T)(?:${PART}Y)?(?:${PART}M)?(?:${PART}D)?(?:T(?=\\d)(?:${PART}H)?(?:${PART}M)?(?:${PART}S)?)?)$`,
);
const TIMESTAMP = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/i;
const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+*-]+(?:\s*;\s*[\w!#$&^.+-]+=(?:"[^"]*"|[\w!#$&^.+:*'/-]+))*$/;

export const isIri = (text: string): boolean => IRI.test(text);
export const isUuid = (text: string): boolean => UUID.test(text);
export const isLanguage = (text: string): boolean => LANGUAGE.test(text);
export const isDuration = (text: string): boolean => DURATION.test(text);
export const isMediaType = (text: string): boolean => MEDIA_TYPE.test(text);
export const isMailto = (text: string): boolean => /^mailto:[^\s@]+@[^\s@]+$/.test(text);
export const isSha1 = (text: string): boolean => /^[0-9a-f]{40}$/i.test(text);
/** SHA-224 to SHA-512, in hexadecimal. */
export const isSha2 = (text: string): boolean =>
  /^(?:[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/i.test(text);

/**
 * The moment of a timestamp in milliseconds; null where it is none. One without an offset is in UTC; an offset of
 * minus nought is refused, as xAPI asks (Data 4.5).
 */
export function momentOf(text: string): number | null {
  const found = TIMESTAMP.exec(text);
  if (!found) return null;
  const [, year, month, day, hour, minute, second = '0', part = '', zone = 'Z'] = found;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  date.setUTCFullYear(Number(year));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return null;
  const offset = offsetOf(zone);
  if (offset === null) return null;
  const millis = Number(`${part}000`.slice(0, 3));
  return date.getTime() + ((Number(hour) * 60 + Number(minute) - offset) * 60 + Number(second)) * 1000 + millis;
}

/** In minutes. */
function offsetOf(zone: string): number | null {
  if (zone.toUpperCase() === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', '') || '0');
  if (hours > 23 || minutes > 59 || (zone.startsWith('-') && hours === 0 && minutes === 0)) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
