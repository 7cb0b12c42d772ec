/** A search as a calendar (RFC 5545): the next start of each course that has a date, and its last day to enrol. */
import ical from 'ical-generator';
import type { SearchItem } from '../schema.js';

export function toCalendar(title: string, items: readonly SearchItem[], origin: string): string {
  const calendar = ical({ name: title, prodId: { company: 'Cairn', product: 'Courses', language: 'EN' } });
  for (const item of items) {
    const next = item.nextOffering;
    if (next?.start)
      addDay(next.start, 'start', `${item.title} starts${next.approximate ? ' (date to be confirmed)' : ''}`);
    if (next?.enrolUntil) addDay(next.enrolUntil, 'enrol', `Last day to enrol: ${item.title}`);
    function addDay(day: string, what: string, summary: string): void {
      calendar.createEvent({
        id: `${item.id}-${what}-${day}@cairn`,
        start: new Date(`${day}T00:00:00Z`),
        end: new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000),
        allDay: true,
        timezone: 'UTC',
        // The day of reading, not of asking: the same search gives the same bytes, so that a calendar sees no false change.
        stamp: new Date(`${item.lastChecked}T00:00:00Z`),
        summary,
        url: origin + item.url,
        description: `Offered by ${item.provider.name}. Read on ${item.lastChecked}.`,
        location: next?.place ?? undefined,
      });
    }
  }
  return calendar.toString();
}
