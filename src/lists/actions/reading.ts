/** A list as its owner reads it: courses, cards, sums. And searches in words. */
import type { Actor } from '../../accounts/index.js';
import { chipsOf, type Discovery, type SearchItem, type SearchQuery } from '../../discovery/index.js';
import type { Db } from '../../platform/db/index.js';
import { coursesIn } from '../queries/lists.js';
import { readSearch } from '../rules/canonical.js';
import { type Totals, totalsOf } from '../rules/totals.js';
import type { List, ListCourse } from '../schema.js';
import { getCourse, getList } from './keeping.js';

export type Reading = { db: Db; discovery: Pick<Discovery, 'items' | 'search'> };

export type ListRead = {
  list: List;
  courses: ListCourse[];
  /** Cards of those that are listed still, by id, in the order of the list. */
  items: ReadonlyMap<string, SearchItem>;
  totals: Totals;
  /** The course that the last act was about. */
  about: { id: string; title: string } | null;
};

/** The actor's own list. @throws ListError (404) */
export async function readList(
  { db, discovery }: Reading,
  actor: Actor,
  id: string,
  about?: string | undefined,
): Promise<ListRead> {
  const list = await getList(db, actor, id);
  const courses = await coursesIn(db, list.id);
  const listed = courses.filter(({ state }) => state === 'published');
  const items = await discovery.items(listed.map(({ num }) => num));
  return {
    list,
    courses,
    items: new Map(items.map((item) => [item.id, item])),
    totals: totalsOf(items),
    about: about === undefined ? null : await getCourse(db, about).catch(() => null),
  };
}

export type SearchRead = {
  words: string[];
  lost: { name: string; value: string }[];
  /** How many courses it finds now; none where nothing comes close. */
  total: number;
};

/** A search in words, with what it finds now. */
export async function searchInWords(
  { discovery }: Pick<Reading, 'discovery'>,
  text: string,
): Promise<SearchRead & { query: SearchQuery }> {
  const { query, lost } = readSearch(text);
  const answer = await discovery.search({ ...query, page: 1, perPage: 1 }, { why: false });
  const asked = query.q.trim() === '' ? [] : [`“${query.q.trim()}”`];
  const words = [...asked, ...chipsOf(query, answer).map((chip) => chip.words)];
  return { query, lost, words, total: answer.nothingClose ? 0 : answer.total };
}
