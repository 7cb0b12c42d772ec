/** One search, one text: however it was asked for, it is kept and compared in one form. Pure. */
import { FACETS, NEAR_KM, SearchQuery, searchString } from '../../discovery/index.js';

/** A search read back. `lost`: parameters that mean nothing any more, as they stand there. */
export type SearchRead = { query: SearchQuery; lost: { name: string; value: string }[] };

const NOTHING_ASKED: Readonly<SearchQuery> = SearchQuery.parse({});
/** Limits that a course may leave unstated: without one, it does not matter whether such courses are kept. */
const LIMITS = [
  'creditMin',
  'creditMax',
  'cpdHoursMin',
  'cpdHoursMax',
  'hoursMin',
  'hoursMax',
  'weeksMax',
  'hoursPerWeekMax',
  'priceMax',
  'startFrom',
  'startTo',
  'ratingMin',
] as const satisfies readonly (keyof SearchQuery)[];

/**
 * Reads the parameters of an address, with or without a question mark. Whatever is wrong with one parameter costs that one
 * alone; what is no parameter of a search is passed over.
 */
export function readSearch(text: string): SearchRead {
  const given = new URLSearchParams(text);
  const read: Record<string, unknown> = { ...NOTHING_ASKED };
  const lost: SearchRead['lost'] = [];
  // One by one: no parameter depends on another, and a saved search has few of the forty.
  for (const name of new Set(given.keys())) {
    if (!isParameter(name)) continue;
    const all = given.getAll(name);
    const value = SearchQuery.shape[name].safeParse(oneOrAll(all));
    if (value.success) read[name] = value.data;
    else lost.push({ name, value: all.join(', ') });
  }
  return { query: read as SearchQuery, lost };
}

function isParameter(name: string): name is keyof SearchQuery {
  return Object.hasOwn(SearchQuery.shape, name);
}

function oneOrAll(values: string[]): string | string[] | undefined {
  return values.length > 1 ? values : values[0];
}

/**
 * The search as parameters of an address, without a question mark: values sorted, each once; what stands at its default, and
 * what changes nothing, left out. Order and page are no part of what is sought.
 */
export function writeSearch(query: SearchQuery): string {
  const facets = Object.fromEntries(FACETS.map((facet) => [facet, sorted(query[facet])]));
  const { withinKm } = query;
  return searchString({
    ...query,
    ...facets,
    q: plain(query.q),
    near: query.near === undefined ? undefined : plain(query.near) || undefined,
    withinKm: withinKm === NEAR_KM ? undefined : withinKm,
    unknown: LIMITS.some((limit) => query[limit] !== undefined) ? query.unknown : undefined,
    sort: 'relevance',
    perPage: 20,
    page: 1,
  }).slice(1);
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values.map(plain))].filter((value) => value !== '').sort();
}

/** Spaces and ways of writing a letter that a search takes for the same. */
function plain(text: string): string {
  return text.toWellFormed().normalize('NFC').trim().replace(/\s+/g, ' ');
}
