/** How a question stands in a title: is the title, begins it, or stands in it as typed. */
import type { TITLE_FACTOR } from '../scoring.js';
import type { Segment } from '../store/segment.js';
import type { Vocabulary } from '../store/vocabulary.js';
import type { Plan } from './plan.js';

export type TitleMatch = keyof typeof TITLE_FACTOR | null;

const ARTICLES = ['a', 'an', 'the'];

/** Articles at the beginning of a question or title are passed over. */
export class TitleMatcher {
  readonly #asked: readonly number[];
  readonly #content: readonly number[];
  readonly #articles: readonly number[];

  constructor(
    plan: Pick<Plan, 'titleTerms' | 'contentTerms'>,
    readonly vocabulary: Vocabulary,
  ) {
    const first = plan.titleTerms[0] ?? -1;
    const article = plan.titleTerms.length > 1 && first >= 0 && ARTICLES.includes(vocabulary.terms[first] as string);
    this.#asked = article ? plan.titleTerms.slice(1) : plan.titleTerms;
    this.#content = plan.contentTerms;
    this.#articles = ARTICLES.map((word) => vocabulary.findWord(word));
  }

  match(segment: Segment, document: number): TitleMatch {
    const from = segment.titleStarts[document] as number;
    const to = segment.titleStarts[document + 1] as number;
    const start = from + 1 < to && this.#isArticle(segment.titleWords[from] as number) ? from + 1 : from;
    if (this.#standsAt(this.#asked, segment, start, to)) return to - start === this.#asked.length ? 'exact' : 'starts';
    if (this.#content.length < 2) return null;
    for (let at = start; at < to; at += 1) {
      if (this.#standsAt(this.#content, segment, at, to) || this.#standsAt(this.#asked, segment, at, to))
        return 'phrase';
    }
    return null;
  }

  #isArticle(word: number): boolean {
    return this.#articles.includes(word);
  }

  #standsAt(terms: readonly number[], segment: Segment, at: number, to: number): boolean {
    if (at + terms.length > to) return false;
    for (let i = 0; i < terms.length; i += 1) {
      const term = terms[i] as number;
      const word = segment.titleWords[at + i] as number;
      if (term < 0 || this.vocabulary.termOfWord.values[word] !== term) return false;
    }
    return true;
  }
}
