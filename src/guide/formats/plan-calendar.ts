/**
 * A plan as a calendar (RFC 5545). Its hours are local to wherever the calendar is read ("floating"): a morning begins at
 * nine, an afternoon at one, an evening at seven. What has no part of the day is a whole day, named with its hours.
 */
import ical from 'ical-generator';
import { formatHours } from '../../ui/index.js';
import type { DayPart, Plan, Session } from '../schema.js';

const BEGINS: Record<DayPart, number> = { morning: 9, afternoon: 13, evening: 19 };
const ABOUT = 'A morning begins at 9:00, an afternoon at 13:00, an evening at 19:00: move it to what suits you.';

type Planned = { id: string; title: string; url: string; provider: string };

/** `day`: on which the plan was made, so that the same plan gives the same bytes. */
export function writePlan(course: Planned, plan: Plan, day: string): string {
  const title = onOneLine(course.title);
  const calendar = ical({
    name: `Plan: ${title}`,
    prodId: { company: 'Cairn', product: 'Plan', language: 'EN' },
  });
  for (const session of plan.sessions)
    calendar.createEvent({
      id: `plan-${course.id}-${session.day}-${session.part ?? 'week'}@cairn`,
      ...momentsOf(session),
      summary: `${title}: ${formatHours(session.hours)}${session.part === null ? ' this week' : ''}`,
      description: onOneLine([`Offered by ${course.provider}.`, ...plan.sentences, ABOUT].join(' ')),
      url: course.url,
      stamp: new Date(`${day}T00:00:00Z`),
    });
  return calendar.toString();
}

/** Moments without a zone: the library writes the figures of UTC as they are. */
function momentsOf({ day, part, hours }: Session) {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (part === null)
    return { start: new Date(midnight), end: new Date(midnight + 86_400_000), allDay: true, timezone: 'UTC' };
  const start = midnight + BEGINS[part] * 3_600_000;
  return { start: new Date(start), end: new Date(start + hours * 3_600_000), floating: true, timezone: 'UTC' };
}

/** The library escapes line feeds but lets carriage returns through, which some calendars read as the end of a line. */
function onOneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
