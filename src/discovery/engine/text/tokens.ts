/**
 * Words of a text, as typed but folded. A word is a run of letters and digits; `c++`, `c#` and `.net` keep their signs; a
 * possessive 's is dropped; "e-learning" gives its parts and, joined, "elearning"; scripts written without spaces are cut
 * by Intl.Segmenter, and also into pairs, since two texts may be cut differently.
 */
import { fold } from './fold.js';

export type Tokens = {
  /** In the order of the text. */
  words: string[];
  /** Further forms of the same text: joined compounds and pairs of characters. They have no position. */
  extras: string[];
};

/** Longer runs are not words (keys, encoded pictures) and would only fill the dictionary. */
const LONGEST_WORD = 40;
/** A text longer than this is cut: no provider writes a longer description that is read. */
const LONGEST_TEXT = 60_000;

export function tokenise(text: string): Tokens {
  const folded = fold(text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text);
  const tokens: Tokens = { words: [], extras: [] };
  let at = 0;
  while (at < folded.length) {
    const kind = kindAt(folded, at);
    if (kind === WORD) at = readWord(folded, at, tokens);
    else if (kind === UNSPACED) at = readUnspaced(folded, at, tokens);
    else at += folded.charCodeAt(at) >= 0xd800 && folded.charCodeAt(at) <= 0xdbff ? 2 : 1;
  }
  return tokens;
}

/** Reads a chain of words joined by hyphens ("state-of-the-art") and returns where it ends. */
function readWord(text: string, from: number, tokens: Tokens): number {
  let at = from;
  let joined = '';
  let parts = 0;
  for (;;) {
    const end = endOfRun(text, at, WORD);
    const word = withSigns(text, at, end);
    keep(word.text, tokens.words);
    joined += word.text;
    parts += 1;
    at = skipPossessive(text, word.end);
    if (!joins(text, at)) break;
    at += 1;
  }
  if (parts > 1 && parts < 4) keep(joined, tokens.extras);
  return at;
}

/** `c++`, `c#`, `f#`, `.net`: the signs belong to the word. */
function withSigns(text: string, from: number, end: number): { text: string; end: number } {
  const word = text.slice(from, end);
  if (end - from <= 2) {
    if (text.startsWith('++', end)) return { text: `${word}++`, end: end + 2 };
    if (text[end] === '#' && kindAt(text, end + 1) !== WORD) return { text: `${word}#`, end: end + 1 };
  }
  if (word === 'net' && text[from - 1] === '.') return { text: '.net', end };
  return { text: word, end };
}

function skipPossessive(text: string, at: number): number {
  return text[at] === "'" && text[at + 1] === 's' && kindAt(text, at + 2) !== WORD ? at + 2 : at;
}

/** true: the sign at `at` ties two words together: a hyphen, or the dot of "node.js". */
function joins(text: string, at: number): boolean {
  const sign = text.charCodeAt(at);
  if (sign === 0x2d || sign === 0x2010 || sign === 0x2011) return kindAt(text, at + 1) === WORD;
  return sign === 0x2e && text.startsWith('js', at + 1) && kindAt(text, at + 3) !== WORD;
}

function keep(word: string, into: string[]): void {
  if (word.length <= LONGEST_WORD) into.push(word);
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

function readUnspaced(text: string, from: number, tokens: Tokens): number {
  const end = endOfRun(text, from, UNSPACED);
  const run = text.slice(from, end);
  for (const part of segmenter.segment(run)) if (part.isWordLike !== false) keep(part.segment, tokens.words);
  const characters = [...run];
  for (let i = 0; i + 1 < characters.length; i += 1) tokens.extras.push(`${characters[i]}${characters[i + 1]}`);
  return end;
}

/** The pairs of a word of an unspaced script: what to ask for where the word itself is not known. */
export function pairsOf(word: string): string[] {
  const characters = [...word];
  if (characters.length < 3 || kindAt(word, 0) !== UNSPACED) return [];
  return characters.slice(1).map((character, i) => `${characters[i]}${character}`);
}

function endOfRun(text: string, from: number, kind: number): number {
  let at = from;
  while (at < text.length && kindAt(text, at) === kind)
    at += text.charCodeAt(at) >= 0xd800 && text.charCodeAt(at) <= 0xdbff ? 2 : 1;
  return Math.min(at, text.length);
}

const OTHER = 1;
const WORD = 2;
const UNSPACED = 3;
/** Kinds of the characters of the basic plane, filled in as they are met: 0 is not yet known. */
const kinds = new Uint8Array(0x10000);
const LETTER = /[\p{L}\p{N}\p{M}]/u;
const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (Number.isNaN(unit)) return OTHER;
  if (unit >= 0xd800 && unit <= 0xdfff) return kindOf(String.fromCodePoint(text.codePointAt(at) ?? 0x20));
  const known = kinds[unit] as number;
  if (known !== 0) return known;
  const kind = kindOf(String.fromCharCode(unit));
  kinds[unit] = kind;
  return kind;
}

function kindOf(character: string): number {
  if (!LETTER.test(character) && character !== 'ー') return OTHER;
  return WITHOUT_SPACES.test(character) || character === 'ー' ? UNSPACED : WORD;
}
