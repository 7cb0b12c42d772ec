/**
 * A segment: some documents, column by column, never changed once made (only `dead` marks are set). Documents have numbers
 * 0..documents-1 inside it. All arrays lie in shared memory.
 */
import { FACETS, MEASURES, RANGES, TRAITS } from '../../schema.js';
import { indexOf, lowerBound } from './arrays.js';

/** Facets first, then ranges. */
export const DIMENSIONS = FACETS.length + RANGES.length;
/** What a segment's own table holds, and what its table of what is judged alone holds: traits, then measures. */
export const FOUND = { sets: FACETS.length, numbers: RANGES.length } as const;
export const JUDGED = { sets: TRAITS.length, numbers: MEASURES.length } as const;

export type Dimension = {
  /**
   * Which column. Several dimensions that vary little share one: each of its codes stands for a combination.
   * -1: too many different ones, so that `starts` and `values`, or `numbers`, go by document.
   */
  column: number;
  /** Set (facet) or number (range) of each code of the column. */
  map: Int32Array;
  /** Facet: the values of set `s` are `values[starts[s]..starts[s + 1])`, ascending. */
  starts: Int32Array;
  values: Int32Array;
  /** Range: the numbers, NaN where not stated. */
  numbers: Float64Array;
};

/** Dimensions of documents: sets first, then numbers. */
export type Table = {
  /**
   * What is looked at of every document that is found, together, since looking elsewhere is what takes time. A document has
   * `sizes.length + 1` entries: flags and prior (its upper byte) in one, then its code in each column.
   */
  records: Uint16Array;
  /** Codes of each column. */
  sizes: readonly number[];
  dimensions: Dimension[];
};

export type Segment = Table & {
  documents: number;
  /** The course's number of each document, and the documents in the order of it. */
  nums: Int32Array;
  byNum: Int32Array;
  /** Ascending; postings of `termIds[i]` are `postings[termStarts[i]..termStarts[i + 1])`. */
  termIds: Int32Array;
  termStarts: Int32Array;
  /** `document << 8 | impact`, ascending. */
  postings: Int32Array;
  /** A bit for each of `FIELDS` that the term stands in; as long as `postings`. */
  postingFields: Uint8Array;
  /** Terms of each document, strongest first. */
  forwardStarts: Int32Array;
  forwardTerms: Int32Array;
  forwardImpacts: Uint8Array;
  /** Words of each title in order; and the title itself, in UTF-8. */
  titleStarts: Int32Array;
  titleWords: Int32Array;
  labelStarts: Int32Array;
  labels: Uint8Array;
  /** What is judged alone lies apart, so that search is not slowed by it. Heads are the same. */
  judged: Table;
  /** Term of the first word of each title, articles passed over; -1: none. */
  titleFirsts: Int32Array;
  /** Steady rating (see `scoring.ts`), -1 where there is none. */
  ratings: Float32Array;
  added: Int32Array;
  /** Documents with places, ascending and repeated for each place; latitude and longitude in pairs. */
  placeDocuments: Int32Array;
  places: Float64Array;
  /** 1: replaced or removed since. */
  dead: Uint8Array;
  deadCount: number;
};

/** The most documents that a posting can number. */
export const MOST_DOCUMENTS = 1 << 23;

/** Entries of a document in `records`. */
export const strideOf = (table: Table): number => table.sizes.length + 1;
export const flagsOf = (table: Table, document: number): number =>
  (table.records[document * strideOf(table)] as number) & 255;
/** The byte that `priorOf` of scoring reads. */
export const priorByteOf = (segment: Segment, document: number): number =>
  (segment.records[document * strideOf(segment)] as number) >>> 8;

/** Document of a course in this segment if it lives there, or -1. */
export function documentOf(segment: Segment, num: number): number {
  let low = 0;
  let high = segment.documents;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((segment.nums[segment.byNum[middle] as number] as number) < num) low = middle + 1;
    else high = middle;
  }
  const document = low < segment.documents ? (segment.byNum[low] as number) : -1;
  return document >= 0 && segment.nums[document] === num && segment.dead[document] === 0 ? document : -1;
}

/** Place of a term in `termIds`, or -1. */
export const termPlace = (segment: Segment, term: number): number => indexOf(segment.termIds, term);

/** Where in `postings` a document's entry for the term at `place` is, or -1. */
export function postingAt(segment: Segment, place: number, document: number): number {
  const to = segment.termStarts[place + 1] as number;
  const at = lowerBound(segment.postings, document << 8, segment.termStarts[place] as number, to);
  return at < to && (segment.postings[at] as number) >>> 8 === document ? at : -1;
}

/** Values of a set (a facet by its place in `FACETS`, a trait in `TRAITS`) of one document, as the numbers of `FacetValues`. */
export function valuesOf(table: Table, dimension: number, document: number): Int32Array {
  const { starts, values } = table.dimensions[dimension] as Dimension;
  const set = placeIn(table, dimension, document);
  return values.subarray(starts[set], starts[set + 1]);
}

/** Number of a range or measure (its dimension: after the sets) of one document; NaN: not stated. */
export function numberOf(table: Table, dimension: number, document: number): number {
  const { numbers } = table.dimensions[dimension] as Dimension;
  return numbers[placeIn(table, dimension, document)] as number;
}

/** Where in `starts` or `numbers` of a dimension a document's set or number is. */
export function placeIn(table: Table, dimension: number, document: number): number {
  const { column, map } = table.dimensions[dimension] as Dimension;
  return column < 0 ? document : (map[table.records[document * strideOf(table) + 1 + column] as number] as number);
}

const decoder = new TextDecoder();
/** Title as it is shown. */
export function labelOf(segment: Segment, document: number): string {
  // A copy: TextDecoder does not read shared memory.
  return decoder.decode(segment.labels.slice(segment.labelStarts[document], segment.labelStarts[document + 1]));
}

/** Bytes that a segment holds. */
export function bytesOf(segment: Segment): number {
  let bytes = segment.judged.records.byteLength;
  for (const value of Object.values(segment)) if (ArrayBuffer.isView(value)) bytes += value.byteLength;
  for (const { map, starts, values, numbers } of [...segment.dimensions, ...segment.judged.dimensions]) {
    bytes += map.byteLength + starts.byteLength + values.byteLength + numbers.byteLength;
  }
  return bytes;
}
