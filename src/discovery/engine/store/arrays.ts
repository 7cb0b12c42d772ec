/** Typed arrays over shared memory, so that worker threads can read a segment without a copy; and growing lists of numbers. */

export const sharedInts = (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(length * 4));
export const sharedShorts = (length: number): Uint16Array => new Uint16Array(new SharedArrayBuffer(length * 2));
export const sharedBytes = (length: number): Uint8Array => new Uint8Array(new SharedArrayBuffer(length));
export const sharedDoubles = (length: number): Float64Array => new Float64Array(new SharedArrayBuffer(length * 8));
export const sharedFloats = (length: number): Float32Array => new Float32Array(new SharedArrayBuffer(length * 4));

/** A list of whole numbers that grows by half. */
export class IntList {
  values: Int32Array;
  length = 0;

  constructor(capacity = 64) {
    this.values = new Int32Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.values.length) this.#grow(this.length + 1);
    this.values[this.length] = value;
    this.length += 1;
  }

  /** Makes `index` readable and writable; what was not written is 0. */
  reach(index: number): void {
    if (index >= this.values.length) this.#grow(index + 1);
    if (index >= this.length) this.length = index + 1;
  }

  shared(): Int32Array {
    const copy = sharedInts(this.length);
    copy.set(this.values.subarray(0, this.length));
    return copy;
  }

  #grow(least: number): void {
    const grown = new Int32Array(Math.max(least, Math.ceil(this.values.length * 1.5) + 16));
    grown.set(this.values);
    this.values = grown;
  }
}

export class ByteList {
  values = new Uint8Array(64);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) {
      const grown = new Uint8Array(this.values.length * 2);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.length] = value;
    this.length += 1;
  }
}

/** Index of `wanted` in `sorted[from, to)`, or -1. */
export function indexOf(sorted: Int32Array, wanted: number, from = 0, to = sorted.length): number {
  const at = lowerBound(sorted, wanted, from, to);
  return at < to && sorted[at] === wanted ? at : -1;
}

/** First index in `sorted[from, to)` whose value is at least `wanted`; `to` if there is none. */
export function lowerBound(sorted: Int32Array, wanted: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
