/** Free words that name no skill: where they stand decides whether they are taught or only mentioned. */
import type { Fit, TextMatch } from '../../../discovery/index.js';
import { known } from '../fits.js';

/** So much of the weight of the words must be there: half of them are not the thing. */
const NEARLY = 0.6;
/** From here the words count as taught. */
export const TAUGHT = 0.6;

/** A few words name a thing; more are a sentence, of which no course has every word. */
const FEW = 3;
/** So much of a sentence. */
const SOME = 0.25;

/** In title, skills, subjects or outcomes: taught. Elsewhere mentioned, which is not taught. `text`: the words asked for. */
export function textFit(match: TextMatch | null, text = ''): Fit {
  const least = text.trim().split(/\s+/).length > FEW ? SOME : NEARLY;
  if (match === null || match.share < least) return known(0);
  const whole = Math.min(1, (match.share - least) / (1 - least));
  return known(match.plainly ? 0.3 + 0.7 * whole : 0.2 * whole);
}
