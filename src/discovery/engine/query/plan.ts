/**
 * A question, planned: which terms are looked up, what each is worth, and how much of the question a course must cover.
 * Depends only on the question and on how many documents hold each term.
 */
import { RELAXED_SHARE, rarity, share } from '../scoring.js';
import { codeTerm, type Vocabulary } from '../store/vocabulary.js';
import { stem } from '../text/stem.js';
import { isStopWord, isWeakWord } from '../text/stop-words.js';
import { tokenise } from '../text/tokens.js';
import { CLOSE, type How, type Lexicon, type Reading, readWord, synonymVariants, type Variant } from './read-words.js';

/** Terms of which the best counts. `bits`: the words of the question that it covers. `weight` multiplies an impact. */
export type Unit = {
  asked: string;
  bits: number;
  /** `same`: means the same as what was asked, not only something near. */
  variants: { term: number; how: How; weight: number; same: boolean }[];
  /** A whole phrase that is known: where it or its `same` stands, the words `inside` it that share a bit add nothing more. */
  role: 'word' | 'phrase' | 'inside';
};

export type Plan = {
  /** Phrases first. */
  units: Unit[];
  /** Words that count towards coverage, in order; word `i` is bit `i`. */
  words: { asked: string; weight: number; known: boolean }[];
  /** For each set of covered words: 1 if that is enough. */
  strict: Uint8Array;
  relaxed: Uint8Array;
  /** Terms of the whole question in order, for comparing with titles: -1 where unknown. */
  titleTerms: number[];
  /** The same without stop words. */
  contentTerms: number[];
  /** The whole question is one known phrase: that it stands together is part of its score already. */
  phrase: boolean;
  /** What else the whole question is called, as terms in order. */
  otherNames: number[][];
  didYouMean: string | null;
};

/** Coverage is a table of 2^n sets: the most telling words of a long request are enough. */
const MOST_WORDS = 10;
const LONGEST_QUESTION = 48;
const WEAK_FACTOR = 0.3;
const NAME_FACTOR = 1.2;
const JOINED_FACTOR = 0.9;
const LONGEST_NAME = 7;
const MOST_NAMES = 8;
/** Held by so many courses, a phrase is trusted to be what was meant, more or less; by fewer, its words count in full. */
const COMMON_PHRASE = 20;
const RARE_PHRASE = 5;

type Word = Reading & { stop: boolean; weak: boolean; bit: number; weight: number };

/** null: the question holds no word. */
export function planQuestion(text: string, lexicon: Lexicon): Plan | null {
  const words = readQuestion(text, lexicon);
  if (words.length === 0) return null;
  const content = words.filter((word) => !word.stop);
  weigh(content, lexicon);
  const asked = chooseWords(content);
  const spans = phraseSpans(words, lexicon);
  const phraseOf = new Map(
    spans.flatMap((span) => words.slice(span.from, span.from + span.length).map((word) => [word, span])),
  );
  const units = [
    ...spans.map(({ from, length, term }) => phraseUnit(words.slice(from, from + length), term, lexicon)),
    ...asked.map((word) => wordUnit(word, phraseOf.get(word) ?? null, lexicon)),
    ...nameUnits(words, lexicon),
    ...joinedUnits(content, lexicon),
  ].filter((unit) => unit !== null);
  return {
    units,
    words: asked.map(({ asked: typed, weight, variants }) => ({ asked: typed, weight, known: variants.length > 0 })),
    ...coverage(asked),
    titleTerms: words.map((word) => word.term),
    contentTerms: content.map((word) => word.term),
    phrase: spans.some((span) => span.length === words.length),
    otherNames: otherNames(words, spans, lexicon),
    didYouMean: corrected(words),
  };
}

function readQuestion(text: string, lexicon: Lexicon): Word[] {
  const typed = tokenise(text).words.slice(0, LONGEST_QUESTION);
  const onlyStops = typed.every(isStopWord);
  const words = typed.flatMap((word, i): Word[] => {
    const stop = !onlyStops && isStopWord(word);
    const readings = stop
      ? [{ asked: word, term: lexicon.vocabulary.findTerm(word), variants: [], corrected: null }]
      : readWord(word, i === typed.length - 1, lexicon);
    return readings.map((reading) => ({ ...reading, stop, weak: isWeakWord(spelt(reading)), bit: 0, weight: 0 }));
  });
  const onlyWeak = words.every((word) => word.stop || word.weak);
  return onlyWeak ? words.map((word) => ({ ...word, weak: false })) : words;
}

