/** What every outgoing standard needs: amounts, lengths and levels in their common spellings. */
import { minorDigits } from '../rules/currencies.js';
import type { Course, Level, Price } from '../schema.js';

/** The course's page on this Cairn. */
export const pageOf = (course: Pick<Course, 'slug'>, origin: string): string => `${origin}/courses/${course.slug}`;

/** "1250.00" for 125000 pence; whole yen have no point. */
export function decimalOf({ amount, currency }: Pick<Price, 'amount' | 'currency'>): string {
  const digits = minorDigits(currency);
  return (amount / 10 ** digits).toFixed(digits);
}

/** "PT36H", "PT1H30M" for hours. */
export function isoHours(hours: number): string {
  const minutes = Math.round(hours * 60);
  const [whole, rest] = [Math.floor(minutes / 60), minutes % 60];
  return `PT${whole > 0 || rest === 0 ? `${whole}H` : ''}${rest > 0 ? `${rest}M` : ''}`;
}

/** "P6W"; a part of a week is told in days. */
export function isoWeeks(weeks: number): string {
  return Number.isInteger(weeks) ? `P${weeks}W` : `P${Math.max(1, Math.round(weeks * 7))}D`;
}

/** "SCQF Level 7", "RQF Entry 3". */
export function levelName({ framework, value }: Level): string {
  return /^entry/i.test(value) ? `${framework} ${value}` : `${framework} Level ${value}`;
}

/** Members without a value are left out, also empty lists. */
export function compact(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(members).filter(
      ([, value]) =>
        value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
