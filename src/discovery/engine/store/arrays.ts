/** Typed arrays over shared memory, so that worker threads can read a segment without a copy; and growing lists of numbers. */

export const sharedInts = (length: number): Int32Array => of(Int32Array, length);
export const sharedShorts = (length: number): Uint16Array => of(Uint16Array, length);
export const sharedBytes = (length: number): Uint8Array => of(Uint8Array, length);
export const sharedDoubles = (length: number): Float64Array => of(Float64Array, length);
export const sharedFloats = (length: number): Float32Array => of(Float32Array, length);

type Maker<T> = { BYTES_PER_ELEMENT: number; new (buffer: SharedArrayBuffer, at: number, length: number): T };

/** A block of shared memory costs microseconds and pages of its own: the many small arrays of a small segment share blocks. */
const BLOCK = 1 << 16;
const SMALL = 1 << 10;
let block = new SharedArrayBuffer(BLOCK);
let used = 0;

function of<T>(Kind: Maker<T>, length: number): T {
  const bytes = length * Kind.BYTES_PER_ELEMENT;
  if (bytes > SMALL) return new Kind(new SharedArrayBuffer(bytes), 0, length);
  if (used + bytes > BLOCK) {
    block = new SharedArrayBuffer(BLOCK);
    used = 0;
  }
  const at = used;
  used += (bytes + 7) & ~7;
  return new Kind(block, at, length);
}

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
