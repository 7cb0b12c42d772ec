/**
 * Synonyms. Phrases of several words are recognised while a text is read and indexed as one term, so that asking for
 * "genealogy" finds "family history" where the two words stand together and nowhere else.
 */
import type { SynonymGroup } from '../../schema.js';
import { tokenise } from '../text/tokens.js';
import { phraseTerm, type Vocabulary } from './vocabulary.js';

type Node = { next: Map<number, Node>; term: number };
export type Synonym = { term: number; weight: number };

export class Phrases {
  readonly #root: Node = { next: new Map(), term: -1 };
  readonly #synonyms = new Map<number, Synonym[]>();
  /** Terms of all words that the phrases are made of. */
  readonly #words = new Set<number>();
  /** How each phrase is written, by term. */
  readonly #spellings = new Map<number, string>();

  constructor(groups: readonly SynonymGroup[], vocabulary: Vocabulary) {
    for (const group of groups) this.#addGroup(group, vocabulary);
  }

  /** The longest phrase in `terms` that begins at `from`: its term and how many words it has; null if there is none. */
  longestAt(terms: readonly number[], from: number): { term: number; length: number } | null {
    let node = this.#root.next.get(terms[from] as number);
    let found: { term: number; length: number } | null = null;
    for (let i = from + 1; node !== undefined && i <= terms.length; i += 1) {
      if (node.term >= 0) found = { term: node.term, length: i - from };
      if (i < terms.length) node = node.next.get(terms[i] as number);
    }
    return found;
  }

  /** Calls `found` with the term of every phrase in `terms`, overlapping ones too. */
  forEach(terms: readonly number[], found: (term: number) => void): void {
    for (let from = 0; from < terms.length; from += 1) {
      let node = this.#root.next.get(terms[from] as number);
      for (let i = from + 1; node !== undefined; i += 1) {
        if (node.term >= 0) found(node.term);
        if (i >= terms.length) break;
        node = node.next.get(terms[i] as number);
      }
    }
  }

  synonymsOf(term: number): readonly Synonym[] {
    return this.#synonyms.get(term) ?? [];
  }

  /** true: the term of a word stands in a synonym or skill. It is spelt rightly, whether or not a course holds it. */
  knows(term: number): boolean {
    return this.#words.has(term);
  }

  /** A phrase as people write it, not as its stems. */
  spellingOf(term: number): string | undefined {
    return this.#spellings.get(term);
  }

  #addGroup(group: SynonymGroup, vocabulary: Vocabulary): void {
    const terms = new Set<number>();
    for (const phrase of group.phrases) {
      const { term, stems } = phraseTerm(phrase);
      if (stems.length === 0 || stems.length > 8) continue;
      if (term === '') terms.add(vocabulary.term(stems[0] as string));
      else {
        const id = this.#addPhrase(stems, vocabulary.term(term), vocabulary);
        terms.add(id);
        if (!this.#spellings.has(id)) this.#spellings.set(id, tokenise(phrase).words.join(' '));
      }
      for (const word of stems) this.#words.add(vocabulary.findTerm(word));
    }
    for (const term of terms) {
      const known = this.#synonyms.get(term) ?? [];
      for (const other of terms) if (other !== term) strengthen(known, other, group.weight);
      if (known.length > 0) this.#synonyms.set(term, known);
    }
  }

  #addPhrase(stems: readonly string[], term: number, vocabulary: Vocabulary): number {
    let node = this.#root;
    for (const part of stems) {
      const id = vocabulary.term(part);
      let next = node.next.get(id);
      if (next === undefined) {
        next = { next: new Map(), term: -1 };
        node.next.set(id, next);
      }
      node = next;
    }
    node.term = term;
    return term;
  }
}

function strengthen(known: Synonym[], term: number, weight: number): void {
  const already = known.find((synonym) => synonym.term === term);
  if (already === undefined) known.push({ term, weight: Math.max(0, Math.min(1, weight)) });
  else already.weight = Math.max(already.weight, weight);
}
