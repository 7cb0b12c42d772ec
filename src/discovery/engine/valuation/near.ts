/** Lane of distances: a code for each place of the segment, 0 for a course of which no place is known. */
import type { Attribute, Fit } from '../../schema.js';
import { distanceKm } from '../query/near.js';
import { lowerBound } from '../store/arrays.js';
import type { Segment } from '../store/segment.js';
import { type Asked, addWorth, type CodedLane, createWorths, mostOfWorths, WINDOW } from './lane.js';

type NearAttribute = Extract<Attribute, { of: 'near' }>;

/** Most courses share their venue with others: places that are the same are judged once. */
type Places = { ofEntry: Int32Array; latitudes: number[]; longitudes: number[] };
const known = new WeakMap<Segment, Places>();

export function nearLane(asked: Asked<NearAttribute>, segment: Segment): CodedLane {
  const { ofEntry, latitudes, longitudes } = placesOf(segment);
  const { latitude, longitude, judge } = asked.attribute;
  const worths = createWorths(latitudes.length + 1);
  addWorth(worths, 0, judge(null), asked);
  const km = Float64Array.from(latitudes, (lat, i) => distanceKm(latitude, longitude, lat, longitudes[i] as number));
  for (let place = 0; place < km.length; place += 1) addWorth(worths, place + 1, judge(km[place] as number), asked);
  return {
    worths,
    hard: asked.attribute.hard,
    most: mostOfWorths(worths),
    usual: worths.points[0] as number,
    records: null,
    mark: null,
    read({ first }, codes) {
      codes.fill(0);
      const { placeDocuments } = segment;
      let at = lowerBound(placeDocuments, first, 0, placeDocuments.length);
      for (; at < placeDocuments.length && (placeDocuments[at] as number) < first + WINDOW; at += 1) {
        const offset = (placeDocuments[at] as number) - first;
        const place = ofEntry[at] as number;
        const before = (codes[offset] as number) - 1;
        if (before < 0 || (km[place] as number) < (km[before] as number)) codes[offset] = place + 1;
      }
    },
  };
}

function placesOf(segment: Segment): Places {
  const found = known.get(segment);
  if (found !== undefined) return found;
  const { places, placeDocuments } = segment;
  const latitudes: number[] = [];
  const longitudes: number[] = [];
  const byKey = new Map<number, number>();
  const ofEntry = Int32Array.from(placeDocuments, (_, i) => {
    const latitude = places[i * 2] as number;
    const longitude = places[i * 2 + 1] as number;
    const key = latitude * 1_000 + longitude;
    const met = byKey.get(key);
    if (met !== undefined && latitudes[met] === latitude && longitudes[met] === longitude) return met;
    byKey.set(key, latitudes.length);
    latitudes.push(latitude);
    return longitudes.push(longitude) - 1;
  });
  const made = { ofEntry, latitudes, longitudes };
  known.set(segment, made);
  return made;
}

/** How one document fits. */
export function nearFit(attribute: NearAttribute, { placeDocuments, places }: Segment, document: number): Fit {
  let least = Number.POSITIVE_INFINITY;
  let at = lowerBound(placeDocuments, document, 0, placeDocuments.length);
  for (; placeDocuments[at] === document; at += 1) {
    const { latitude, longitude } = attribute;
    least = Math.min(least, distanceKm(latitude, longitude, places[at * 2] as number, places[at * 2 + 1] as number));
  }
  return attribute.judge(least === Number.POSITIVE_INFINITY ? null : least);
}
