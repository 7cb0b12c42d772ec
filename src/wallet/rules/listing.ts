/** The list of what a person holds: sought, grouped, with what is put away left out unless it is asked for. */
import type { Holding } from '../schema.js';
import { dayOf, issuerOf, nameOf } from './cv.js';
import { type Standing, standingOf } from './standing.js';

export type Listed = {
  id: string;
  name: string;
  issuer: string;
  issued: string | null;
  standing: Standing;
  isPublished: boolean;
  hidden: boolean;
};
export type ListingAsked = { q: string; hidden: boolean };
export type Listing = {
  asked: ListingAsked;
  total: number;
  /** How many are put away. */
  hidden: number;
  /** Groups by name, what is in none last; each in the order of its holdings. */
  shown: { group: string | null; holdings: Listed[] }[];
};

export function listingOf(holdings: readonly Holding[], asked: ListingAsked, now: Date): Listing {
  const words = wordsOf(asked.q);
  const found = holdings.filter((held) => (asked.hidden || !held.hidden) && hasAll(held, words));
  const groups = new Map<string | null, Listed[]>();
  for (const held of found) {
    const group = groups.get(held.grouping) ?? [];
    group.push(listed(held, now));
    groups.set(held.grouping, group);
  }
  const shown = [...groups].map(([group, of]) => ({ group, holdings: of }));
  shown.sort((a, b) => (a.group === null ? 1 : b.group === null ? -1 : a.group.localeCompare(b.group, 'en')));
  return { asked, total: holdings.length, hidden: holdings.filter(({ hidden }) => hidden).length, shown };
}

function listed(held: Holding, now: Date): Listed {
  const { id, summary, publishedAt, hidden } = held;
  return {
    id,
    name: nameOf(summary),
    issuer: issuerOf(summary),
    issued: dayOf(summary?.issued),
    standing: standingOf(held, now),
    isPublished: publishedAt !== null,
    hidden,
  };
}

function hasAll({ summary, grouping, note }: Holding, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const skills = (summary?.alignment ?? []).map(({ name }) => name);
  const text = folded(
    [nameOf(summary), issuerOf(summary), summary?.achievement?.name, grouping, note, ...skills].join(' '),
  );
  return words.every((word) => text.includes(word));
}

function wordsOf(q: string): string[] {
  return folded(q)
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 20);
}

/** Without case and accents. */
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
