/**
 * The answers that the engine must give, worked out the slow way: every document looked at, every filter asked by itself,
 * every count made by hand. How a text becomes terms, how a question is planned and the arithmetic of a score are shared
 * with the engine; what is found, counted and in which order is not.
 */
import { BAND_EDGES, NO_UPPER } from '../../engine/index.js';
import { planQuestion } from '../../engine/query/plan.js';
import { priorByte, priorOf, RELAXED_SHARE, share, steadyRating, TITLE_FACTOR } from '../../engine/scoring.js';
import { Analyser } from '../../engine/store/analyse.js';
import { Phrases } from '../../engine/store/phrases.js';
import { Vocabulary } from '../../engine/store/vocabulary.js';
import { stem } from '../../engine/text/stem.js';
import { tokenise } from '../../engine/text/tokens.js';
import {
  ANY_TIME,
  type EngineAnswer,
  type EngineQuery,
  FACETS,
  type Facet,
  FLAG,
  type IndexDocument,
  RANGES,
  type Range,
  type SynonymGroup,
} from '../../schema.js';

type Plan = NonNullable<ReturnType<typeof planQuestion>>;
type Entry = { document: IndexDocument; impacts: Map<number, number> };

export type Expected = Pick<EngineAnswer, 'total' | 'facets' | 'ranges' | 'nothingClose' | 'didYouMean'> & {
  hits: { num: number; score: number }[];
};

export function expectedAnswer(
  documents: readonly IndexDocument[],
  query: EngineQuery,
  synonyms: readonly SynonymGroup[],
): Expected {
  const { entries, lexicon } = analyseAll(documents, synonyms);
  const plan = planQuestion(query.text, lexicon);
  const strict = entries.filter((entry) => plan === null || covers(entry, plan, share(plan.words.length)));
  const nothingClose = plan !== null && strict.length === 0;
  const close =
    nothingClose && plan.words.length > 1 ? entries.filter((entry) => covers(entry, plan, RELAXED_SHARE)) : strict;
  const found = close.filter(({ document }) => passes(document, query, null));
  return {
    total: found.length,
    hits: inOrder(found, query, plan, lexicon.vocabulary.terms).slice(query.offset, query.offset + query.limit),
    facets: Object.fromEntries(
      FACETS.map((facet) => [facet, countFacet(close, query, facet)]),
    ) as EngineAnswer['facets'],
    ranges: Object.fromEntries(
      RANGES.map((range) => [range, countRange(close, query, range)]),
    ) as EngineAnswer['ranges'],
    nothingClose,
    didYouMean: plan?.didYouMean ?? null,
  };
}

function analyseAll(documents: readonly IndexDocument[], synonyms: readonly SynonymGroup[]) {
  const vocabulary = new Vocabulary();
  const phrases = new Phrases(synonyms, vocabulary);
  const analyser = new Analyser(vocabulary, phrases);
  const entries = documents.map((document): Entry => {
    const { terms, impacts } = analyser.analyse(document);
    for (const term of terms) vocabulary.holders.values[term] = (vocabulary.holders.values[term] as number) + 1;
    return { document, impacts: new Map(terms.map((term, i) => [term, impacts[i] as number])) };
  });
  return { entries, lexicon: { vocabulary, phrases, documents: documents.length } };
}

/** Whether the words that the document matches weigh at least `part` of all. */
function covers(entry: Entry, plan: Plan, part: number): boolean {
  let bits = 0;
  for (const unit of plan.units) if (unit.variants.some(({ term }) => entry.impacts.has(term))) bits |= unit.bits;
  const total = plan.words.reduce((sum, word) => sum + word.weight, 0);
  const covered = plan.words.reduce((sum, word, i) => sum + ((bits >> i) & 1 ? word.weight : 0), 0);
  return bits !== 0 && covered >= part * total;
}

/** Every filter but that of `ignored`. */
function passes(document: IndexDocument, query: EngineQuery, ignored: Facet | Range | null): boolean {
  for (const facet of FACETS) {
    const asked = query.facets[facet] ?? [];
    if (facet !== ignored && asked.length > 0 && !asked.some((value) => document.facets[facet].includes(value)))
      return false;
  }
  for (const range of RANGES) {
    const { from, to } = query.ranges[range] ?? {};
    const value = document.numbers[range];
    if (range === ignored || (from === undefined && to === undefined)) continue;
    if (range === 'start' && value === ANY_TIME) continue;
    if (value === null ? !query.unknown : (from !== undefined && value < from) || (to !== undefined && value > to))
      return false;
  }
  if (query.free && !(document.flags & FLAG.free)) return false;
  if (query.funded && !(document.flags & FLAG.funded)) return false;
  const { near } = query;
  return (
    near === null ||
    document.places.some(([latitude, longitude]) => distance(near, { latitude, longitude }) <= near.withinKm)
  );
}

