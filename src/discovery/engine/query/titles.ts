/** How a question stands in a title: is the title, begins it, or stands in it as typed. */
import { TITLE_FACTOR } from '../scoring.js';
import type { Segment } from '../store/segment.js';
import type { Vocabulary } from '../store/vocabulary.js';
import { isArticle } from '../text/stop-words.js';
import type { Plan } from './plan.js';

export type TitleMatch = keyof typeof TITLE_FACTOR | null;

/** Articles at the beginning of a question or title are passed over. */
export class TitleMatcher {
  readonly #asked: readonly number[];
  readonly #content: readonly number[];
  readonly #first: number;
  /** The most that a title can give which does not begin with the question's first word. */
  readonly #mostElsewhere: number;

  constructor(
    plan: Pick<Plan, 'titleTerms' | 'contentTerms'>,
    readonly vocabulary: Vocabulary,
  ) {
    const first = plan.titleTerms[0] ?? -1;
    const article = plan.titleTerms.length > 1 && first >= 0 && isArticle(vocabulary.terms[first] as string);
    this.#asked = article ? plan.titleTerms.slice(1) : plan.titleTerms;
    this.#content = plan.contentTerms;
    this.#first = this.#asked[0] ?? -1;
    this.#mostElsewhere = this.#content.length > 1 ? TITLE_FACTOR.phrase : 1;
  }

  /** No title factor of this document is higher. */
  most(segment: Segment, document: number): number {
    return segment.titleFirsts[document] === this.#first ? TITLE_FACTOR.exact : this.#mostElsewhere;
  }

  match(segment: Segment, document: number): TitleMatch {
    const from = segment.titleStarts[document] as number;
    const to = segment.titleStarts[document + 1] as number;
    if (segment.titleFirsts[document] === this.#first) {
      const start = this.#termAt(segment, from) === this.#first ? from : from + 1;
      if (this.#standsAt(this.#asked, segment, start, to))
        return to - start === this.#asked.length ? 'exact' : 'starts';
    }
    if (this.#content.length < 2) return null;
    for (let at = from; at < to; at += 1) {
      if (this.#standsAt(this.#content, segment, at, to) || this.#standsAt(this.#asked, segment, at, to))
        return 'phrase';
    }
    return null;
  }

  #termAt(segment: Segment, at: number): number {
    return this.vocabulary.termOfWord.values[segment.titleWords[at] as number] as number;
  }

  #standsAt(terms: readonly number[], segment: Segment, at: number, to: number): boolean {
    if (at + terms.length > to) return false;
    for (let i = 0; i < terms.length; i += 1) {
      if ((terms[i] as number) < 0 || this.#termAt(segment, at + i) !== terms[i]) return false;
    }
    return true;
  }
}
