/** Deadlines and sessions of one enrolment, for a calendar. */
import type { Actor } from '../../../accounts/index.js';
import type { Db } from '../../../platform/db/index.js';
import { type Dated, writeLearnerCalendar } from '../../formats/calendar.js';
import { findEnrolment } from '../../queries/enrolments.js';
import { sessionsOf } from '../../queries/offerings/sessions.js';
import { pausesOf } from '../../queries/offerings/time.js';
import { dayIn } from '../../rules/offerings/days.js';
import { deadlinesOf } from '../../rules/offerings/deadlines.js';
import { readCalendarToken } from '../../rules/offerings/feed-address.js';
import { LearningError } from '../../schema/index.js';
import { getPlace, type Place, placeOf } from '../learner.js';
import type { Learning } from '../parts.js';

type Parts = Pick<Learning, 'db' | 'clock' | 'origin' | 'secret'>;

export async function ownCalendar(parts: Parts, actor: Actor, enrolmentId: string): Promise<string> {
  return calendarOf(parts, await getPlace(parts.db, actor, enrolmentId));
}

/** By the secret address: what a calendar program asks. @throws LearningError 404 where it is none of ours, or was left */
export async function calendarBehind(parts: Parts, token: string): Promise<string> {
  const id = readCalendarToken(parts.secret, token);
  const enrolment = id === null ? null : await findEnrolment(parts.db, id);
  if (!enrolment || enrolment.state === 'left')
    throw new LearningError(404, 'There is no calendar at this address. Look at the plan of your course for it.');
  return calendarOf(parts, await placeOf(parts.db, enrolment));
}

async function calendarOf({ db, clock, origin }: Parts, place: Place): Promise<string> {
  const { enrolment, edition, offering } = place;
  const { title } = edition.content;
  const url = `${origin}/learn/${enrolment.id}`;
  const today = dayIn(clock.now(), offering.timeZone);
  const { weeks, last } = deadlinesOf(place, await pausesOf(db, enrolment.id), today);
  const stamp = enrolment.enrolledAt;
  const days: Dated[] = weeks.map(({ week, title: name, day }) => ({
    ...{ id: `${enrolment.id}-${week}`, day, summary: `${name}: last day (${title})`, description: title, url, stamp },
  }));
  const end: Dated[] =
    last === null || last.day === weeks.at(-1)?.day
      ? []
      : [{ id: `${enrolment.id}-end`, day: last.day, summary: `Last day: ${title}`, description: title, url, stamp }];
  return writeLearnerCalendar(title, [...days, ...end, ...(await sessionEvents(db, place, url))]);
}

async function sessionEvents(db: Db, { edition, offering }: Place, url: string): Promise<Dated[]> {
  const sessions = await sessionsOf(db, offering.id);
  return sessions.map((session) => {
    const step = edition.steps.find((one) => one.step.key === session.step)?.step;
    return {
      ...{ id: session.id, starts: session.starts, ends: session.ends, stamp: session.changed },
      summary: step?.title ?? edition.content.title,
      // The link is for those who are enrolled; the address of a calendar is passed on too easily.
      description: session.link ? `${edition.content.title}. The link is on its page.` : edition.content.title,
      url: `${url}/steps/${session.step}`,
      place: [session.address, session.room].filter(Boolean).join(', ') || undefined,
      cancelled: session.cancelled !== null,
    };
  });
}
