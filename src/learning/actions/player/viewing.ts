/** The page of a step: opened, read, left. Few questions, since thousands look at the same time. */
import type { Actor, PersonActor } from '../../../accounts/index.js';
import { requirePerson } from '../../../accounts/index.js';
import type { Clock } from '../../../platform/clock/index.js';
import { newId } from '../../../platform/crypto/index.js';
import type { Db } from '../../../platform/db/index.js';
import { markOpened, type StepSeen, seenOf } from '../../queries/player/view.js';
import { stepSubject } from '../../rules/people/circles.js';
import type { Step, Week } from '../../schema/index.js';
import { getPlace, getStep, type Place } from '../learner.js';
import { talkOf } from '../people/talking.js';

export type OpenedStep = {
  person: PersonActor;
  place: Place;
  step: Step;
  week: Week;
  previous: Step | null;
  next: Step | null;
  seen: StepSeen;
};

/** Where they were is written again after so long, so that staff see who is still learning. */
const SEEN_AGAIN_MS = 10 * 60_000;

/** @throws SignInNeededError, LearningError 404 */
export async function openStep(
  { db, clock }: { db: Db; clock: Clock },
  actor: Actor,
  { enrolment: id, step: key }: { enrolment: string; step: string },
): Promise<OpenedStep> {
  const person = requirePerson(actor);
  const place = await getPlace(db, person, id);
  const step = getStep(place, key);
  const subject = stepSubject(talkOf(place, key));
  const seen = await seenOf(db, { enrolmentId: id, personId: person.id, step: key, subject });
  await keepOpened(db, place, key, seen, clock.now());
  const { steps } = place.edition;
  const at = steps.findIndex((one) => one.step === step);
  return {
    ...{ person, place, step, seen },
    week: steps[at]!.week,
    previous: steps[at - 1]?.step ?? null,
    next: steps[at + 1]?.step ?? null,
  };
}

async function keepOpened(
  db: Db,
  { enrolment, edition }: Place,
  step: string,
  { progress, lastSeen }: StepSeen,
  now: Date,
): Promise<void> {
  if (enrolment.state === 'left') return;
  const isRecent = lastSeen !== null && now.getTime() - lastSeen.getTime() < SEEN_AGAIN_MS;
  if (progress !== null && enrolment.lastStep === step && isRecent) return;
  await markOpened(db, {
    ...{ enrolmentId: enrolment.id, edition: edition.number, step, now },
    digest: edition.digests[step] ?? '',
    told: newId(),
  });
}
