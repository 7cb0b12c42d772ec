/** From the facet values and numbers of documents, one after another, to coded dimensions. */
import { IntList, sharedDoubles, sharedShorts } from './arrays.js';
import { type Coded, groupColumns } from './columns.js';
import type { Dimension, Table } from './segment.js';

/** With more different sets than this, a document's values are kept with the document. */
const MOST_SETS = 16_384;
/** Codes that an entry of a record can tell apart. */
const MOST_CODES = 0x10000;

/** Collects the sets of values of one facet. Values of a document come ascending and without repeats. */
export class FacetCollector {
  readonly #codes = new Map<string, number>();
  readonly #ofDocument = new IntList();
  /** By set. */
  readonly #starts = new IntList();
  readonly #values = new IntList();

  constructor() {
    this.#starts.push(0);
  }

  add(values: Int32Array | readonly number[]): void {
    this.#ofDocument.push(this.code(values));
  }

  /** The code of a set of values, which documents can then be given by `addCode`. */
  code(values: Int32Array | readonly number[]): number {
    const key = values.length === 1 ? String(values[0]) : values.join();
    let code = this.#codes.get(key);
    if (code === undefined) {
      code = this.#codes.size;
      this.#codes.set(key, code);
      for (const value of values) this.#values.push(value);
      this.#starts.push(this.#values.length);
    }
    return code;
  }

  addCode(code: number): void {
    this.#ofDocument.push(code);
  }

  finish(): { coded: Coded | null; starts: Int32Array; values: Int32Array } {
    const documents = this.#ofDocument;
    if (this.#codes.size > MOST_SETS) return this.#wide();
    const codes = documents.values.slice(0, documents.length);
    return { coded: { codes, size: this.#codes.size }, starts: this.#starts.shared(), values: this.#values.shared() };
  }

  #wide(): { coded: null; starts: Int32Array; values: Int32Array } {
    const starts = new IntList(this.#ofDocument.length + 1);
    const values = new IntList(this.#ofDocument.length * 2);
    starts.push(0);
    for (let document = 0; document < this.#ofDocument.length; document += 1) {
      const set = this.#ofDocument.values[document] as number;
      const to = this.#starts.values[set + 1] as number;
      for (let i = this.#starts.values[set] as number; i < to; i += 1) values.push(this.#values.values[i] as number);
      starts.push(values.length);
    }
    return { coded: null, starts: starts.shared(), values: values.shared() };
  }
}

/** Collects the numbers of one range; NaN is "not stated". */
export class NumberCollector {
  readonly #codes = new Map<number, number>();
  readonly #ofDocument = new IntList();

  add(number: number): void {
    this.#ofDocument.push(this.code(number));
  }

  code(number: number): number {
    // 0 and -0 are one key of a Map, and so is NaN.
    const known = this.#codes.get(number);
    if (known !== undefined) return known;
    const code = this.#codes.size;
    this.#codes.set(number, code);
    return code;
  }

  addCode(code: number): void {
    this.#ofDocument.push(code);
  }

  finish(): { coded: Coded | null; numbers: Float64Array } {
    const numbers = sharedDoubles(this.#codes.size);
    for (const [number, code] of this.#codes) numbers[code] = number;
    if (this.#codes.size > MOST_CODES) return { coded: null, numbers: this.#wide(numbers) };
    return {
      coded: { codes: this.#ofDocument.values.slice(0, this.#ofDocument.length), size: this.#codes.size },
      numbers,
    };
  }

  #wide(numbers: Float64Array): Float64Array {
    const byDocument = sharedDoubles(this.#ofDocument.length);
    for (let document = 0; document < byDocument.length; document += 1) {
      byDocument[document] = numbers[this.#ofDocument.values[document] as number] as number;
    }
    return byDocument;
  }
}

export type Collectors = { facets: FacetCollector[]; ranges: NumberCollector[] };
/** For a table of so many dimensions that hold sets, and then so many that hold numbers. */
export const createCollectors = ({ sets, numbers }: { sets: number; numbers: number }): Collectors => ({
  facets: Array.from({ length: sets }, () => new FacetCollector()),
  ranges: Array.from({ length: numbers }, () => new NumberCollector()),
});

const NONE = new Int32Array(0);
const NO_NUMBERS = new Float64Array(0);

/** `heads`: the first entry of each document's record. */
export function* finishDimensions(collectors: Collectors, heads: Uint16Array): Generator<number, Table> {
  const facets = collectors.facets.map((collector) => collector.finish());
  const ranges = collectors.ranges.map((collector) => collector.finish());
  const coded = [...facets, ...ranges].map((entry) => entry.coded);
  const { columns, placed } = yield* groupColumns(coded, heads.length);
  const dimensions = placed.map((place, i): Dimension => {
    const facet = facets[i];
    const range = ranges[i - facets.length];
    return {
      column: place === null ? -1 : place.column,
      map: place === null ? NONE : place.map,
      starts: facet?.starts ?? NONE,
      values: facet?.values ?? NONE,
      numbers: range?.numbers ?? NO_NUMBERS,
    };
  });
  const records = yield* interleave(heads, columns);
  return { records, sizes: columns.map((column) => column.size), dimensions };
}

function* interleave(heads: Uint16Array, columns: readonly Coded[]): Generator<number, Uint16Array> {
  const stride = columns.length + 1;
  const records = sharedShorts(heads.length * stride);
  for (const [i, codes] of [heads, ...columns.map((column) => column.codes)].entries()) {
    for (let document = 0; document < heads.length; document += 1) {
      records[document * stride + i] = codes[document] as number;
    }
    yield heads.length;
  }
  return records;
}
