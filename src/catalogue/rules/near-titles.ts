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
const MOST_SHARING = 40;

export type Titled = { id: string; title: string };

/** The words that tell a title from others, each once, in order. */
export function tellingWords(title: string): string[] {
  const words = titleKey(title)
    .split(/[^\p{L}\p{N}+#]+/u)
    .filter(Boolean);
  const telling = words.filter((word) => !SMALL.has(word));
  return [...new Set(telling.length > 0 ? telling : words)].sort();
}

/** How much two titles share, 0 to 1. Numbers must be the same: "Part 1" is never "Part 2". */
export function nearness(a: readonly string[], b: readonly string[]): number {
  const figures = (words: readonly string[]) => words.filter((word) => /\d/.test(word)).join(' ');
  if (figures(a) !== figures(b)) return 0;
  const shared = a.filter((word) => b.includes(word)).length;
  const all = new Set([...a, ...b]).size;
  return all === 0 ? 0 : shared / all;
}

/** Pairs of near titles, the nearest first, each pair once; at most `most`. */
export function nearPairs<T extends Titled>(courses: readonly T[], most: number): [T, T][] {
  const words = new Map(courses.map((course) => [course, tellingWords(course.title)]));
  const byWord = new Map<string, T[]>();
  for (const [course, own] of words) for (const word of own) byWord.set(word, [...(byWord.get(word) ?? []), course]);
  const pairs = new Map<string, { pair: [T, T]; near: number }>();
  for (const sharing of byWord.values()) {
    if (sharing.length > MOST_SHARING) continue;
    for (const [at, one] of sharing.entries()) {
      for (const other of sharing.slice(at + 1)) {
        const near = nearness(words.get(one) ?? [], words.get(other) ?? []);
        if (near >= NEAR) pairs.set(`${one.id} ${other.id}`, { pair: [one, other], near });
      }
    }
  }
  return [...pairs.values()]
    .toSorted((a, b) => b.near - a.near)
    .slice(0, most)
    .map(({ pair }) => pair);
}
