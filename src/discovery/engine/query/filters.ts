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
export type Filters = {
  /** Filters of facets and ranges, each with counts of its own. */
  own: { dimension: number; bits: Bits }[];
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

export function filtersFor(query: EngineQuery, segment: Segment, values: AllFacetValues): Filters {
  const flags = (query.free ? FLAG.free : 0) | (query.funded ? FLAG.funded : 0);
  const hard: Bits[] = [];
  if (flags !== 0) hard.push(kept(segment, `flags ${flags}`, () => flagBits(segment, flags)));
  if (query.near !== null) hard.push(nearDocuments(segment, query.near));
  const own = filteredDimensions(query).map((dimension) => ({
    dimension,
    bits:
      dimension < FACETS.length ? facetBits(query, segment, values, dimension) : rangeBits(query, segment, dimension),
  }));
  return { own, hard };
}

/** Filters are asked again and again, page after page: each segment keeps the sets of the last ones, 125 kB a million. */
const MOST_KEPT = 64;
const keptBits = new WeakMap<Segment, Map<string, Bits>>();

function kept(segment: Segment, key: string, make: () => Bits): Bits {
  const own = keptBits.get(segment) ?? new Map<string, Bits>();
  keptBits.set(segment, own);
  const bits = own.get(key) ?? make();
  own.delete(key);
  own.set(key, bits);
  if (own.size > MOST_KEPT) own.delete(own.keys().next().value as string);
  return bits;
}

function flagBits(segment: Segment, flags: number): Bits {
  const stride = strideOf(segment);
  return bitsWhere(segment.documents, (document) => ((segment.records[document * stride] as number) & flags) === flags);
}

function facetBits(query: EngineQuery, segment: Segment, values: AllFacetValues, dimension: number): Bits {
  const known = values[dimension] as AllFacetValues[number];
  const selected = query.facets[FACETS[dimension] as (typeof FACETS)[number]] ?? [];
  const ids = selected.map((value) => known.find(value)).filter((id) => id >= 0);
  return kept(segment, `${dimension} ${ids.sort((a, b) => a - b)}`, () => {
    const asked = new Uint8Array(known.values.length);
    for (const id of ids) asked[id] = 1;
    const { column, map, starts, values: held } = segment.dimensions[dimension] as Dimension;
    const holds = (set: number): boolean => {
      const to = starts[set + 1] as number;
      for (let i = starts[set] as number; i < to; i += 1) if (asked[held[i] as number] === 1) return true;
      return false;
    };
    return column < 0 ? bitsWhere(segment.documents, holds) : columnBits(segment, column, map, holds);
  });
}

function rangeBits(query: EngineQuery, segment: Segment, dimension: number): Bits {
  const range = RANGES[dimension - FACETS.length] as (typeof RANGES)[number];
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = query.ranges[range] ?? {};
  return kept(segment, `${dimension} ${from} ${to} ${query.unknown}`, () => {
    const { column, map, numbers } = segment.dimensions[dimension] as Dimension;
    const within = (at: number): boolean => {
      const number = numbers[at] as number;
      if (Number.isNaN(number)) return query.unknown;
      return (number >= from && number <= to) || (range === 'start' && number === ANY_TIME);
    };
    return column < 0 ? bitsWhere(segment.documents, within) : columnBits(segment, column, map, within);
  });
}

/** `passes` is asked for each set or number that a code stands for, not for each document. */
function columnBits(segment: Segment, column: number, map: Int32Array, passes: (part: number) => boolean): Bits {
  const byCode = Uint8Array.from(map, (part) => (passes(part) ? 1 : 0));
  const { records, documents } = segment;
  const stride = strideOf(segment);
  const bits = new Int32Array((documents + 31) >>> 5);
  for (let document = 0, at = column + 1; document < documents; document += 1, at += stride) {
    const word = document >>> 5;
    bits[word] = (bits[word] as number) | ((byCode[records[at] as number] as number) << (document & 31));
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
