/** Which segments to merge next: those of about the same size, as soon as there are enough of them. */
import type { Segment } from './segment.js';
import { MOST_DOCUMENTS } from './segment.js';

/** Segments of one tier that are merged together; each tier's are this many times larger than the last's. */
const FAN = 8;
const SMALLEST = 32;
/** A segment with more dead documents than this is rewritten. */
const MOST_DEAD = 0.25;

const living = (segment: Segment): number => segment.documents - segment.deadCount;
const tierOf = (segment: Segment): number =>
  Math.max(0, Math.ceil(Math.log(living(segment) / SMALLEST) / Math.log(FAN)));

/** Segments to merge now, in their order; empty: none. */
export function chooseMerge(segments: readonly Segment[]): Segment[] {
  const wasteful = segments.find((segment) => segment.deadCount > segment.documents * MOST_DEAD);
  if (wasteful !== undefined) return [wasteful];
  const tiers = Map.groupBy(segments, tierOf);
  for (const tier of [...tiers.keys()].sort((a, b) => a - b)) {
    const members = tiers.get(tier) as Segment[];
    if (members.length >= FAN && fits(members)) return members;
  }
  return [];
}

/** The smaller half, to be merged at once when there are too many segments to search. */
export function chooseSmallest(segments: readonly Segment[]): Segment[] {
  const half = [...segments].sort((a, b) => living(a) - living(b)).slice(0, Math.ceil(segments.length / 2));
  return fits(half) ? segments.filter((segment) => half.includes(segment)) : [];
}

export const fits = (segments: readonly Segment[]): boolean =>
  segments.reduce((sum, segment) => sum + living(segment), 0) <= MOST_DOCUMENTS;
