/** Questions to discovery that several pages ask. */
import { type Discovery, SearchQuery, searchAddress } from '../../discovery/index.js';
import type { Listed } from '../pages/course-list.js';

export const ASKED_NOTHING: SearchQuery = SearchQuery.parse({});
/** Courses of a list on a page that is not the search itself. */
const FEW = 6;

/** The first few courses of a search and the address of all of them. */
export async function listCourses(discovery: Discovery, asked: Partial<SearchQuery>, few = FEW): Promise<Listed> {
  const query = { ...ASKED_NOTHING, ...asked, perPage: few };
  const { items, total } = await discovery.search(query, { counts: false, why: false });
  return { items, total, href: searchAddress(asked) };
}

/**
 * How many courses each of `values` has under the other conditions. A facet's counts always hold what is selected, and
 * ignore that selection, so that one question counts any number of values.
 */
export async function countEach(
  discovery: Discovery,
  facet: 'provider' | 'awardingBody' | 'subject' | 'skill',
  values: readonly string[],
  asked: Partial<SearchQuery> = {},
): Promise<Map<string, number>> {
  const query = { ...ASKED_NOTHING, ...asked, [facet]: [...values], perPage: 1 };
  const { facets } = await discovery.search(query, { why: false });
  return new Map((facets[facet] ?? []).map(({ value, count }) => [value, count]));
}
