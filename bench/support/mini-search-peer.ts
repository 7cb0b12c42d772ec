/** The other peer: MiniSearch as its makers advise: title boosted, prefixes, typing errors by length. It counts no facets. */
import MiniSearch from 'minisearch';
import type { IndexDocument } from '../../src/discovery/schema.js';

/** Returns a search that gives the number of results. */
export function buildMiniSearch(batches: Iterable<IndexDocument[]>): (text: string) => number {
  const mini = new MiniSearch({
    idField: 'num',
    fields: ['title', 'summary', 'description', 'names'],
    searchOptions: { boost: { title: 3, summary: 2, names: 2 }, prefix: true, fuzzy: 0.2 },
  });
  for (const batch of batches) {
    mini.addAll(
      batch.map(({ num, text }) => ({
        num,
        title: text.title,
        summary: text.summary,
        description: text.description,
        names: [...text.organisations, ...text.subjects, ...text.skills].join(' '),
      })),
    );
  }
  return (text) => mini.search(text).length;
}
