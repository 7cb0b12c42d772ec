/** Courses merged and parted by staff. What they decide of two listings goes before every rule, in every later import. */
import { type Actor, personKey, recordAct } from '../../../accounts/index.js';
import { requireStaff } from '../../../organisations/index.js';
import { newId } from '../../../platform/crypto/index.js';
import type { Db } from '../../../platform/db/index.js';
import {
  type ComparedListing,
  endCourseMerge,
  findCourseMerge,
  findMergeable,
  insertBareCourse,
  insertCourseMerge,
  isMergedAway,
  leadCourseBack,
  leadCourseTo,
  listingsOfCourses,
  lockMergeable,
  lockWeaving,
  type MergeableCourse,
  moveDrafts,
  moveListings,
  saveDecisions,
  takeCourseNumbers,
} from '../../queries/index.js';
import { reweave } from '../weave-courses.js';

/** When it is done, as the log and the editions need it. */
export type StaffMoment = { now: Date; today: string };

/** What cannot be done as things stand: a sentence for staff. */
export class MergingError extends Error {
  override readonly name = 'MergingError';
  readonly status: 404 | 409 | 422;
  constructor(message: string, status: 404 | 409 | 422 = 409) {
    super(message);
    this.status = status;
  }
}

/** `from` turned out to be `into` (ids or numbers). Returns the course that stays. @throws MergingError */
export function mergeCourses(
  db: Db,
  actor: Actor,
  asked: { from: string; into: string; reason: string },
  moment: StaffMoment,
): Promise<MergeableCourse> {
  const by = requireStaff(actor);
  return db.transaction().execute(async (trx) => {
    await lockWeaving(trx);
    const [from, into] = await twoCourses(trx, asked.from, asked.into);
    if (from.providerId !== into.providerId)
      throw new MergingError(
        `${from.provider} and ${into.provider} are two organisations. If they are one, merge those first.`,
      );
    const stayed = (await listingsOfCourses(trx, [into.id])).map(({ id }) => id);
    const moved = await moveListings(trx, { ids: null, from: from.id, into: into.id });
    if (moved.length === 0 || stayed.length === 0)
      throw new MergingError('One of the two has no listing, so there is nothing to merge.');
    const led = await leadCourseTo(trx, from.id, into.id);
    await moveDrafts(trx, from.id, into.id);
    const decided = { who: await whoOf(trx, by), reason: asked.reason, now: moment.now };
    await saveDecisions(trx, { ones: moved, others: stayed, isOne: true }, decided);
    const ends = { fromId: from.id, intoId: into.id };
    await insertCourseMerge(trx, { id: newId(), ...ends, listingIds: moved, ledIds: led, ...decided });
    await reweave(trx, moment.today, [from.id, into.id]);
    const detail = { into: into.id, listings: moved.length };
    await recordAct(trx, by, { act: 'catalogue.courses-merged', subject: `course:${from.id}`, detail }, moment.now);
    return into;
  });
}

/** Gives the listings that a merge moved back to the course that they came from. Returns that course. @throws MergingError */
export function undoMerge(
  db: Db,
  actor: Actor,
  asked: { merge: string; reason: string },
  moment: StaffMoment,
): Promise<MergeableCourse> {
  const by = requireStaff(actor);
  return db.transaction().execute(async (trx) => {
    await lockWeaving(trx);
    const merge = await findCourseMerge(trx, asked.merge);
    if (!merge) throw new MergingError('This was parted already.');
    await lockMergeable(trx, [merge.fromId, merge.intoId]);
    if (await isMergedAway(trx, merge.intoId))
      throw new MergingError('The course that stayed was merged into another since. Part those first.');
    const moved = await moveListings(trx, { ids: merge.listingIds, from: merge.intoId, into: merge.fromId });
    if (moved.length === 0) throw new MergingError('None of the listings that were merged is there any more.');
    await leadCourseBack(trx, merge.fromId, merge.ledIds);
    await endCourseMerge(trx, merge.id, moment.now);
    await decideApart(trx, by, { ones: moved, course: merge.intoId, reason: asked.reason }, moment.now);
    await reweave(trx, moment.today, [merge.fromId, merge.intoId]);
    const detail = { from: merge.intoId, listings: moved.length };
    await recordAct(
      trx,
      by,
      { act: 'catalogue.courses-parted', subject: `course:${merge.fromId}`, detail },
      moment.now,
    );
    return (await findMergeable(trx, merge.fromId)) as MergeableCourse;
  });
}

