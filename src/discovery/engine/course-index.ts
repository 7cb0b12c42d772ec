/** The index: segments, what they share, and how documents come, change and go. */
import { crc32 } from 'node:zlib';
import {
  type EngineAnswer,
  type EngineQuery,
  FACETS,
  type IndexDocument,
  RANGES,
  type Suggestion,
  type SynonymGroup,
  TRAITS,
  type Valuation,
  type Valued,
  type Why,
} from '../schema.js';
import { bandOf } from './bands.js';
import { answer, findStrictly, type Holdings } from './query/answer.js';
import { explain, type Plans } from './query/explain.js';
import type { Lexicon } from './query/read-words.js';
import { type Similar, similarTo } from './query/similar.js';
import { type Label, Labels, suggest } from './query/suggest.js';
import { type Counts, emptyCounts, Tally } from './query/tally.js';
import { Analyser } from './store/analyse.js';
import { buildSegment } from './store/builder.js';
import { type AllFacetValues, createFacetValues, type FacetValues } from './store/facet-values.js';
import { mergeSegments } from './store/merger.js';
import { Phrases } from './store/phrases.js';
import { bytesOf, documentOf, numberOf, type Segment, valuesOf } from './store/segment.js';
import { readSnapshot, writeSnapshot } from './store/snapshot.js';
import { chooseMerge, chooseSmallest, fits } from './store/tiers.js';
import { Vocabulary } from './store/vocabulary.js';
import { weigh } from './valuation/weigh.js';

export type IndexOptions = { synonyms: readonly SynonymGroup[] };
export type Stats = { documents: number; segments: number; bytes: number };

/** Some courses of the index, to be asked alone: the words are read as the whole index reads them. */
export type Among = {
  /** Documents that are in the index, each once. */
  add(documents: readonly IndexDocument[]): void;
  /** Which of those the question finds: how many, and its page of them by number, the best first. Where nothing is close, none. */
  find(query: EngineQuery): { total: number; nums: number[] };
  /** These courses alone, valued. Throws RangeError (see `weigh`). */
  weigh(valuation: Valuation): Valued;
};

export type Index = {
  /** Puts documents in, replacing those of the same num, and takes others out. Visible to the next search. */
  apply(changes: { upsert?: readonly IndexDocument[]; remove?: readonly number[] }): void;
  search(query: EngineQuery): EngineAnswer;
  among(): Among;
  /** Why `num` stands where it stands; nothing in it if the course is not in the index. */
  explain(query: EngineQuery, num: number): Why;
  /** Tells what facet values are called, for `suggest`. Labels of values without a course are not suggested. */
  label(labels: readonly Label[]): void;
  suggest(prefix: string, limit: number): Suggestion[];
  /** Courses that share the most telling terms with `num`, another title, best first; empty: it is not in the index. */
  similar(num: number, limit: number): Similar[];
  /**
   * Values every course. Pauses every few milliseconds; what is applied or merged meanwhile may be missed, so that whoever
   * lets others through between two steps begins again if the index has changed. Throws RangeError (see `weigh`).
   */
  weigh(valuation: Valuation): Generator<void, Valued>;
  /** Merges everything into one segment. Seconds at a million courses: for when nobody waits. */
  merge(): void;
  /** Merges a little (`work`: entries copied, 100,000 take about a millisecond or two); true: there is more to do now. */
  mergeStep(work?: number): boolean;
  /** The snapshot in parts, to be written one after another; changes that come meanwhile do not touch them. */
  parts(): Uint8Array[];
  /** The snapshot in one piece. */
  save(): Uint8Array;
  stats(): Stats;
};

export const createIndex = (options: IndexOptions): Index => new CourseIndex(options.synonyms);

/** The index that `save` or `parts` gave. Throws SnapshotError: build it anew. */
export function loadIndex(bytes: Uint8Array, options: IndexOptions): Index {
  const index = new CourseIndex(options.synonyms);
  index.restore(bytes);
  return index;
}

/** More segments than this and `apply` merges the smaller ones at once, so that search stays quick if nobody merges. */
const MOST_SEGMENTS = 40;
const STEP = 200_000;

type Merge = { sources: Segment[]; work: ReturnType<typeof mergeSegments> };

class CourseIndex implements Index {
  #vocabulary = new Vocabulary();
  #values: AllFacetValues = createFacetValues(FACETS);
  #traits: AllFacetValues = createFacetValues(TRAITS);
  #living: Counts = emptyCounts(this.#values);
  #segments: Segment[] = [];
  #documents = 0;
  #merge: Merge | null = null;
  #plans: Plans = new WeakMap();
  readonly #tally = new Tally();
  readonly #labels = new Labels();
  readonly #phrases: Phrases;
  readonly #analyser: Analyser;
  readonly #synonyms: number;

