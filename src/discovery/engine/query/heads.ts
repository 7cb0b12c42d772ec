/**
 * The first documents of a segment in each order, for when nothing is asked and nothing filtered: found once, read often.
 * They hold until a document of the segment dies.
 */
import type { EngineQuery } from '../../schema.js';
import type { Segment } from '../store/segment.js';
import { rank } from './rank.js';
import { siftAll } from './sift.js';
import { type Ranked, Top } from './top.js';

const KEPT = 1_000;
const heads = new WeakMap<Segment, Map<string, { deadCount: number; ranked: Ranked[] }>>();

/** Offers a segment's first `count` documents in the order of `query.sort` to `top`. */
export function offerHead(top: Top, query: EngineQuery, segment: Segment, count: number): void {
  if (count > KEPT) {
    rankAll(top, query, segment);
    return;
  }
  for (const { key, num, score } of headOf(query, segment)) {
    if (!top.keeps(key, num)) return;
    top.offer(key, num, score);
  }
}

function headOf(query: EngineQuery, segment: Segment): Ranked[] {
  const own = heads.get(segment) ?? new Map<string, { deadCount: number; ranked: Ranked[] }>();
  heads.set(segment, own);
  const order = `${query.sort} ${query.today}`;
  const known = own.get(order);
  if (known?.deadCount === segment.deadCount) return known.ranked;
  const top = new Top(Math.min(KEPT, segment.documents));
  rankAll(top, query, segment);
  // Orders by start change with the day: only the last few are kept.
  if (own.size > 8) own.clear();
  own.set(order, { deadCount: segment.deadCount, ranked: top.ranked() });
  return top.ranked();
}

const NO_FILTERS = { own: [], hard: [] };
const NO_SCORES = new Int32Array(0);

function rankAll(top: Top, query: EngineQuery, segment: Segment): void {
  siftAll(segment, NO_FILTERS, (first, all) => rank(top, query, segment, { first, scores: NO_SCORES }, all, null));
}
