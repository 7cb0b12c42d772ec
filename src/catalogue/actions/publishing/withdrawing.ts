/** Taking back what an organisation states of a course, and stating it again. */
import { type Actor, recordAct } from '../../../accounts/index.js';
import type { Db } from '../../../platform/db/index.js';
import {
  findKnownCourse,
  type KnownCourse,
  lockPublisher,
  type OwnListing,
  ownListingOfCourse,
  takeRunNumber,
} from '../../queries/index.js';
import { NO_LISTS, type Reading } from '../../schema.js';
import { type Publisher, requirePublisher } from './publisher.js';
import { stateReadings } from './stating.js';
import { type Moment, NotOwnCourseError } from './writing.js';

export type CourseOf = { organisation: string; course: string };

/** Whoever else lists the course goes on doing so. Does nothing where it is withdrawn. @throws NotOwnCourseError */
export function withdrawCourse(db: Db, actor: Actor, about: CourseOf, moment: Moment): Promise<void> {
  return changeState(db, actor, about, moment, 'withdrawn', ({ externalId }) => ({
    type: 'deleted',
    at: 'form',
    externalId,
  }));
}

/** States again what was withdrawn, as it stood. @throws NotOwnCourseError */
export function restoreCourse(db: Db, actor: Actor, about: CourseOf, moment: Moment): Promise<void> {
  return changeState(db, actor, about, moment, 'published', ({ record }) => ({
    type: 'course',
    at: 'form',
    record: { ...NO_LISTS, ...record },
  }));
}

function changeState(
  db: Db,
  actor: Actor,
  { organisation, course }: CourseOf,
  { now, today }: Moment,
  state: 'published' | 'withdrawn',
  readingOf: (listing: OwnListing) => Reading,
): Promise<void> {
  return db.transaction().execute(async (trx) => {
    const publisher = await requirePublisher(trx, actor, organisation, 'editor');
    await lockPublisher(trx, publisher.id);
    const { listing } = await ownCourse(trx, publisher, course);
    if (!listing) throw new NotOwnCourseError();
    if (listing.state === state) return;
    const stating = { runId: await takeRunNumber(trx), input: 'form', today };
    await stateReadings(trx, publisher, [readingOf(listing)], stating);
    await recordAct(
      trx,
      actor,
      {
        act: state === 'withdrawn' ? 'catalogue.course-withdrawn' : 'catalogue.course-restored',
        subject: `course:${listing.courseId}`,
        detail: { organisation: publisher.id },
      },
      now,
    );
  });
}

/** A course of this organisation, with what it states of it itself. @throws NotOwnCourseError */
export async function ownCourse(
  db: Db,
  publisher: Publisher,
  courseId: string,
): Promise<{ known: KnownCourse; listing: OwnListing | null }> {
  const known = await findKnownCourse(db, courseId);
  if (known?.providerId !== publisher.id) throw new NotOwnCourseError();
  return { known, listing: await ownListingOfCourse(db, publisher.sourceKey, known.id) };
}
