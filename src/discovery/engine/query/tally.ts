/** Counts facets and ranges of what was found: codes of columns first, then, once a segment, values and bands. */
import { type EngineAnswer, type EngineQuery, FACETS, type Facet, RANGES, type Range } from '../../schema.js';
import { BAND_EDGES, bandOf, bandOfRange } from '../bands.js';
import type { AllFacetValues, FacetValues } from '../store/facet-values.js';
import { DIMENSIONS, type Dimension, type Segment, strideOf } from '../store/segment.js';
import type { Filters } from './filters.js';
import type { List, Sifted } from './sift.js';

/** By dimension: a facet's counts by value; a range's by band, the last being "not stated". */
export type Counts = Int32Array[];

export const emptyCounts = (values: AllFacetValues): Counts =>
  Array.from({ length: DIMENSIONS }, (_, i) => {
    const range = RANGES[i - FACETS.length];
    return new Int32Array(
      range === undefined ? (values[i] as FacetValues).values.length : BAND_EDGES[range].length + 1,
    );
  });

const TOP = 20;

/** Counts one segment at a time. Its arrays are used again by the next question: read `counts` before that. */
export class Tally {
  counts: Counts = [];
  #segment: Segment | null = null;
  #filters: Filters | null = null;
  /** Counts of the codes of all columns, one column behind the other. */
  #codes: Int32Array = new Int32Array(0);
  /** Where each column begins in it. */
  #offsets: Int32Array = new Int32Array(0);
  readonly #own: Int32Array[] = [];

  /** Begins a question. */
  reset(values: AllFacetValues): void {
    if (this.counts.every((counts, i) => counts.length >= (values[i]?.values.length ?? 0)) && this.counts.length > 0) {
      for (const counts of this.counts) counts.fill(0);
    } else this.counts = emptyCounts(values);
  }

