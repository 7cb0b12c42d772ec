/** Addresses of searches: one search, one address. What was not asked is left out, so that links stay short and cachable. */
import { FACETS, type Facet, type SearchQuery } from '../schema.js';

const ORDER = [
  'q',
  ...FACETS,
  'creditMin',
  'creditMax',
  'creditScheme',
  'cpdHoursMin',
  'cpdHoursMax',
  'hoursMin',
  'hoursMax',
  'weeksMax',
  'hoursPerWeekMax',
  'priceMax',
  'currency',
  'free',
  'funded',
  'startFrom',
  'startTo',
  'ratingMin',
  'near',
  'withinKm',
  'unknown',
  'sort',
  'perPage',
  'page',
] as const satisfies readonly (keyof SearchQuery)[];

const DEFAULTS: Partial<SearchQuery> = {
  q: '',
  creditScheme: 'ECTS',
  currency: 'GBP',
  sort: 'relevance',
  perPage: 20,
  page: 1,
};

/** `?q=law&level=eqf-7`, or an empty string. Parameters that stand at their default are left out. */
export function searchString(query: Partial<SearchQuery>): string {
  const parts: string[] = [];
  for (const name of ORDER) {
    const value = query[name];
    if (value === undefined || value === false || value === DEFAULTS[name]) continue;
    if (name === 'creditScheme' && query.creditMin === undefined && query.creditMax === undefined) continue;
    if (name === 'currency' && query.priceMax === undefined) continue;
    if (name === 'withinKm' && query.near === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value === true ? '1' : value]) {
      parts.push(`${name}=${encode(String(one))}`);
    }
  }
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** Form encoding, as a browser sends it. */
function encode(value: string): string {
  return encodeURIComponent(value).replaceAll('%20', '+').replaceAll('%2C', ',').replaceAll('%3A', ':');
}

/** Address of the search page for this query. A change starts again at its first page. */
export function searchAddress(query: Partial<SearchQuery>, change: Partial<SearchQuery> = {}): string {
  const page = Object.keys(change).length > 0 ? 1 : query.page;
  return `/courses${searchString({ ...query, page, ...change })}`;
}

/** The same search with one value of one facet taken away. */
export function withoutValue(query: SearchQuery, facet: Facet, value: string): string {
  return searchAddress(query, { [facet]: query[facet].filter((one) => one !== value) });
}

/** The same words with nothing filtered. */
export function withoutFilters(query: SearchQuery): string {
  return searchAddress({ q: query.q, sort: query.sort, perPage: query.perPage });
}
