/** Values as Open Badges 2.0 has them. */
import type { Json, JsonObject } from '../types.js';

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const listOf = (value: Json | undefined): Json[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
export const textOf = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);

export function isWebAddress(value: Json | undefined): value is string {
  return typeof value === 'string' && /^https?:\/\/[^\s/]/i.test(value) && URL.canParse(value);
}

/** What may name a thing: an address on the web, a UUID or any other URN, or a name within the document. */
export function isIri(value: Json | undefined): value is string {
  return isWebAddress(value) || (typeof value === 'string' && /^(urn:[a-z0-9][a-z0-9-]{0,31}:\S+|_:\S+)$/i.test(value));
}

export const isDataUrl = (value: Json | undefined): value is string =>
  typeof value === 'string' && /^data:image\/[\w.+-]+[;,]/i.test(value);

/** The host and port of an address, in small letters; null where it has none. */
export function hostOf(address: string): string | null {
  return isWebAddress(address) ? new URL(address).host : null;
}

/** A moment with its zone (ISO 8601), in milliseconds; null where it is none. */
export function momentOf(value: Json | undefined): number | null {
  if (typeof value !== 'string') return null;
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}(:?\d{2})?)$/.test(value)) return null;
  const whole = value.replace(/([+-]\d{2})(\d{2})?$/, (zone, hours: string, minutes?: string) =>
    zone.includes(':') ? zone : `${hours}:${minutes ?? '00'}`,
  );
  const moment = Date.parse(whole);
  return Number.isNaN(moment) ? null : moment;
}
