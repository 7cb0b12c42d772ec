/** Which documents are taught near a point. */
import type { Segment } from '../store/segment.js';

const EARTH_RADIUS_KM = 6371.0088;
const RADIANS = Math.PI / 180;

/** Great-circle distance in kilometres between two points in degrees (haversine, mean radius). */
export function distanceKm(latitude: number, longitude: number, toLatitude: number, toLongitude: number): number {
  const half = Math.sin(((toLatitude - latitude) * RADIANS) / 2) ** 2;
  const across = Math.sin(((toLongitude - longitude) * RADIANS) / 2) ** 2;
  const chord = half + Math.cos(latitude * RADIANS) * Math.cos(toLatitude * RADIANS) * across;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** Bits of the documents any of whose places is within `withinKm`. A document without a place is nowhere near. */
export function nearDocuments(
  segment: Segment,
  { latitude, longitude, withinKm }: { latitude: number; longitude: number; withinKm: number },
): Int32Array {
  const near = new Int32Array((segment.documents + 31) >>> 5);
  // A degree of latitude is never less than 110 km: most places are ruled out without trigonometry.
  const band = withinKm / 110 + 0.01;
  for (let i = 0; i < segment.placeDocuments.length; i += 1) {
    const placeLatitude = segment.places[i * 2] as number;
    if (Math.abs(placeLatitude - latitude) > band) continue;
    if (distanceKm(latitude, longitude, placeLatitude, segment.places[i * 2 + 1] as number) <= withinKm) {
      const document = segment.placeDocuments[i] as number;
      near[document >>> 5] = (near[document >>> 5] as number) | (1 << (document & 31));
    }
  }
  return near;
}
