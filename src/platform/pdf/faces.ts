/** The typefaces of a page and which of them has which letters: a line of several scripts is set in several faces. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export type Weight = 400 | 700;
/** A stretch of text in one face. `face` null: no face has it, so a box stands for each of its letters. */
export type Run = { text: string; face: string | null };

/** Public Sans is the product's own; Noto Sans stands in for the scripts that it lacks. The first that has a letter is taken. */
const FACES = [
  'public-sans-latin',
  'public-sans-latin-ext',
  'public-sans-vietnamese',
  'noto-sans-latin',
  'noto-sans-latin-ext',
  'noto-sans-vietnamese',
  'noto-sans-cyrillic',
  'noto-sans-cyrillic-ext',
  'noto-sans-greek',
  'noto-sans-greek-ext',
  'noto-sans-devanagari',
] as const;
const FACES_OF = { 400: FACES.map((name) => `${name}-400`), 700: FACES.map((name) => `${name}-700`) };

/** Signs that no face has, in words or letters that they have. */
const SAID: Readonly<Record<string, string>> = { '≈': 'about', '→': 'to', '≥': 'at least', '≤': 'at most' };
/** Spaces and dashes of odd widths, and marks that turn the direction of writing or join nothing. */
const ODD_SPACE = /[\p{Zs}\p{Zl}\p{Zp}\s]+/gu;
const UNSEEN = /[\p{Cc}\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** Text as it can be set: one line, plain spaces, whole characters. */
export function settable(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(ODD_SPACE, ' ')
    .replace(UNSEEN, '')
    .replace(/[‐‑]/g, '-')
    .replace(/[≈→≥≤]/g, (sign) => SAID[sign] ?? sign)
    .trim();
}

/** The file of a face. The name of a face says its weight: `noto-sans-greek-700`. */
export function fontFile(face: string): Buffer {
  const family = /^[a-z]+-sans/.exec(face)?.[0];
  return readFileSync(createRequire(import.meta.url).resolve(`@fontsource/${family}/files/${face}-normal.woff`));
}

export type Covers = (face: string, codePoint: number) => boolean;

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The text in stretches of one face each. A letter and its marks stay together. */
export function runsOf(text: string, weight: Weight, covers: Covers): Run[] {
  const runs: Run[] = [];
  for (const { segment } of letters.segment(text)) {
    const last = runs.at(-1);
    const face = faceOf(segment, weight, covers, last?.face ?? null);
    if (last && last.face === face) last.text += segment;
    else runs.push({ text: segment, face });
  }
  return runs;
}

/** A space belongs to the face before it, where that has one: fewer stretches are set more evenly. */
function faceOf(letter: string, weight: Weight, covers: Covers, before: string | null): string | null {
  const points = [...letter].map((sign) => sign.codePointAt(0) ?? 0);
  const has = (face: string): boolean => points.every((point) => covers(face, point));
  if (letter === ' ' && before !== null && has(before)) return before;
  return FACES_OF[weight].find(has) ?? null;
}
