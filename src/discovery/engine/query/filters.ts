/**
 * Filters of a question, made ready for one segment as sets of documents, a bit each. A facet's own counts ignore its own
 * selection, so a document that fails one filter alone is still counted there: sifting tells the three kinds apart.
 */
import { ANY_TIME, type EngineQuery, FACETS, FLAG, RANGES } from '../../schema.js';
import type { AllFacetValues } from '../store/facet-values.js';
import { type Dimension, type Segment, strideOf } from '../store/segment.js';
import { nearDocuments } from './near.js';

/** Bit `document % 32` of number `document / 32`: whether the document passes. */
export type Bits = Int32Array;
/** Which codes of a column pass: to look at few documents, this is made sooner than a set of all. */
export type Codes = { column: number; passes: Uint8Array };
export type Filters = {
  /** Filters of facets and ranges, each with counts of its own. */
  own: { dimension: number; test: Bits | Codes }[];
  /** Filters without. */
  hard: Bits[];
};

/** Which dimensions the question filters, whatever the segment. */
export function filteredDimensions(query: EngineQuery): number[] {
  const facets = FACETS.flatMap((facet, i) => ((query.facets[facet]?.length ?? 0) > 0 ? [i] : []));
  const ranges = RANGES.flatMap((range, i) => (isBounded(query.ranges[range]) ? [FACETS.length + i] : []));
  return [...facets, ...ranges];
}

const isBounded = (range: { from?: number; to?: number } | undefined): boolean =>
  range !== undefined && (range.from !== undefined || range.to !== undefined);

/** `few`: only some documents will be looked at, those that a text found. Otherwise every test is a set of bits. */
export function filtersFor(query: EngineQuery, segment: Segment, values: AllFacetValues, few: boolean): Filters {
  const flags = (query.free ? FLAG.free : 0) | (query.funded ? FLAG.funded : 0);
  const hard: Bits[] = [];
  if (flags !== 0) hard.push(kept(segment, `flags ${flags}`, () => flagBits(segment, flags)));
  if (query.near !== null) hard.push(nearDocuments(segment, query.near));
  const own = filteredDimensions(query).map((dimension) => ({
    dimension,
    test:
      dimension < FACETS.length
        ? facetTest(query, segment, values, dimension, few)
        : rangeTest(query, segment, dimension, few),
  }));
  return { own, hard };
}

/** Whether any document, living or dead, passes all filters, which are sets of bits. */
export function anyPasses({ documents }: Segment, { own, hard }: Filters): boolean {
  for (let at = ((documents + 31) >>> 5) - 1; at >= 0; at -= 1) {
    let open = -1;
    for (const { test } of own) open &= (test as Bits)[at] as number;
    for (const bits of hard) open &= bits[at] as number;
    if (open !== 0) return true;
  }
  return own.length + hard.length === 0 && documents > 0;
}

/** Filters are asked again and again, page after page: each segment keeps the sets of the last ones, 125 kB a million. */
const MOST_KEPT = 64;
/** A small segment keeps more of them: together so many documents, a quarter of a megabyte. */
const KEPT_DOCUMENTS = 2_000_000;
const keptBits = new WeakMap<Segment, Map<string, Bits>>();

function kept(segment: Segment, key: string, make: () => Bits): Bits {
  const own = keptBits.get(segment) ?? new Map<string, Bits>();
  keptBits.set(segment, own);
  const bits = own.get(key) ?? make();
  own.delete(key);
  own.set(key, bits);
  if (own.size > MOST_KEPT && own.size * segment.documents > KEPT_DOCUMENTS) {
    own.delete(own.keys().next().value as string);
  }
  return bits;
}

function flagBits(segment: Segment, flags: number): Bits {
  const stride = strideOf(segment);
  return bitsWhere(segment.documents, (document) => ((segment.records[document * stride] as number) & flags) === flags);
}

/** Filters of a text that were asked once: asked again, their set is worth making. */
const askedOnce = new WeakMap<Segment, Set<string>>();

function isFirstTime(segment: Segment, key: string): boolean {
  const own = askedOnce.get(segment) ?? new Set<string>();
  askedOnce.set(segment, own);
  if (own.size > 1_000) own.clear();
  const first = !own.has(key) && !keptBits.get(segment)?.has(key);
  own.add(key);
  return first;
}

function facetTest(
  query: EngineQuery,
  segment: Segment,
  values: AllFacetValues,
  dimension: number,
  few: boolean,
): Bits | Codes {
  const known = values[dimension] as AllFacetValues[number];
  const selected = query.facets[FACETS[dimension] as (typeof FACETS)[number]] ?? [];
  const ids = selected.map((value) => known.find(value)).filter((id) => id >= 0);
  const asked = new Uint8Array(known.values.length);
  for (const id of ids) asked[id] = 1;
  const { starts, values: held } = segment.dimensions[dimension] as Dimension;
  const holds = (set: number): boolean => {
    const to = starts[set + 1] as number;
    for (let i = starts[set] as number; i < to; i += 1) if (asked[held[i] as number] === 1) return true;
    return false;
  };
  return test(segment, dimension, `${dimension} ${ids.sort((a, b) => a - b)}`, few, holds);
}

function rangeTest(query: EngineQuery, segment: Segment, dimension: number, few: boolean): Bits | Codes {
  const range = RANGES[dimension - FACETS.length] as (typeof RANGES)[number];
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = query.ranges[range] ?? {};
  const { numbers } = segment.dimensions[dimension] as Dimension;
  const within = (at: number): boolean => {
    const number = numbers[at] as number;
    if (Number.isNaN(number)) return query.unknown;
    return (number >= from && number <= to) || (range === 'start' && number === ANY_TIME);
  };
  return test(segment, dimension, `${dimension} ${from} ${to} ${query.unknown}`, few, within);
}

/** `passes` is asked for each set or number that a code stands for; where there are no codes, for each document. */
function test(
  segment: Segment,
  dimension: number,
  key: string,
  few: boolean,
  passes: (part: number) => boolean,
): Bits | Codes {
  const { column, map } = segment.dimensions[dimension] as Dimension;
  if (column < 0) return kept(segment, key, () => bitsWhere(segment.documents, passes));
  const codes = (): Uint8Array => codesWhere(map, passes);
  if (few && isFirstTime(segment, key)) return { column, passes: codes() };
  return kept(segment, key, () => columnBits(segment, column, codes()));
}

function codesWhere(map: Int32Array, passes: (part: number) => boolean): Uint8Array {
  const codes = new Uint8Array(map.length);
  for (let code = 0; code < codes.length; code += 1) codes[code] = passes(map[code] as number) ? 1 : 0;
  return codes;
}

function columnBits(segment: Segment, column: number, byCode: Uint8Array): Bits {
  const { records, documents } = segment;
  const stride = strideOf(segment);
  const bits = new Int32Array((documents + 31) >>> 5);
  for (let word = 0, document = 0, at = column + 1; word < bits.length; word += 1) {
    let set = 0;
    const to = Math.min(documents, document + 32);
    for (let bit = 0; document < to; document += 1, bit += 1, at += stride) {
      set |= (byCode[records[at] as number] as number) << bit;
    }
    bits[word] = set;
  }
  return bits;
}

function bitsWhere(documents: number, passes: (document: number) => boolean): Bits {
  const bits = new Int32Array((documents + 31) >>> 5);
  for (let document = 0; document < documents; document += 1) {
    if (passes(document)) bits[document >>> 5] = (bits[document >>> 5] as number) | (1 << (document & 31));
  }
  return bits;
}
