/** What came of all windows: the best that meet every limit, and for each limit what easing it would bring in. */
import { EASE_STEPS, type Valued } from '../../schema.js';
import { Top } from '../query/top.js';
import type { Asked } from './lane.js';
import { CLASSES, classAt, UNIT } from './points.js';

type Eased = { adds: number; best: { num: number; points: number } | null };

export class Summary {
  readonly top: Top;
  /** How many courses of each class there are. */
  readonly counts = new Int32Array(CLASSES);
  /** Points below which no course of a class is named: those of the last of the list, those of the best of a step. */
  readonly least = new Int32Array(CLASSES).fill(-1);
  readonly #nums = new Int32Array(CLASSES);

  constructor(
    keep: number,
    readonly asked: readonly Asked[],
  ) {
    this.top = new Top(keep);
    if (keep === 0) this.least[0] = 0x7fffffff;
  }

  get total(): number {
    return this.counts[0] as number;
  }

  /** `place`: where it can be found again. */
  offer(of: number, points: number, num: number, place: number): void {
    if (of === 0) {
      this.top.offer(points, num, place);
      this.least[0] = Math.max(-1, this.top.threshold);
      return;
    }
    const best = this.least[of] as number;
    if (best > points || (best === points && (this.#nums[of] as number) < num)) return;
    this.least[of] = points;
    this.#nums[of] = num;
  }

  /** Each step brings in what those before it do. */
  eased(): Valued['eased'] {
    return this.asked.map(({ attribute, place }) =>
      attribute.hard ? Array.from({ length: EASE_STEPS }, (_, i) => this.#upTo(place, i + 1)) : null,
    );
  }

  #upTo(attribute: number, step: number): Eased {
    const eased: Eased = { adds: 0, best: null };
    for (let at = classAt(attribute, 1); at <= classAt(attribute, step); at += 1) {
      eased.adds += this.counts[at] as number;
      const points = (this.least[at] as number) / UNIT;
      const num = this.#nums[at] as number;
      const { best } = eased;
      const isBetter = best === null || points > best.points || (points === best.points && num < best.num);
      if ((this.counts[at] as number) > 0 && isBetter) eased.best = { num, points };
    }
    return eased;
  }
}
