/** A search as a calendar (RFC 5545): the next start of each course that has a date, and its last day to enrol. */
import { type CalendarDay, writeCalendar } from '../../catalogue/index.js';
import type { SearchItem } from '../schema.js';

export function toCalendar(title: string, items: readonly SearchItem[], origin: string): string {
  return writeCalendar(
    title,
    items.flatMap((item) => daysOf(item, origin)),
  );
}

function daysOf(item: SearchItem, origin: string): CalendarDay[] {
  const next = item.nextOffering;
  const common = {
    url: origin + item.url,
    description: `Offered by ${item.provider.name}. Read on ${item.lastChecked}.`,
    checked: item.lastChecked,
    place: next?.place ?? undefined,
  };
  const unsure = next?.approximate ? ' (date to be confirmed)' : '';
  const days: [string, string | null | undefined, string][] = [
    ['start', next?.start, `${item.title} starts${unsure}`],
    ['enrol', next?.enrolUntil, `Last day to enrol: ${item.title}`],
  ];
  return days.flatMap(([what, day, summary]) =>
    day ? [{ ...common, id: `${item.id}-${what}-${day}`, day, summary }] : [],
  );
}
