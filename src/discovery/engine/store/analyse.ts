/** What a document says, as terms with their impact: the one place where text becomes an entry of the index. */
import type { IndexDocument } from '../../schema.js';
import { FIELDS, type Field, FULL_IMPACT, impact, occurrence } from '../scoring.js';
import { isStopWord } from '../text/stop-words.js';
import { tokenise } from '../text/tokens.js';
import { IntList } from './arrays.js';
import type { Phrases } from './phrases.js';
import { codeTerm, nameTerm, type Vocabulary } from './vocabulary.js';

/** Terms of a document, the strongest first; `fields` has a bit for each of `FIELDS`. */
export type Analysed = { terms: number[]; impacts: number[]; fields: number[]; titleWords: number[] };

const LONGEST_TITLE = 40;

export class Analyser {
  /** Slot of each term in the document at hand, plus one; 0 outside. */
  readonly #slots = new IntList(1024);
  #terms: number[] = [];
  #sums: number[] = [];
  #fields: number[] = [];

  constructor(
    readonly vocabulary: Vocabulary,
    readonly phrases: Phrases,
  ) {}

  analyse(document: IndexDocument): Analysed {
    const { text } = document;
    this.#terms = [];
    this.#sums = [];
    this.#fields = [];
    const titleWords = this.#read('title', [text.title]);
    this.#read('subtitle', [text.subtitle]);
    this.#read('summary', [text.summary]);
    this.#read('description', [text.description]);
    this.#read('organisations', text.organisations);
    this.#read('subjects', text.subjects);
    this.#read('skills', text.skills);
    this.#read('outcomes', [text.outcomes]);
    this.#readNames(text.organisations);
    for (const code of text.codes) this.#whole(codeTerm(code), 0);
    return this.#finish(titleWords.slice(0, LONGEST_TITLE));
  }

  /** Adds what stands in a field and returns the words of it. Entries of a list do not run into one another. */
  #read(field: Field, entries: readonly string[]): number[] {
    const read = entries.map((entry) => tokenise(entry));
    let length = 0;
    for (const { words } of read) length += words.length;
    const worth = occurrence(field, length);
    const bit = 1 << FIELDS.indexOf(field);
    const keepsStopWords = field === 'title' || field === 'subtitle';
    const { vocabulary } = this;
    const all: number[] = [];
    for (const { words, extras } of read) {
      const terms: number[] = [];
      for (const word of words) {
        const id = vocabulary.word(word);
        const term = vocabulary.termOfWord.values[id] as number;
        all.push(id);
        terms.push(term);
        if (keepsStopWords || !isStopWord(word)) this.#add(term, worth, bit);
      }
      for (const extra of extras) this.#add(vocabulary.termOfWord.values[vocabulary.word(extra)] as number, worth, bit);
      this.phrases.forEach(terms, (term) => this.#add(term, worth, bit));
    }
    return all;
  }

  #readNames(names: readonly string[]): void {
    for (const name of names) this.#whole(nameTerm(tokenise(name).words), 1 << FIELDS.indexOf('organisations'));
  }

  /** A term that counts in full wherever it stands. */
  #whole(term: string, bit: number): void {
    if (term !== '') this.#add(this.vocabulary.term(term), Number.POSITIVE_INFINITY, bit);
  }

  #add(term: number, worth: number, bit: number): void {
    this.#slots.reach(term);
    const slot = (this.#slots.values[term] as number) - 1;
    if (slot < 0) {
      this.#terms.push(term);
      this.#sums.push(worth);
      this.#fields.push(bit);
      this.#slots.values[term] = this.#terms.length;
    } else {
      this.#sums[slot] = (this.#sums[slot] as number) + worth;
      this.#fields[slot] = (this.#fields[slot] as number) | bit;
    }
  }

  #finish(titleWords: number[]): Analysed {
    for (const term of this.#terms) this.#slots.values[term] = 0;
    const impacts = this.#sums.map((sum) => (sum === Number.POSITIVE_INFINITY ? FULL_IMPACT : impact(sum)));
    const order = impacts.map((_, i) => i).sort((a, b) => (impacts[b] as number) - (impacts[a] as number) || a - b);
    return {
      terms: order.map((i) => this.#terms[i] as number),
      impacts: order.map((i) => impacts[i] as number),
      fields: order.map((i) => this.#fields[i] as number),
      titleWords,
    };
  }
}
