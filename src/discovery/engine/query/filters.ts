/**
 * Filters of a question, made ready for one segment. A facet's own counts ignore its own selection, so a document that fails
 * one filter alone is still counted there: `sift` tells the three kinds apart.
 */
import { type EngineQuery, FACETS, FLAG, RANGES } from '../../schema.js';
import type { AllFacetValues } from '../store/facet-values.js';
import { type Dimension, type Segment, strideOf } from '../store/segment.js';
import { WINDOW, type Window } from './match.js';
import { nearDocuments } from './near.js';

/** `passes`: by code of the column or, where the dimension is wide, by value (facet) or document (range). */
export type Filter = { dimension: number; column: number; passes: Uint8Array };
export type Filters = {
  /** Filters of facets and ranges, each with counts of its own. */
  own: Filter[];
  /** Flags that must be set; 0 for none. */
  flags: number;
  /** By document: 1 near enough; null: not asked. */
  near: Uint8Array | null;
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
  return {
    own: filteredDimensions(query).map((dimension) =>
      dimension < FACETS.length
        ? facetFilter(query, segment, values, dimension)
        : rangeFilter(query, segment, dimension),
    ),
    flags: (query.free ? FLAG.free : 0) | (query.funded ? FLAG.funded : 0),
    near: query.near === null ? null : nearDocuments(segment, query.near),
  };
}

function facetFilter(query: EngineQuery, segment: Segment, values: AllFacetValues, dimension: number): Filter {
  const known = values[dimension] as AllFacetValues[number];
  const asked = new Uint8Array(known.values.length);
  for (const value of query.facets[FACETS[dimension] as (typeof FACETS)[number]] ?? []) {
    const id = known.find(value);
    if (id >= 0) asked[id] = 1;
  }
  const { column, map, starts, values: held } = segment.dimensions[dimension] as Dimension;
  if (column < 0) return { dimension, column, passes: asked };
  const sets = new Uint8Array(Math.max(0, starts.length - 1));
  for (let set = 0; set < sets.length; set += 1) {
    const to = starts[set + 1] as number;
    for (let i = starts[set] as number; i < to; i += 1)
      sets[set] = (sets[set] as number) | (asked[held[i] as number] as number);
  }
  return { dimension, column, passes: throughMap(map, sets) };
}

function rangeFilter(query: EngineQuery, segment: Segment, dimension: number): Filter {
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } =
    query.ranges[RANGES[dimension - FACETS.length] as (typeof RANGES)[number]] ?? {};
  const { column, map, numbers } = segment.dimensions[dimension] as Dimension;
  const within = new Uint8Array(numbers.length);
  numbers.forEach((number, i) => {
    within[i] = (Number.isNaN(number) ? query.unknown : number >= from && number <= to) ? 1 : 0;
  });
  return { dimension, column, passes: column < 0 ? within : throughMap(map, within) };
}

function throughMap(map: Int32Array, passes: Uint8Array): Uint8Array {
  const byCode = new Uint8Array(map.length);
  for (let code = 0; code < map.length; code += 1) byCode[code] = passes[map[code] as number] as number;
  return byCode;
}

/** What of a window passes all filters (`list`, `count`), and what fails only the own filter `i` (`failing[i]`). */
export type Sifted = { list: Uint16Array; count: number; failing: { list: Uint16Array; count: number }[] };

const SEVERAL = 255;
const failed = new Uint8Array(WINDOW);
/** By mark: where documents go. Mark 0 has passed, mark `i + 1` fails filter `i` alone; those that fail several go nowhere. */
const buckets: Uint16Array[] = Array.from({ length: SEVERAL + 1 }, () => new Uint16Array(0));
const lengths = new Int32Array(SEVERAL + 1);
const unfiltered: Sifted = { list: new Uint16Array(0), count: 0, failing: [] };

/** The answer is overwritten by the next call. */
export function sift(window: Window, segment: Segment, filters: Filters): Sifted {
  const count = dropHard(window, segment, filters);
  if (filters.own.length === 0) {
    unfiltered.list = window.list;
    unfiltered.count = count;
    return unfiltered;
  }
  failed.fill(0, 0, count);
  filters.own.forEach((filter, i) => {
    if (filter.column >= 0) failColumn(window, count, segment, filter, i + 1);
    else if (filter.dimension < FACETS.length) failWide(window, count, segment, filter, i + 1);
    else failNumber(window, count, filter.passes, i + 1);
  });
  return divide(window, count, filters.own.length);
}

/** Drops what has not the flags or is too far off, in place. */
function dropHard(window: Window, segment: Segment, { flags, near }: Filters): number {
  let { count } = window;
  const { first, list } = window;
  if (flags !== 0) {
    const stride = strideOf(segment);
    let kept = 0;
    for (let i = 0; i < count; i += 1) {
      const offset = list[i] as number;
      list[kept] = offset;
      if (((segment.records[(first + offset) * stride] as number) & flags) === flags) kept += 1;
    }
    count = kept;
  }
  if (near !== null) {
    let kept = 0;
    for (let i = 0; i < count; i += 1) {
      const offset = list[i] as number;
      list[kept] = offset;
      kept += near[first + offset] as number;
    }
    count = kept;
  }
  return count;
}

function failColumn(
  { first, list }: Window,
  count: number,
  segment: Segment,
  { column, passes }: Filter,
  mark: number,
): void {
  const stride = strideOf(segment);
  const { records } = segment;
  const base = first * stride + column + 1;
  for (let i = 0; i < count; i += 1) {
    const passed = passes[records[base + (list[i] as number) * stride] as number] as number;
    if (passed === 0) failed[i] = failed[i] === 0 ? mark : SEVERAL;
  }
}

function failWide(
  { first, list }: Window,
  count: number,
  segment: Segment,
  { dimension, passes }: Filter,
  mark: number,
): void {
  const { starts, values } = segment.dimensions[dimension] as Dimension;
  for (let i = 0; i < count; i += 1) {
    const document = first + (list[i] as number);
    const to = starts[document + 1] as number;
    let at = starts[document] as number;
    while (at < to && passes[values[at] as number] === 0) at += 1;
    if (at === to) failed[i] = failed[i] === 0 ? mark : SEVERAL;
  }
}

function failNumber({ first, list }: Window, count: number, passes: Uint8Array, mark: number): void {
  for (let i = 0; i < count; i += 1) {
    if (passes[first + (list[i] as number)] === 0) failed[i] = failed[i] === 0 ? mark : SEVERAL;
  }
}

/** Deals the documents out by mark, without a branch: which way one goes cannot be foreseen. */
function divide({ list }: Window, count: number, filters: number): Sifted {
  for (let mark = 0; mark <= filters; mark += 1) {
    if (buckets[mark]?.length !== WINDOW) buckets[mark] = new Uint16Array(WINDOW);
    lengths[mark] = 0;
  }
  for (let i = 0; i < count; i += 1) {
    const mark = failed[i] as number;
    const at = lengths[mark] as number;
    (buckets[mark] as Uint16Array)[at] = list[i] as number;
    lengths[mark] = at + 1;
  }
  lengths[SEVERAL] = 0;
  const failing = buckets.slice(1, filters + 1).map((own, i) => ({ list: own, count: lengths[i + 1] as number }));
  return { list: buckets[0] as Uint16Array, count: lengths[0] as number, failing };
}
