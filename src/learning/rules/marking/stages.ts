/** What a submission waits for, and who may do it. Pure. */
import type { AssignmentStep } from '../../schema/content.js';
import { agree, needsSecond } from './marks.js';

/** `stands`: nothing more is to be done. */
export type Stage = 'first' | 'second' | 'agreement' | 'appeal' | 'stands';

/** As much of a submission as this needs; ids are of persons, null where nobody did it yet or they were erased. */
export type Staged = {
  state: 'submitted' | 'marked' | 'returned';
  learnerId: string;
  firstBy: string | null;
  firstUntil: Date | null;
  firstScore: number | null;
  secondBy: string | null;
  secondUntil: Date | null;
  secondScore: number | null;
  proposedBy: string | null;
  agreedBy: string | null;
  hasProposal: boolean;
  isAgreed: boolean;
  appealedAt: Date | null;
  isPeer: boolean;
  isOnCourse: boolean;
};

export function stageOf(step: AssignmentStep, { state, firstScore, secondScore, ...staged }: Staged): Stage {
  if (state === 'marked') return staged.appealedAt === null ? 'stands' : 'appeal';
  if (state === 'returned') return 'stands';
  if (firstScore === null) return 'first';
  if (!needsSecond(step, firstScore)) return 'stands';
  if (secondScore === null) return 'second';
  return agree(firstScore, secondScore, step.pass) || staged.isAgreed ? 'stands' : 'agreement';
}

type Who = {
  personId: string;
  now: Date;
  /** Whether somebody else may decide an appeal who had no part in the mark. */
  hasOthers: boolean;
};

/** 403: it is not theirs to do. 409: it is, but not now. */
export type NotNow = { status: 403 | 409; words: string };

/**
 * Why somebody may not do what comes next, in words for them; null: they may. Nobody marks their own work, or what they read as one of
 * the course; two markers are two; an appeal is for whoever did not mark, as long as there is such a one.
 */
export function refusalFor(stage: Stage, staged: Staged, who: Who): NotNow | null {
  const never = neverFor(stage, staged, who);
  if (never !== null) return { status: 403, words: never };
  if (stage === 'stands') return { status: 409, words: 'Nothing waits here: its mark stands.' };
  if (stage === 'first') return takenBy(staged.firstBy, staged.firstUntil, who);
  return stage === 'second' ? takenBy(staged.secondBy, staged.secondUntil, who) : null;
}

function neverFor(stage: Stage, staged: Staged, { personId, hasOthers }: Who): string | null {
  if (staged.learnerId === personId) return 'This is your own work: somebody else marks it.';
  if (staged.isPeer) return 'You have read this as somebody on the course: somebody else marks it.';
  if (stage === 'stands' || stage === 'first') return null;
  if (staged.isOnCourse) return 'You take this course yourself: somebody else looks at its marks.';
  if (stage === 'second' && staged.firstBy === personId)
    return 'You marked this first. The second mark is another assessor’s.';
  if (stage === 'appeal' && hasOthers && markersOf(staged).includes(personId))
    return 'You had a part in this mark. Another assessor decides the appeal.';
  return null;
}

/** All who had a part in a mark. */
export function markersOf({ firstBy, secondBy, proposedBy, agreedBy }: Staged): string[] {
  return [firstBy, secondBy, proposedBy, agreedBy].filter((id) => id !== null);
}

function takenBy(by: string | null, until: Date | null, { personId, now }: Who): NotNow | null {
  const isHeld = by !== null && by !== personId && until !== null && until > now;
  if (!isHeld) return null;
  return {
    status: 409,
    words: 'Another assessor has taken this. It comes back to the queue if they let it lie for an hour.',
  };
}

/** Whether whoever asks holds it now. */
export function isHeldBy(stage: Stage, staged: Staged, personId: string, now: Date): boolean {
  if (stage === 'first') return staged.firstBy === personId && staged.firstUntil !== null && staged.firstUntil > now;
  if (stage === 'second')
    return staged.secondBy === personId && staged.secondUntil !== null && staged.secondUntil > now;
  return false;
}
