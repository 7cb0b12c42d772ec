/** Who decides, and when what is reported as unlawful is hidden without waiting longer. */
import type { Category, Outcome, PostState } from '../schema.js';

const HOUR = 3_600_000;

/** Reported as unlawful and not decided for this long: hidden until it is. Leaves four hours of the promised day for the job. */
export const HOLD_HOURS = 20;
/** An appeal is taken for this long after the decision. */
export const APPEAL_DAYS = 180;

/**
 * Whether the clock hides a post now. Not what a moderator has kept since it was last changed: else whoever wants it gone
 * need only have it reported again. `kept`: when that was; null: never.
 */
export function isToHold(
  post: { state: PostState; removedAt: Date | null; editedAt: Date | null },
  open: readonly { category: Category; created: Date }[],
  { kept, now }: { kept: Date | null; now: Date },
): boolean {
  if (post.state !== 'shown' || post.removedAt !== null) return false;
  if (kept !== null && (post.editedAt === null || post.editedAt < kept)) return false;
  return open.some(
    ({ category, created }) => category === 'unlawful' && now.getTime() - created.getTime() >= HOLD_HOURS * HOUR,
  );
}

/** Why this moderator may not decide; null: they may. `others`: how many other moderators there are. */
export type Hindrance = 'own-post' | 'own-report' | 'decided-first' | 'concerned' | null;

/**
 * Nobody judges what they wrote or reported, nor an appeal against their own decision, as long as there is somebody else
 * who can. With one moderator alone the choice is that one or nobody: they decide, and it is said.
 */
export function hindranceOf(
  moderator: string,
  {
    author,
    reporters,
    first,
    isConcerned = false,
    others,
  }: {
    author: string | null;
    reporters: readonly string[];
    first?: string | null;
    /** Has a part in the thing itself: belongs to the provider of a course that is reviewed, say. */
    isConcerned?: boolean;
    others: number;
  },
): Hindrance {
  if (others === 0) return null;
  if (author === moderator) return 'own-post';
  if (first === moderator) return 'decided-first';
  if (reporters.includes(moderator)) return 'own-report';
  if (isConcerned) return 'concerned';
  return null;
}

/** Who may ask for another look: the author of what was hidden, who reported what was kept. */
export function mayAppeal(
  decision: { outcome: Outcome; created: Date },
  {
    personId,
    author,
    reporters,
    now,
  }: { personId: string; author: string | null; reporters: readonly string[]; now: Date },
): boolean {
  if (now.getTime() - decision.created.getTime() > APPEAL_DAYS * 24 * HOUR) return false;
  return decision.outcome === 'hidden' ? author === personId : reporters.includes(personId);
}

/** What an appeal that succeeds makes of the decision. */
export function reversed(outcome: Outcome): Outcome {
  return outcome === 'hidden' ? 'kept' : 'hidden';
}

/** The state of a post after a decision. */
export function stateAfter(outcome: Outcome): PostState {
  return outcome === 'hidden' ? 'hidden' : 'shown';
}
