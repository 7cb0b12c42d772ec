/** A mark stands: the learner sees it, it counts towards completion, a letter tells of it. In the caller's transaction. */
import { sendToPerson } from '../../../accounts/index.js';
import type { Db } from '../../../platform/db/index.js';
import { LEARNING, markedLetter } from '../../mails/index.js';
import { saveStanding } from '../../queries/marking/submissions.js';
import { isPassed } from '../../rules/marking/marks.js';
import type { Mark } from '../../schema/marking.js';
import type { Place } from '../learner.js';
import type { Learning } from '../parts.js';
import { recordResult } from '../progress.js';
import type { AtSubmission } from './desk.js';

type Given = { mark: Mark; score: number; now: Date };
type At = Pick<AtSubmission, 'submission' | 'step' | 'edition'> & { place: Place };

/**
 * Marks it and tells the learner. The best mark of the step counts; one that is not better changes nothing but this page, and neither does
 * one for an assignment that has changed since they handed in.
 */
export async function letStand(
  parts: Pick<Learning, 'letters' | 'origin'>,
  trx: Db,
  at: At,
  given: Given,
): Promise<void> {
  await keepStanding(trx, at, given);
  const { place, step, edition } = at;
  const link = `${parts.origin}/learn/${place.enrolment.id}/steps/${step.key}`;
  const letter = markedLetter({ title: edition.content.title, step: step.title, link });
  await sendToPerson(trx, parts.letters, place.enrolment.personId, LEARNING, letter);
}

export async function keepStanding(
  trx: Db,
  { submission, step, edition, place }: At,
  { mark, score, now }: Given,
): Promise<void> {
  const passed = isPassed(score, step.pass);
  await saveStanding(trx, { id: submission.id, mark, score, passed, decidedAt: now });
  if (edition.digests[step.key] !== place.edition.digests[step.key]) return;
  await recordResult(trx, place, {
    ...{ step: step.key, score, passed, by: 'assignment', reference: submission.id, decidedAt: now },
  });
}
