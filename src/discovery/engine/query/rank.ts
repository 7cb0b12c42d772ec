/** Orders what was found: by score, or by another key, keeping only the best. */
import type { EngineQuery, Sort } from '../../schema.js';
import { ANY_TIME, FACETS, FLAG, RANGES } from '../../schema.js';
import { MOST_PRIOR, MOST_TITLE_FACTOR, priorOf, TITLE_FACTOR } from '../scoring.js';
import { flagsOf, numberOf, priorByteOf, type Segment, strideOf } from '../store/segment.js';
import type { Window } from './match.js';
import type { List } from './sift.js';
import type { TitleMatcher } from './titles.js';
import type { Top } from './top.js';

type Scored = Pick<Window, 'first' | 'scores'>;

const PRIORS = Float64Array.from({ length: 256 }, (_, byte) => priorOf(byte));
const PRICE = FACETS.length + RANGES.indexOf('price');
const START = FACETS.length + RANGES.indexOf('start');
/** Scores in the open are about 1 for a word that is in the title and nowhere else. */
const SCALE = 1 / (256 * 255);

/** A document's score: its sum, the small multipliers, and how the question stands in its title. */
export function scoreOf(sum: number, segment: Segment, document: number, titles: TitleMatcher | null): number {
  const prior = PRIORS[priorByteOf(segment, document)] as number;
  if (titles === null) return prior;
  const match = titles.match(segment, document);
  return sum * SCALE * prior * (match === null ? 1 : TITLE_FACTOR[match]);
}

/** Offers `list[0..count)` of a window to `top`. `titles` null: no text was asked. */
export function rank(
  top: Top,
  query: EngineQuery,
  segment: Segment,
  window: Scored,
  found: List,
  titles: TitleMatcher | null,
): void {
  if (query.sort !== 'relevance') rankByKey(top, query, segment, window, found, titles);
  else if (titles === null) rankByPrior(top, segment, window, found);
  else rankByScore(top, segment, window, found, titles);
}

function rankByScore(top: Top, segment: Segment, window: Scored, { list, count }: List, titles: TitleMatcher): void {
  // Below this sum no multiplier can help; above it, those of the document itself are asked before its title is read.
  const most = SCALE * MOST_PRIOR * MOST_TITLE_FACTOR;
  let least = Math.ceil(top.threshold / most);
  for (let i = 0; i < count; i += 1) {
    const offset = list[i] as number;
    const sum = window.scores[offset] as number;
    if (sum < least) continue;
    const document = window.first + offset;
    if (sum * SCALE * MOST_PRIOR * titles.most(segment, document) < top.threshold) continue;
    const score = scoreOf(sum, segment, document, titles);
    const num = segment.nums[document] as number;
    if (!top.keeps(score, num)) continue;
    top.offer(score, num, score);
    least = Math.ceil(top.threshold / most);
  }
}

function rankByPrior(top: Top, segment: Segment, { first }: Scored, { list, count }: List): void {
  const stride = strideOf(segment);
  const { records } = segment;
  let least = top.threshold;
  for (let i = 0; i < count; i += 1) {
    const document = first + (list[i] as number);
    const score = PRIORS[(records[document * stride] as number) >>> 8] as number;
    if (score < least) continue;
    const num = segment.nums[document] as number;
    if (!top.keeps(score, num)) continue;
    top.offer(score, num, score);
    least = top.threshold;
  }
}

function rankByKey(
  top: Top,
  query: EngineQuery,
  segment: Segment,
  { first, scores }: Scored,
  { list, count }: List,
  titles: TitleMatcher | null,
): void {
  const keyOf = KEYS[query.sort as Exclude<Sort, 'relevance'>](segment, query.today ?? Number.NEGATIVE_INFINITY);
  for (let i = 0; i < count; i += 1) {
    const offset = list[i] as number;
    const document = first + offset;
    const key = keyOf(document);
    const num = segment.nums[document] as number;
    if (top.keeps(key, num)) top.offer(key, num, scoreOf(scores[offset] as number, segment, document, titles));
  }
}

const LAST = Number.NEGATIVE_INFINITY;
/** Days: further than any date, so that starts of the past come after all those to come. */
const FAR = 10_000_000;

/** By sort: a key per document, the higher the earlier; what is not stated comes last. */
const KEYS: Record<Exclude<Sort, 'relevance'>, (segment: Segment, today: number) => (document: number) => number> = {
  rating: (segment) => (document) => {
    const rating = segment.ratings[document] as number;
    return rating < 0 ? LAST : rating;
  },
  price: (segment) => (document) => {
    if ((flagsOf(segment, document) & FLAG.free) !== 0) return 0;
    const price = numberOf(segment, PRICE, document);
    return Number.isNaN(price) ? LAST : -price;
  },
  start: (segment, today) => (document) => {
    const start = numberOf(segment, START, document);
    if (Number.isNaN(start)) return LAST;
    if (start === ANY_TIME) return 0;
    return start >= today ? -start : start - FAR;
  },
  newest: (segment) => (document) => segment.added[document] as number,
};
