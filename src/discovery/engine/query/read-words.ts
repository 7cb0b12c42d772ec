/** How each word of a question is read: as it is, by its synonyms, as the beginning of a word, or as a typing error. */
import type { Why } from '../../schema.js';
import type { Phrases } from '../store/phrases.js';
import { codeTerm, type Vocabulary } from '../store/vocabulary.js';
import { stem } from '../text/stem.js';
import { pairsOf } from '../text/tokens.js';

export type How = Why['terms'][number]['how'];
/** A term that a word is read as, at a part of the word's own worth. */
export type Variant = { term: number; how: How; factor: number };
export type Reading = {
  asked: string;
  /** The term that it is taken for, in titles and phrases; -1: none is known. */
  term: number;
  variants: Variant[];
  /** The word that was probably meant, where it was read otherwise than typed. */
  corrected: string | null;
};
export type Lexicon = {
  vocabulary: Vocabulary;
  phrases: Phrases;
  documents: number;
  /** Words that were read before, for whoever asks very many questions of the same documents. */
  readings?: Map<string, Reading[]>;
};

const PREFIX_FACTOR = 0.8;
const MOST_PREFIXES = 24;
const TYPO_FACTORS = [0, 0.75, 0.5];
const MOST_TYPOS = 4;
const CODE_FACTOR = 1.5;
/** A known word this rare is doubted if one letter makes it a word this many times as common. */
const RARE = 3;
const COMMON_TIMES = 20;
const DOUBT_FACTOR = 0.6;
/** A likely correction held by this many times as many courses as any other is taken as if it had been typed. */
const SURE_TIMES = 50;

/** Reads a word; one that is not known may come back as two ("dataanalysis"). `last`: it may not be finished. */
export function readWord(word: string, last: boolean, lexicon: Lexicon): Reading[] {
  const key = last ? `${word} ` : word;
  const known = lexicon.readings?.get(key);
  if (known !== undefined) return known;
  const readings = readAnew(word, last, lexicon);
  lexicon.readings?.set(key, readings);
  return readings;
}

function readAnew(word: string, last: boolean, lexicon: Lexicon): Reading[] {
  const exact = knownAs(word, lexicon);
  if (exact.variants.length > 0) return [doubt(exact, lexicon)];
  const prefixes = last ? prefixVariants(word, lexicon) : [];
  if (prefixes.length > 0) return [{ ...exact, variants: prefixes }];
  if (lexicon.phrases.knows(exact.term)) return [exact];
  const nearest = typoVariants(word, lexicon);
  const parts = nearest.length > 0 && nearest[0]?.errors === 1 ? null : splitWord(word, lexicon);
  if (parts !== null) return parts.map((part) => ({ ...knownAs(part, lexicon), corrected: part }));
  if (nearest.length === 0) return [exact];
  const best = nearest[0] as Near;
  if (isSure(nearest)) return [{ ...corrected(best, lexicon), asked: word }];
  const meant = nearest.filter((near) => near.likely === best.likely).slice(0, 2);
  const called = meant.flatMap((near) => synonymVariants(near.term, asVariant(near).factor, lexicon));
  const variants = [...nearest.map(asVariant), ...called];
  return [{ asked: word, term: best.term, variants, corrected: best.word }];
}

/** The word itself, as a code, and its synonyms, as far as documents hold them. */
function knownAs(word: string, lexicon: Lexicon): Reading {
  const { vocabulary } = lexicon;
  const term = vocabulary.findTerm(stem(word));
  const variants: Variant[] = [];
  if (vocabulary.df(term) > 0) {
    variants.push({ term, how: vocabulary.terms[term] === word ? 'exact' : 'stem', factor: 1 });
  }
  const code = /\d/.test(word) ? vocabulary.findTerm(codeTerm(word)) : -1;
  if (vocabulary.df(code) > 0) variants.push({ term: code, how: 'exact', factor: CODE_FACTOR });
  variants.push(...synonymVariants(term, 1, lexicon));
  return { asked: word, term, variants, corrected: null };
}

/** As if the right word had been typed, so that nothing is lost. */
function corrected({ word, term }: Near, lexicon: Lexicon): Reading {
  const variants = knownAs(word, lexicon).variants.map((variant) =>
    variant.how === 'synonym' ? variant : { ...variant, how: 'typo' as const },
  );
  return { asked: word, term, variants, corrected: word };
}

const isSure = ([best, next]: readonly Near[]): boolean =>
  best?.likely === true && (next === undefined || !next.likely || next.held * SURE_TIMES <= best.held);

/** What else a term is called, as far as documents hold it. */
export function synonymVariants(term: number, factor: number, { vocabulary, phrases }: Lexicon): Variant[] {
  const held = phrases.synonymsOf(term).filter((synonym) => vocabulary.df(synonym.term) > 0);
  return held.map(({ term: other, weight }) => ({ term: other, how: 'synonym', factor: factor * nearness(weight) }));
}

/** Synonyms of this weight mean the same; those below it something near. */
export const CLOSE = 0.85;

/** What means the same is found nearly as well as what was typed: "ML" and "machine learning" give one list. */
const nearness = (weight: number): number => (weight < CLOSE ? weight : 1 - (1 - weight) / 5);

/** Adds the common word that a rare one is probably meant to be; the rare one stays and counts for more. */
function doubt(reading: Reading, lexicon: Lexicon): Reading {
  const { vocabulary, documents } = lexicon;
  const held = vocabulary.df(reading.term);
  if (reading.variants.length > 1 || held > RARE || documents < 200 || reading.asked.length < 5) return reading;
  if (lexicon.phrases.knows(reading.term)) return reading;
  const likely = nearWords(reading.asked, 1, lexicon).filter((near) => near.held >= held * COMMON_TIMES);
  const added = likely.slice(0, 1).map(({ term }) => ({ term, how: 'typo' as const, factor: DOUBT_FACTOR }));
  return { ...reading, variants: [...reading.variants, ...added] };
}

