/** Lists as people write them, and what is said where one entry is not understood. Pure. */
import { tidy, tidyLines } from '../text.js';

/** Entries, a line each, tidied; each once. */
export function linesOf(words: string): string[] {
  return [...new Set(tidyLines(words).split('\n').filter(Boolean))];
}

/** Entries parted by lines, semicolons or bars. */
export function piecesOf(words: string): string[] {
  return [
    ...new Set(
      words
        .split(/[\n;|]+/)
        .map(tidy)
        .filter(Boolean),
    ),
  ];
}

/** Names parted by lines, commas or semicolons. */
export function namesOf(words: string): string[] {
  return [
    ...new Set(
      words
        .split(/[\n;,|]+/)
        .map(tidy)
        .filter(Boolean),
    ),
  ];
}

export function tooLong(most: number): string {
  return `Use at most ${most.toLocaleString('en-GB')} characters.`;
}

/** An entry quoted in a sentence. */
export function quoted(words: string): string {
  return `“${words.length > 80 ? `${words.slice(0, 79)}…` : words}”`;
}
