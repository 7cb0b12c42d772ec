/** Two markers who differ settle on one mark, or a third gives it; an appeal is decided. */
import { type Actor, recordAct, sendToPerson } from '../../../accounts/index.js';
import { appealDecidedLetter, LEARNING } from '../../mails/index.js';
import { insertAppeal, saveAgreement, saveAppealDecided } from '../../queries/marking/markings.js';
import { lockSubmission } from '../../queries/marking/submissions.js';
import { scoreOf } from '../../rules/marking/marks.js';
import { LearningError } from '../../schema/index.js';
import type { Mark } from '../../schema/marking.js';
import { getPlace } from '../learner.js';
import type { Learning } from '../parts.js';
import { holdSubmission, type MarkingAsked, refuseUnlessMay } from './desk.js';
import { keepStanding, letStand } from './standing.js';

type Parts = Pick<Learning, 'db' | 'clock' | 'letters' | 'origin'>;

/**
 * One of the two proposes, and the other confirms; whoever is neither decides at once.
 * @throws LearningError 403 | 404 | 409 | 422
 */
export async function proposeMark(
  parts: Parts,
  actor: Actor,
  asked: MarkingAsked,
  given: { mark: Mark; reason: string },
): Promise<'proposed' | 'stands'> {
  const now = parts.clock.now();
  return parts.db.transaction().execute(async (trx) => {
    const at = await holdSubmission(trx, actor, asked, now);
    refuseUnlessMay(at);
    if (at.stage !== 'agreement') throw new LearningError(409, 'Nothing is to be agreed on here.');
    const score = scoreOf(at.step.rubric, given.mark);
    const reason = reasonOf(given.reason);
    const isThird = ![at.row.firstBy, at.row.secondBy].includes(at.person.id);
    const agreed = isThird ? { agreedBy: at.person.id, agreedAt: now } : { agreedBy: null, agreedAt: null };
    const proposal = { mark: given.mark, score, reason, proposedBy: at.person.id, proposedAt: now, ...agreed };
    await saveAgreement(trx, at.submission.id, proposal);
    if (isThird) await letStand(parts, trx, at, { mark: given.mark, score, now });
    const act = isThird ? 'learning.mark-settled' : 'learning.mark-proposed';
    await recordAct(trx, at.person, { act, subject: `submission:${at.submission.id}` }, now);
    return isThird ? 'stands' : 'proposed';
  });
}

/** @throws LearningError 403 | 404 | 409 */
export async function confirmMark(parts: Parts, actor: Actor, asked: MarkingAsked): Promise<void> {
  const now = parts.clock.now();
  await parts.db.transaction().execute(async (trx) => {
    const at = await holdSubmission(trx, actor, asked, now);
    refuseUnlessMay(at);
    const proposal = at.marks.agreement;
    if (at.stage !== 'agreement' || !proposal) throw new LearningError(409, 'There is no proposal to confirm.');
    if (proposal.proposedBy === at.person.id)
      throw new LearningError(
        409,
        'You proposed this mark. The other marker confirms it, or a third assessor decides.',
      );
    await saveAgreement(trx, at.submission.id, { ...proposal, agreedBy: at.person.id, agreedAt: now });
    await letStand(parts, trx, at, { mark: proposal.mark, score: proposal.score, now });
    const subject = `submission:${at.submission.id}`;
    await recordAct(trx, at.person, { act: 'learning.mark-settled', subject }, now);
  });
}

/** A learner asks once for another look at a mark. @throws SignInNeededError, LearningError 404 | 409 | 422 */
export async function appealMark(
  { db, clock }: Pick<Learning, 'db' | 'clock'>,
  actor: Actor,
  asked: { enrolment: string; step: string; submission: string; words: string },
): Promise<void> {
  const now = clock.now();
  const words = asked.words.trim();
  await db.transaction().execute(async (trx) => {
    const place = await getPlace(trx, actor, asked.enrolment, { hold: true });
    const submission = await lockSubmission(trx, asked.submission);
    if (!submission || submission.enrolmentId !== place.enrolment.id || submission.step !== asked.step)
      throw new LearningError(404, 'There is no such work of yours at this step.');
    if (submission.state !== 'marked' || submission.score === null)
      throw new LearningError(409, 'It is not marked yet, so there is nothing to appeal against.');
    if (words === '' || words.length > 4000)
      throw new LearningError(422, 'Say in your words, in at most 4,000 characters, what was judged wrongly.', 'words');
    const appeal = { submissionId: submission.id, words, scoreBefore: submission.score, now };
    if (!(await insertAppeal(trx, appeal)))
      throw new LearningError(409, 'You have asked for another look at this mark before. One can do so once.');
  });
}

/**
 * Decides an appeal: the mark stands, or rises. It never falls: whoever asks for another look risks nothing.
 * @throws LearningError 403 | 404 | 409 | 422
 */
export async function decideAppeal(
  parts: Parts,
  actor: Actor,
  asked: MarkingAsked,
  given: { outcome: 'stands' | 'raised'; mark: Mark; reason: string },
): Promise<void> {
  const now = parts.clock.now();
  await parts.db.transaction().execute(async (trx) => {
    const at = await holdSubmission(trx, actor, asked, now);
    refuseUnlessMay(at);
    if (at.stage !== 'appeal') throw new LearningError(409, 'No appeal waits here. It may have been decided already.');
    const reason = reasonOf(given.reason);
    if (given.outcome === 'raised') {
      const score = scoreOf(at.step.rubric, given.mark);
      if (score <= (at.submission.score ?? 0))
        throw new LearningError(
          422,
          'An appeal never lowers a mark. Choose levels that come to more, or let the mark stand.',
          'outcome',
        );
      await keepStanding(trx, at, { mark: given.mark, score, now });
    }
    const { outcome } = given;
    await saveAppealDecided(trx, { submissionId: at.submission.id, outcome, reason, by: at.person.id, now });
    const { place, step, edition } = at;
    const link = `${parts.origin}/learn/${place.enrolment.id}/steps/${step.key}`;
    const letter = appealDecidedLetter({ title: edition.content.title, step: step.title, link });
    await sendToPerson(trx, parts.letters, place.enrolment.personId, LEARNING, letter);
    const act = { act: 'learning.appeal-decided', subject: `submission:${at.submission.id}`, detail: { outcome } };
    await recordAct(trx, at.person, act, now);
  });
}

function reasonOf(words: string): string {
  const reason = words.trim();
  if (reason === '' || reason.length > 4000)
    throw new LearningError(422, 'Say why, in at most 4,000 characters.', 'reason');
  return reason;
}
