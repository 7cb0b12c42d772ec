/** Counts and ratings as people write them. Null: not stated, or not certain. */

const COUNT =
  /(?<![\p{L}\d.,])(\d{1,3}(?:[,\u00a0\u202f' ]\d{3}){1,4}|\d{1,12})(?:\.(\d{1,3}))?\s?([kKmM](?![\p{L}]))?(?![\d\p{L}])/gu;
const LONGEST = 300;

/** "1.2K reviews" → 1200, "10,438" → 10438, "(284,237)" → 284237, "2896.0" → 2896. Two different numbers: null. */
export function parseCount(text: string): number | null {
  if (text.length > LONGEST || /[-−]\s?\d/.test(text)) return null;
  const found = [...text.matchAll(COUNT)];
  if (found.length !== 1 || digitsIn(text) !== digitsIn(found[0]?.[0] ?? '')) return null;
  return countOf(found[0] as RegExpExecArray);
}

function digitsIn(text: string): number {
  return text.replace(/\D/g, '').length;
}

function countOf([, whole, fraction, unit]: RegExpExecArray): number | null {
  const times = unit ? (unit.toLowerCase() === 'k' ? 1e3 : 1e6) : 1;
  if (!unit && fraction && /[1-9]/.test(fraction)) return null;
  const value = Math.round(Number(`${whole?.replace(/\D/g, '')}.${fraction ?? 0}`) * times);
  return Number.isSafeInteger(value) ? value : null;
}

export type Rating = { value: number; count?: number };

const RATING = /^\W*(?:rating\W*|rated\W*)?(\d{1,3}(?:[.,]\d{1,3})?)\s*(?:stars?)?\s*(?:(?:out of|\/)\s*(\d{1,3}))?\b/i;
const IN_BRACKETS = /\(\s*([\d.,kKmM\s]{1,20}?)\s*(?:reviews?|ratings?)?\s*\)/;

/**
 * A rating brought to a scale out of 5: "4.9stars", "4.2", "Rating: 4.7 out of 5 4.7 (284,237)", "8/10" → 4.
 * `count` from the brackets. Without a scale the value must lie within 0–5; "not-mentioned" and out of range: null.
 */
export function parseRating(text: string): Rating | null {
  const head = text.slice(0, LONGEST);
  const found = RATING.exec(head);
  if (!found?.[1] || text.length > LONGEST) return null;
  const scale = found[2] ? Number(found[2]) : 5;
  const value = Number(found[1].replace(',', '.'));
  if (!(scale > 0) || value > scale) return null;
  const count = parseCount(IN_BRACKETS.exec(head)?.[1] ?? '');
  return { value: Math.round((value / scale) * 500) / 100, ...(count === null ? {} : { count }) };
}

const PLAIN = /^\s*([+-]?\d{1,15}(?:\.\d{1,10})?)\s*$/;

/** A plain machine number ("104793.75", 14); anything else is null. */
export function parseNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  const found = typeof value === 'string' && value.length < 60 ? PLAIN.exec(value) : null;
  return found ? Number(found[1]) : null;
}
