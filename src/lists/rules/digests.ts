/** When a letter of alerts is due, and what stands in it. Pure. */
import { addDays } from '../../catalogue/index.js';
import { ALERT_KINDS, type AlertShown, type Every } from '../schema/alerts.js';

/**
 * Whether a letter is to be written on `today`. Daily: one a day. Weekly: one a week, on Monday, or later in the week where
 * Monday's was missed, which is so where something has waited since before Monday. `waitingSince`: the day of the oldest.
 */
export function isDigestDue(
  every: Every,
  { today, waitingSince, lastLetter }: { today: string; waitingSince: string; lastLetter: string | null },
): boolean {
  if (every === 'never') return false;
  if (every === 'day') return lastLetter === null || lastLetter < today;
  const monday = mondayOf(today);
  return (lastLetter === null || lastLetter < monday) && (today === monday || waitingSince < monday);
}

/** The Monday of the week in which a day lies. */
export function mondayOf(day: string): string {
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

export const MOST_LINES = 20;

/** `lines`: how many of `alerts` stand in the letter. */
export type Digest = { groups: { why: string; alerts: AlertShown[] }[]; lines: number; left: number };

/**
 * At most twenty lines: what cannot wait first, then the newest, gathered by why they are told. A course that stands in one
 * line of new courses is not named in another. Every alert is a line and so is every course that it names.
 */
export function digestOf(alerts: readonly AlertShown[]): Digest {
  const sorted = alerts.toSorted(
    (a, b) =>
      ALERT_KINDS.indexOf(a.kind) - ALERT_KINDS.indexOf(b.kind) ||
      b.changed.getTime() - a.changed.getTime() ||
      (a.id < b.id ? -1 : 1),
  );
  const told: AlertShown[] = [];
  const named = new Set<string>();
  let lines = 0;
  for (const alert of sorted) {
    if (lines >= MOST_LINES) break;
    const fresh = alert.courses.filter(({ id }) => !named.has(id));
    const courses = fresh.slice(0, MOST_LINES - lines - 1);
    for (const { id } of courses) named.add(id);
    told.push({ ...alert, courses, more: alert.more + alert.courses.length - courses.length });
    lines += 1 + courses.length;
  }
  const groups = [...Map.groupBy(told, ({ why }) => why)].map(([why, of]) => ({ why, alerts: of }));
  return { groups, lines, left: alerts.length - told.length };
}