/**
 * What each word counts towards coverage: less than in a score, so that a very rare word does not stand for two.
 * A word nobody wrote weighs as much as the most telling of the others: it was meant.
 */
function weigh(words: readonly Word[], lexicon: Lexicon): void {
  const weight = (telling: number, word: Word): number => scale(100 * Math.sqrt(telling), word.weak ? WEAK_FACTOR : 1);
  const known = words.filter((word) => word.variants.length > 0).map((word) => worth(word.variants, lexicon));
  const most = known.length > 0 ? Math.max(...known) : rarity(0, lexicon.documents);
  for (const word of words) word.weight = weight(word.variants.length > 0 ? worth(word.variants, lexicon) : most, word);
}

/** The most telling words, once each, in their order, with their bits. */
function chooseWords(words: readonly Word[]): Word[] {
  const once = words.filter((word, i) => words.findIndex((other) => same(other, word)) === i);
  const chosen = [...once].sort((a, b) => b.weight - a.weight).slice(0, MOST_WORDS);
  const ordered = once.filter((word) => chosen.includes(word));
  ordered.forEach((word, i) => {
    word.bit = 1 << i;
  });
  for (const word of words) word.bit = once.find((other) => same(other, word))?.bit ?? 0;
  return ordered;
}

type Span = { from: number; length: number; term: number };

const same = (a: Word, b: Word): boolean => (a.term >= 0 || b.term >= 0 ? a.term === b.term : a.asked === b.asked);

/** The words of a phrase that is known count for less, the more courses hold the phrase: it is what was meant. */
function wordUnit(word: Word, phrase: Span | null, lexicon: Lexicon): Unit | null {
  const weak = word.weak ? WEAK_FACTOR : 1;
  if (phrase === null) return unitOf(word.asked, word.bit, word.variants, weak, lexicon);
  const variants = word.variants.filter((variant) => variant.how !== 'synonym');
  const holders = phraseHolders(phrase.term, lexicon);
  const factor = holders >= COMMON_PHRASE ? 0.3 : holders >= RARE_PHRASE ? 0.5 : 1;
  return unitOf(word.asked, word.bit, variants, weak * factor, lexicon, holders >= COMMON_PHRASE ? 'inside' : 'word');
}

function phraseHolders(term: number, { vocabulary, phrases }: Lexicon): number {
  const close = phrases.synonymsOf(term).filter((synonym) => synonym.weight >= CLOSE);
  return vocabulary.df(term) + close.reduce((held, synonym) => held + vocabulary.df(synonym.term), 0);
}

/** Synonyms of the whole question, so that a course called by one of them stands as high as one called as typed. */
function otherNames(words: readonly Word[], spans: readonly Span[], { vocabulary, phrases }: Lexicon): number[][] {
  const whole =
    spans.find((span) => span.length === words.length)?.term ?? (words.length === 1 ? (words[0] as Word).term : -1);
  const close = phrases
    .synonymsOf(whole)
    .filter((synonym) => synonym.weight >= CLOSE && vocabulary.df(synonym.term) > 0);
  return close.slice(0, MOST_NAMES).map(({ term }) => phraseTerms(vocabulary.terms[term] as string, vocabulary));
}

const phraseTerms = (phrase: string, vocabulary: Vocabulary): number[] =>
  phrase.split(' ').map((part) => vocabulary.findTerm(part));

/** Phrases of the synonym list that the question holds, the longest first, not overlapping. */
function phraseSpans(words: readonly Word[], { phrases }: Lexicon): Span[] {
  const terms = words.map((word) => word.term);
  const spans: Span[] = [];
  for (let from = 0; from < terms.length; from += 1) {
    const found = phrases.longestAt(terms, from);
    if (found === null || found.length < 2) continue;
    spans.push({ from, ...found });
    from += found.length - 1;
  }
  return spans;
}

function phraseUnit(words: readonly Word[], term: number, lexicon: Lexicon): Unit | null {
  const { vocabulary } = lexicon;
  const variants: Variant[] = vocabulary.df(term) > 0 ? [{ term, how: 'exact', factor: 1 }] : [];
  variants.push(...synonymVariants(term, 1, lexicon));
  return unitOf(askedOf(words), bitsOf(words), variants, 1, lexicon, 'phrase');
}

