/** The questions of the search benchmark: 40 % one word, 30 % two or three, 10 % long, 10 % misspelt, 10 % empty; half with two filters. */
import { readFileSync } from 'node:fs';
import { type EngineQuery, FACETS, type Facet, type IndexDocument } from '../../src/discovery/schema.js';
import { type Random, seeded } from './random.js';

export const CLASSES = ['one term', 'two or three', 'long', 'misspelt', 'empty'] as const;
export type Asked = { name: (typeof CLASSES)[number]; query: EngineQuery };

const words = JSON.parse(readFileSync(new URL('../data/query-mix.json', import.meta.url), 'utf8')) as Record<
  'one' | 'few' | 'long' | 'misspelt',
  string[]
>;
const LISTS: Record<Asked['name'], readonly string[]> = {
  'one term': words.one,
  'two or three': words.few,
  long: words.long,
  misspelt: words.misspelt,
  empty: [''],
};
const SHARES: readonly Asked['name'][] = [
  'one term',
  'one term',
  'one term',
  'one term',
  'two or three',
  'two or three',
  'two or three',
  'long',
  'misspelt',
  'empty',
];

export function askMix(rows: readonly IndexDocument[], count: number, seed = 42): Asked[] {
  const random = seeded(seed);
  return Array.from({ length: count }, (_, i) => {
    const name = SHARES[i % SHARES.length] as Asked['name'];
    const filtered = Math.floor(i / SHARES.length) % 2 === 1;
    return { name, query: { ...plainQuery(random.pick(LISTS[name])), ...(filtered ? twoFilters(rows, random) : {}) } };
  });
}

export function plainQuery(text: string): EngineQuery {
  return {
    text,
    facets: {},
    ranges: {},
    unknown: false,
    free: false,
    funded: false,
    near: null,
    sort: 'relevance',
    offset: 0,
    limit: 20,
    counts: true,
  };
}

/** Two filters that a course of the catalogue would pass, of different kinds, as people choose them. */
function twoFilters(rows: readonly IndexDocument[], random: Random): Pick<EngineQuery, 'facets' | 'ranges'> {
  const like = random.pick(rows);
  const facets: Facet[] = FACETS.filter((facet) => like.facets[facet].length > 0);
  const query: Pick<EngineQuery, 'facets' | 'ranges'> = { facets: {}, ranges: {} };
  const ranges = (['price', 'weeks', 'rating'] as const).filter((range) => like.numbers[range] !== null);
  const first = random.pick(facets);
  query.facets[first] = [random.pick(like.facets[first])];
  const rest = facets.filter((facet) => facet !== first);
  if (ranges.length > 0 && random.chance(0.4)) {
    const range = random.pick(ranges);
    const value = like.numbers[range] as number;
    query.ranges[range] = range === 'rating' ? { from: Math.min(4, value) } : { to: value };
  } else if (rest.length > 0) {
    const second = random.pick(rest);
    query.facets[second] = [random.pick(like.facets[second])];
  }
  return query;
}
