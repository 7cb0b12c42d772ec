/** A learner in their course: every act of the player begins here. */
import { type Actor, requirePerson } from '../../accounts/index.js';
import type { Db } from '../../platform/db/index.js';
import { findOffering, findPlace, lockEnrolment } from '../queries/enrolments.js';
import { type Enrolment, LearningError, type Offering, type Step, type StepType } from '../schema/index.js';
import { type Edition, getEdition } from './editions.js';

export type Place = { enrolment: Enrolment; edition: Edition; offering: Offering };

const NOT_YOURS = 'You are not enrolled here. Your courses are at /my/learning.';

/**
 * The learner's own enrolment, and nobody else's. `hold`: inside a transaction, acts on one enrolment happen one after the other.
 * @throws SignInNeededError, LearningError 404
 */
export async function getPlace(db: Db, actor: Actor, enrolmentId: string, { hold = false } = {}): Promise<Place> {
  const person = requirePerson(actor);
  if (hold) {
    const held = await lockEnrolment(db, enrolmentId);
    if (held?.personId !== person.id) throw new LearningError(404, NOT_YOURS);
    return placeOf(db, held);
  }
  const found = await findPlace(db, enrolmentId);
  if (found?.personId !== person.id) throw new LearningError(404, NOT_YOURS);
  const { offering, ...enrolment } = found;
  return { enrolment, offering, edition: await getEdition(db, enrolment.courseId, enrolment.edition) };
}

export async function placeOf(db: Db, enrolment: Enrolment): Promise<Place> {
  const offering = await findOffering(db, enrolment.offeringId);
  if (!offering) throw new LearningError(404, NOT_YOURS);
  return { enrolment, offering, edition: await getEdition(db, enrolment.courseId, enrolment.edition) };
}

/** @throws LearningError 404 where the edition has no such step, or not of this type. */
export function getStep<T extends StepType>({ edition }: Place, key: string, type: T): Extract<Step, { type: T }>;
export function getStep({ edition }: Place, key: string): Step;
export function getStep({ edition }: Place, key: string, type?: StepType): Step {
  const found = edition.steps.find(({ step }) => step.key === key)?.step;
  if (!found || (type && found.type !== type))
    throw new LearningError(404, 'This course has no such step. It may have been in an earlier edition.');
  return found;
}

/** @throws LearningError 409: what is left behind is read, not worked on. */
export function refuseUnlessWorking({ enrolment }: Place): void {
  if (enrolment.state === 'left')
    throw new LearningError(409, 'You left this course. Enrol again to go on: your work is kept.');
}
