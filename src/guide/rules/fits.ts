/**
 * The shapes of value functions. Each turns a fact into a fit from 0 (worthless) to 1 (all that was asked), the same for
 * every course: a value never depends on what else there is. The table of all of them: docs/decisions/0014-value-model.md.
 */
import type { Fit } from '../../discovery/index.js';

/** Not met by any step of easing. */
const NEVER = 9;

/** A fact that is known. */
export function known(value: number): Fit {
  const kept = Math.min(1, Math.max(0, value));
  return { low: kept, high: kept, ease: 0 };
}

/** A fact that nobody states: anything between these. */
export function open(low: number, high: number): Fit {
  return { low, high, ease: 0 };
}

/** The fit of a fact that breaks its limit until it is eased by `step`, 1 to 3; 0: it meets it; null: never. */
export function broken(fit: Fit, step: number | null): Fit {
  return { ...fit, ease: step ?? NEVER };
}

/** The first of three eased limits that holds: 1 to 3; null: none does. */
export function stepOf(holds: readonly boolean[]): number | null {
  const at = holds.indexOf(true);
  return at < 0 ? null : at + 1;
}

/** Full up to `limit`, then falling in a line to nothing at `end`. */
export function fallsAfter(value: number, limit: number, end: number): number {
  if (value <= limit) return 1;
  return end <= limit ? 0 : Math.max(0, 1 - (value - limit) / (end - limit));
}

/** Share with diminishing returns: the first things taught are worth most. 1/9 → 1/3, 1/4 → 1/2, 1 → 1. */
export function diminishing(share: number): number {
  return Math.sqrt(Math.min(1, Math.max(0, share)));
}