/** Listings that rules had joined become a course of their own. Returns it. @throws MergingError */
export function partListings(
  db: Db,
  actor: Actor,
  asked: { course: string; listings: readonly string[]; reason: string },
  moment: StaffMoment,
): Promise<MergeableCourse> {
  const by = requireStaff(actor);
  return db.transaction().execute(async (trx) => {
    await lockWeaving(trx);
    const course = await courseOf(trx, asked.course);
    await lockMergeable(trx, [course.id]);
    const all = await listingsOfCourses(trx, [course.id]);
    const leaving = all.filter(({ id }) => asked.listings.includes(id));
    if (leaving.length === 0) throw new MergingError('Choose at least one listing of this course.', 422);
    if (leaving.length === all.length)
      throw new MergingError('At least one listing must stay: else nothing would be parted.', 422);
    const id = newId();
    await makeCourse(trx, id, course, leaving, moment.today);
    const ids = leaving.map((listing) => listing.id);
    await moveListings(trx, { ids, from: course.id, into: id });
    await decideApart(trx, by, { ones: ids, course: course.id, reason: asked.reason }, moment.now);
    await reweave(trx, moment.today, [course.id, id]);
    const detail = { from: course.id, listings: ids.length };
    await recordAct(trx, by, { act: 'catalogue.listings-parted', subject: `course:${id}`, detail }, moment.now);
    return (await findMergeable(trx, id)) as MergeableCourse;
  });
}

/** Two courses that look alike are two: nothing proposes or joins them again. @throws MergingError */
export function keepApart(
  db: Db,
  actor: Actor,
  asked: { one: string; other: string; reason: string },
  { now }: StaffMoment,
): Promise<void> {
  const by = requireStaff(actor);
  return db.transaction().execute(async (trx) => {
    await lockWeaving(trx);
    const [one, other] = await twoCourses(trx, asked.one, asked.other);
    const ones = (await listingsOfCourses(trx, [one.id])).map(({ id }) => id);
    await decideApart(trx, by, { ones, course: other.id, reason: asked.reason }, now);
    const detail = { other: other.id };
    await recordAct(trx, by, { act: 'catalogue.courses-kept-apart', subject: `course:${one.id}`, detail }, now);
  });
}

async function twoCourses(trx: Db, first: string, second: string): Promise<[MergeableCourse, MergeableCourse]> {
  const pair: [MergeableCourse, MergeableCourse] = [await courseOf(trx, first), await courseOf(trx, second)];
  if (pair[0].id === pair[1].id) throw new MergingError('These are one course already.', 422);
  await lockMergeable(
    trx,
    pair.map(({ id }) => id),
  );
  return pair;
}

/** @throws MergingError (404) */
export async function courseOf(db: Db, idOrNum: string): Promise<MergeableCourse> {
  const course = await findMergeable(db, idOrNum);
  if (!course) throw new MergingError(`There is no course ${idOrNum.slice(0, 80)} here.`, 404);
  return course;
}

/** Its facts come of weaving; it was first seen as the listing was that is oldest. */
async function makeCourse(
  trx: Db,
  id: string,
  from: MergeableCourse,
  listings: readonly ComparedListing[],
  today: string,
): Promise<void> {
  const [num] = await takeCourseNumbers(trx, 1);
  const first = listings[0] as ComparedListing;
  const title = first.title || from.title;
  await insertBareCourse(trx, { id, num: num as number, providerId: first.providerId, title, today });
}

async function decideApart(
  trx: Db,
  by: Exclude<Actor, { kind: 'nobody' }>,
  { ones, course, reason }: { ones: readonly string[]; course: string; reason: string },
  now: Date,
): Promise<void> {
  const others = (await listingsOfCourses(trx, [course])).map(({ id }) => id);
  await saveDecisions(trx, { ones, others, isOne: false }, { who: await whoOf(trx, by), reason, now });
}

/** As the audit log names whoever acts. */
export async function whoOf(trx: Db, by: Exclude<Actor, { kind: 'nobody' }>): Promise<string> {
  return by.kind === 'person' ? personKey(trx, by.id) : by.kind;
}
