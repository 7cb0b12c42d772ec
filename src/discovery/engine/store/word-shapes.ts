/**
 * Finds words by how they look: those that begin with some letters, and those that a typing error away. Words are kept by
 * length with a bit per letter they contain; two words that differ by `n` errors differ in at most 2n of those bits, so that
 * a look at one number rules out nearly every word of half a million.
 */
import { IntList } from './arrays.js';

const SHORTEST = 3;
const LONGEST = 24;
/** New words wait in a short list until it pays to sort them in. */
const WAITING = 4096;

export class WordShapes {
  readonly #words: string[] = [];
  readonly #byLength: { ids: IntList; letters: IntList; firsts: IntList }[] = [];
  #sorted: Int32Array = new Int32Array(0);

  /** Words are added in the order of their numbers. */
  add(word: string, id: number): void {
    this.#words[id] = word;
    if (word.length < SHORTEST || word.length > LONGEST) return;
    let bucket = this.#byLength[word.length];
    if (bucket === undefined) {
      bucket = { ids: new IntList(), letters: new IntList(), firsts: new IntList() };
      this.#byLength[word.length] = bucket;
    }
    bucket.ids.push(id);
    bucket.letters.push(lettersOf(word));
    bucket.firsts.push(word.charCodeAt(0));
  }

  /** Numbers of all words in alphabetical order. */
  order(): Int32Array {
    if (this.#sorted.length < this.#words.length) this.#sortIn();
    return this.#sorted;
  }

  /** Takes an order that `order` gave for the same words. */
  useOrder(order: Int32Array): void {
    this.#sorted = order;
  }

  /** Numbers of the words that begin with `prefix` and are longer, at most `limit`, in no order. */
  startingWith(prefix: string, limit: number): number[] {
    if (this.#words.length - this.#sorted.length > WAITING) this.#sortIn();
    const found: number[] = [];
    for (let i = this.#firstFrom(prefix); i < this.#sorted.length && found.length < limit; i += 1) {
      const word = this.#words[this.#sorted[i] as number] as string;
      if (!word.startsWith(prefix)) break;
      if (word.length > prefix.length) found.push(this.#sorted[i] as number);
    }
    for (let id = this.#sorted.length; id < this.#words.length && found.length < limit; id += 1) {
      const word = this.#words[id] as string;
      if (word.length > prefix.length && word.startsWith(prefix)) found.push(id);
    }
    return found;
  }

  /**
   * Numbers of the words at most `most` typing errors away (a letter more, less, other, or two swapped), with how many.
   * The word itself is not among them. `sameFirst`: only words with its first letter.
   */
  near(word: string, most: number, sameFirst = false): { id: number; errors: number }[] {
    const found: { id: number; errors: number }[] = [];
    const letters = lettersOf(word);
    const first = word.charCodeAt(0);
    for (let length = Math.max(SHORTEST, word.length - most); length <= word.length + most; length += 1) {
      const bucket = this.#byLength[length];
      if (bucket === undefined) continue;
      const { values } = bucket.letters;
      const firsts = bucket.firsts.values;
      for (let i = 0; i < bucket.letters.length; i += 1) {
        if ((sameFirst && firsts[i] !== first) || bits(letters ^ (values[i] as number)) > 2 * most) continue;
        const id = bucket.ids.values[i] as number;
        const errors = typingErrors(word, this.#words[id] as string, most);
        if (errors > 0 && errors <= most) found.push({ id, errors });
      }
    }
    return found;
  }

  #firstFrom(prefix: string): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#words[this.#sorted[middle] as number] as string) < prefix) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #sortIn(): void {
    const words = this.#words;
    const from = this.#sorted.length;
    const fresh = Array.from({ length: words.length - from }, (_, i) => from + i);
    fresh.sort((a, b) => ((words[a] as string) < (words[b] as string) ? -1 : 1));
    const merged = new Int32Array(words.length);
    let old = 0;
    let recent = 0;
    for (let i = 0; i < merged.length; i += 1) {
      const takeOld =
        recent === fresh.length ||
        (old < from && (words[this.#sorted[old] as number] as string) < (words[fresh[recent] as number] as string));
      merged[i] = (takeOld ? this.#sorted[old++] : fresh[recent++]) as number;
    }
    this.#sorted = merged;
  }
}

/** One bit for each letter a-z that occurs; other characters share six bits. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i += 1) {
    const unit = word.charCodeAt(i);
    letters |= 1 << (unit >= 97 && unit <= 122 ? unit - 97 : 26 + (unit % 6));
  }
  return letters;
}

function bits(value: number): number {
  let left = value - ((value >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return (((left + (left >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

const rows = [new Int32Array(LONGEST + 8), new Int32Array(LONGEST + 8), new Int32Array(LONGEST + 8)] as const;

/** Optimal string alignment distance, or `most + 1` if it is more than `most`. */
export function typingErrors(from: string, to: string, most: number): number {
  if (Math.abs(from.length - to.length) > most || from.length > LONGEST + 4 || to.length > LONGEST + 4) return most + 1;
  let [before, above, row] = rows as readonly [Int32Array, Int32Array, Int32Array];
  for (let j = 0; j <= to.length; j += 1) above[j] = j;
  for (let i = 1; i <= from.length; i += 1) {
    row[0] = i;
    let least = i;
    for (let j = 1; j <= to.length; j += 1) {
      const same = from.charCodeAt(i - 1) === to.charCodeAt(j - 1);
      let errors = Math.min(
        (above[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (above[j - 1] as number) + (same ? 0 : 1),
      );
      const swapped =
        i > 1 &&
        j > 1 &&
        from.charCodeAt(i - 1) === to.charCodeAt(j - 2) &&
        from.charCodeAt(i - 2) === to.charCodeAt(j - 1);
      if (swapped) errors = Math.min(errors, (before[j - 2] as number) + 1);
      row[j] = errors;
      if (errors < least) least = errors;
    }
    if (least > most) return most + 1;
    [before, above, row] = [above, row, before];
  }
  return Math.min(most + 1, above[to.length] as number);
}
