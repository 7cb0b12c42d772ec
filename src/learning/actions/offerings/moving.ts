/** To another run, or to a newer edition: both keep all work. */
import { type Actor, requirePerson } from '../../../accounts/index.js';
import { newId } from '../../../platform/crypto/index.js';
import type { Db } from '../../../platform/db/index.js';
import { findHostedCourse } from '../../queries/courses.js';
import { insertMove, removeWaiting, toEdition, toRun } from '../../queries/offerings/enrolling.js';
import { paidPlaces } from '../../queries/offerings/places.js';
import { lockRun } from '../../queries/offerings/runs.js';
import { endPauses } from '../../queries/offerings/time.js';
import { progressOf } from '../../queries/progress.js';
import { type Carried, carryOver, compareEditions, type StepChange } from '../../rules/content/index.js';
import { dayIn } from '../../rules/offerings/days.js';
import { placeNeeded, startOf } from '../../rules/offerings/entry.js';
import { LearningError } from '../../schema/index.js';
import type { PlaceAsked } from '../../schema/runs.js';
import { judgeCompletion } from '../completing.js';
import { type Edition, getEdition } from '../editions.js';
import { getPlace, type Place, placeOf, refuseUnlessWorking } from '../learner.js';
import type { Learning } from '../parts.js';
import { requireRoom, withCodes } from './enrolling.js';
import { takePlace } from './places.js';
import { tellWaiting } from './telling.js';

/**
 * Moves to another run of the same course. Work, edition and what was paid go along; deadlines are reckoned anew there.
 * @throws LearningError as enrolling does
 */
export async function moveEnrolment(
  learning: Pick<Learning, 'db' | 'clock' | 'secret' | 'letters' | 'origin'>,
  actor: Actor,
  { enrolment: id, to, ...asked }: PlaceAsked & { enrolment: string; to: string },
): Promise<void> {
  const person = requirePerson(actor);
  const now = learning.clock.now();
  await withCodes(learning.db, person, asked, now, () =>
    learning.db.transaction().execute(async (trx) => {
      const place = await getPlace(trx, actor, id, { hold: true });
      refuseUnlessActive(place);
      if (place.offering.id === to) return;
      const run = await lockRun(trx, to);
      if (!run || run.courseId !== place.enrolment.courseId)
        throw new LearningError(404, 'This course has no such run to move to.');
      const today = dayIn(now, run.timeZone);
      await requireRoom(learning, person, { run, today, code: asked.code });
      const needed = placeNeeded(await paidPlaces(trx, id), run);
      await takePlace(trx, learning, { run, needed, enrolmentId: id, asked, today, now });
      await endPauses(trx, id, today);
      await toRun(trx, id, { offeringId: run.id, starts: startOf(run, today) });
      await insertMove(trx, {
        ...{ id: newId(), enrolmentId: id, fromOffering: place.offering.id, toOffering: run.id, movedAt: now },
        ...{ fromEdition: place.enrolment.edition, toEdition: place.enrolment.edition },
      });
      await removeWaiting(trx, run.id, person.id);
      await tellWaiting(trx, learning, place.offering.id, now);
    }),
  );
}

/** What going over to a newer edition would change for one learner. */
export type Newer = { edition: Edition; changes: StepChange[]; carried: Carried };

/** The newest edition and what it would change; null: theirs is the newest, or they are through with it. */
export async function newerEdition(db: Db, place: Place): Promise<Newer | null> {
  if (place.enrolment.state !== 'active') return null;
  const course = await findHostedCourse(db, place.enrolment.courseId);
  if (!course || course.edition <= place.enrolment.edition) return null;
  const edition = await getEdition(db, course.id, course.edition);
  const progress = await progressOf(db, place.enrolment.id);
  return {
    edition,
    changes: compareEditions(place.edition.content, edition.content),
    carried: carryOver(progress, [], place.edition, edition),
  };
}

/**
 * Goes over to a newer edition, which the learner saw and consents to. What they did counts where the step is the same; where it
 * changed they are asked. Done twice, it is done.
 * @throws LearningError 409
 */
export async function migrateEnrolment(
  { db, clock }: Pick<Learning, 'db' | 'clock'>,
  actor: Actor,
  { enrolment: id, to }: { enrolment: string; to: number },
): Promise<void> {
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    const place = await getPlace(trx, actor, id, { hold: true });
    refuseUnlessActive(place);
    const from = place.enrolment.edition;
    if (to === from) return;
    if (to < from) throw new LearningError(409, 'You learn by a newer edition already.');
    const next = await getEdition(trx, place.enrolment.courseId, to);
    await toEdition(trx, id, to, next.digests);
    await insertMove(trx, {
      ...{ id: newId(), enrolmentId: id, fromOffering: place.offering.id, toOffering: place.offering.id },
      ...{ fromEdition: from, toEdition: to, movedAt: now },
    });
    const moved = await placeOf(trx, { ...place.enrolment, edition: to });
    await judgeCompletion(trx, moved, now);
  });
}

function refuseUnlessActive(place: Place): void {
  refuseUnlessWorking(place);
  if (place.enrolment.state === 'completed')
    throw new LearningError(409, 'You completed this course: it stays as you completed it.');
}
