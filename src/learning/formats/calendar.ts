/** A learner's deadlines and sessions as a calendar (RFC 5545). */
import ical, { ICalEventStatus } from 'ical-generator';

/** A whole day, or from one moment to another. `id` is the event's own for ever. */
export type Dated = {
  id: string;
  summary: string;
  description: string;
  url: string;
  place?: string | undefined;
  cancelled?: boolean;
  /** When it was set or changed last: the same facts give the same bytes. */
  stamp: Date;
} & ({ day: string } | { starts: Date; ends: Date });

export function writeLearnerCalendar(title: string, events: readonly Dated[]): string {
  const calendar = ical({ name: onOneLine(title), prodId: { company: 'Cairn', product: 'Learning', language: 'EN' } });
  for (const event of events) {
    const { id, summary, description, url, place, cancelled = false, stamp } = event;
    const when =
      'day' in event
        ? {
            start: new Date(`${event.day}T00:00:00Z`),
            end: new Date(Date.parse(`${event.day}T00:00:00Z`) + 86_400_000),
            allDay: true,
            timezone: 'UTC',
          }
        : { start: event.starts, end: event.ends };
    calendar.createEvent({
      ...when,
      ...{ id: `${id}@cairn`, summary: onOneLine(summary), description: onOneLine(description), url, stamp },
      location: place === undefined ? undefined : onOneLine(place),
      ...(cancelled && { status: ICalEventStatus.CANCELLED }),
    });
  }
  return calendar.toString();
}

/** The library escapes line feeds but lets carriage returns through, which some calendars read as the end of a line. */
function onOneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
