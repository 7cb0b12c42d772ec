/**
 * Finds and scores the documents of a segment, a window of documents at a time, so that everything that is written to stays
 * in the processor's cache. Scores are sums of whole numbers: exact, in whatever order terms come.
 */
import type { Segment } from '../store/segment.js';
import { termPlace } from '../store/segment.js';
import type { Plan } from './plan.js';

export const WINDOW = 1 << 14;

/** The documents found in one window: `first + list[i]` for i < count, living ones only. */
export type Window = {
  first: number;
  list: Uint16Array;
  count: number;
  /** By offset in the window: the sum of impacts × weights. */
  scores: Int32Array;
};

type Lookup = { at: number; to: number; weight: number; same: boolean };
type Unit = { bits: number; role: Plan['units'][number]['role']; lookups: Lookup[] };

// One search at a time runs in a thread: these are written before they are read, and left zeroed.
const scores = new Int32Array(WINDOW);
const covered = new Uint16Array(WINDOW);
const best = new Int32Array(WINDOW);
const bestOf = new Uint8Array(WINDOW);
/** Words of the question that stand together in the document, in a phrase that is known. */
const phrased = new Uint16Array(WINDOW);
const touched = new Uint16Array(WINDOW);
const list = new Uint16Array(WINDOW);
const window: Window = { first: 0, list, count: 0, scores };

/** Calls `visit` for each window in which documents cover enough of the plan (`enough`: by set of words). */
export function matchText(segment: Segment, plan: Plan, enough: Uint8Array, visit: (window: Window) => void): void {
  const units = lookUp(segment, plan);
  for (;;) {
    const next = nextDocument(units, segment);
    if (next < 0) return;
    window.first = next - (next % WINDOW);
    const count = scoreWindow(units, segment.postings, window.first);
    keepCovered(segment, enough, count);
    if (window.count > 0) visit(window);
    for (let i = 0; i < count; i += 1) {
      const offset = touched[i] as number;
      scores[offset] = 0;
      covered[offset] = 0;
      bestOf[offset] = 0;
      phrased[offset] = 0;
    }
  }
}

function lookUp(segment: Segment, plan: Plan): Unit[] {
  const units: Unit[] = [];
  for (const { bits, role, variants } of plan.units) {
    const lookups: Lookup[] = [];
    for (const { term, weight, same } of variants) {
      const place = termPlace(segment, term);
      if (place < 0) continue;
      const at = segment.termStarts[place] as number;
      lookups.push({ at, to: segment.termStarts[place + 1] as number, weight, same });
    }
    if (lookups.length > 0) units.push({ bits, role, lookups });
  }
  return units;
}

function nextDocument(units: readonly Unit[], segment: Segment): number {
  let least = -1;
  for (const { lookups } of units) {
    for (const { at, to } of lookups) {
      if (at === to) continue;
      const document = (segment.postings[at] as number) >>> 8;
      if (least < 0 || document < least) least = document;
    }
  }
  return least;
}

/** Adds up all units over one window; returns how many documents were touched. */
function scoreWindow(units: readonly Unit[], postings: Int32Array, first: number): number {
  let count = 0;
  units.forEach(({ bits, role, lookups }, unit) => {
    const simple = role === 'word' && lookups.length === 1;
    const apart = role === 'inside' ? bits : 0;
    for (const lookup of lookups) {
      const together = role === 'phrase' && lookup.same ? bits : 0;
      count = simple
        ? addOne(lookup, bits, postings, first, count)
        : addBest(lookup, { bits, together, apart, unit: unit + 1 }, postings, first, count);
    }
  });
  return count;
}

function addOne(lookup: Lookup, bits: number, postings: Int32Array, first: number, count: number): number {
  const { to, weight } = lookup;
  const end = (first + WINDOW) << 8;
  let at = lookup.at;
  let touches = count;
  for (; at < to; at += 1) {
    const posting = postings[at] as number;
    if (posting >= end && end > 0) break;
    const offset = (posting >>> 8) - first;
    const before = covered[offset] as number;
    if (before === 0) {
      touched[touches] = offset;
      touches += 1;
    }
    covered[offset] = before | bits;
    scores[offset] = (scores[offset] as number) + (posting & 255) * weight;
  }
  lookup.at = at;
  return touches;
}

/** What is added. `unit` is 1-based; `together`: bits of a phrase; `apart`: bits that add nothing where a phrase holds them. */
type Adding = { bits: number; together: number; apart: number; unit: number };

/** As `addOne`, but of a unit's variants only the best counts. */
function addBest(
  lookup: Lookup,
  { bits, together, apart, unit }: Adding,
  postings: Int32Array,
  first: number,
  count: number,
): number {
  const { to, weight } = lookup;
  const end = (first + WINDOW) << 8;
  let at = lookup.at;
  let touches = count;
  for (; at < to; at += 1) {
    const posting = postings[at] as number;
    if (posting >= end && end > 0) break;
    const offset = (posting >>> 8) - first;
    const before = covered[offset] as number;
    if (before === 0) {
      touched[touches] = offset;
      touches += 1;
    }
    covered[offset] = before | bits;
    const held = phrased[offset] as number;
    phrased[offset] = held | together;
    const score = (held & apart) === 0 ? (posting & 255) * weight : 0;
    const already = bestOf[offset] === unit ? (best[offset] as number) : 0;
    if (score > already) {
      scores[offset] = (scores[offset] as number) + score - already;
      best[offset] = score;
      bestOf[offset] = unit;
    }
  }
  lookup.at = at;
  return touches;
}

function keepCovered(segment: Segment, enough: Uint8Array, count: number): void {
  let kept = 0;
  for (let i = 0; i < count; i += 1) {
    const offset = touched[i] as number;
    list[kept] = offset;
    kept += (enough[covered[offset] as number] as number) & (1 - (segment.dead[window.first + offset] as number));
  }
  window.count = kept;
}
