/** What a learner does on the page of a step: says that it is done, keeps where they are, writes for themselves. */
import { type Actor, requirePerson } from '../../../accounts/index.js';
import type { Clock } from '../../../platform/clock/index.js';
import type { Db } from '../../../platform/db/index.js';
import { findCompletion, saveDeclared } from '../../queries/player/completions.js';
import { findWritten, savePlace, savePlayback, saveWritten } from '../../queries/player/writing.js';
import { progressOf } from '../../queries/progress.js';
import { LearningError, type Step } from '../../schema/index.js';
import type { PlaceSent, Playback, WritingKind, WritingSent, Written } from '../../schema/player.js';
import type { DoneBy, StepProgress } from '../../schema/progress.js';
import { getPlace, getStep, refuseUnlessWorking } from '../learner.js';
import { completeStep } from '../progress.js';

type Parts = { db: Db; clock: Clock };
type At = { enrolment: string; step: string };

/** Something else was saved meanwhile, on another device: both are shown, nothing is lost. */
export class WrittenMeanwhileError extends Error {
  override readonly name = 'WrittenMeanwhileError';
  readonly status = 409;
  constructor(readonly theirs: Written) {
    super(
      'You wrote something else here meanwhile, in another window or on another device. Both are shown: keep what you need.',
    );
  }
}

/** What the learner says is done themselves. Tests and assignments are done by taking them, discussions by writing, sessions by being there. */
const SELF_MARKED: readonly Step['type'][] = ['article', 'video'];
/** What was done once, and may be said to hold still after its step has changed. Tests and assignments are taken again. */
const CONFIRMED: Readonly<Partial<Record<Step['type'], DoneBy>>> = { discussion: 'posted', session: 'attended' };

/** Whether the learner says of this step that it is done, or that it still holds. */
export function mayMark(step: Step, progress: Pick<StepProgress, 'askAgain' | 'how'> | null): boolean {
  if (SELF_MARKED.includes(step.type)) return true;
  const how = CONFIRMED[step.type];
  return how !== undefined && progress?.askAgain === true && (progress.how === how || progress.how === 'confirmed');
}

/**
 * The learner says that a step is done, or, where it changed since, that what they did still holds. Done twice, it is done.
 * Returns the step to go on with; null: it was the last. @throws SignInNeededError, LearningError
 */
export async function markDone({ db, clock }: Parts, actor: Actor, at: At): Promise<Step | null> {
  return db.transaction().execute(async (trx) => {
    const place = await getPlace(trx, actor, at.enrolment, { hold: true });
    refuseUnlessWorking(place);
    const step = getStep(place, at.step);
    const before = (await progressOf(trx, at.enrolment)).find((one) => one.step === step.key) ?? null;
    if (!mayMark(step, before))
      throw new LearningError(422, 'This step is done by taking it: nobody can say so of themselves.');
    const how = before?.askAgain ? 'confirmed' : 'marked';
    await completeStep(trx, place, { step: step.key, how, now: clock.now() });
    const { steps } = place.edition;
    return steps[steps.findIndex((one) => one.step === step) + 1]?.step ?? null;
  });
}

/** A number from the future would hold up everything that comes after it. */
const AHEAD_MS = 60_000;

/** @throws SignInNeededError, LearningError */
export async function keepPlace({ db, clock }: Parts, actor: Actor, at: At, sent: PlaceSent): Promise<void> {
  const place = await getPlace(db, actor, at.enrolment);
  if (place.enrolment.state === 'left') return;
  const { key } = getStep(place, at.step);
  const number = Math.min(sent.number, clock.now().getTime() + AHEAD_MS);
  await savePlace(db, { ...sent, number, enrolmentId: at.enrolment, step: key });
}

/** Returns the count of saves, which the next change builds on. @throws SignInNeededError, LearningError, WrittenMeanwhileError */
export async function keepWriting(
  { db, clock }: Parts,
  actor: Actor,
  { kind, ...at }: At & { kind: WritingKind },
  { text, base }: WritingSent,
): Promise<number> {
  const place = await getPlace(db, actor, at.enrolment);
  const step = getStep(place, at.step);
  const whose = { enrolmentId: at.enrolment, step: step.key, kind };
  const written = await findWritten(db, whose);
  if (written === null && text === '') return 0;
  const prompt = kind === 'note' ? null : (step.reflection ?? written?.prompt);
  if (prompt === undefined) throw new LearningError(404, 'This step asks for no reflection.');
  const saves = await saveWritten(db, { ...whose, text, base, prompt, now: clock.now() });
  if (saves !== null) return saves;
  throw new WrittenMeanwhileError((await findWritten(db, whose)) ?? { text: '', saves: 0, prompt: null });
}

/** @throws SignInNeededError */
export async function keepPlayback({ db, clock }: Parts, actor: Actor, playback: Playback): Promise<void> {
  await savePlayback(db, requirePerson(actor).id, playback, clock.now());
}

/** How long it took, as the learner says; null: they do not say. @throws SignInNeededError, LearningError */
export async function declareTime(
  { db }: Parts,
  actor: Actor,
  enrolment: string,
  minutes: number | null,
): Promise<void> {
  await getPlace(db, actor, enrolment);
  if ((await findCompletion(db, enrolment)) === null)
    throw new LearningError(409, 'You are asked how long it took when you have completed the course.');
  await saveDeclared(db, enrolment, minutes);
}
