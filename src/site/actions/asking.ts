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
