/** Towns and cities by name, for "within 50 km of Leeds". A small table of our own: see `data/places.json`. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { projectFile } from '../../platform/files/index.js';

/** Centre in degrees, to about a kilometre. `country`: ISO 3166-1 alpha-2. */
export type Place = { name: string; country: string; latitude: number; longitude: number };
/** Where to measure from. `name`: as a person would say it, "Perth, Australia"; coordinates have none. */
export type Point = { latitude: number; longitude: number; name: string | null };

const Table = z.object({
  places: z.record(z.string().length(2), z.array(z.tuple([z.string(), z.number(), z.number()]))),
});
const COORDINATES = /^(-?\d{1,2}(?:\.\d+)?),\s*(-?\d{1,3}(?:\.\d+)?)$/;
/** Of places with one name these are meant first, and need no country said after them. */
const HOME: ReadonlySet<string> = new Set(['GB', 'IE']);
const OTHER_NAMES: Record<string, string> = {
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  cymru: 'GB',
  'northern ireland': 'GB',
  usa: 'US',
  'united states of america': 'US',
  'republic of ireland': 'IE',
};

/** `51.5,-0.12`, `Leeds`, `Perth, Australia`. Null: no such coordinates, or no place that we know by this name. */
export function pointOf(near: string): Point | null {
  const [, latitude, longitude] = COORDINATES.exec(near.trim()) ?? [];
  if (latitude !== undefined && longitude !== undefined) {
    const point = { latitude: Number(latitude), longitude: Number(longitude), name: null };
    return Math.abs(point.latitude) <= 90 && Math.abs(point.longitude) <= 180 ? point : null;
  }
  const place = findPlace(near);
  return place && { latitude: place.latitude, longitude: place.longitude, name: placeInWords(place) };
}

/** A town by its name, the country after a comma or given apart; case, accents and hyphens do not matter. */
export function findPlace(text: string, country?: string): Place | null {
  const { byName, codes } = gazetteer();
  const named = (name: string, code?: string) =>
    byName.get(folded(name))?.find((place) => code === undefined || place.country === code) ?? null;
  const whole = named(text, country);
  const comma = text.lastIndexOf(',');
  if (whole !== null || comma < 0 || country !== undefined) return whole;
  const code = codes.get(folded(text.slice(comma + 1)));
  return code === undefined ? null : named(text.slice(0, comma), code);
}

function placeInWords({ name, country }: Place): string {
  return HOME.has(country) ? name : `${name}, ${regions.of(country) ?? country}`;
}

type Gazetteer = { byName: Map<string, Place[]>; codes: Map<string, string> };
const regions = new Intl.DisplayNames('en-GB', { type: 'region' });
let read: Gazetteer | undefined;

function gazetteer(): Gazetteer {
  read ??= readGazetteer();
  return read;
}

function readGazetteer(): Gazetteer {
  const { places } = Table.parse(JSON.parse(readFileSync(projectFile('src/discovery/data/places.json'), 'utf8')));
  const byName = new Map<string, Place[]>();
  const codes = new Map(Object.entries(OTHER_NAMES));
  for (const [country, towns] of Object.entries(places)) {
    codes.set(country.toLowerCase(), country).set(folded(regions.of(country) ?? country), country);
    for (const [names, latitude, longitude] of towns) {
      const [name = ''] = names.split('|');
      for (const one of names.split('|')) {
        const place = { name, country, latitude, longitude };
        byName.set(folded(one), [...(byName.get(folded(one)) ?? []), place]);
      }
    }
  }
  return { byName, codes };
}

/** "Saint-Étienne" → "st etienne". */
function folded(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/['’.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^saint /, 'st ');
}
