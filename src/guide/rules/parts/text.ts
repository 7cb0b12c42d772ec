/** Free words that name no skill: where they stand decides whether they are taught or only mentioned. */
import type { Fit, TextMatch } from '../../../discovery/index.js';
import { known } from '../fits.js';

/** In title, skills, subjects or outcomes: taught. Elsewhere mentioned, which is not taught. Half of the words are not the thing. */
export function textFit(match: TextMatch | null): Fit {
  if (match === null || match.share < 0.5) return known(0);
  const whole = (match.share - 0.5) / 0.5;
  return known(match.plainly ? 0.3 + 0.7 * whole : 0.2 * whole);
}
