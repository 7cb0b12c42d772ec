/**
 * Finds and scores the documents of a segment, a window of documents at a time, so that everything that is written to stays
 * in the processor's cache. Scores are sums of whole numbers: exact, in whatever order terms come.
 */
import { lowerBound } from '../store/arrays.js';
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
type Unit = { bits: number; role: Plan['units'][number]['role']; lookups: Lookup[]; number: number };

// One search at a time runs in a thread: these are written before they are read, and left zeroed.
const scores = new Int32Array(WINDOW);
const covered = new Uint16Array(WINDOW);
const best = new Int32Array(WINDOW);
const bestOf = new Uint8Array(WINDOW);
/** Words of the question that stand together in the document, in a phrase that is known. */
const phrased = new Uint16Array(WINDOW);
const touched = new Uint16Array(WINDOW);
const list = new Uint16Array(WINDOW);
/** Postings of a following unit whose documents are touched. */
const met = new Int32Array(WINDOW);
const window: Window = { first: 0, list, count: 0, scores };

/** Calls `visit` for each window in which documents cover enough of the plan (`enough`: by set of words). */
export function matchText(segment: Segment, plan: Plan, enough: Uint8Array, visit: (window: Window) => void): void {
  const { leading, following } = part(lookUp(segment, plan), enough);
  for (;;) {
    const next = nextDocument(leading, segment);
    if (next < 0) return;
    window.first = next - (next % WINDOW);
    const count = lead(leading, segment.postings, window.first);
    follow(following, segment.postings, window.first, count);
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
  plan.units.forEach(({ bits, role, variants }, i) => {
    const lookups: Lookup[] = [];
    for (const { term, weight, same } of variants) {
      const place = termPlace(segment, term);
      if (place < 0) continue;
      const at = segment.termStarts[place] as number;
      lookups.push({ at, to: segment.termStarts[place + 1] as number, weight, same });
    }
    if (lookups.length > 0) units.push({ bits, role, lookups, number: i + 1 });
  });
  return units;
}

/**
 * Parts the units so that what matches none of `leading` does not cover enough: the most common words of a question, which
 * most documents hold for other reasons, need not be read but where one of the others stands.
 */
function part(units: readonly Unit[], enough: Uint8Array): { leading: Unit[]; following: Unit[] } {
  const following = new Set<Unit>();
  let together = 0;
  for (const unit of [...units].sort((a, b) => lengthOf(b) - lengthOf(a))) {
    if (enough[together | unit.bits] === 1) continue;
    together |= unit.bits;
    following.add(unit);
  }
  // A phrase is read before the words inside it.
  const inside = units.filter((unit) => unit.role === 'inside' && !following.has(unit));
  for (const unit of following) {
    if (unit.role === 'phrase' && inside.some((word) => (word.bits & unit.bits) !== 0)) following.delete(unit);
  }
  return {
    leading: units.filter((unit) => !following.has(unit)),
    following: [...units].filter((unit) => following.has(unit)),
  };
}

const lengthOf = ({ lookups }: Unit): number => lookups.reduce((sum, { at, to }) => sum + to - at, 0);

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

/** Adds up the leading units over one window; returns how many documents were touched. */
function lead(units: readonly Unit[], postings: Int32Array, first: number): number {
  let count = 0;
  for (const unit of units) {
    for (const lookup of unit.lookups) {
      const from = lookup.at;
      lookup.at = endOfWindow(postings, from, lookup.to, first);
      count = add(unit, lookup, { entries: postings, from, to: lookup.at }, first, count);
    }
  }
  return count;
}

/** Adds the following units to the `count` documents that are touched, and to no other. */
function follow(units: readonly Unit[], postings: Int32Array, first: number, count: number): void {
  for (const unit of units) {
    for (const lookup of unit.lookups) {
      const from = firstInWindow(postings, lookup.at, lookup.to, first);
      lookup.at = endOfWindow(postings, from, lookup.to, first);
      const to = meet(postings, from, lookup.at, first, count);
      add(unit, lookup, { entries: met, from: 0, to }, first, count);
    }
  }
}

/** A search in a run of postings costs as much as reading so many of them. */
const SEARCH = 16;

/** Puts into `met` those of `postings[from, to)` whose document is touched; returns how many they are. */
function meet(postings: Int32Array, from: number, to: number, first: number, count: number): number {
  let kept = 0;
  if (count * SEARCH < to - from) {
    for (let i = 0; i < count; i += 1) {
      const document = first + (touched[i] as number);
      const at = lowerBound(postings, document << 8, from, to);
      const posting = at < to ? (postings[at] as number) : -1;
      met[kept] = posting;
      kept += posting >>> 8 === document ? 1 : 0;
    }
    return kept;
  }
  for (let at = from; at < to; at += 1) {
    const posting = postings[at] as number;
    met[kept] = posting;
    kept += covered[(posting >>> 8) - first] === 0 ? 0 : 1;
  }
  return kept;
}

const firstInWindow = (postings: Int32Array, at: number, to: number, first: number): number =>
  at < to && (postings[at] as number) < first << 8 ? leap(postings, first << 8, at, to) : at;

/** Where the postings of the window end. */
function endOfWindow(postings: Int32Array, at: number, to: number, first: number): number {
  const end = (first + WINDOW) << 8;
  // The last window's end is more than a posting can be.
  return end < 0 ? to : leap(postings, end, at, to);
}

/** As `lowerBound`, for what is probably not far from `from`. */
function leap(postings: Int32Array, wanted: number, from: number, to: number): number {
  let step = 32;
  let low = from;
  while (low + step < to && (postings[low + step] as number) < wanted) {
    low += step;
    step *= 2;
  }
  return lowerBound(postings, wanted, low, Math.min(low + step, to));
}

type Run = { entries: Int32Array; from: number; to: number };

function add(unit: Unit, lookup: Lookup, run: Run, first: number, count: number): number {
  const simple = unit.role === 'word' && unit.lookups.length === 1;
  return simple ? addOne(lookup.weight, unit.bits, run, first, count) : addBest(unit, lookup, run, first, count);
}

function addOne(weight: number, bits: number, { entries, from, to }: Run, first: number, count: number): number {
  let touches = count;
  for (let at = from; at < to; at += 1) {
    const posting = entries[at] as number;
    const offset = (posting >>> 8) - first;
    const before = covered[offset] as number;
    if (before === 0) {
      touched[touches] = offset;
      touches += 1;
    }
    covered[offset] = before | bits;
    scores[offset] = (scores[offset] as number) + (posting & 255) * weight;
  }
  return touches;
}

/** As `addOne`, but of a unit's variants only the best counts. */
function addBest(
  { bits, role, number }: Unit,
  { weight, same }: Lookup,
  { entries, from, to }: Run,
  first: number,
  count: number,
): number {
  // Bits of a phrase that stands there as a whole; bits that add nothing where a phrase holds them.
  const together = role === 'phrase' && same ? bits : 0;
  const apart = role === 'inside' ? bits : 0;
  let touches = count;
  for (let at = from; at < to; at += 1) {
    const posting = entries[at] as number;
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
    const already = bestOf[offset] === number ? (best[offset] as number) : 0;
    if (score > already) {
      scores[offset] = (scores[offset] as number) + score - already;
      best[offset] = score;
      bestOf[offset] = number;
    }
  }
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
