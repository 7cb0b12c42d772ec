/** What assessors see: the queue, and one submission with as much of its marks as is theirs to see. */
import type { Actor } from '../../../accounts/index.js';
import type { Db } from '../../../platform/db/index.js';
import { type FlaggedReading, flaggedIn } from '../../queries/marking/peers.js';
import { type QueueRow, type WaitingFigures, waitingFigures, waitingIn } from '../../queries/marking/queue.js';
import { filesOf } from '../../queries/marking/submissions.js';
import { isHeldBy, type NotNow, refusalFor, type Stage, stageOf } from '../../rules/marking/stages.js';
import type { AssignmentStep } from '../../schema/index.js';
import type { Mark, SubmissionFile } from '../../schema/marking.js';
import { getEdition } from '../editions.js';
import type { Learning } from '../parts.js';
import {
  type AtSubmission,
  assignmentOf,
  type Desk,
  type MarkingAsked,
  openSubmission,
  requireAssessor,
} from './desk.js';

export type QueueEntry = {
  row: QueueRow;
  course: string;
  step: AssignmentStep;
  stage: Stage;
  isLate: boolean;
  isMine: boolean;
  refusal: NotNow | null;
};
export type Queue = Desk & { entries: QueueEntry[]; figures: WaitingFigures };

type Parts = Pick<Learning, 'db' | 'clock'>;

/** What waits, late work first. @throws SignInNeededError, NotAllowedError, LearningError 404 */
export async function readQueue({ db, clock }: Parts, actor: Actor, organisation: string): Promise<Queue> {
  const now = clock.now();
  const desk = await requireAssessor(db, actor, organisation);
  const figures = await waitingFigures(db, desk.organisation.id, clock.today());
  const entries: QueueEntry[] = [];
  for (const row of await waitingIn(db, desk.organisation.id, desk.person.id)) {
    const edition = await getEdition(db, row.courseId, row.edition);
    const step = assignmentOf(edition, row.step);
    const stage = stageOf(step, row);
    // Who else there is is asked when an appeal is opened.
    const refusal = refusalFor(stage, row, { personId: desk.person.id, now, hasOthers: false });
    const isLate = row.state === 'submitted' && row.promisedBy < clock.today();
    const isMine = isHeldBy(stage, row, desk.person.id, now);
    entries.push({ row, course: edition.content.title, step, stage, isLate, isMine, refusal });
  }
  return { ...desk, entries, figures };
}

export type Opened = AtSubmission & {
  files: SubmissionFile[];
  /** They hold it now: the form of a mark is theirs. */
  isMine: boolean;
  /** Marks that this person may see: their own always, others' once both are given. */
  shown: { label: string; mark: Mark; score: number }[];
  /** What they saved so far. */
  draft: Mark | null;
};

/** @throws SignInNeededError, NotAllowedError, LearningError 404 */
export async function readSubmission({ db, clock }: Parts, actor: Actor, asked: MarkingAsked): Promise<Opened> {
  const now = clock.now();
  const at = await openSubmission(db, actor, asked, now);
  const isMine = isHeldBy(at.stage, at.row, at.person.id, now);
  const { first, second } = at.marks;
  const held = at.stage === 'first' ? first : at.stage === 'second' ? second : null;
  return {
    ...at,
    files: await filesOf(db, [at.submission.id]),
    isMine,
    shown: at.row.learnerId === at.person.id ? [] : shownTo(at),
    draft: isMine && held ? held.mark : null,
  };
}

/** Two markers do not see each other's marks before both are given. */
function shownTo({ stage, person, marks }: AtSubmission): Opened['shown'] {
  const both = stage === 'agreement' || stage === 'appeal' || stage === 'stands';
  const named = [
    { label: 'First mark', marking: marks.first },
    { label: 'Second mark', marking: marks.second },
  ];
  return named.flatMap(({ label, marking }) =>
    marking?.score != null && (both || marking.markerId === person.id)
      ? [
          {
            label: marking.markerId === person.id ? `${label}, yours` : label,
            mark: marking.mark,
            score: marking.score,
          },
        ]
      : [],
  );
}

export type FlaggedEntry = { reading: FlaggedReading; course: string; step: AssignmentStep; isConcerned: boolean };

/** Feedback that somebody called out of place. @throws SignInNeededError, NotAllowedError, LearningError 404 */
export async function readFlagged(
  db: Db,
  actor: Actor,
  organisation: string,
): Promise<Desk & { entries: FlaggedEntry[] }> {
  const desk = await requireAssessor(db, actor, organisation);
  const entries: FlaggedEntry[] = [];
  for (const reading of await flaggedIn(db, desk.organisation.id)) {
    const edition = await getEdition(db, reading.courseId, reading.edition);
    const isConcerned = [reading.readerPersonId, reading.learnerPersonId].includes(desk.person.id);
    entries.push({ reading, course: edition.content.title, step: assignmentOf(edition, reading.step), isConcerned });
  }
  return { ...desk, entries };
}