/** Spherical law of cosines: another formula than the engine's. */
function distance(a: { latitude: number; longitude: number }, b: { latitude: number; longitude: number }): number {
  const radians = Math.PI / 180;
  const cosine =
    Math.sin(a.latitude * radians) * Math.sin(b.latitude * radians) +
    Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * Math.cos((a.longitude - b.longitude) * radians);
  return 6371.0088 * Math.acos(Math.max(-1, Math.min(1, cosine)));
}

function countFacet(close: readonly Entry[], query: EngineQuery, facet: Facet): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { document } of close) {
    if (!passes(document, query, facet)) continue;
    for (const value of new Set(document.facets[facet])) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const sorted = [...counts].map(([value, count]) => ({ value, count }));
  sorted.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  const top = sorted.slice(0, 20);
  for (const value of new Set(query.facets[facet] ?? [])) {
    if (!top.some((entry) => entry.value === value)) top.push({ value, count: counts.get(value) ?? 0 });
  }
  return top;
}

function countRange(close: readonly Entry[], query: EngineQuery, range: Range): EngineAnswer['ranges'][Range] {
  const values = close
    .filter(({ document }) => passes(document, query, range))
    .map(({ document }) => document.numbers[range]);
  const edges = BAND_EDGES[range];
  const bands = edges.map((edge, i) => {
    const from = i === 0 ? Number.NEGATIVE_INFINITY : edge;
    const to = edges[i + 1] ?? Number.POSITIVE_INFINITY;
    const count = values.filter((value) => value !== null && value >= from && value < to).length;
    return { from: edge, to: edges[i + 1] ?? NO_UPPER, count };
  });
  const first = bands.findIndex((band) => band.count > 0);
  const last = bands.findLastIndex((band) => band.count > 0);
  return {
    bands: first < 0 ? [] : bands.slice(first, last + 1),
    unknown: values.filter((value) => value === null).length,
  };
}

function inOrder(
  found: readonly Entry[],
  query: EngineQuery,
  plan: Plan | null,
  terms: readonly string[],
): { num: number; score: number }[] {
  const scored = found.map((entry) => ({
    entry,
    num: entry.document.num,
    score: scoreOf(entry, plan, query.text, terms),
  }));
  const key = (one: (typeof scored)[number]): number => {
    const { document } = one.entry;
    const last = Number.POSITIVE_INFINITY;
    if (query.sort === 'rating')
      return document.numbers.rating === null ? last : -steadyRating(document.numbers.rating, document.ratingCount);
    if (query.sort === 'price') return document.flags & FLAG.free ? 0 : (document.numbers.price ?? last);
    if (query.sort === 'newest') return -document.added;
    if (query.sort === 'relevance') return -one.score;
    const start = document.numbers.start;
    if (start === null) return last;
    if (start === ANY_TIME) return 0;
    return start >= (query.today ?? Number.NEGATIVE_INFINITY) ? start : 1e9 - start;
  };
  const keyed = scored.map((one) => ({ ...one, key: key(one) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.num - b.num));
  return keyed.map(({ num, score }) => ({ num, score }));
}

function scoreOf({ document, impacts }: Entry, plan: Plan | null, text: string, terms: readonly string[]): number {
  const prior = priorOf(priorByte(document));
  if (plan === null) return prior;
  let sum = 0;
  const phrases = plan.units.filter(
    ({ role, variants }) => role === 'phrase' && variants.some(({ term, same }) => same && impacts.has(term)),
  );
  for (const unit of plan.units) {
    if (unit.role === 'inside' && phrases.some((phrase) => phrase.bits & unit.bits)) continue;
    sum += Math.max(0, ...unit.variants.map(({ term, weight }) => (impacts.get(term) ?? 0) * weight));
  }
  return (sum / (256 * 255)) * prior * titleFactor(document.text.title, plan, text, terms);
}

/** Titles compared as strings of stems, under each name that the plan gives the question. */
function titleFactor(title: string, plan: Plan, text: string, terms: readonly string[]): number {
  const bare = (words: string[]): string[] =>
    words.length > 1 && ['a', 'an', 'the'].includes(words[0] as string) ? words.slice(1) : words;
  const stems = (of: string): string[] => tokenise(of).words.map(stem);
  const inTitle = ` ${bare(stems(title)).join(' ')} `;
  const typed = plan.titleTerms.includes(-1) ? [] : [bare(stems(plan.didYouMean ?? text)).join(' ')];
  const names = [...typed, ...plan.otherNames.map((name) => name.map((term) => terms[term]).join(' '))];
  if (names.some((name) => inTitle === ` ${name} `)) return TITLE_FACTOR.exact;
  if (names.some((name) => inTitle.startsWith(` ${name} `))) return TITLE_FACTOR.starts;
  if (plan.phrase) return 1;
  return typed.some((name) => name.includes(' ') && inTitle.includes(` ${name} `)) ? TITLE_FACTOR.phrase : 1;
}
