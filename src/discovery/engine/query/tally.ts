/** Counts facets and ranges of what was found: codes of columns first, then, once a segment, values and bands. */
import { type EngineAnswer, type EngineQuery, FACETS, type Facet, RANGES, type Range } from '../../schema.js';
import { BAND_EDGES, bandOf, bandOfRange } from '../bands.js';
import type { AllFacetValues, FacetValues } from '../store/facet-values.js';
import { type Column, DIMENSIONS, type Dimension, type Segment } from '../store/segment.js';
import type { Filters, Sifted } from './filters.js';

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
  readonly #columns: Int32Array[] = [];
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
    segment.columns.forEach((column, i) => {
      this.#columns[i] = zeroed(this.#columns[i], column.size);
    });
    filters.own.forEach(({ column }, i) => {
      this.#own[i] = zeroed(this.#own[i], column < 0 ? 0 : (segment.columns[column] as Column).size);
    });
  }

  /** Counts a window's documents: those found everywhere, those that fail one filter in that filter's dimension. */
  add(first: number, sifted: Sifted): void {
    const segment = this.#segment as Segment;
    segment.columns.forEach((column, i) => {
      countCodes(column.codes, first, sifted.list, sifted.count, this.#columns[i] as Int32Array);
    });
    segment.dimensions.forEach((dimension, i) => {
      if (dimension.column < 0) countWide(dimension, first, sifted.list, sifted.count, this.counts[i] as Int32Array);
    });
    sifted.failing.forEach(({ list, count }, i) => {
      const { dimension, column } = (this.#filters as Filters).own[i] as Filters['own'][number];
      const own = this.#own[i];
      if (own) countCodes((segment.columns[column] as Column).codes, first, list, count, own);
      else
        countWide(segment.dimensions[dimension] as Dimension, first, list, count, this.counts[dimension] as Int32Array);
    });
  }

  /** Turns the segment's codes into values. */
  end(): void {
    const segment = this.#segment as Segment;
    const met = segment.columns.map(({ size }, i) => metCodes(this.#columns[i] as Int32Array, size));
    segment.dimensions.forEach((dimension, i) => {
      if (dimension.column < 0) return;
      this.#spread(dimension, i, this.#columns[dimension.column] as Int32Array, met[dimension.column] ?? []);
    });
    (this.#filters as Filters).own.forEach(({ dimension, column }, i) => {
      if (column < 0) return;
      const own = this.#own[i] as Int32Array;
      const codes = metCodes(own, (segment.columns[column] as Column).size);
      this.#spread(segment.dimensions[dimension] as Dimension, dimension, own, codes);
    });
  }

  #spread(
    { map, starts, values, numbers }: Dimension,
    dimension: number,
    codes: Int32Array,
    met: readonly number[],
  ): void {
    const counts = this.counts[dimension] as Int32Array;
    const range = RANGES[dimension - FACETS.length];
    for (const code of met) {
      const times = codes[code] as number;
      const set = map[code] as number;
      if (range !== undefined) {
        const number = numbers[set] as number;
        const band = Number.isNaN(number) ? counts.length - 1 : bandOf(range, number);
        counts[band] = (counts[band] as number) + times;
        continue;
      }
      const to = starts[set + 1] as number;
      for (let i = starts[set] as number; i < to; i += 1) {
        const value = values[i] as number;
        counts[value] = (counts[value] as number) + times;
      }
    }
  }
}

function countCodes(
  codes: Uint16Array | Int32Array,
  first: number,
  list: Uint16Array,
  count: number,
  into: Int32Array,
): void {
  for (let i = 0; i < count; i += 1) {
    const code = codes[first + (list[i] as number)] as number;
    into[code] = (into[code] as number) + 1;
  }
}

function countWide(
  { starts, values }: Dimension,
  first: number,
  list: Uint16Array,
  count: number,
  into: Int32Array,
): void {
  for (let i = 0; i < count; i += 1) {
    const document = first + (list[i] as number);
    const to = starts[document + 1] as number;
    for (let at = starts[document] as number; at < to; at += 1) {
      const value = values[at] as number;
      into[value] = (into[value] as number) + 1;
    }
  }
}

/** An array of at least `size` whose first `size` numbers are 0. */
function zeroed(array: Int32Array | undefined, size: number): Int32Array {
  return array !== undefined && array.length >= size ? array.fill(0, 0, size) : new Int32Array(size);
}

function metCodes(codes: Int32Array, size: number): number[] {
  const met: number[] = [];
  for (let code = 0; code < size; code += 1) if (codes[code] !== 0) met.push(code);
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