/** Names of organisations, and codes written in several parts ("SK 123"). */
function nameUnits(words: readonly Word[], lexicon: Lexicon): (Unit | null)[] {
  const { vocabulary } = lexicon;
  const units: (Unit | null)[] = [];
  const taken = new Set<number>();
  const spellings = words.map(spelt);
  const stems = spellings.map(stem);
  for (let from = 0; from < words.length; from += 1) {
    for (let to = Math.min(words.length, from + LONGEST_NAME); to > from; to -= 1) {
      const name = nameIn(spellings, stems, from, to, vocabulary);
      const term = vocabulary.df(name) > 0 ? name : codeIn(words, from, to, lexicon);
      if (vocabulary.df(term) === 0) continue;
      const span = words.slice(from, to);
      if (bitsOf(span) === 0 || taken.has(term)) continue;
      taken.add(term);
      units.push(unitOf(askedOf(span), bitsOf(span), [{ term, how: 'exact', factor: NAME_FACTOR }], 1, lexicon));
      break;
    }
  }
  return units;
}

/** The term that `nameTerm` spells of the words from `from` to `to`, whose stems are known; -1: no name is called so. */
function nameIn(
  spellings: readonly string[],
  stems: readonly string[],
  from: number,
  to: number,
  vocabulary: Vocabulary,
): number {
  const begins = spellings[from] === 'the' && to > from + 1 ? from + 1 : from;
  if (to - begins > vocabulary.longestName(stems[begins] as string)) return -1;
  return vocabulary.findTerm(`@${stems.slice(begins, to).join(' ')}`);
}

function codeIn(words: readonly Word[], from: number, to: number, { vocabulary }: Lexicon): number {
  if (to < from + 2 || to > from + 3) return -1;
  const span = words.slice(from, to);
  return vocabulary.findTerm(codeTerm(span.map((word) => word.asked).join('')));
}

/** "health care" finds "healthcare", "e learning" finds "elearning". */
function joinedUnits(words: readonly Word[], lexicon: Lexicon): (Unit | null)[] {
  const { vocabulary } = lexicon;
  return words.slice(1).map((word, i) => {
    const pair = [words[i] as Word, word];
    const id = vocabulary.findWord(pair.map((part) => part.asked).join(''));
    const term = id < 0 ? -1 : (vocabulary.termOfWord.values[id] as number);
    if (vocabulary.df(term) === 0) return null;
    return unitOf(askedOf(pair), bitsOf(pair), [{ term, how: 'exact', factor: JOINED_FACTOR }], 1, lexicon);
  });
}

function unitOf(
  asked: string,
  bits: number,
  variants: readonly Variant[],
  factor: number,
  lexicon: Lexicon,
  role: Unit['role'] = 'word',
): Unit | null {
  if (variants.length === 0 || bits === 0) return null;
  const whole = worth(variants, lexicon);
  return {
    asked,
    bits,
    role,
    variants: variants.map(({ term, how, factor: part }) => ({
      term,
      how,
      weight: scale(whole, part * factor),
      same: part >= CLOSE,
    })),
  };
}

/** Variants are one idea: together they are as telling as a term that all their documents held. */
function worth(variants: readonly Variant[], { vocabulary, documents }: Lexicon): number {
  const held = variants.reduce((sum, { term, factor }) => sum + vocabulary.df(term) * Math.min(1, factor), 0);
  return rarity(Math.round(held), documents);
}

const scale = (worthOf: number, factor: number): number => Math.max(1, Math.round(worthOf * factor));
const bitsOf = (words: readonly Word[]): number => words.reduce((bits, word) => bits | word.bit, 0);
const askedOf = (words: readonly Word[]): string => words.map((word) => word.asked).join(' ');
const spelt = (word: Reading): string => word.corrected ?? word.asked;

function coverage(words: readonly Word[]): Pick<Plan, 'strict' | 'relaxed'> {
  const sets = 1 << words.length;
  const covered = new Int32Array(sets);
  const total = words.reduce((sum, word) => sum + word.weight, 0);
  const strict = new Uint8Array(sets);
  const relaxed = new Uint8Array(sets);
  for (let set = 1; set < sets; set += 1) {
    const lowest = 31 - Math.clz32(set & -set);
    covered[set] = (covered[set & (set - 1)] as number) + (words[lowest] as Word).weight;
    strict[set] = (covered[set] as number) >= share(words.length) * total ? 1 : 0;
    relaxed[set] = (covered[set] as number) >= RELAXED_SHARE * total ? 1 : 0;
  }
  return { strict, relaxed };
}

function corrected(words: readonly Word[]): string | null {
  return words.some((word) => word.corrected !== null) ? words.map(spelt).join(' ') : null;
}
