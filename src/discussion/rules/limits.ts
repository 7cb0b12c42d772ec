/** How much anybody may write, so that one person cannot drown the others. */
import { foldText, linksIn } from './text.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** An account is new in its first three days. */
export const NEW_DAYS = 3;
/** Posts in ten minutes and in a day, and links in one post. */
export const LIMITS = {
  known: { soon: 5, day: 30, links: 5 },
  new: { soon: 3, day: 10, links: 1 },
} as const;
export const REPORTS_A_DAY = 20;
/** Answers in one thread: a page shows them all. */
export const MOST_ANSWERS = 200;
/** One's own post can be changed for this long. */
export const EDIT_MS = 15 * MINUTE;

/** `text` null: it was removed since; it counts all the same. */
export type Earlier = { at: Date; text: string | null };

/** Why a post is not taken, in words for who wrote it. `wait`: the moment from which it would be. */
export type Refused = { reason: 'often' | 'links' | 'repeated'; message: string; wait?: Date };

/**
 * Whether somebody may write this now. `earlier`: what they wrote in the last day. Null: they may.
 */
export function refusalToWrite(
  text: string,
  { earlier, since, now }: { earlier: readonly Earlier[]; since: Date; now: Date },
): Refused | null {
  const isNew = now.getTime() - since.getTime() < NEW_DAYS * DAY;
  const limit = isNew ? LIMITS.new : LIMITS.known;
  const wait = waitOf(earlier, now, 10 * MINUTE, limit.soon) ?? waitOf(earlier, now, DAY, limit.day);
  if (wait)
    return { reason: 'often', message: `You have written a lot. You can write again ${inWords(wait, now)}.`, wait };
  if (linksIn(text) > limit.links) {
    const most = limit.links === 1 ? 'one link' : `${limit.links} links`;
    return {
      reason: 'links',
      message: isNew
        ? `A new account may put ${most} into what it writes. Keep the one that matters most.`
        : `Put at most ${most} into what you write.`,
    };
  }
  const folded = foldText(text);
  if (earlier.some(({ at, text }) => isWithin(at, now, DAY) && text !== null && foldText(text) === folded))
    return { reason: 'repeated', message: 'You have written the same already today.' };
  return null;
}

/** Until when somebody must wait who did something `most` times within `ms`; null: they need not. */
export function waitOf(earlier: readonly { at: Date }[], now: Date, ms: number, most: number): Date | null {
  const times = earlier
    .filter(({ at }) => isWithin(at, now, ms))
    .map(({ at }) => at.getTime())
    .sort((a, b) => b - a);
  const oldest = times[most - 1];
  return oldest === undefined ? null : new Date(oldest + ms);
}

function isWithin(at: Date, now: Date, ms: number): boolean {
  return now.getTime() - at.getTime() < ms;
}

function inWords(wait: Date, now: Date): string {
  const minutes = Math.max(1, Math.ceil((wait.getTime() - now.getTime()) / MINUTE));
  if (minutes === 1) return 'in a minute';
  return minutes < 90 ? `in ${minutes} minutes` : `in ${Math.ceil(minutes / 60)} hours`;
}

/** Whether one's own post can still be changed. */
export function mayEdit(
  post: { personId: string | null; text: string | null; state: string; created: Date },
  personId: string | null,
  now: Date,
): boolean {
  const isOwn = personId !== null && post.personId === personId;
  return isOwn && post.text !== null && post.state === 'shown' && now.getTime() - post.created.getTime() < EDIT_MS;
}
