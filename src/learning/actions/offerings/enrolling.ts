/** A learner enrols, waits, leaves and comes back. */
import { randomUUID } from 'node:crypto';
import { type Actor, type PersonActor, requirePerson, sendToPerson } from '../../../accounts/index.js';
import { newId } from '../../../platform/crypto/index.js';
import type { Db } from '../../../platform/db/index.js';
import { formatDay } from '../../../ui/index.js';
import { enrolledLetter, LEARNING } from '../../mails/index.js';
import {
  addWaiting,
  comeBack,
  findEnrolmentIn,
  holdPerson,
  insertEnrolment,
  insertMove,
  leave,
  removeWaiting,
} from '../../queries/offerings/enrolling.js';
import { paidPlaces } from '../../queries/offerings/places.js';
import { lockRun } from '../../queries/offerings/runs.js';
import { endPauses } from '../../queries/offerings/time.js';
import { dayIn } from '../../rules/offerings/days.js';
import { closedBecause, placeNeeded, startOf } from '../../rules/offerings/entry.js';
import { LearningError } from '../../schema/index.js';
import type { PlaceAsked, Run } from '../../schema/runs.js';
import { judgeCompletion } from '../completing.js';
import { getEdition } from '../editions.js';
import { getPlace } from '../learner.js';
import type { Learning } from '../parts.js';
import { requireEmployed, takePlace, withTries } from './places.js';
import { tellWaiting } from './telling.js';

export type EnrolAsked = PlaceAsked & { offering: string };
/** `isNew`: false where they were in this run already. */
export type Enrolled = { enrolment: string; isNew: boolean };

const NO_RUN = 'There is no such run. It may have been cancelled; look at the course again.';
export const FULL = 'This run is full. You can ask to be told when a seat is free.';

/**
 * Enrols whoever acts, once: sent twice it is done once. Who left comes back to their work, by the edition that they had.
 * @throws SignInNeededError, LearningError 404 | 409 (closed, full, in another run of the course) | 403 (not of the employer) |
 * 422 with the field that is wrong
 */
export async function enrol(
  learning: Pick<Learning, 'db' | 'clock' | 'secret' | 'letters' | 'origin'>,
  actor: Actor,
  asked: EnrolAsked,
): Promise<Enrolled> {
  const person = requirePerson(actor);
  const now = learning.clock.now();
  return withCodes(learning.db, person, asked, now, () =>
    learning.db.transaction().execute(async (trx) => {
      await holdPerson(trx, person.id);
      const run = await lockRun(trx, asked.offering);
      if (!run) throw new LearningError(404, NO_RUN);
      const before = await findEnrolmentIn(trx, person.id, run.courseId);
      if (before?.state === 'active') return here(before, run);
      const today = dayIn(now, run.timeZone);
      await requireRoom(learning, person, { run, today, code: asked.code });
      const enrolment =
        before?.state === 'left'
          ? await backIn(trx, run, before, { today, now })
          : await newIn(trx, run, person, { today, now });
      const needed = placeNeeded(await paidPlaces(trx, enrolment), run);
      await takePlace(trx, learning, { run, needed, enrolmentId: enrolment, asked, today, now });
      await removeWaiting(trx, run.id, person.id);
      // What was marked while they were away may have been the last thing that was missing.
      if (before?.state === 'left') await judgeCompletion(trx, await getPlace(trx, actor, enrolment), now);
      const { title } = (await getEdition(trx, run.courseId, run.edition)).content;
      const starts = run.starts !== null && run.starts > today ? formatDay(run.starts) : null;
      const link = `${learning.origin}/learn/${enrolment}`;
      await sendToPerson(trx, learning.letters, person.id, LEARNING, enrolledLetter({ title, link, starts }));
      return { enrolment, isNew: true };
    }),
  );
}

