/**
 * The first documents of a segment in each order, for when no text is asked: found once, read often. What died since is
 * passed over.
 */
import type { EngineQuery } from '../../schema.js';
import { documentOf, type Segment } from '../store/segment.js';
import type { Bits, Filters } from './filters.js';
import { rank } from './rank.js';
import { siftAll } from './sift.js';
import { type Ranked, Top } from './top.js';

const KEPT = 2_000;
type Head = Ranked & { document: number };
const heads = new WeakMap<Segment, Map<string, readonly Head[]>>();

/**
 * Offers the best `count` in the order of `query.sort` of those documents of a segment that pass all filters, which are sets
 * of bits. false: its first documents do not tell which they are, and `top` is as it was.
 */
export function offerHead(top: Top, query: EngineQuery, segment: Segment, filters: Filters, count: number): boolean {
  const head = headOf(query, segment);
  const passing: Head[] = [];
  for (const one of head) {
    if (passing.length === count) break;
    if (segment.dead[one.document] === 0 && passes(one.document, filters)) passing.push(one);
  }
  // A head that is not full holds all that lived when it was made.
  if (passing.length < count && head.length === KEPT) return false;
  for (const { key, num, score } of passing) top.offer(key, num, score);
  return true;
}

function passes(document: number, { own, hard }: Filters): boolean {
  const at = document >>> 5;
  const holds = (bits: Bits): boolean => (((bits[at] as number) >>> (document & 31)) & 1) === 1;
  return own.every(({ test }) => holds(test as Bits)) && hard.every(holds);
}

function headOf(query: EngineQuery, segment: Segment): readonly Head[] {
  const own = heads.get(segment) ?? new Map<string, readonly Head[]>();
  heads.set(segment, own);
  const order = query.sort === 'start' ? `start ${query.today}` : query.sort;
  const known = own.get(order);
  if (known !== undefined) return known;
  const top = new Top(KEPT);
  rankAll(top, query, segment);
  const ranked = top.ranked().map((one) => ({ ...one, document: documentOf(segment, one.num) }));
  // Orders by start change with the day: only the last few are kept.
  if (own.size > 8) own.clear();
  own.set(order, ranked);
  return ranked;
}

export const NO_FILTERS: Filters = { own: [], hard: [] };
const NO_SCORES = new Int32Array(0);

/** Offers all living documents of a segment. */
export function rankAll(top: Top, query: EngineQuery, segment: Segment): void {
  siftAll(segment, NO_FILTERS, (first, all) => rank(top, query, segment, { first, scores: NO_SCORES }, all, null));
}
