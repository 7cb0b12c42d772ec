/** Promised days: Monday to Friday count, whatever holidays there are; the learner is told the day itself. Pure. */

const DAY = 24 * 3_600_000;

/** The day that is so many working days after `day`; `day` itself does not count. */
export function afterWorkingDays(day: string, count: number): string {
  let [moment, left] = [Date.parse(`${day}T00:00:00Z`), count];
  while (left > 0) {
    moment += DAY;
    if (isWorkingDay(moment)) left -= 1;
  }
  return new Date(moment).toISOString().slice(0, 10);
}

function isWorkingDay(moment: number): boolean {
  const weekday = new Date(moment).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}