function prefixVariants(word: string, { vocabulary }: Lexicon): Variant[] {
  if (word.length < 2) return [];
  const terms = new Set<number>();
  for (const id of vocabulary.shapes.startingWith(word, 5_000)) terms.add(vocabulary.termOfWord.values[id] as number);
  const living = [...terms].filter((term) => vocabulary.df(term) > 0);
  living.sort(
    (a, b) =>
      vocabulary.df(b) - vocabulary.df(a) ||
      (vocabulary.terms[a] as string).localeCompare(vocabulary.terms[b] as string),
  );
  return living.slice(0, MOST_PREFIXES).map((term) => ({ term, how: 'prefix', factor: PREFIX_FACTOR }));
}

/** `likely`: see `isLikely`. */
type Near = { term: number; word: string; errors: number; held: number; likely: boolean };
const UNLIKELY_FACTOR = 0.6;
const asVariant = ({ term, errors, likely }: Near): Variant => ({
  term,
  how: 'typo',
  factor: (TYPO_FACTORS[errors] as number) * (likely ? 1 : UNLIKELY_FACTOR),
});

/** Typing errors that are allowed for: none in three letters, one in up to seven, two in more. */
function mostErrors(word: string): number {
  if (word.length < 3 || /[^\p{L}]/u.test(word)) return 0;
  return word.length < 8 ? 1 : 2;
}

function typoVariants(word: string, lexicon: Lexicon): Near[] {
  for (let errors = 1; errors <= mostErrors(word); errors += 1) {
    const found = nearWords(word, errors, lexicon);
    if (found.length > 0) return found.slice(0, MOST_TYPOS);
  }
  return [];
}

/** Living words exactly `errors` away, the most held first, one for each term. */
function nearWords(word: string, errors: number, { vocabulary }: Lexicon): Near[] {
  const best = new Map<number, Near>();
  for (const found of vocabulary.shapes.near(word, errors, errors > 1)) {
    const near = vocabulary.words[found.id] as string;
    const term = vocabulary.termOfWord.values[found.id] as number;
    const held = vocabulary.df(term);
    if (held === 0 || found.errors !== errors || !plausible(word, near, errors)) continue;
    const other = { term, word: near, errors, held, likely: isLikely(word, near) };
    const known = best.get(term);
    if (known === undefined || isNearer(other, known)) best.set(term, other);
  }
  return [...best.values()].sort((a, b) => (isNearer(a, b) ? -1 : 1));
}

/** Whether `a` is more probably meant than `b`: likely slips first, then what more courses hold. */
const isNearer = (a: Near, b: Near): boolean =>
  a.likely !== b.likely ? a.likely : a.held !== b.held ? a.held > b.held : a.word < b.word;

/** Two errors seldom change the first letter; a word of three letters is only believed to lack one. */
function plausible(typed: string, meant: string, errors: number): boolean {
  if (/\d/.test(meant)) return false;
  if (typed.length === 3) return meant.length === 4 && meant[0] === typed[0];
  return errors < 2 || meant[0] === typed[0];
}

const KEYBOARD = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** Letters that sound alike in some word. */
const ALIKE = ['aeiouy', 'ckqs', 'szx', 'dt', 'fv', 'gj', 'mn', 'bp'];

/**
 * One letter too many is likely if it stands twice or its key touches that of the letter beside; one other than meant if
 * the keys touch or the two sound alike. A letter left out, two swapped, and all that is two errors away: always likely.
 */
function isLikely(typed: string, meant: string): boolean {
  if (typed.length < meant.length) return typed[0] === meant[0];
  const at = firstDifference(typed, meant);
  const letter = typed[at] as string;
  if (typed.length === meant.length) {
    return typed.slice(at + 1) !== meant.slice(at + 1) || slips(letter, meant[at] as string);
  }
  if (typed.slice(at + 1) !== meant.slice(at)) return typed[0] === meant[0];
  const beside = [typed[at - 1], typed[at + 1]].filter((key) => key !== undefined);
  return beside.some((key) => key === letter || touches(key, letter));
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}

const slips = (typed: string, meant: string): boolean =>
  touches(typed, meant) || ALIKE.some((letters) => letters.includes(typed) && letters.includes(meant));

function touches(a: string, b: string): boolean {
  const [row, column] = keyOf(a);
  const [otherRow, otherColumn] = keyOf(b);
  return row >= 0 && otherRow >= 0 && Math.abs(row - otherRow) <= 1 && Math.abs(column - otherColumn) <= 1;
}

function keyOf(letter: string): [row: number, column: number] {
  const row = KEYBOARD.findIndex((keys) => keys.includes(letter));
  return [row, row < 0 ? -1 : (KEYBOARD[row] as string).indexOf(letter)];
}

/** Two known words written as one; for a script without spaces, the pairs of characters. */
function splitWord(word: string, { vocabulary }: Lexicon): string[] | null {
  const held = (part: string): number => vocabulary.df(vocabulary.findTerm(stem(part)));
  const pairs = pairsOf(word).filter((pair) => held(pair) > 0);
  if (pairs.length > 0) return pairs;
  let best: string[] | null = null;
  let most = 0;
  for (let cut = 3; cut <= word.length - 3; cut += 1) {
    const parts = [word.slice(0, cut), word.slice(cut)];
    const least = Math.min(...parts.map(held));
    if (least > most && parts.every((part) => vocabulary.findWord(part) >= 0)) {
      best = parts;
      most = least;
    }
  }
  return best;
}
