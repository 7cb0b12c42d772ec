/** Peer feedback: offered after one's own work is handed in, never asked for, without names on either side. */
import { type Actor, recordAct } from '../../../accounts/index.js';
import { newId } from '../../../platform/crypto/index.js';
import type { Db } from '../../../platform/db/index.js';
import {
  findReading,
  flaggedIn,
  insertReading,
  lockReading,
  nextToRead,
  readingsBy,
  saveAnswers,
  saveFlag,
  saveFlagDecision,
  saveThanks,
} from '../../queries/marking/peers.js';
import { filesOf, findSubmission, submissionsAt } from '../../queries/marking/submissions.js';
import { type AssignmentStep, LearningError } from '../../schema/index.js';
import type { PeerAnswers, PeerReading, Submission, SubmissionFile } from '../../schema/marking.js';
import { getEdition } from '../editions.js';
import { getPlace, getStep, type Place } from '../learner.js';
import type { Learning } from '../parts.js';
import { assignmentOf, requireAssessor } from './desk.js';

type Parts = Pick<Learning, 'db' | 'clock'>;
type AtStep = { enrolment: string; step: string };
type AtReading = AtStep & { peer: string };

const NOT_HERE = 'There is no such work for you to read.';

/**
 * Another's work to read; the one that is open is given again. Null: none is there now.
 * @throws SignInNeededError, LearningError 404 | 409
 */
export async function askForPeer({ db, clock }: Parts, actor: Actor, asked: AtStep): Promise<string | null> {
  return db.transaction().execute(async (trx) => {
    const { place, step } = await atStep(trx, actor, asked, { hold: true });
    const own = await submissionsAt(trx, asked.enrolment, step.key);
    if (!own.some(({ submittedAt }) => submittedAt !== null))
      throw new LearningError(409, 'Hand in your own work first. Then you can read others’.');
    const mine = await readingsBy(trx, asked.enrolment, step.key);
    const open = mine.find(({ writtenAt }) => writtenAt === null);
    if (open) return open.id;
    if (mine.length >= step.peers) throw new LearningError(409, 'You have read as many as are offered here.');
    const edition = place.edition.number;
    const submissionId = await nextToRead(trx, { enrolmentId: asked.enrolment, step: step.key, edition });
    if (submissionId === null) return null;
    const id = newId();
    await insertReading(trx, { id, submissionId, readerId: asked.enrolment, now: clock.now() });
    return id;
  });
}

export type PeerWork = {
  reading: PeerReading;
  step: AssignmentStep;
  submission: Pick<Submission, 'words'>;
  files: SubmissionFile[];
};

/** What somebody reads, without whose it is. @throws SignInNeededError, LearningError 404 */
export async function readPeer({ db }: Pick<Learning, 'db'>, actor: Actor, asked: AtReading): Promise<PeerWork> {
  await atStep(db, actor, asked);
  const reading = await findReading(db, asked.peer);
  const submission = reading && (await findSubmission(db, reading.submissionId));
  if (!submission || reading.readerId !== asked.enrolment || submission.step !== asked.step)
    throw new LearningError(404, NOT_HERE);
  const edition = await getEdition(db, submission.courseId, submission.edition);
  const step = assignmentOf(edition, submission.step);
  return { reading, step, submission: { words: submission.words }, files: await filesOf(db, [submission.id]) };
}

/** Once, and not changed afterwards. @throws SignInNeededError, LearningError 404 | 409 | 422 */
export async function writePeerFeedback(
  { db, clock }: Parts,
  actor: Actor,
  asked: AtReading,
  answers: PeerAnswers,
): Promise<void> {
  const { step } = await readPeer({ db }, actor, asked);
  const kept = tidyAnswers(step, answers);
  if (kept.overall === '' && Object.keys(kept.criteria).length === 0)
    throw new LearningError(422, 'Write at least one sentence before you send it.', 'overall');
  await db.transaction().execute(async (trx) => {
    const reading = await lockReading(trx, asked.peer);
    if (!reading || reading.readerId !== asked.enrolment) throw new LearningError(404, NOT_HERE);
    if (reading.writtenAt === null) await saveAnswers(trx, reading.id, kept, clock.now());
  });
}

/** What the rubric asks, and nothing else. */
function tidyAnswers(step: AssignmentStep, { criteria, overall }: PeerAnswers): PeerAnswers {
  const kept = step.rubric
    .map(({ key }) => [key, (criteria[key] ?? '').trim()] as const)
    .filter(([, words]) => words !== '');
  return { criteria: Object.fromEntries(kept), overall: overall.trim() };
}

/** Whoever got feedback thanks for it, or says that it is out of place: it is hidden at once, and staff look. */
export async function answerFeedback(
  { db, clock }: Parts,
  actor: Actor,
  asked: AtReading,
  given: { act: 'thank' | 'flag'; words: string },
): Promise<void> {
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    await atStep(trx, actor, asked);
    const reading = await lockReading(trx, asked.peer);
    const submission = reading && (await findSubmission(trx, reading.submissionId));
    if (!submission || submission.enrolmentId !== asked.enrolment || reading.writtenAt === null)
      throw new LearningError(404, 'There is no such feedback to your work.');
    if (given.act === 'thank') return saveThanks(trx, reading.id, now);
    const words = given.words.trim().slice(0, 2000);
    if (reading.decision === 'kept')
      throw new LearningError(409, 'Staff have looked at this and kept it. Write to them if something is wrong still.');
    await saveFlag(trx, reading.id, words === '' ? null : words, now);
  });
}

/** Staff hide for good what is out of place, or show it again. Neither of the two it is between decides. */
export async function decideFlagged(
  { db, clock }: Parts,
  actor: Actor,
  asked: { organisation: string; peer: string; decision: string },
): Promise<void> {
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    const { person, organisation } = await requireAssessor(trx, actor, asked.organisation);
    const [flagged] = await flaggedIn(trx, organisation.id, asked.peer);
    if (!flagged) throw new LearningError(404, 'There is no such feedback at this organisation.');
    if ([flagged.readerPersonId, flagged.learnerPersonId].includes(person.id))
      throw new LearningError(403, 'You wrote or got this yourself: somebody else decides.');
    const { decision } = asked;
    if (decision !== 'hidden' && decision !== 'kept')
      throw new LearningError(422, 'Choose whether it is hidden or shown.');
    if (!(await saveFlagDecision(trx, { id: flagged.id, decision, by: person.id, now })))
      throw new LearningError(409, 'This was decided already.');
    const act = { act: 'learning.feedback-decided', subject: `peer-reading:${flagged.id}`, detail: { decision } };
    await recordAct(trx, person, act, now);
  });
}

async function atStep(
  db: Db,
  actor: Actor,
  asked: AtStep,
  { hold = false } = {},
): Promise<{ place: Place; step: AssignmentStep }> {
  const place = await getPlace(db, actor, asked.enrolment, { hold });
  return { place, step: getStep(place, asked.step, 'assignment') as AssignmentStep };
}
