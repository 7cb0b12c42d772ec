/** Days since 1970-01-01, the unit of time in the index: a 16-bit figure instead of a string. */
export function dayNumber(day: string): number {
  return Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
}

/** The ISO day of a day number: 20780 → "2026-11-23". */
export function dayOf(number: number): string {
  return new Date(number * 86_400_000).toISOString().slice(0, 10);
}
