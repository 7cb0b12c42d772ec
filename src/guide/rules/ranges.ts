/** From the fits of parts to a range for each answered question. */
import type { Fit } from '../../discovery/index.js';
import type { Compiled } from './compile.js';

/** For each answered question, in the order of `weights`: its parts by their shares, from worst to best case. */
export function rangesOf(
  { parts, weights }: Pick<Compiled, 'parts' | 'weights'>,
  fits: readonly Fit[],
): [number, number][] {
  return weights.map(({ question }) => {
    let low = 0;
    let high = 0;
    let whole = 0;
    for (const [at, part] of parts.entries()) {
      const fit = fits[at];
      if (part.question !== question || part.share === 0 || fit === undefined) continue;
      low += part.share * fit.low;
      high += part.share * fit.high;
      whole += part.share;
    }
    return [rounded(low / whole), rounded(high / whole)];
  });
}

/** So that the same sums taken in another order agree. */
export function rounded(value: number): number {
  return Math.min(1, Math.max(0, Math.round(value * 1e6) / 1e6));
}
