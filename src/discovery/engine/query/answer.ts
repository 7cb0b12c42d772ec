/** Answers a question over all segments: exact total, the best hits, all counts. */
import { type EngineAnswer, type EngineQuery, FACETS, RANGES } from '../../schema.js';
import type { AllFacetValues } from '../store/facet-values.js';
import type { Segment } from '../store/segment.js';
import { type Plans, planOf } from './explain.js';
import { anyPasses, type Filters, filteredDimensions, filtersFor } from './filters.js';
import { NO_FILTERS, offerHead, rankAll } from './heads.js';
import { matchText } from './match.js';
import { type Plan, planQuestion } from './plan.js';
import { rank } from './rank.js';
import type { Lexicon } from './read-words.js';
import { type Sifted, sift, siftAll } from './sift.js';
import { type Counts, presentCounts, type Tally } from './tally.js';
import { TitleMatcher } from './titles.js';
import { Top } from './top.js';

/** What is searched. `living`: counts of all living documents, kept up by the index. */
export type Holdings = {
  segments: readonly Segment[];
  lexicon: Lexicon;
  values: AllFacetValues;
  living: Counts;
  tally: Tally;
};

type Found = {
  /** Documents that cover enough of the text, whatever the filters. */
  close: number;
  total: number;
  hits: { num: number; score: number }[];
  counts: Counts;
};

const MOST_PARTS = 3;
const NO_SCORES = new Int32Array(0);

export function answer(query: EngineQuery, holdings: Holdings, plans: Plans): EngineAnswer {
  const plan = planOf(query, holdings.lexicon, plans);
  if (plan === null) return present(find(query, null, null, holdings), query, holdings, null, false);
  const strict = find(query, plan, plan.strict, holdings);
  if (strict.close > 0) return present(strict, query, holdings, plan, false);
  const partly = plan.words.length > 1 ? find(query, plan, plan.relaxed, holdings) : strict;
  return present(partly, query, holdings, plan, true);
}

/** The courses that a question finds: how many, and the best by number. Where nothing is close, it finds nothing. */
export function findStrictly(
  query: EngineQuery,
  holdings: Holdings,
  plans: Map<string, Plan | null>,
): { total: number; nums: number[] } {
  // Most searches ask for what none of a few courses has: that is seen before a word is read.
  const canMatch = holdings.segments.some((segment) =>
    anyPasses(segment, filtersFor(query, segment, holdings.values, false)),
  );
  if (!canMatch) return { total: 0, nums: [] };
  const plan = plannedOnce(query.text, holdings.lexicon, plans);
  const { total: found, hits } = find({ ...query, counts: false }, plan, plan?.strict ?? null, holdings);
  const all = holdings.segments.reduce((sum, segment) => sum + segment.documents - segment.deadCount, 0);
  const total = plan === null && isUnfiltered(query) ? all : found;
  return { total, nums: hits.map(({ num }) => num) };
}

/** What many people ask for is planned once; a plan is some kilobytes, so not all of them are kept. */
const MOST_PLANS = 5_000;

function plannedOnce(text: string, lexicon: Lexicon, plans: Map<string, Plan | null>): Plan | null {
  const known = plans.get(text);
  if (known !== undefined) return known;
  const plan = planQuestion(text, lexicon);
  if (plans.size < MOST_PLANS) plans.set(text, plan);
  return plan;
}

function find(query: EngineQuery, plan: Plan | null, enough: Uint8Array | null, holdings: Holdings): Found {
  if (plan === null && isUnfiltered(query)) return findAll(query, holdings);
  const top = new Top(Math.min(query.offset + query.limit, holdings.lexicon.documents));
  const titles = plan === null ? null : new TitleMatcher(plan, holdings.lexicon.vocabulary);
  const tally = query.counts ? holdings.tally : null;
  tally?.reset(holdings.values);
  let close = 0;
  let total = 0;
  for (const segment of holdings.segments) {
    // Where no document covers the text, no filter is made.
    let filters: Filters | null = null;
    const filtered = (): Filters => {
      filters ??= filtersFor(query, segment, holdings.values, plan !== null);
      return filters;
    };
    const headed = plan === null && offerHead(top, query, segment, filtered(), top.capacity);
    let begun = false;
    const take = (first: number, sifted: Sifted, scores: Int32Array): void => {
      total += sifted.count;
      if (!headed) rank(top, query, segment, { first, scores }, sifted, titles);
      if (tally === null) return;
      if (!begun) tally.begin(segment, filtered());
      begun = true;
      tally.add(first, sifted);
    };
    if (plan === null || enough === null)
      siftAll(segment, filtered(), (first, sifted) => take(first, sifted, NO_SCORES));
    else {
      matchText(segment, plan, enough, (window) => {
        close += window.count;
        take(window.first, sift(window, segment, filtered()), window.scores);
      });
    }
    if (begun) tally?.end();
  }
  return {
    close,
    total,
    hits: hitsOf(top, query),
    counts: tally?.counts ?? [],
  };
}

const isUnfiltered = (query: EngineQuery): boolean =>
  filteredDimensions(query).length === 0 && !query.free && !query.funded && query.near === null;

/** Everything: the counts are known already. */
function findAll(query: EngineQuery, { segments, lexicon, living }: Holdings): Found {
  const top = new Top(Math.min(query.offset + query.limit, lexicon.documents));
  for (const segment of segments) {
    if (!offerHead(top, query, segment, NO_FILTERS, top.capacity)) rankAll(top, query, segment);
  }
  return { close: lexicon.documents, total: lexicon.documents, hits: hitsOf(top, query), counts: living };
}

const hitsOf = (top: Top, query: EngineQuery): Found['hits'] =>
  top
    .ranked()
    .slice(query.offset)
    .map(({ num, score }) => ({ num, score }));

function present(
  found: Found,
  query: EngineQuery,
  holdings: Holdings,
  plan: Plan | null,
  nothingClose: boolean,
): EngineAnswer {
  const counted = query.counts ? presentCounts(found.counts, holdings.values, query) : noCounts();
  return {
    total: found.total,
    hits: found.hits,
    ...counted,
    didYouMean: plan?.didYouMean ?? null,
    nothingClose,
    almost: nothingClose && plan !== null ? partsThatMatch(query, plan, holdings) : [],
  };
}

const noCounts = (): Pick<EngineAnswer, 'facets' | 'ranges'> => ({
  facets: Object.fromEntries(FACETS.map((facet) => [facet, []])) as unknown as EngineAnswer['facets'],
  ranges: Object.fromEntries(
    RANGES.map((range) => [range, { bands: [], unknown: 0 }]),
  ) as unknown as EngineAnswer['ranges'],
});

/** Single words of the question, the most telling first, with how many courses each finds under the same filters. */
function partsThatMatch(query: EngineQuery, plan: Plan, holdings: Holdings): EngineAnswer['almost'] {
  if (plan.words.length < 2) return [];
  const words = plan.words.filter((word) => word.known).sort((a, b) => b.weight - a.weight);
  const parts: EngineAnswer['almost'] = [];
  for (const { asked } of words.slice(0, MOST_PARTS)) {
    const part = planQuestion(asked, holdings.lexicon);
    if (part === null) continue;
    const { total } = find({ ...query, text: asked, offset: 0, limit: 0, counts: false }, part, part.strict, holdings);
    if (total > 0) parts.push({ text: asked, total });
  }
  return parts;
}
