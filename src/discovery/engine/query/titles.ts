/** How a question stands in a title: is the title, begins it, or stands in it as typed. */
import { TITLE_FACTOR } from '../scoring.js';
import type { Segment } from '../store/segment.js';
import type { Vocabulary } from '../store/vocabulary.js';
import { isArticle } from '../text/stop-words.js';
import type { Plan } from './plan.js';

type TitleMatch = keyof typeof TITLE_FACTOR | null;

/** Articles at the beginning of a question or title are passed over. */
export class TitleMatcher {
  /** The question, and what else it is called. */
  readonly #names: readonly (readonly number[])[];
  readonly #firsts: readonly number[];
  readonly #phrases: readonly (readonly number[])[];
  /** The most that a title can give which does not begin with a name. */
  readonly #mostElsewhere: number;

  constructor(
    plan: Pick<Plan, 'titleTerms' | 'contentTerms' | 'otherNames' | 'phrase'>,
    readonly vocabulary: Vocabulary,
  ) {
    const first = plan.titleTerms[0] ?? -1;
    const article = plan.titleTerms.length > 1 && first >= 0 && isArticle(vocabulary.terms[first] as string);
    const asked = article ? plan.titleTerms.slice(1) : plan.titleTerms;
    this.#names = [asked, ...plan.otherNames].filter((name) => !name.includes(-1));
    this.#firsts = [...new Set(this.#names.map((name) => name[0] as number))];
    const together = plan.phrase ? [] : [plan.contentTerms, asked];
    this.#phrases = together.filter((name) => name.length > 1 && !name.includes(-1));
    this.#mostElsewhere = this.#phrases.length > 0 ? TITLE_FACTOR.phrase : 1;
  }

  /** No title factor of this document is higher. */
  most(segment: Segment, document: number): number {
    return this.#firsts.includes(segment.titleFirsts[document] as number) ? TITLE_FACTOR.exact : this.#mostElsewhere;
  }

  match(segment: Segment, document: number): TitleMatch {
    const from = segment.titleStarts[document] as number;
    const to = segment.titleStarts[document + 1] as number;
    const first = segment.titleFirsts[document] as number;
    if (this.#firsts.includes(first)) {
      const start = this.#termAt(segment, from) === first ? from : from + 1;
      let begins = false;
      for (const name of this.#names) {
        if (!this.#standsAt(name, segment, start, to)) continue;
        if (name.length === to - start) return 'exact';
        begins = true;
      }
      if (begins) return 'starts';
    }
    for (let at = from; at < to && this.#phrases.length > 0; at += 1) {
      if (this.#phrases.some((phrase) => this.#standsAt(phrase, segment, at, to))) return 'phrase';
    }
    return null;
  }

  #termAt(segment: Segment, at: number): number {
    return this.vocabulary.termOfWord.values[segment.titleWords[at] as number] as number;
  }

  #standsAt(terms: readonly number[], segment: Segment, at: number, to: number): boolean {
    if (at + terms.length > to) return false;
    for (let i = 0; i < terms.length; i += 1) if (this.#termAt(segment, at + i) !== terms[i]) return false;
    return true;
  }
}
