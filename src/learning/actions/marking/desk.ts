/** An assessor at a submission of their organisation: every act of marking begins here. */
import type { Actor, PersonActor } from '../../../accounts/index.js';
import { allows, findOrganisation, listMembers, type Organisation, requireRole } from '../../../organisations/index.js';
import type { Db } from '../../../platform/db/index.js';
import { lockEnrolment } from '../../queries/enrolments.js';
import { type Marks, marksOf } from '../../queries/marking/markings.js';
import { findQueued, type QueueRow } from '../../queries/marking/queue.js';
import { findSubmission, lockSubmission } from '../../queries/marking/submissions.js';
import { markersOf, type NotNow, refusalFor, type Stage, stageOf } from '../../rules/marking/stages.js';
import { type AssignmentStep, LearningError } from '../../schema/index.js';
import type { Submission } from '../../schema/marking.js';
import { type Edition, getEdition } from '../editions.js';
import { type Place, placeOf } from '../learner.js';

export type MarkingAsked = { organisation: string; submission: string };
export type Desk = { person: PersonActor; organisation: Organisation };
export type AtSubmission = Desk & {
  row: QueueRow;
  submission: Submission;
  edition: Edition;
  step: AssignmentStep;
  marks: Marks;
  stage: Stage;
  /** Why this person may not do what comes next; null: they may. */
  refusal: NotNow | null;
};

const UNKNOWN = 'There is no such work at this organisation. The list of what waits says what there is.';

/** @throws SignInNeededError, NotAllowedError, LearningError 404 */
export async function requireAssessor(db: Db, actor: Actor, organisation: string): Promise<Desk> {
  const person = await requireRole(db, actor, organisation, 'assessor');
  const found = await findOrganisation(db, organisation);
  if (!found) throw new LearningError(404, 'There is no such organisation.');
  return { person, organisation: found };
}

/** As it stands, for whoever looks. @throws SignInNeededError, NotAllowedError, LearningError 404 */
export async function openSubmission(db: Db, actor: Actor, asked: MarkingAsked, now: Date): Promise<AtSubmission> {
  const desk = await requireAssessor(db, actor, asked.organisation);
  const submission = await findSubmission(db, asked.submission);
  return atSubmission(db, desk, submission, now);
}

/**
 * The same within a transaction that holds the submission, and the learner's place with it: a learner's own acts take both in the
 * same order.
 * @throws SignInNeededError, NotAllowedError, LearningError 404
 */
export async function holdSubmission(
  trx: Db,
  actor: Actor,
  asked: MarkingAsked,
  now: Date,
): Promise<AtSubmission & { place: Place }> {
  const desk = await requireAssessor(trx, actor, asked.organisation);
  const known = await findQueued(trx, desk.organisation.id, desk.person.id, asked.submission);
  const enrolment = known && (await lockEnrolment(trx, known.enrolmentId));
  if (!enrolment) throw new LearningError(404, UNKNOWN);
  const at = await atSubmission(trx, desk, await lockSubmission(trx, asked.submission), now);
  return { ...at, place: await placeOf(trx, enrolment) };
}

async function atSubmission(db: Db, desk: Desk, submission: Submission | null, now: Date): Promise<AtSubmission> {
  const { organisation, person } = desk;
  const row = submission && (await findQueued(db, organisation.id, person.id, submission.id));
  if (!row) throw new LearningError(404, UNKNOWN);
  const edition = await getEdition(db, row.courseId, row.edition);
  const step = assignmentOf(edition, row.step);
  const stage = stageOf(step, row);
  const hasOthers = stage === 'appeal' && (await isThereAnother(db, organisation.id, row));
  const refusal = refusalFor(stage, row, { personId: person.id, now, hasOthers });
  return { ...desk, row, submission, edition, step, marks: await marksOf(db, submission.id), stage, refusal };
}

/** @throws LearningError 404 */
export function assignmentOf(edition: Edition, key: string): AssignmentStep {
  const step = edition.steps.find((place) => place.step.key === key)?.step;
  if (step?.type !== 'assignment') throw new LearningError(404, UNKNOWN);
  return step;
}

/** Whether an assessor there had no part in this mark and is not the learner. */
async function isThereAnother(db: Db, organisationId: string, row: QueueRow): Promise<boolean> {
  const concerned = [row.learnerId, ...markersOf(row)];
  const members = await listMembers(db, organisationId);
  return members.some(({ personId, roles }) => allows(roles, 'assessor') && !concerned.includes(personId));
}

/** @throws LearningError 403 | 409 */
export function refuseUnlessMay({ refusal }: AtSubmission): void {
  if (refusal !== null) throw new LearningError(refusal.status, refusal.words);
}
