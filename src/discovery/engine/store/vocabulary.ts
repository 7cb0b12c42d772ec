/**
 * Every word that was ever met, and the term that it is searched as. Several words share a term (their stem); phrases known
 * as synonyms, names of organisations and codes are terms too. Numbers are given once and never change, so that segments
 * can be merged by number. How many living documents hold a term is kept exactly.
 *
 * Spelling of terms: a stem as it is; `family history` a phrase of stems; `@open univers` an organisation; `#a150` a code.
 */
import { fold } from '../text/fold.js';
import { stem } from '../text/stem.js';
import { tokenise } from '../text/tokens.js';
import { IntList } from './arrays.js';
import { type Saved, SnapshotError } from './snapshot.js';
import { WordShapes } from './word-shapes.js';

export class Vocabulary {
  readonly words: string[] = [];
  readonly terms: string[] = [];
  /** Term of each word. */
  readonly termOfWord = new IntList(1024);
  /** First word met for each term; -1 for phrases, names and codes. */
  readonly wordOfTerm = new IntList(1024);
  /** Living documents that hold each term. */
  readonly holders = new IntList(1024);
  readonly shapes = new WordShapes();
  readonly #wordIds = new Map<string, number>();
  readonly #termIds = new Map<string, number>();
  /** By the first stem of organisations' names: how many the longest of them has. */
  readonly #names = new Map<string, number>();

  /** Number of a word, given one if it is new. */
  word(word: string): number {
    return this.#wordIds.get(word) ?? this.#addWord(word);
  }

  /** Number of a word, or -1. */
  findWord(word: string): number {
    return this.#wordIds.get(word) ?? -1;
  }

  /** Number of a term, given one if it is new. */
  term(term: string): number {
    return this.#termIds.get(term) ?? this.#addTerm(term);
  }

  /** Number of a term, or -1. */
  findTerm(term: string): number {
    return this.#termIds.get(term) ?? -1;
  }

  /** The most stems that a name of an organisation has which begins with this one; 0: none does. */
  longestName(stem: string): number {
    return this.#names.get(stem) ?? 0;
  }

  df(term: number): number {
    return term < 0 ? 0 : (this.holders.values[term] as number);
  }

  /** What a person would recognise a term by. */
  readable(term: number): string {
    const word = this.wordOfTerm.values[term] as number;
    return word >= 0 ? (this.words[word] as string) : (this.terms[term] as string).replace(/^[@#]/, '');
  }

  /** Fills an empty vocabulary, or one that holds only the terms of the same synonyms. Throws SnapshotError if it holds others. */
  restore(saved: Pick<Saved, 'words' | 'terms' | 'numbers'>): void {
    if (this.terms.some((term, id) => saved.terms[id] !== term)) {
      throw new SnapshotError('outdated', 'the snapshot numbers its terms otherwise');
    }
    for (const term of saved.terms) this.term(term);
    saved.words.forEach((word, id) => {
      this.words.push(word);
      this.#wordIds.set(word, id);
      this.termOfWord.push(saved.numbers.termOfWord[id] as number);
      this.shapes.add(word, id);
    });
    this.wordOfTerm.values.set(saved.numbers.wordOfTerm);
    this.holders.values.set(saved.numbers.holders);
    this.shapes.useOrder(saved.numbers.wordOrder);
  }

  #addWord(word: string): number {
    const id = this.words.length;
    const term = this.term(stem(word));
    this.words.push(word);
    this.#wordIds.set(word, id);
    this.termOfWord.push(term);
    if (this.wordOfTerm.values[term] === -1) this.wordOfTerm.values[term] = id;
    this.shapes.add(word, id);
    return id;
  }

  #addName(stems: readonly string[]): void {
    const first = stems[0] as string;
    this.#names.set(first, Math.max(stems.length, this.longestName(first)));
  }

  #addTerm(term: string): number {
    const id = this.terms.length;
    this.terms.push(term);
    this.#termIds.set(term, id);
    this.wordOfTerm.push(-1);
    this.holders.push(0);
    if (term.startsWith('@')) this.#addName(term.slice(1).split(' '));
    return id;
  }
}

/** The term of an organisation's whole name or alias, without its leading article; '' where there is no word in it. */
export function nameTerm(words: readonly string[]): string {
  const from = words[0] === 'the' && words.length > 1 ? 1 : 0;
  const stems = words.slice(from).map(stem);
  return stems.length === 0 ? '' : `@${stems.join(' ')}`;
}

/** The term of a code: its letters and digits alone, so that "SK-123", "sk123" and "SK 123" are one. '' if there are none. */
export function codeTerm(code: string): string {
  const bare = fold(code).replace(/[^\p{L}\p{N}]/gu, '');
  return bare === '' || bare.length > 64 ? '' : `#${bare}`;
}

/** The term of a phrase of two or more words; '' for fewer. */
export function phraseTerm(phrase: string): { term: string; stems: string[] } {
  const stems = tokenise(phrase).words.map(stem);
  return { term: stems.length > 1 ? stems.join(' ') : '', stems };
}
