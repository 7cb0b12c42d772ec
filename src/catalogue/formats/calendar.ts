/** Days as a calendar (RFC 5545). Each is a whole day, since a start has a date and rarely an hour. */
import ical from 'ical-generator';
import type { Course } from '../schema.js';

/** `id` is the event's own for ever; `checked`: the ISO day on which the source was read, so that the same facts give the same bytes. */
export type CalendarDay = {
  id: string;
  day: string;
  summary: string;
  description: string;
  url: string;
  checked: string;
  place?: string | undefined;
};

export function writeCalendar(title: string, days: readonly CalendarDay[]): string {
  const calendar = ical({ name: onOneLine(title), prodId: { company: 'Cairn', product: 'Courses', language: 'EN' } });
  for (const { id, day, summary, description, url, checked, place } of days) {
    calendar.createEvent({
      summary: onOneLine(summary),
      description: onOneLine(description),
      url,
      id: `${id}@cairn`,
      start: new Date(`${day}T00:00:00Z`),
      end: new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000),
      allDay: true,
      timezone: 'UTC',
      // The day of reading, not of asking: a calendar that asks again sees no false change.
      stamp: new Date(`${checked}T00:00:00Z`),
      location: place === undefined ? undefined : onOneLine(place),
    });
  }
  return calendar.toString();
}

/** The library escapes line feeds but lets carriage returns through, which some calendars read as the end of a line. */
function onOneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}

/** Every dated run of a course: its start, its end, and its last day to enrol. Cancelled runs are left out. */
export function calendarDays(course: Course, origin: string): CalendarDay[] {
  return course.offerings.flatMap((run) => {
    if (run.cancelled) return [];
    const common = {
      url: `${origin}/courses/${course.slug}`,
      description: `Offered by ${course.provider.name}. Read on ${course.lastChecked}.`,
      checked: course.lastChecked,
      place: [run.venue?.name, run.venue?.town].filter(Boolean).join(', ') || undefined,
    };
    const unsure = run.startApproximate ? ' (date to be confirmed)' : '';
    const days: [string, string | undefined, string][] = [
      ['start', run.start, `${course.title} starts${unsure}`],
      ['end', run.end === run.start ? undefined : run.end, `${course.title} ends${unsure}`],
      ['enrol', run.enrolUntil, `Last day to enrol: ${course.title}`],
    ];
    return days.flatMap(([what, day, summary]) =>
      day === undefined ? [] : [{ ...common, id: `${run.id}-${what}`, day, summary }],
    );
  });
}
