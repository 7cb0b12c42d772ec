/** A learner takes a quiz or a test: begins, saves, hands in. The server's clock alone counts. */
import { randomInt } from 'node:crypto';
import type { Actor } from '../../../accounts/index.js';
import { newId } from '../../../platform/crypto/index.js';
import type { Db } from '../../../platform/db/index.js';
import { addAttempt, attemptsAt, findAttempt, saveAnswers } from '../../queries/assessment/attempts.js';
import { multiplierOf } from '../../queries/assessment/granting.js';
import { lockEnrolment } from '../../queries/enrolments.js';
import { pausesOf } from '../../queries/offerings/time.js';
import {
  type Answers,
  adviceOf,
  answersFrom,
  drawItems,
  dueAt,
  isOver,
  type Standing,
  seededRandom,
  standingOf,
} from '../../rules/assessment/index.js';
import { deadlinesOf } from '../../rules/offerings/deadlines.js';
import type { Attempt } from '../../schema/assessment.js';
import { LearningError, type QuizStep } from '../../schema/index.js';
import { getPlace, getStep, type Place, refuseUnlessWorking } from '../learner.js';
import type { Learning } from '../parts.js';
import { type Asked, askedIn } from './asked.js';
import { finishAttempt } from './ending.js';

type Taking = Pick<Learning, 'db' | 'clock'>;
export type AtStep = { enrolment: string; step: string };
export type AtAttempt = AtStep & { attempt: string };

/**
 * Begins an attempt and returns its id; where one is open already, that one. One learner's acts come one after the other, so two that begin
 * at once never get more attempts than there are.
 * @throws LearningError 409 no attempt is left, or the last day is over; 422 the statement of integrity was not agreed to; 404
 */
export async function startAttempt(
  { db, clock }: Taking,
  actor: Actor,
  at: AtStep,
  { agreed }: { agreed: boolean },
): Promise<string> {
  return db.transaction().execute(async (trx) => {
    const now = clock.now();
    const place = await getPlace(trx, actor, at.enrolment, { hold: true });
    refuseUnlessWorking(place);
    const step = getStep(place, at.step, 'quiz');
    const attempts = await endedWhereOver(trx, place, step, now);
    const digest = place.edition.digests[step.key] ?? '';
    const { open, mayStart } = standingOf(step, digest, attempts);
    if (open) return open.id;
    await refuseAfterLastDay(trx, place, clock);
    if (!mayStart) throw new LearningError(409, 'You have used all attempts at this test. Your best result stands.');
    const mustAgree = step.test && place.edition.content.integrity !== undefined;
    if (mustAgree && !agreed)
      throw new LearningError(422, 'Please read the statement about your own work, and tick that you agree.', 'agreed');
    return begin(trx, place, step, { number: attempts.length + 1, agreedAt: mustAgree ? now : null, now });
  });
}

/** What is saved stays; more time opens it again. @throws LearningError 409 */
async function refuseAfterLastDay(trx: Db, place: Place, clock: Learning['clock']): Promise<void> {
  const { last } = deadlinesOf(place, await pausesOf(trx, place.enrolment.id), clock.today());
  if (last && clock.now().getTime() >= last.at.getTime())
    throw new LearningError(
      409,
      `The last day for work was ${last.day}. What you saved is kept; ask for more time on the plan of your course.`,
    );
}

async function begin(
  trx: Db,
  { enrolment, edition }: Place,
  step: QuizStep,
  { number, agreedAt, now }: { number: number; agreedAt: Date | null; now: Date },
): Promise<string> {
  const seed = randomInt(2 ** 32);
  const drawn = drawItems(step, edition.content.banks, seededRandom(seed));
  if (drawn.length === 0) throw new LearningError(409, 'This quiz has no questions. Please tell its provider.');
  const multiplier = await multiplierOf(trx, enrolment.personId, enrolment.courseId);
  const id = newId(now.getTime());
  await addAttempt(trx, {
    ...{
      id,
      enrolmentId: enrolment.id,
      step: step.key,
      edition: edition.number,
      number,
      seed,
      agreedAt,
      startedAt: now,
    },
    digest: edition.digests[step.key] ?? '',
    drawn: drawn.map(({ item, order }) => ({
      item,
      order: Object.fromEntries(Object.entries(order).map(([name, keys]) => [name, [...keys]])),
    })),
    dueAt: dueAt(step, multiplier, now),
  });
  return id;
}

/** `base`: how often it had been saved when the page was drawn; `by`: the page; `number`: grows with each saving of a page. */
export type Sent = { base: number; number: number; by: string; fields: Readonly<Record<string, unknown>> };
/**
 * `saved`: kept. `older`: something newer is kept already. `elsewhere`: another page saved meanwhile what this one has not seen, so nothing
 * is written over. `ended`: the attempt is over; what came before its end counts. `check`: saved and not handed in, since something is open.
 */
export type Saved = { state: 'saved' | 'older' | 'elsewhere' | 'ended' | 'check'; number: number };

/** @throws LearningError 404 */
export async function saveAttempt({ db, clock }: Taking, actor: Actor, at: AtAttempt, sent: Sent): Promise<Saved> {
  return db.transaction().execute(async (trx) => {
    const now = clock.now();
    const { place, attempt } = await held(trx, actor, at);
    return save(trx, place, attempt, sent, now);
  });
}

/**
 * Hands in, with the answers that were sent along. Twice is the same as once. After its time what was saved by then is scored.
 * `older` and `elsewhere`: nothing was handed in, for the page that was sent is not the newest. Where questions are open, whoever is not
 * sure is asked first.
 * @throws LearningError 404
 */
