/** What a learner says of the courses that they take with their providers: each act is one press, and theirs alone. */
import { type Actor, type PersonActor, recordAct, requirePerson } from '../../accounts/index.js';
import { type Course, findCourse } from '../../catalogue/index.js';
import { newId } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import {
  countLearners,
  countTakings,
  deleteTaking,
  findTaking,
  insertTaking,
  lockLearner,
  newestTaking,
  saveTaking,
  takingsOf,
} from '../queries/taking.js';
import { dateFaults, isOver, NO_DATES, sayStep, statedEnd, stepOf, toldCount } from '../rules/taking.js';
import {
  STEPS,
  type Taking,
  type TakingDates,
  type TakingFigures,
  TakingRefusedError,
  type TakingStep,
  TakingUnknownError,
} from '../schema/taking.js';

/** When it is said. `today` is an ISO day. */
export type TakingMoment = { now: Date; today: string };

/** Nobody takes more; a program might. */
const MOST = 500;

/** Everything that whoever asks takes or took. @throws SignInNeededError */
export async function listTakings(db: Db, actor: Actor): Promise<Taking[]> {
  return takingsOf(db, requirePerson(actor).id);
}

/** @throws SignInNeededError, TakingUnknownError */
export async function getTaking(db: Db, actor: Actor, id: string): Promise<Taking> {
  const taking = await findTaking(db, requirePerson(actor).id, id);
  if (!taking) throw new TakingUnknownError();
  return taking;
}

/** What somebody said last of a course (id of the course as it stands); null: nothing, or nobody is signed in. */
export async function takingOf(db: Db, actor: Actor, courseId: string): Promise<Taking | null> {
  return actor.kind === 'person' ? newestTaking(db, actor.id, courseId) : null;
}

/**
 * They plan a course, go to its page, or are further. Where they said something of it before that is not over, that is taken on: pressing
 * twice is pressing once. Returns the id of what is kept. @throws SignInNeededError, TakingUnknownError, TakingRefusedError
 */
export async function takeCourse(
  db: Db,
  actor: Actor,
  { slug, step }: { slug: string; step: TakingStep },
  moment: TakingMoment,
): Promise<string> {
  const person = requirePerson(actor);
  const course = await findCourse(db, slug);
  if (!course) throw new TakingUnknownError('No course stands at this address. The link may be old or mistyped.');
  return db.transaction().execute(async (trx) => {
    await lockLearner(trx, person.id);
    const before = await newestTaking(trx, person.id, course.id);
    if (before && !isOver(before.step)) {
      const isFurther = STEPS.indexOf(step) > STEPS.indexOf(before.step);
      if (isFurther) await keep(trx, person, before, said(before.dates, step, course, moment), moment);
      return before.id;
    }
    return begin(trx, person, course, step, moment);
  });
}

async function begin(
  trx: Db,
  person: PersonActor,
  course: Course,
  step: TakingStep,
  moment: TakingMoment,
): Promise<string> {
  if ((await countTakings(trx, person.id)) >= MOST)
    throw new TakingRefusedError(`You keep ${MOST} courses here. Remove one that you no longer need.`);
  const id = newId();
  const dates = said(NO_DATES, step, course, moment);
  const edition = course.edition.number;
  await insertTaking(trx, { id, personId: person.id, courseId: course.id, edition, step, dates, now: moment.now });
  await record(trx, person, id, 'reviews.course-taken', step, moment);
  return id;
}

/** With the day on which it should end, where a source leaves no doubt. */
function said(dates: TakingDates, step: TakingStep, course: Course, { today }: TakingMoment): TakingDates {
  const next = sayStep(dates, step, today);
  const isUnderWay = step === 'enrolled' || step === 'started';
  return isUnderWay && next.ends === null ? { ...next, ends: statedEnd(course.offerings, today) } : next;
}

/** @throws SignInNeededError, TakingUnknownError, TakingRefusedError */
export async function sayTakingStep(
  db: Db,
  actor: Actor,
  { id, step }: { id: string; step: TakingStep },
  moment: TakingMoment,
): Promise<Taking> {
  const person = requirePerson(actor);
  return db.transaction().execute(async (trx) => {
    const taking = await ownTaking(trx, person, id);
    const course = await findCourse(trx, taking.course.id);
    const dates = course ? said(taking.dates, step, course, moment) : sayStep(taking.dates, step, moment.today);
    await keep(trx, person, taking, dates, moment);
    return getTaking(trx, actor, id);
  });
}

/**
 * They finished it here. Where they said something of this course that is not over, that is finished too; a course that they never put into
 * their list is not put there. In the transaction of whoever knows.
 */
export async function sayFinished(
  trx: Db,
  { personId, courseId, finished }: { personId: string; courseId: string; finished: string },
  { now, today }: TakingMoment,
): Promise<void> {
  await lockLearner(trx, personId);
  const taking = await newestTaking(trx, personId, courseId);
  if (!taking || isOver(taking.step)) return;
  const dates = { ...sayStep(taking.dates, 'finished', today), finished };
  if (Object.keys(dateFaults(dates, today)).length > 0) return;
  await saveTaking(trx, taking.id, { step: 'finished', dates, now });
}

/** All dates at once, as they correct them; how far they are follows. @throws SignInNeededError, TakingUnknownError, TakingRefusedError */
export async function changeTakingDates(
  db: Db,
  actor: Actor,
  { id, dates }: { id: string; dates: TakingDates },
  moment: TakingMoment,
): Promise<void> {
  const person = requirePerson(actor);
  await db.transaction().execute(async (trx) => keep(trx, person, await ownTaking(trx, person, id), dates, moment));
}

/** @throws SignInNeededError, TakingUnknownError */
export async function removeTaking(db: Db, actor: Actor, id: string, { now }: TakingMoment): Promise<void> {
  const person = requirePerson(actor);
  await db.transaction().execute(async (trx) => {
    await ownTaking(trx, person, id);
    await deleteTaking(trx, id);
    await recordAct(trx, person, { act: 'reviews.taking-removed', subject: `taking:${id}` }, now);
  });
}

/** Held until the transaction ends. */
async function ownTaking(trx: Db, person: PersonActor, id: string): Promise<Taking> {
  await lockLearner(trx, person.id);
  const taking = await findTaking(trx, person.id, id);
  if (!taking) throw new TakingUnknownError();
  return taking;
}

async function keep(
  trx: Db,
  person: PersonActor,
  { id }: Taking,
  dates: TakingDates,
  moment: TakingMoment,
): Promise<void> {
  const step = stepOf(dates);
  if (step === null) throw new TakingRefusedError('Leave at least one day, or remove the course from your list.');
  const faults = dateFaults(dates, moment.today);
  if (Object.keys(faults).length > 0) throw new TakingRefusedError('One of the days cannot be right.', faults);
  await saveTaking(trx, id, { step, dates, now: moment.now });
  await record(trx, person, id, 'reviews.step-said', step, moment);
}

async function record(
  trx: Db,
  person: PersonActor,
  id: string,
  act: string,
  step: TakingStep,
  { now }: TakingMoment,
): Promise<void> {
  await recordAct(trx, person, { act, subject: `taking:${id}`, detail: { step } }, now);
}

/** How many people say that they enrolled on the courses of a provider, by course: only where there are enough of them. */
export async function takingFigures(db: Db, providerId: string): Promise<Map<string, TakingFigures>> {
  const counted = await countLearners(db, providerId);
  return new Map(
    counted.map(({ courseId, enrolled, finished }) => [
      courseId,
      { enrolled: toldCount(enrolled), finished: toldCount(finished) },
    ]),
  );
}
