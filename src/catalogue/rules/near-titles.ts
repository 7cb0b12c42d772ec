/** Courses whose titles are near enough that a person should look whether they are one. Pure. */
import { titleKey } from './text.js';

/** Words that tell no course from another: "An introduction to X" and "Introduction to X (online)" may be one. */
const SMALL = new Set(
  'a an and at by course courses for from in introduction introductory into intro of on online certificate microcredential short the to with your'.split(
    ' ',
  ),
);
/** Of the telling words of both titles together, how many both have. Below it the pairs are mostly two courses. */
const NEAR = 0.75;
/** A word that more courses of a provider share tells nothing, and would make every one of them meet every other. */
const MOST_SHARING = 200;

export type Titled = { id: string; title: string };

/** The words that tell a title from others, each once, in order. */
export function tellingWords(title: string): string[] {
  const words = titleKey(title)
    .split(/[^\p{L}\p{N}+#]+/u)
    .filter(Boolean);
  const telling = words.filter((word) => !SMALL.has(word));
  return [...new Set(telling.length > 0 ? telling : words)].sort();
}

/** A title as it is compared: its telling words, and those of them that hold figures. */
export type TitleWords = { words: readonly string[]; all: ReadonlySet<string>; figures: string };

export function titleWords(title: string): TitleWords {
  const words = tellingWords(title);
  return { words, all: new Set(words), figures: words.filter((word) => /\d/.test(word)).join(' ') };
}

/** How much two titles share, 0 to 1. Figures must be the same: "Part 1" is never "Part 2". */
export function nearness(a: TitleWords, b: TitleWords): number {
  if (a.figures !== b.figures) return 0;
  let shared = 0;
  for (const word of a.words) if (b.all.has(word)) shared += 1;
  const all = a.words.length + b.words.length - shared;
  return all === 0 ? 0 : shared / all;
}

/** Pairs of near titles, the nearest first, each pair once; at most `most`. */
export function nearPairs<T extends Titled>(courses: readonly T[], most: number): [T, T][] {
  const words = new Map(courses.map((course) => [course, titleWords(course.title)]));
  const pairs = new Map<string, { pair: [T, T]; near: number }>();
  for (const sharing of sharingRareWords(words).values()) {
    if (sharing.length > MOST_SHARING) continue;
    for (const [at, one] of sharing.entries()) {
      for (const other of sharing.slice(at + 1)) {
        const near = nearness(words.get(one) as TitleWords, words.get(other) as TitleWords);
        if (near >= NEAR) pairs.set(`${one.id} ${other.id}`, { pair: [one, other], near });
      }
    }
  }
  return [...pairs.values()]
    .toSorted((a, b) => b.near - a.near)
    .slice(0, most)
    .map(({ pair }) => pair);
}

/**
 * Courses by those of their words that are rarest. Two titles of n words that share `NEAR` of them share one of the first
 * n - NEAR n + 1, so no pair is missed, and few are looked at in vain.
 */
function sharingRareWords<T>(titles: ReadonlyMap<T, TitleWords>): Map<string, T[]> {
  const uses = new Map<string, number>();
  for (const { words } of titles.values()) for (const word of words) uses.set(word, (uses.get(word) ?? 0) + 1);
  const sharing = new Map<string, T[]>();
  for (const [course, { words: own }] of titles) {
    const rarest = own.toSorted((a, b) => (uses.get(a) ?? 0) - (uses.get(b) ?? 0) || (a < b ? -1 : 1));
    for (const word of rarest.slice(0, own.length - Math.ceil(NEAR * own.length) + 1)) {
      const others = sharing.get(word);
      if (others) others.push(course);
      else sharing.set(word, [course]);
    }
  }
  return sharing;
}
