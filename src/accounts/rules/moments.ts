/** Moments as account pages write them. */
import { formatDay } from '../../ui/index.js';

/** "23 Nov 2026, 14:05 UTC". */
export function momentInWords(at: Date): string {
  const iso = at.toISOString();
  return `${formatDay(iso.slice(0, 10))}, ${iso.slice(11, 16)} UTC`;
}

/** "23 Nov 2026". */
export function dayInWords(at: Date): string {
  return formatDay(at.toISOString().slice(0, 10));
}
