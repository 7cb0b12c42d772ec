/** Publishing one course: its words become what the organisation states, in one transaction. Two editors never overwrite each other. */
import { type Actor, recordAct } from '../../../accounts/index.js';
import { newId } from '../../../platform/crypto/index.js';
import type { Db } from '../../../platform/db/index.js';
import {
  deleteDraft,
  draftByKey,
  findCourse,
  findKnownCourse,
  holdListing,
  inSavepoint,
  lockPublisher,
  type OwnListing,
  ownListingByKey,
  takeRunNumber,
} from '../../queries/index.js';
import { type CourseForm, type Faults, recordOfForm } from '../../rules/publishing/index.js';
import type { Course, CourseRecord } from '../../schema.js';
import { RollBack } from '../transactions.js';
import { type Publisher, requirePublisher } from './publisher.js';
import { ownSource, providerRef, stateReadings } from './stating.js';

/** What a form is about. `key`: the course's identifier in the organisation's own source; `course`: the one it speaks of. */
export type FormFor = { organisation: string; key: string; course: string | null; version: string };
export type Moment = { now: Date; today: string };

/** The form says something that cannot be published. */
export class FaultyFormError extends Error {
  override readonly name = 'FaultyFormError';
  readonly status = 422;
  constructor(readonly faults: Faults) {
    super('Something needs changing before this can be published.');
  }
}

/** Somebody else saved the course after this form was opened. `version`: as it is now. */
export class ChangedMeanwhileError extends Error {
  override readonly name = 'ChangedMeanwhileError';
  readonly status = 409;
  constructor(readonly version: string) {
    super(
      'Somebody else changed this course while you were writing. Nothing of yours is lost: it is still in the form.',
    );
  }
}

/** The course is another organisation's, or is not there. */
export class NotOwnCourseError extends Error {
  override readonly name = 'NotOwnCourseError';
  readonly status = 404;
  constructor() {
    super('This organisation offers no such course.');
  }
}

/** `joined`: names of other sources that list the same course. */
export type Published = { id: string; slug: string; edition: number; isNew: boolean; joined: string[] };

/** @throws FaultyFormError, ChangedMeanwhileError, NotOwnCourseError, and what `requirePublisher` throws */
export function publishCourse(
  db: Db,
  actor: Actor,
  about: FormFor,
  form: CourseForm,
  moment: Moment,
): Promise<Published> {
  return db.transaction().execute(async (trx) => {
    const publisher = await requirePublisher(trx, actor, about.organisation, 'editor');
    const { course, isNew } = await writeCourse(trx, publisher, about, form, moment);
    await deleteDraft(trx, publisher.id, about.key);
    const published = publishedOf(course, isNew, publisher);
    await recordAct(
      trx,
      actor,
      {
        act: isNew ? 'catalogue.course-published' : 'catalogue.course-changed',
        subject: `course:${course.id}`,
        detail: { organisation: publisher.id, edition: course.edition.number },
      },
      moment.now,
    );
    return published;
  });
}

/** The course that the organisation states under this key; published from the form where there is none yet. Returns its id. */
export async function publishOnce(
  db: Db,
  actor: Actor,
  { organisation, key }: { organisation: string; key: string },
  form: CourseForm,
  moment: Moment,
): Promise<string> {
  const publisher = await requirePublisher(db, actor, organisation, 'editor');
  const { listing, version } = await versionOf(db, publisher, key);
  if (listing) return listing.courseId;
  return (await publishCourse(db, actor, { organisation, key, course: null, version }, form, moment)).id;
}

export type Rehearsed = { course: Course; published: Published; editionBefore: number | null };

