/** Keeps the best of what is offered: a higher key first, equal keys by number, so that the order is total. */
export type Ranked = { key: number; num: number; score: number };

export class Top {
  readonly #keys: Float64Array;
  readonly #nums: Int32Array;
  readonly #scores: Float64Array;
  #size = 0;

  constructor(readonly capacity: number) {
    this.#keys = new Float64Array(capacity);
    this.#nums = new Int32Array(capacity);
    this.#scores = new Float64Array(capacity);
  }

  /** A key must reach this to be kept; one that equals it may be, by its number. */
  get threshold(): number {
    if (this.#size < this.capacity) return Number.NEGATIVE_INFINITY;
    return this.capacity === 0 ? Number.POSITIVE_INFINITY : (this.#keys[0] as number);
  }

  /** true: a document with this key and num would be kept. */
  keeps(key: number, num: number): boolean {
    if (this.#size < this.capacity) return true;
    if (this.capacity === 0) return false;
    const worst = this.#keys[0] as number;
    return key > worst || (key === worst && num < (this.#nums[0] as number));
  }

  offer(key: number, num: number, score: number): void {
    if (this.#size < this.capacity) {
      this.#put(this.#size, key, num, score);
      this.#size += 1;
      this.#rise(this.#size - 1);
    } else if (this.keeps(key, num)) {
      this.#put(0, key, num, score);
      this.#sink();
    }
  }

  /** From the best to the worst. */
  ranked(): Ranked[] {
    const order = Array.from({ length: this.#size }, (_, i) => i);
    order.sort((a, b) => (this.#worse(a, b) ? 1 : -1));
    return order.map((i) => ({
      key: this.#keys[i] as number,
      num: this.#nums[i] as number,
      score: this.#scores[i] as number,
    }));
  }

  /** The worst stands at the root. */
  #worse(a: number, b: number): boolean {
    const key = this.#keys[a] as number;
    const other = this.#keys[b] as number;
    return key < other || (key === other && (this.#nums[a] as number) > (this.#nums[b] as number));
  }

  #put(at: number, key: number, num: number, score: number): void {
    this.#keys[at] = key;
    this.#nums[at] = num;
    this.#scores[at] = score;
  }

  #rise(from: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#worse(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #sink(): void {
    let at = 0;
    for (;;) {
      const left = at * 2 + 1;
      if (left >= this.#size) return;
      const child = left + 1 < this.#size && this.#worse(left + 1, left) ? left + 1 : left;
      if (!this.#worse(child, at)) return;
      this.#swap(at, child);
      at = child;
    }
  }

  #swap(a: number, b: number): void {
    const key = this.#keys[a] as number;
    const num = this.#nums[a] as number;
    const score = this.#scores[a] as number;
    this.#put(a, this.#keys[b] as number, this.#nums[b] as number, this.#scores[b] as number);
    this.#put(b, key, num, score);
  }
}
