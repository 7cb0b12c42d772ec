/** Parts the documents of a window into those that pass all filters and those that fail one alone. */
import { type Segment, strideOf } from '../store/segment.js';
import type { Bits, Codes, Filters } from './filters.js';
import { WINDOW, type Window } from './match.js';

export type List = { list: Uint16Array; count: number };
/** What passes all filters, and what fails only the own filter `i` (`failing[i]`). */
export type Sifted = List & { failing: List[] };

// One search at a time runs in a thread. What is returned is overwritten by the next call.
const SEVERAL = 255;
const failed = new Uint8Array(WINDOW);
const lengths = new Int32Array(SEVERAL + 1);
/** By mark: where documents go. Mark 0 has passed, mark `i + 1` fails filter `i` alone; `SEVERAL` goes nowhere. */
const buckets: Uint16Array[] = Array.from({ length: SEVERAL + 1 }, () => new Uint16Array(0));

/** Sifts what text found. */
export function sift(window: Window, segment: Segment, { own, hard }: Filters): Sifted {
  for (const bits of hard) window.count = keep(window, bits);
  if (own.length === 0) return { list: window.list, count: window.count, failing: [] };
  failed.fill(0, 0, window.count);
  own.forEach(({ test }, i) => {
    if (test instanceof Int32Array) markFailing(window, test, i + 1);
    else markByCode(window, segment, test, i + 1);
  });
  begin(own.length);
  for (let i = 0; i < window.count; i += 1) {
    // Without a branch: which way a document goes cannot be foreseen.
    const mark = failed[i] as number;
    const at = lengths[mark] as number;
    (buckets[mark] as Uint16Array)[at] = window.list[i] as number;
    lengths[mark] = at + 1;
  }
  lengths[SEVERAL] = 0;
  return dealt(own.length);
}

function keep({ first, list, count }: Window, bits: Bits): number {
  let kept = 0;
  for (let i = 0; i < count; i += 1) {
    const offset = list[i] as number;
    const document = first + offset;
    list[kept] = offset;
    kept += ((bits[document >>> 5] as number) >>> (document & 31)) & 1;
  }
  return kept;
}

function markFailing({ first, list, count }: Window, bits: Bits, mark: number): void {
  for (let i = 0; i < count; i += 1) {
    const document = first + (list[i] as number);
    const passes = ((bits[document >>> 5] as number) >>> (document & 31)) & 1;
    if (passes === 0) failed[i] = failed[i] === 0 ? mark : SEVERAL;
  }
}

function markByCode({ first, list, count }: Window, segment: Segment, { column, passes }: Codes, mark: number): void {
  const stride = strideOf(segment);
  const { records } = segment;
  const base = first * stride + column + 1;
  for (let i = 0; i < count; i += 1) {
    const passed = passes[records[base + (list[i] as number) * stride] as number];
    if (passed === 0) failed[i] = failed[i] === 0 ? mark : SEVERAL;
  }
}

/** Sifts all living documents, thirty-two at a time: calls `visit` for each window that holds any. */
export function siftAll(segment: Segment, filters: Filters, visit: (first: number, sifted: Sifted) => void): void {
  const { hard } = filters;
  // Asked for without `few`, every test is a set of bits.
  const own = filters.own.map(({ test }) => test as Bits);
  for (let first = 0; first < segment.documents; first += WINDOW) {
    begin(own.length);
    const words = Math.min(WINDOW, segment.documents - first + 31) >>> 5;
    for (let word = 0; word < words; word += 1) {
      const at = (first >>> 5) + word;
      const left = segment.documents - first - word * 32;
      let open = left >= 32 ? -1 : (1 << left) - 1;
      for (const bits of hard) open &= bits[at] as number;
      if (open !== 0) dealWord(own, at, word * 32, open);
    }
    if (segment.deadCount > 0) for (let mark = 0; mark <= own.length; mark += 1) dropDead(segment, first, mark);
    visit(first, dealt(own.length));
  }
}

function dealWord(own: readonly Bits[], at: number, offset: number, open: number): void {
  let all = open;
  for (const bits of own) all &= bits[at] as number;
  extract(all, offset, 0);
  for (let i = 0; i < own.length; i += 1) {
    let only = open & ~((own[i] as Bits)[at] as number);
    for (let j = 0; j < own.length && only !== 0; j += 1) {
      if (j !== i) only &= (own[j] as Bits)[at] as number;
    }
    extract(only, offset, i + 1);
  }
}

function extract(bits: number, offset: number, mark: number): void {
  const bucket = buckets[mark] as Uint16Array;
  let at = lengths[mark] as number;
  for (let left = bits; left !== 0; left &= left - 1) {
    bucket[at] = offset + 31 - Math.clz32(left & -left);
    at += 1;
  }
  lengths[mark] = at;
}

function dropDead(segment: Segment, first: number, mark: number): void {
  const bucket = buckets[mark] as Uint16Array;
  const count = lengths[mark] as number;
  let kept = 0;
  for (let i = 0; i < count; i += 1) {
    const offset = bucket[i] as number;
    bucket[kept] = offset;
    kept += 1 - (segment.dead[first + offset] as number);
  }
  lengths[mark] = kept;
}

function begin(filters: number): void {
  for (let mark = 0; mark <= filters; mark += 1) {
    if (buckets[mark]?.length !== WINDOW) buckets[mark] = new Uint16Array(WINDOW);
    lengths[mark] = 0;
  }
}

function dealt(filters: number): Sifted {
  const failing = buckets.slice(1, filters + 1).map((list, i) => ({ list, count: lengths[i + 1] as number }));
  return { list: buckets[0] as Uint16Array, count: lengths[0] as number, failing };
}