/** What publishing would come to, exactly: it is done and undone. An author may look. */
export async function rehearseCourse(
  db: Db,
  actor: Actor,
  about: FormFor,
  form: CourseForm,
  moment: Moment,
): Promise<Rehearsed> {
  try {
    return await db.transaction().execute(async (trx) => {
      const publisher = await requirePublisher(trx, actor, about.organisation, 'author');
      const { course, isNew, editionBefore } = await writeCourse(trx, publisher, about, form, moment);
      throw new RollBack({ course, editionBefore, published: publishedOf(course, isNew, publisher) });
    });
  } catch (error) {
    if (error instanceof RollBack) return error.result as Rehearsed;
    throw error;
  }
}

type Written = { course: Course; isNew: boolean; editionBefore: number | null };

async function writeCourse(
  trx: Db,
  publisher: Publisher,
  about: FormFor,
  form: CourseForm,
  { today }: Moment,
): Promise<Written> {
  await lockPublisher(trx, publisher.id);
  const { version, listing } = await versionOf(trx, publisher, about.key);
  if (version !== about.version) throw new ChangedMeanwhileError(version);
  const target = listing?.courseId ?? about.course;
  const before = target === null ? null : await findKnownCourse(trx, target);
  if (target !== null && before?.providerId !== publisher.id) throw new NotOwnCourseError();
  const read = recordOfForm(form, { externalId: about.key, provider: providerRef(publisher) });
  if ('faults' in read) throw new FaultyFormError(read.faults);
  const courseId = await stateCourse(trx, publisher, read.record, { listing, target, today });
  const course = (await findCourse(trx, courseId)) as Course;
  return { course, isNew: listing === null, editionBefore: before?.edition ?? null };
}

/** States the record, and returns the course that it speaks of. */
async function stateCourse(
  trx: Db,
  publisher: Publisher,
  record: CourseRecord,
  { listing, target, today }: { listing: OwnListing | null; target: string | null; today: string },
): Promise<string> {
  const state = async (db: Db): Promise<string> => {
    const stating = { runId: await takeRunNumber(db), input: 'form', today };
    await stateReadings(db, publisher, [{ type: 'course', at: 'form', record }], stating);
    return ((await ownListingByKey(db, publisher.sourceKey, record.externalId)) as OwnListing).courseId;
  };
  if (listing !== null || target === null) return state(trx);
  const found = await joinByItself(trx, target, state);
  if (found) return target;
  // Its title and address are now others than any source knows: a place is held for it on the course that was opened.
  const { id: sourceId } = await ownSource(trx, publisher);
  await holdListing(trx, {
    id: newId(),
    sourceId,
    externalId: record.externalId,
    courseId: target,
    providerId: publisher.id,
    today,
  });
  return state(trx);
}

/** Whether the record finds its course as a feed's would: content that is then only known better makes no new edition. */
async function joinByItself(trx: Db, target: string, state: (db: Db) => Promise<string>): Promise<boolean> {
  try {
    await inSavepoint(trx, async (part) => {
      if ((await state(part)) !== target) throw new RollBack(null);
    });
    return true;
  } catch (error) {
    if (error instanceof RollBack) return false;
    throw error;
  }
}

function publishedOf(course: Course, isNew: boolean, { sourceKey }: Publisher): Published {
  const others = course.sources.filter(({ key }) => key !== sourceKey).map(({ name }) => name);
  return { id: course.id, slug: course.slug, edition: course.edition.number, isNew, joined: [...new Set(others)] };
}

/** What a form is written over: the draft and what is published. It changes whenever either does. */
export async function versionOf(
  db: Db,
  publisher: Publisher,
  key: string,
): Promise<{ version: string; listing: OwnListing | null; draftVersion: number }> {
  const [listing, draft] = [
    await ownListingByKey(db, publisher.sourceKey, key),
    await draftByKey(db, publisher.id, key),
  ];
  const draftVersion = draft?.version ?? 0;
  const stated = listing ? `${listing.contentHash}-${listing.state}` : 'none';
  return { version: `${draft?.id ?? ''}-${draftVersion}-${stated}`, listing, draftVersion };
}
