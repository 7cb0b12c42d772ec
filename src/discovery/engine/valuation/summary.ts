/** What came of all windows: the best that meet every limit, and for each limit what easing it would bring in. */
import { EASE_STEPS, type Valued } from '../../schema.js';
import { Top } from '../query/top.js';
import type { Asked } from './lane.js';
import { easeOf, onlyFailure, UNIT } from './points.js';

const STEPS = EASE_STEPS + 1;
const NOBODY = -1;

export class Summary {
  total = 0;
  readonly top: Top;
  /** By attribute and step: how many come in at exactly this step, and points and number of the best of them. */
  readonly #adds: Int32Array;
  readonly #points: Int32Array;
  readonly #nums: Int32Array;

  constructor(
    keep: number,
    readonly asked: readonly Asked[],
  ) {
    this.top = new Top(keep);
    this.#adds = new Int32Array(asked.length * STEPS);
    this.#points = new Int32Array(asked.length * STEPS).fill(NOBODY);
    this.#nums = new Int32Array(asked.length * STEPS);
  }

  /** Counts a course by how it failed; false: it is of no further interest. */
  counts(failure: number): boolean {
    if (failure === 0) {
      this.total += 1;
      return true;
    }
    const attribute = onlyFailure(failure);
    if (attribute < 0) return false;
    const at = attribute * STEPS + easeOf(failure);
    this.#adds[at] = (this.#adds[at] as number) + 1;
    return true;
  }

  /** Fewer points than these, and a course that was counted is not named. */
  least(failure: number): number {
    return failure === 0
      ? this.top.threshold
      : (this.#points[onlyFailure(failure) * STEPS + easeOf(failure)] as number);
  }

  /** `place`: where it can be found again. */
  offer(failure: number, points: number, num: number, place: number): void {
    if (failure === 0) {
      this.top.offer(points, num, place);
      return;
    }
    const at = onlyFailure(failure) * STEPS + easeOf(failure);
    const best = this.#points[at] as number;
    if (best > points || (best === points && (this.#nums[at] as number) < num)) return;
    this.#points[at] = points;
    this.#nums[at] = num;
  }

  /** Each step brings in what those before it do. */
  eased(): Valued['eased'] {
    return this.asked.map(({ attribute, place }) =>
      attribute.hard ? Array.from({ length: EASE_STEPS }, (_, i) => this.#upTo(place * STEPS, i + 1)) : null,
    );
  }

  #upTo(from: number, step: number): { adds: number; best: { num: number; points: number } | null } {
    let adds = 0;
    let best = from;
    for (let at = from + 1; at <= from + step; at += 1) {
      adds += this.#adds[at] as number;
      const more = (this.#points[at] as number) - (this.#points[best] as number);
      if (more > 0 || (more === 0 && (this.#nums[at] as number) < (this.#nums[best] as number))) best = at;
    }
    const points = this.#points[best] as number;
    return { adds, best: points === NOBODY ? null : { num: this.#nums[best] as number, points: points / UNIT } };
  }
}
