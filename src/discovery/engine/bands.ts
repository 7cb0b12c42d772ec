/** The bands that ranges are counted in. Each is half open; the last reaches upwards without end (`NO_UPPER`). */
import type { Range } from '../schema.js';

/** Upper edge of a last band: everything from its lower edge on. */
export const NO_UPPER = Number.MAX_SAFE_INTEGER;

const DAY = 86_400_000;
/** Quarters of the calendar, in days since 1970-01-01, 2010 to 2050. */
const QUARTERS = Array.from({ length: 161 }, (_, quarter) => Date.UTC(2010, quarter * 3, 1) / DAY);

/** Lower edges in the units of `IndexDocument.numbers`; a value below the first edge counts in the first band. */
export const BAND_EDGES: Record<Range, readonly number[]> = {
  credit: [0, 1, 3, 5, 10, 15, 30, 60],
  cpdHours: [0, 1, 3, 7, 14, 35, 70],
  hours: [0, 2, 5, 10, 20, 40, 100, 200],
  weeks: [0, 2, 4, 6, 8, 12, 26, 52],
  hoursPerWeek: [0, 2, 4, 6, 10, 15, 20],
  /** Pence: free, then under £25, £50, £100, £250, £500, £1,000, £2,500 and more. */
  price: [0, 1, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000],
  /** The first band is `ANY_TIME` alone. */
  start: [0, ...QUARTERS],
  rating: [0, 1, 2, 3, 3.5, 4, 4.5],
};

/** Which band of a range a value counts in. */
export function bandOf(range: Range, value: number): number {
  const edges = BAND_EDGES[range];
  let band = 0;
  while (band + 1 < edges.length && value >= (edges[band + 1] as number)) band += 1;
  return band;
}

export function bandOfRange(range: Range, band: number): { from: number; to: number } {
  const edges = BAND_EDGES[range];
  return { from: edges[band] as number, to: edges[band + 1] ?? NO_UPPER };
}
