/** Makes a segment of documents. */
import { FACETS, type IndexDocument, MEASURES, RANGES, TRAITS } from '../../schema.js';
import { priorByte, steadyRating } from '../scoring.js';
import { isArticle } from '../text/stop-words.js';
import type { Analyser } from './analyse.js';
import { ByteList, IntList, sharedBytes, sharedDoubles, sharedFloats, sharedInts } from './arrays.js';
import { type Collectors, createCollectors, finishDimensions } from './dimensions.js';
import type { AllFacetValues } from './facet-values.js';
import { invert } from './invert.js';
import { FOUND, JUDGED, type Segment } from './segment.js';
import type { Vocabulary } from './vocabulary.js';

/** Segment of `documents`, which have different nums. Words, terms and values that are new get their numbers. */
export function buildSegment(
  documents: readonly IndexDocument[],
  analyser: Analyser,
  facets: AllFacetValues,
  traits: AllFacetValues,
): Segment {
  const ordered = [...documents].sort((a, b) => a.num - b.num);
  const found = createCollectors(FOUND);
  const judged = createCollectors(JUDGED);
  const text = new TextCollector(analyser);
  for (const document of ordered) {
    text.add(document);
    collectSets(found, FACETS, document.facets, facets);
    collectNumbers(found, RANGES, document.numbers);
    collectSets(judged, TRAITS, document.traits, traits);
    collectNumbers(judged, MEASURES, document.measures);
  }
  const count = ordered.length;
  const heads = Uint16Array.from(ordered, (document) => (document.flags & 255) | (priorByte(document) << 8));
  const segment: Segment = {
    documents: count,
    nums: sharedInts(count),
    byNum: sharedInts(count),
    ...text.finish(),
    ratings: sharedFloats(count),
    added: sharedInts(count),
    ...collectPlaces(ordered),
    ...finish(finishDimensions(found, heads)),
    judged: finish(finishDimensions(judged, heads)),
    dead: sharedBytes(count),
    deadCount: 0,
  };
  ordered.forEach((document, i) => {
    segment.nums[i] = document.num;
    segment.byNum[i] = i;
    segment.ratings[i] = steadyRating(document.numbers.rating, document.ratingCount);
    segment.added[i] = document.added;
  });
  return segment;
}

class TextCollector {
  readonly #terms = new IntList();
  readonly #impacts = new ByteList();
  readonly #fields = new ByteList();
  readonly #starts = new IntList();
  readonly #titleStarts = new IntList();
  readonly #titleWords = new IntList();
  readonly #titleFirsts = new IntList();
  readonly #labels: Uint8Array[] = [];
  readonly #encoder = new TextEncoder();

  constructor(readonly analyser: Analyser) {
    this.#starts.push(0);
    this.#titleStarts.push(0);
  }

  add(document: IndexDocument): void {
    const { terms, impacts, fields, titleWords } = this.analyser.analyse(document);
    for (let i = 0; i < terms.length; i += 1) {
      this.#terms.push(terms[i] as number);
      this.#impacts.push(impacts[i] as number);
      this.#fields.push(fields[i] as number);
    }
    this.#starts.push(this.#terms.length);
    for (const word of titleWords) this.#titleWords.push(word);
    this.#titleFirsts.push(firstTerm(titleWords, this.analyser.vocabulary));
    this.#titleStarts.push(this.#titleWords.length);
    this.#labels.push(this.#encoder.encode(document.text.title));
  }

  finish() {
    const forwardImpacts = sharedBytes(this.#terms.length);
    forwardImpacts.set(this.#impacts.values.subarray(0, this.#terms.length));
    return {
      ...invert({ starts: this.#starts, terms: this.#terms, impacts: this.#impacts, fields: this.#fields }),
      forwardStarts: this.#starts.shared(),
      forwardTerms: this.#terms.shared(),
      forwardImpacts,
      titleStarts: this.#titleStarts.shared(),
      titleWords: this.#titleWords.shared(),
      titleFirsts: this.#titleFirsts.shared(),
      ...this.#joinLabels(),
    };
  }

  #joinLabels() {
    const labelStarts = sharedInts(this.#labels.length + 1);
    this.#labels.forEach((label, i) => {
      labelStarts[i + 1] = (labelStarts[i] as number) + label.length;
    });
    const labels = sharedBytes(labelStarts[this.#labels.length] as number);
    this.#labels.forEach((label, i) => {
      labels.set(label, labelStarts[i]);
    });
    return { labelStarts, labels };
  }
}

function firstTerm(words: readonly number[], vocabulary: Vocabulary): number {
  const first = words[0];
  if (first === undefined) return -1;
  const past = words.length > 1 && isArticle(vocabulary.words[first] as string) ? (words[1] as number) : first;
  return vocabulary.termOfWord.values[past] as number;
}

function collectSets<Name extends string>(
  collectors: Collectors,
  names: readonly Name[],
  stated: Record<Name, readonly string[]>,
  known: AllFacetValues,
): void {
  names.forEach((name, i) => {
    const values = stated[name];
    const ids = values.length === 0 ? [] : [...new Set(values.map((value) => known[i]?.id(value) ?? 0))];
    collectors.facets[i]?.add(ids.length > 1 ? ids.sort((a, b) => a - b) : ids);
  });
}

function collectNumbers<Name extends string>(
  collectors: Collectors,
  names: readonly Name[],
  stated: Record<Name, number | null>,
): void {
  names.forEach((name, i) => {
    collectors.ranges[i]?.add(stated[name] ?? Number.NaN);
  });
}

function collectPlaces(documents: readonly IndexDocument[]) {
  const entries = documents.flatMap(({ places }, document) => places.map((place) => ({ document, place })));
  const placeDocuments = sharedInts(entries.length);
  const places = sharedDoubles(entries.length * 2);
  entries.forEach(({ document, place }, i) => {
    placeDocuments[i] = document;
    places.set(place, i * 2);
  });
  return { placeDocuments, places };
}

function finish<T>(work: Generator<number, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