  constructor(synonyms: readonly SynonymGroup[]) {
    this.#phrases = new Phrases(synonyms, this.#vocabulary);
    this.#analyser = new Analyser(this.#vocabulary, this.#phrases);
    this.#synonyms = crc32(JSON.stringify(synonyms));
  }

  apply({ upsert = [], remove = [] }: { upsert?: readonly IndexDocument[]; remove?: readonly number[] }): void {
    this.#plans = new WeakMap();
    const fresh = new Map(upsert.map((document) => [document.num, document]));
    for (const num of fresh.keys()) this.#remove(num);
    for (const num of remove) if (!fresh.has(num)) this.#remove(num);
    if (fresh.size > 0) this.#add(buildSegment([...fresh.values()], this.#analyser, this.#values, this.#traits));
    this.#segments = this.#segments.filter(
      (segment) => segment.deadCount < segment.documents || this.#isMerging(segment),
    );
    if (this.#segments.length > MOST_SEGMENTS && this.#merge === null) this.#mergeNow(chooseSmallest(this.#segments));
  }

  search(query: EngineQuery): EngineAnswer {
    return answer(query, this.#holdings(), this.#plans);
  }

  among(): Among {
    const segments: Segment[] = [];
    const readings: Lexicon['readings'] = new Map();
    const plans: Parameters<typeof findStrictly>[2] = new Map();
    const some = { segments, values: this.#values, living: [], tally: this.#tally };
    return {
      add: (documents) => {
        segments.push(buildSegment(documents, this.#analyser, this.#values, this.#traits));
      },
      find: (query) => {
        const lexicon = { ...this.#lexicon(), readings };
        return findStrictly(query, { ...some, lexicon }, plans);
      },
      weigh: (valuation) => {
        const work = this.#weigh(valuation, segments);
        for (;;) {
          const step = work.next();
          if (step.done) return step.value;
        }
      },
    };
  }

  explain(query: EngineQuery, num: number): Why {
    const found = this.#locate(num);
    if (found === null) return { score: 0, terms: [], boosts: [] };
    return explain(query, found.segment, found.document, this.#holdings().lexicon, this.#plans);
  }

  label(labels: readonly Label[]): void {
    this.#labels.learn(labels);
  }

  suggest(prefix: string, limit: number): Suggestion[] {
    return suggest(prefix, limit, this.#holdings(), this.#labels);
  }

  similar(num: number, limit: number): Similar[] {
    const found = this.#locate(num);
    return found === null ? [] : similarTo(found.segment, found.document, limit, this.#holdings());
  }

  weigh(valuation: Valuation): Generator<void, Valued> {
    // What is applied between two steps must not grow what is being read.
    return this.#weigh(valuation, [...this.#segments]);
  }

  #weigh(valuation: Valuation, segments: readonly Segment[]): Generator<void, Valued> {
    const values = { facets: this.#values, traits: this.#traits };
    return weigh(valuation, { segments, lexicon: this.#lexicon(), values });
  }

  merge(): void {
    while (this.#merge !== null) this.mergeStep();
    const dead = this.#segments.some((segment) => segment.deadCount > 0);
    if ((this.#segments.length > 1 || dead) && fits(this.#segments)) this.#mergeNow(this.#segments);
    // The first search for the beginning of a word need not wait for this either.
    this.#vocabulary.shapes.order();
  }

  mergeStep(work = STEP): boolean {
    if (this.#merge === null) {
      const sources = chooseMerge(this.#segments);
      if (sources.length === 0) return false;
      this.#merge = { sources, work: mergeSegments(sources) };
    }
    for (let done = 0; done < work; ) {
      const step = this.#merge.work.next();
      if (step.done) {
        this.#replace(this.#merge.sources, step.value.segment, step.value.placeOf);
        this.#merge = null;
        return chooseMerge(this.#segments).length > 0;
      }
      done += step.value;
    }
    return true;
  }

  parts(): Uint8Array[] {
    const { words, terms, termOfWord, wordOfTerm, holders, shapes } = this.#vocabulary;
    return writeSnapshot({
      synonyms: this.#synonyms,
      documents: this.#documents,
      words,
      terms,
      facets: this.#values.map((known) => known.values),
      traits: this.#traits.map((known) => known.values),
      numbers: {
        termOfWord: termOfWord.shared(),
        wordOfTerm: wordOfTerm.shared(),
        holders: holders.shared(),
        wordOrder: shapes.order(),
      },
      living: this.#fittedLiving().map((counts) => counts.slice()),
      // The marks of the dead are all that changes in a segment.
      segments: this.#segments.map((segment) => ({ ...segment, dead: segment.dead.slice() })),
    });
  }

  save(): Uint8Array {
    const parts = this.parts();
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  stats(): Stats {
    const bytes = this.#segments.reduce((sum, segment) => sum + bytesOf(segment), 0);
    return { documents: this.#documents, segments: this.#segments.length, bytes };
  }

  /** Fills an empty index from a snapshot. */
  restore(bytes: Uint8Array): void {
    const saved = readSnapshot(bytes, this.#synonyms);
    this.#vocabulary.restore(saved);
    saved.facets.forEach((values, i) => {
      for (const value of values) this.#values[i]?.id(value);
    });
    saved.traits.forEach((values, i) => {
      for (const value of values) this.#traits[i]?.id(value);
    });
    saved.living.forEach((counts, i) => {
      const known = this.#values[i];
      if (known === undefined) (this.#living[i] as Int32Array).set(counts);
      else for (let value = 0; value < counts.length; value += 1) known.living.values[value] = counts[value] as number;
    });
    this.#segments = [...saved.segments];
    this.#documents = saved.documents;
  }

  #holdings(): Holdings {
    return {
      segments: this.#segments,
      lexicon: this.#lexicon(),
      values: this.#values,
      living: this.#fittedLiving(),
      tally: this.#tally,
    };
  }

  #lexicon(): Lexicon {
    return { vocabulary: this.#vocabulary, phrases: this.#phrases, documents: this.#documents };
  }

  /** Counts of facets are kept with their values, those of ranges here. */
  #fittedLiving(): Counts {
    return this.#living.map((counts, i) => {
      const known = this.#values[i];
      return known === undefined ? counts : known.living.values.subarray(0, known.values.length);
    });
  }

  #locate(num: number): { segment: Segment; document: number } | null {
    for (let i = this.#segments.length - 1; i >= 0; i -= 1) {
      const segment = this.#segments[i] as Segment;
      const document = documentOf(segment, num);
      if (document >= 0) return { segment, document };
    }
    return null;
  }

  #remove(num: number): void {
    const found = this.#locate(num);
    if (found === null) return;
    const { segment, document } = found;
    segment.dead[document] = 1;
    segment.deadCount += 1;
    this.#documents -= 1;
    const { values } = this.#vocabulary.holders;
    const to = segment.forwardStarts[document + 1] as number;
    for (let i = segment.forwardStarts[document] as number; i < to; i += 1) {
      const term = segment.forwardTerms[i] as number;
      values[term] = (values[term] as number) - 1;
    }
    this.#count(segment, document, -1);
  }

  #add(segment: Segment): void {
    const { values } = this.#vocabulary.holders;
    for (let i = 0; i < segment.termIds.length; i += 1) {
      const term = segment.termIds[i] as number;
      const held = (segment.termStarts[i + 1] as number) - (segment.termStarts[i] as number);
      values[term] = (values[term] as number) + held;
    }
    for (let document = 0; document < segment.documents; document += 1) this.#count(segment, document, 1);
    this.#documents += segment.documents;
    this.#segments.push(segment);
  }

  #count(segment: Segment, document: number, by: number): void {
    FACETS.forEach((_, i) => {
      const { living } = this.#values[i] as FacetValues;
      for (const value of valuesOf(segment, i, document)) living.values[value] = (living.values[value] as number) + by;
    });
    RANGES.forEach((range, i) => {
      const number = numberOf(segment, FACETS.length + i, document);
      const counts = this.#living[FACETS.length + i] as Int32Array;
      const band = Number.isNaN(number) ? counts.length - 1 : bandOf(range, number);
      counts[band] = (counts[band] as number) + by;
    });
  }

  #isMerging(segment: Segment): boolean {
    return this.#merge?.sources.includes(segment) ?? false;
  }

  #mergeNow(sources: Segment[]): void {
    if (sources.length === 0) return;
    const work = mergeSegments(sources);
    for (;;) {
      const step = work.next();
      if (!step.done) continue;
      this.#replace(sources, step.value.segment, step.value.placeOf);
      return;
    }
  }

  /** Puts the merged segment in the place of its sources; what died since the merge began is dead in it too. */
  #replace(sources: readonly Segment[], merged: Segment, placeOf: readonly Int32Array[]): void {
    sources.forEach((source, s) => {
      const places = placeOf[s] as Int32Array;
      for (let document = 0; document < source.documents; document += 1) {
        const place = places[document] as number;
        if (place < 0 || source.dead[document] === 0) continue;
        merged.dead[place] = 1;
        merged.deadCount += 1;
      }
    });
    const others = this.#segments.filter((segment) => !sources.includes(segment));
    this.#segments = merged.documents > merged.deadCount ? [merged, ...others] : others;
  }
}
