/** What a learner sees of their own work at a step: drafts, marks that stand, appeals, what others wrote. Four queries at most. */
import type { Db } from '../../../platform/db/index.js';
import { appealsOf } from '../../queries/marking/markings.js';
import { feedbackFor, readingsBy } from '../../queries/marking/peers.js';
import { filesOf, submissionsAt } from '../../queries/marking/submissions.js';
import { countWords } from '../../rules/marking/texts.js';
import { type AssignmentStep, LearningError } from '../../schema/index.js';
import type { MarkAppeal, PeerReading, Submission, SubmissionFile } from '../../schema/marking.js';
import type { Edition } from '../editions.js';
import { getEdition } from '../editions.js';
import type { Place } from '../learner.js';
import { assignmentOf } from './desk.js';
import { nextNumber } from './handing-in.js';

export type OwnSubmission = {
  submission: Submission;
  /** By whose rubric it was marked. */
  step: AssignmentStep;
  files: SubmissionFile[];
  appeal: MarkAppeal | null;
};
export type OwnWork = {
  step: AssignmentStep;
  edition: Edition;
  /** Handed in, the newest first. */
  handedIn: OwnSubmission[];
  /** What is being written; null: nothing more is taken, or nothing was begun (`next` says which). */
  draft: { submission: Submission; files: SubmissionFile[]; count: number } | null;
  /** The number that the form is for; null: no more are taken now. */
  next: number | null;
  readings: PeerReading[];
  feedback: PeerReading[];
};

export async function ownWork(db: Db, place: Place, step: AssignmentStep): Promise<OwnWork> {
  const { id } = place.enrolment;
  const all = await submissionsAt(db, id, step.key);
  const ids = all.map((submission) => submission.id);
  const files = await filesOf(db, ids);
  const appeals = await appealsOf(db, ids);
  const withPeers = step.peers > 0 && all.some(({ submittedAt }) => submittedAt !== null);
  const ofOne = (submission: Submission) => files.filter(({ submissionId }) => submissionId === submission.id);
  const handedIn: OwnSubmission[] = [];
  for (const submission of all.toReversed()) {
    if (submission.state === 'draft') continue;
    const edition = await getEdition(db, submission.courseId, submission.edition);
    const appeal = appeals.find(({ submissionId }) => submissionId === submission.id) ?? null;
    handedIn.push({ submission, step: assignmentOf(edition, submission.step), files: ofOne(submission), appeal });
  }
  const draft = all.find(({ state }) => state === 'draft');
  return {
    ...{ step, edition: place.edition, handedIn, next: await nextNumber(db, place, step, all) },
    draft: draft ? { submission: draft, files: ofOne(draft), count: countWords(draft.words) } : null,
    readings: withPeers ? await readingsBy(db, id, step.key) : [],
    feedback: withPeers ? await feedbackFor(db, id, step.key) : [],
  };
}

/** @throws LearningError 404 */
export async function ownFile(db: Db, place: Place, step: string, id: string): Promise<SubmissionFile> {
  const all = await submissionsAt(db, place.enrolment.id, step);
  const files = await filesOf(
    db,
    all.map((submission) => submission.id),
  );
  const file = files.find((one) => one.id === id);
  if (!file) throw new LearningError(404, 'There is no such file in your work.');
  return file;
}