/** Codes are tried so many times and no more; whoever types none tries none. */
export function withCodes<T>(
  db: Db,
  person: PersonActor,
  { voucher, code }: PlaceAsked,
  now: Date,
  act: () => Promise<T>,
): Promise<T> {
  const withVoucher = voucher ? () => withTries(db, person, 'voucher', now, act) : act;
  return code ? withTries(db, person, 'employer', now, withVoucher) : withVoucher();
}

/** Whether the run is open, for them, and has a seat. The run is held. */
export async function requireRoom(
  learning: Pick<Learning, 'db' | 'secret'>,
  person: PersonActor,
  { run, today, code }: { run: Run; today: string; code: string | undefined },
): Promise<void> {
  const closed = closedBecause(run, today);
  if (closed) throw new LearningError(409, closed);
  await requireEmployed(learning, person, run, code);
  if (run.seats !== null && run.taken >= run.seats) throw new LearningError(409, FULL);
}

function here(before: { id: string; offeringId: string }, run: Run): Enrolled {
  if (before.offeringId === run.id) return { enrolment: before.id, isNew: false };
  throw new LearningError(
    409,
    'You take this course already, in another run. Move to this one from its plan: your work goes with you.',
  );
}

type Days = { today: string; now: Date };

async function newIn(trx: Db, run: Run, person: PersonActor, { today, now }: Days): Promise<string> {
  const id = newId();
  const { courseId, edition } = run;
  const starts = startOf(run, today);
  await insertEnrolment(trx, {
    ...{ id, personId: person.id, courseId, edition, offeringId: run.id, starts, now },
    // Tells nothing, not even when it was made.
    actorKey: randomUUID(),
  });
  return id;
}

async function backIn(
  trx: Db,
  run: Run,
  { id, offeringId, edition }: { id: string; offeringId: string; edition: number },
  { today, now }: Days,
): Promise<string> {
  await comeBack(trx, id, { offeringId: run.id, starts: startOf(run, today) });
  if (offeringId !== run.id)
    await insertMove(trx, {
      ...{ id: newId(), enrolmentId: id, fromOffering: offeringId, toOffering: run.id },
      ...{ fromEdition: edition, toEdition: edition, movedAt: now },
    });
  return id;
}

/** Asks to be told when a seat is free. */
export async function waitForSeat(
  { db, clock, secret }: Pick<Learning, 'db' | 'clock' | 'secret'>,
  actor: Actor,
  asked: { offering: string; code?: string | undefined },
): Promise<void> {
  const person = requirePerson(actor);
  const now = clock.now();
  await withCodes(db, person, asked, now, () =>
    db.transaction().execute(async (trx) => {
      const run = await lockRun(trx, asked.offering);
      if (!run) throw new LearningError(404, NO_RUN);
      const closed = closedBecause(run, dayIn(now, run.timeZone));
      if (closed) throw new LearningError(409, closed);
      await requireEmployed({ db, secret }, person, run, asked.code);
      if (run.seats === null || run.taken < run.seats) throw new LearningError(409, 'There is a seat: enrol now.');
      await addWaiting(trx, run.id, person.id, now);
    }),
  );
}

/** Waits no more. */
export async function stopWaiting(
  { db }: Pick<Learning, 'db'>,
  actor: Actor,
  { offering }: { offering: string },
): Promise<void> {
  await removeWaiting(db, offering, requirePerson(actor).id);
}

/** Leaves. The work is kept, and the seat is somebody else's. Left twice, it is left. */
export async function leaveCourse(
  learning: Pick<Learning, 'db' | 'clock' | 'letters' | 'origin'>,
  actor: Actor,
  enrolmentId: string,
): Promise<void> {
  const now = learning.clock.now();
  await learning.db.transaction().execute(async (trx) => {
    const { enrolment, offering } = await getPlace(trx, actor, enrolmentId, { hold: true });
    if (enrolment.state === 'completed')
      throw new LearningError(409, 'You completed this course. There is nothing to leave.');
    await endPauses(trx, enrolment.id, dayIn(now, offering.timeZone));
    await leave(trx, enrolment.id, now);
    await tellWaiting(trx, learning, offering.id, now);
  });
}