export async function submitAttempt(
  { db, clock }: Taking,
  actor: Actor,
  at: AtAttempt,
  { isSure, ...sent }: Sent & { isSure: boolean },
): Promise<Saved> {
  return db.transaction().execute(async (trx) => {
    const now = clock.now();
    const { place, attempt } = await held(trx, actor, at);
    // Whoever began by the clock in time also ends by it.
    if (!attempt.ended && attempt.dueAt === null) await refuseAfterLastDay(trx, place, clock);
    const saved = await save(trx, place, attempt, sent, now);
    if (saved.state !== 'saved') return saved;
    const newest = await findAttempt(trx, place.enrolment.id, attempt.id);
    if (!newest) return saved;
    const { questions } = await askedIn(trx, place.enrolment.courseId, newest);
    const isOpen = questions.some(({ item }, index) => adviceOf(item, newest.answers, index) !== null);
    if (isOpen && !isSure) return { ...saved, state: 'check' };
    await finishAttempt(trx, place, newest, { how: 'submitted', now });
    return { ...saved, state: 'ended' };
  });
}

async function save(trx: Db, place: Place, attempt: Attempt, sent: Sent, now: Date): Promise<Saved> {
  const number = attempt.answersNumber;
  if (attempt.ended) return { state: 'ended', number };
  if (isOver(attempt, now)) {
    await finishAttempt(trx, place, attempt, { how: 'time', now });
    return { state: 'ended', number };
  }
  const { questions } = await askedIn(trx, place.enrolment.courseId, attempt);
  const answers = answersFrom(sent.fields, questions);
  if (isSame(answers, attempt.answers)) return { state: 'saved', number };
  if (sent.by !== attempt.answersBy && sent.base !== number) return { state: 'elsewhere', number };
  if (sent.number <= number) return { state: 'older', number };
  const kept = Object.fromEntries(Object.entries(answers).map(([name, values]) => [name, [...values]]));
  await saveAnswers(trx, { id: attempt.id, answers: kept, number: sent.number, by: sent.by, now });
  return { state: 'saved', number: sent.number };
}

/** What is sent twice is saved once, whatever its number. */
function isSame(one: Answers, other: Answers): boolean {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return names.every((name) => JSON.stringify(one[name] ?? []) === JSON.stringify(other[name] ?? []));
}

async function held(trx: Db, actor: Actor, at: AtAttempt): Promise<{ place: Place; attempt: Attempt }> {
  const place = await getPlace(trx, actor, at.enrolment, { hold: true });
  refuseUnlessWorking(place);
  return { place, attempt: await ownAttempt(trx, place, at) };
}

async function ownAttempt(db: Db, { enrolment }: Place, { step, attempt: id }: AtAttempt): Promise<Attempt> {
  const attempt = await findAttempt(db, enrolment.id, id);
  if (attempt?.step !== step) throw new LearningError(404, 'There is no such attempt of yours. Open the step again.');
  return attempt;
}

export type AttemptLook = { place: Place; attempt: Attempt; asked: Asked; standing: Standing; now: Date };

/** An attempt of one's own; where its time is over it ends by this look. @throws LearningError 404 */
export async function lookAtAttempt({ db, clock }: Taking, actor: Actor, at: AtAttempt): Promise<AttemptLook> {
  const now = clock.now();
  const place = await getPlace(db, actor, at.enrolment);
  const found = await ownAttempt(db, place, at);
  const attempt = isOver(found, now) ? await endNow(db, actor, at, now) : found;
  const asked = await askedIn(db, place.enrolment.courseId, attempt);
  const attempts = await attemptsAt(db, place.enrolment.id, at.step);
  // By its own digest: what is said of an attempt does not change with the course.
  return { place, attempt, asked, standing: standingOf(asked.step, attempt.digest, attempts), now };
}

/** Where one stands with a quiz, for its step's page. */
export async function lookAtQuiz({ db, clock }: Taking, place: Place, step: QuizStep): Promise<Standing> {
  const now = clock.now();
  const attempts = await attemptsAt(db, place.enrolment.id, step.key);
  const newest = attempts.some((attempt) => isOver(attempt, now))
    ? await db.transaction().execute((trx) => endedWhereOver(trx, place, step, now))
    : attempts;
  return standingOf(step, place.edition.digests[step.key] ?? '', newest);
}

/** Minutes that this learner has for a quiz; null: no limit. */
export async function minutesFor(db: Db, { enrolment }: Place, step: QuizStep): Promise<number | null> {
  if (step.timeLimit === null) return null;
  return step.timeLimit * (await multiplierOf(db, enrolment.personId, enrolment.courseId));
}

async function endNow(db: Db, actor: Actor, at: AtAttempt, now: Date): Promise<Attempt> {
  return db.transaction().execute(async (trx) => {
    const place = await getPlace(trx, actor, at.enrolment, { hold: true });
    const attempt = await ownAttempt(trx, place, at);
    return isOver(attempt, now) ? finishAttempt(trx, place, attempt, { how: 'time', now }) : attempt;
  });
}

/** The enrolment is held again (it may be already), so that two looks end an attempt once. */
async function endedWhereOver(trx: Db, place: Place, step: QuizStep, now: Date): Promise<Attempt[]> {
  await lockEnrolment(trx, place.enrolment.id);
  const attempts = await attemptsAt(trx, place.enrolment.id, step.key);
  const looked: Attempt[] = [];
  for (const attempt of attempts)
    looked.push(isOver(attempt, now) ? await finishAttempt(trx, place, attempt, { how: 'time', now }) : attempt);
  return looked;
}
