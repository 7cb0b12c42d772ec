/** A search that names an organisation by its slug, when that organisation turns out to be another, and back. Pure. */
import type { SearchQuery } from '../../discovery/index.js';

/** Facets whose values are slugs of organisations. */
const NAMING = ['provider', 'awardingBody', 'recognisedBy'] as const;
type Naming = (typeof NAMING)[number];

/** What was renamed in a search. `kept`: the other organisation was named there already, and stays when they part. */
export type Renamed = { facet: Naming; kept: boolean };

/** The search with one organisation in the place of another; what it names not is left alone. */
export function renameIn(query: SearchQuery, from: string, into: string): { query: SearchQuery; renamed: Renamed[] } {
  const renamed = NAMING.filter((facet) => query[facet].includes(from)).map((facet) => ({
    facet,
    kept: query[facet].includes(into),
  }));
  const changed = renamed.map(({ facet }) => [facet, replaced(query[facet], from, into)]);
  return { query: { ...query, ...Object.fromEntries(changed) }, renamed };
}

/** The search as it was, unless its owner has since taken the organisation out of it. */
export function renameBack(query: SearchQuery, renamed: readonly Renamed[], from: string, into: string): SearchQuery {
  const changed = renamed
    .filter(({ facet }) => query[facet].includes(into))
    .map(({ facet, kept }) => [facet, kept ? [...query[facet], from] : replaced(query[facet], into, from)]);
  return { ...query, ...Object.fromEntries(changed) };
}

function replaced(values: readonly string[], from: string, into: string): string[] {
  return [...new Set(values.map((value) => (value === from ? into : value)))];
}