  begin(segment: Segment, filters: Filters): void {
    this.#segment = segment;
    this.#filters = filters;
    this.#offsets = offsetsOf(segment);
    this.#codes = zeroed(
      this.#codes,
      segment.sizes.reduce((sum, size) => sum + size, 0),
    );
    filters.own.forEach(({ dimension }, i) => {
      const column = columnOf(segment, dimension);
      this.#own[i] = zeroed(this.#own[i], column < 0 ? 0 : (segment.sizes[column] as number));
    });
  }

  /** Counts a window's documents: those found everywhere, those that fail one filter in that filter's dimension. */
  add(first: number, sifted: Sifted): void {
    const segment = this.#segment as Segment;
    countRecords(segment, first, sifted, this.#offsets, this.#codes);
    segment.dimensions.forEach((dimension, i) => {
      if (dimension.column < 0) countWide(dimension, i, first, sifted, this.counts[i] as Int32Array);
    });
    sifted.failing.forEach((found, i) => {
      const { dimension } = (this.#filters as Filters).own[i] as Filters['own'][number];
      const column = columnOf(segment, dimension);
      if (column >= 0) countColumn(segment, column, first, found, this.#own[i] as Int32Array);
      else
        countWide(
          segment.dimensions[dimension] as Dimension,
          dimension,
          first,
          found,
          this.counts[dimension] as Int32Array,
        );
    });
  }

  /** Turns the segment's codes into values. */
  end(): void {
    const { sizes, dimensions } = this.#segment as Segment;
    const columns = sizes.map((size, i) => this.#codes.subarray(this.#offsets[i], (this.#offsets[i] as number) + size));
    const met = columns.map(metCodes);
    dimensions.forEach((dimension, i) => {
      if (dimension.column >= 0) {
        this.#spread(dimension, i, columns[dimension.column] as Int32Array, met[dimension.column] ?? []);
      }
    });
    (this.#filters as Filters).own.forEach(({ dimension }, i) => {
      const { column } = dimensions[dimension] as Dimension;
      if (column < 0) return;
      const own = (this.#own[i] as Int32Array).subarray(0, sizes[column]);
      this.#spread(dimensions[dimension] as Dimension, dimension, own, metCodes(own));
    });
  }

  #spread(dimension: Dimension, at: number, codes: Int32Array, met: readonly number[]): void {
    const counts = this.counts[at] as Int32Array;
    const places = placesOf(dimension, at, counts.length);
    if (places !== null) {
      for (const code of met) {
        const place = places[code] as number;
        if (place >= 0) counts[place] = (counts[place] as number) + (codes[code] as number);
      }
      return;
    }
    const { map, starts, values } = dimension;
    for (const code of met) {
      const set = map[code] as number;
      const to = starts[set + 1] as number;
      for (let i = starts[set] as number; i < to; i += 1) {
        const value = values[i] as number;
        counts[value] = (counts[value] as number) + (codes[code] as number);
      }
    }
  }
}

/** For each dimension: where each code of its column counts (-1 nowhere); null where a code counts in several places. */
const placed = new WeakMap<Dimension, { places: Int32Array | null }>();

function placesOf(dimension: Dimension, at: number, size: number): Int32Array | null {
  const found = placed.get(dimension);
  if (found !== undefined) return found.places;
  const range = RANGES[at - FACETS.length];
  const places = range === undefined ? valuePlaces(dimension) : bandPlaces(dimension, range, size - 1);
  placed.set(dimension, { places });
  return places;
}

function valuePlaces({ map, starts, values }: Dimension): Int32Array | null {
  for (let set = 0; set + 1 < starts.length; set += 1) {
    if ((starts[set + 1] as number) - (starts[set] as number) > 1) return null;
  }
  return Int32Array.from(map, (set) =>
    starts[set] === starts[set + 1] ? -1 : (values[starts[set] as number] as number),
  );
}

function bandPlaces({ map, numbers }: Dimension, range: Range, unknown: number): Int32Array {
  return Int32Array.from(map, (code) => {
    const number = numbers[code] as number;
    return Number.isNaN(number) ? unknown : bandOf(range, number);
  });
}

const columnOf = (segment: Segment, dimension: number): number => (segment.dimensions[dimension] as Dimension).column;

function offsetsOf({ sizes }: Segment): Int32Array {
  let at = 0;
  return Int32Array.from(sizes, (size) => {
    at += size;
    return at - size;
  });
}

/** Column by column: so short a loop fetches the next records while it waits for one; the other columns then find them near. */
function countRecords(segment: Segment, first: number, found: List, offsets: Int32Array, into: Int32Array): void {
  for (let column = 0; column < offsets.length; column += 1) {
    countColumn(segment, column, first, found, into, offsets[column] as number);
  }
}

function countColumn(
  segment: Segment,
  column: number,
  first: number,
  { list, count }: List,
  into: Int32Array,
  offset = 0,
): void {
  const stride = strideOf(segment);
  const { records } = segment;
  const base = first * stride + column + 1;
  for (let i = 0; i < count; i += 1) {
    const place = offset + (records[base + (list[i] as number) * stride] as number);
    into[place] = (into[place] as number) + 1;
  }
}

function countWide(dimension: Dimension, at: number, first: number, { list, count }: List, into: Int32Array): void {
  const range = RANGES[at - FACETS.length];
  if (range !== undefined) {
    for (let i = 0; i < count; i += 1) {
      const number = dimension.numbers[first + (list[i] as number)] as number;
      const band = Number.isNaN(number) ? into.length - 1 : bandOf(range, number);
      into[band] = (into[band] as number) + 1;
    }
    return;
  }
  const { starts, values } = dimension;
  for (let i = 0; i < count; i += 1) {
    const document = first + (list[i] as number);
    const to = starts[document + 1] as number;
    for (let value = starts[document] as number; value < to; value += 1) {
      const counted = values[value] as number;
      into[counted] = (into[counted] as number) + 1;
    }
  }
}

/** An array of at least `size` whose first `size` numbers are 0. */
function zeroed(array: Int32Array | undefined, size: number): Int32Array {
  return array !== undefined && array.length >= size ? array.fill(0, 0, size) : new Int32Array(size);
}

function metCodes(codes: Int32Array): number[] {
  const met: number[] = [];
  for (let code = 0; code < codes.length; code += 1) if (codes[code] !== 0) met.push(code);
  return met;
}

/** The counts as an answer gives them. */
export function presentCounts(
  counts: Counts,
  values: AllFacetValues,
  query: EngineQuery,
): Pick<EngineAnswer, 'facets' | 'ranges'> {
  const facets = Object.fromEntries(
    FACETS.map((facet, i) => [
      facet,
      topValues(counts[i] as Int32Array, values[i] as FacetValues, query.facets[facet] ?? []),
    ]),
  ) as EngineAnswer['facets'];
  const ranges = Object.fromEntries(
    RANGES.map((range, i) => [range, bandsOf(range, counts[FACETS.length + i] as Int32Array)]),
  ) as EngineAnswer['ranges'];
  return { facets, ranges };
}

/** The twenty most frequent values, equal ones by value; then those selected that are not among them. */
function topValues(counts: Int32Array, known: FacetValues, selected: readonly string[]): EngineAnswer['facets'][Facet] {
  const { values } = known;
  const before = (a: number, b: number): boolean => {
    const more = (counts[a] as number) - (counts[b] as number);
    return more > 0 || (more === 0 && (values[a] as string) < (values[b] as string));
  };
  const top: number[] = [];
  for (let value = 0; value < counts.length; value += 1) {
    if (counts[value] === 0) continue;
    if (top.length === TOP && !before(value, top[TOP - 1] as number)) continue;
    if (top.length === TOP) top.pop();
    let at = top.length;
    while (at > 0 && before(value, top[at - 1] as number)) at -= 1;
    top.splice(at, 0, value);
  }
  const listed = top.map((value) => ({ value: values[value] as string, count: counts[value] as number }));
  for (const value of new Set(selected)) {
    if (listed.some((entry) => entry.value === value)) continue;
    listed.push({ value, count: counts[known.find(value)] ?? 0 });
  }
  return listed;
}

/** Bands from the first to the last that holds something. */
function bandsOf(range: Range, counts: Int32Array): EngineAnswer['ranges'][Range] {
  const unknown = counts.length - 1;
  const bands: EngineAnswer['ranges'][Range]['bands'] = [];
  let last = unknown - 1;
  while (last >= 0 && counts[last] === 0) last -= 1;
  for (let band = 0; band <= last; band += 1) {
    const count = counts[band] as number;
    if (count > 0 || bands.length > 0) bands.push({ ...bandOfRange(range, band), count });
  }
  return { bands, unknown: counts[unknown] as number };
}
