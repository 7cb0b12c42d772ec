/** Taking work, marking it, giving it back: each act is one transaction that holds the submission. */
import { type Actor, recordAct, sendToPerson } from '../../../accounts/index.js';
import type { Db } from '../../../platform/db/index.js';
import { LEARNING, returnedLetter } from '../../mails/index.js';
import { deleteMarking, saveMarking, saveTaken } from '../../queries/marking/markings.js';
import { markReturned, saveIdentity } from '../../queries/marking/submissions.js';
import { agree, needsSecond, scoreOf, together } from '../../rules/marking/marks.js';
import { isHeldBy } from '../../rules/marking/stages.js';
import { LearningError } from '../../schema/index.js';
import { type Mark, type MarkingIdentity, type MarkingPart, NO_MARK } from '../../schema/marking.js';
import type { Place } from '../learner.js';
import type { Learning } from '../parts.js';
import { type AtSubmission, holdSubmission, type MarkingAsked, refuseUnlessMay } from './desk.js';
import { letStand } from './standing.js';

type Parts = Pick<Learning, 'db' | 'clock' | 'letters' | 'origin'>;

/** Whoever takes work has it so long before others may; each save begins it anew. */
export const TAKEN_MS = 60 * 60_000;

/** Takes work to mark. Taken again by the same, it is theirs for longer. @throws LearningError 403 | 404 | 409 */
export async function takeSubmission({ db, clock }: Parts, actor: Actor, asked: MarkingAsked): Promise<void> {
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    const at = await holdSubmission(trx, actor, asked, now);
    refuseUnlessMay(at);
    const part = partOf(at);
    const until = new Date(now.getTime() + TAKEN_MS);
    await saveTaken(trx, { submissionId: at.submission.id, part, markerId: at.person.id, until, mark: NO_MARK });
  });
}

/** Gives it back to the queue; the draft goes. */
export async function releaseSubmission({ db, clock }: Parts, actor: Actor, asked: MarkingAsked): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const at = await holdTaken(trx, actor, asked, clock.now());
    await deleteMarking(trx, at.submission.id, at.part);
  });
}

/** Keeps a mark as a draft, whole or not. @throws LearningError 403 | 404 | 409 */
export async function saveMarkDraft(
  { db, clock }: Parts,
  actor: Actor,
  asked: MarkingAsked,
  given: { mark: Mark; identity: MarkingIdentity | null },
): Promise<void> {
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    const at = await holdTaken(trx, actor, asked, now);
    await keep(trx, at, given, { score: null, decidedAt: null, now });
  });
}

/**
 * Decides. Where the step asks for no second marker the mark stands at once; else when both agree, and if they differ once they have
 * settled on one. @throws LearningError 403 | 404 | 409 | 422 (a criterion without a level)
 */
export async function decideMark(
  parts: Parts,
  actor: Actor,
  asked: MarkingAsked,
  given: { mark: Mark; identity: MarkingIdentity | null },
): Promise<'stands' | 'second' | 'agreement'> {
  const now = parts.clock.now();
  return parts.db.transaction().execute(async (trx) => {
    const at = await holdTaken(trx, actor, asked, now);
    const score = scoreOf(at.step.rubric, given.mark);
    await keep(trx, at, given, { score, decidedAt: now, now });
    const outcome = await settle(parts, trx, at, { mark: given.mark, score, now });
    const detail = { part: at.part, outcome };
    await recordAct(trx, at.person, { act: 'learning.marked', subject: `submission:${at.submission.id}`, detail }, now);
    return outcome;
  });
}

/** Gives work back unmarked, because it cannot be read or is not what was asked: the learner hands in again. */
export async function returnSubmission(parts: Parts, actor: Actor, asked: MarkingAsked, words: string): Promise<void> {
  const now = parts.clock.now();
  const why = words.trim();
  if (why === '' || why.length > 4000)
    throw new LearningError(422, 'Say in a few words why it cannot be marked: the learner reads it.', 'returned');
  await parts.db.transaction().execute(async (trx) => {
    const at = await holdTaken(trx, actor, asked, now);
    if (at.part !== 'first')
      throw new LearningError(409, 'It has a first mark already, so it cannot be given back unmarked.');
    await deleteMarking(trx, at.submission.id, 'first');
    await markReturned(trx, at.submission.id, why);
    const { place, step, edition } = at;
    const link = `${parts.origin}/learn/${place.enrolment.id}/steps/${step.key}`;
    const letter = returnedLetter({ title: edition.content.title, step: step.title, link });
    await sendToPerson(trx, parts.letters, place.enrolment.personId, LEARNING, letter);
    await recordAct(trx, at.person, { act: 'learning.returned', subject: `submission:${at.submission.id}` }, now);
  });
}

type Taken = AtSubmission & { place: Place; part: MarkingPart };

/** @throws LearningError 409 where it is not theirs now. */
async function holdTaken(trx: Db, actor: Actor, asked: MarkingAsked, now: Date): Promise<Taken> {
  const at = await holdSubmission(trx, actor, asked, now);
  refuseUnlessMay(at);
  const part = partOf(at);
  if (!isHeldBy(at.stage, at.row, at.person.id, now))
    throw new LearningError(
      409,
      'This went back to the queue after an hour. Take it again: what you saved is there unless somebody else took it.',
    );
  return { ...at, part };
}

function partOf({ stage }: AtSubmission): MarkingPart {
  if (stage === 'first' || stage === 'second') return stage;
  throw new LearningError(409, 'This has both of its marks already.');
}

async function keep(
  trx: Db,
  at: Taken,
  { mark, identity }: { mark: Mark; identity: MarkingIdentity | null },
  { score, decidedAt, now }: { score: number | null; decidedAt: Date | null; now: Date },
): Promise<void> {
  const until = new Date(now.getTime() + TAKEN_MS);
  await saveMarking(trx, { submissionId: at.submission.id, part: at.part, mark, score, decidedAt, until });
  if (identity && at.part === 'first') await saveIdentity(trx, at.submission.id, identity);
}

async function settle(
  parts: Parts,
  trx: Db,
  at: Taken,
  given: { mark: Mark; score: number; now: Date },
): Promise<'stands' | 'second' | 'agreement'> {
  const { step, marks } = at;
  if (at.part === 'first') {
    if (needsSecond(step, given.score)) return 'second';
    await letStand(parts, trx, at, given);
    return 'stands';
  }
  const first = marks.first;
  if (first?.score === null || first?.score === undefined || !agree(first.score, given.score, step.pass))
    return 'agreement';
  const mark = together(step.rubric, first.mark, given.mark);
  await letStand(parts, trx, at, { mark, score: (first.score + given.score) / 2, now: given.now });
  return 'stands';
}
