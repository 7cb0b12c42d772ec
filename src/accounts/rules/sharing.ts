/** What a link to a shared thing allows at a moment. */
import { seal } from '../../platform/crypto/index.js';
import type { ShareGrant } from '../schema/index.js';

/** The token of a grant's link. It can be made again for its owner, and is kept nowhere. */
export function shareToken(secret: string, grantId: string): string {
  return seal(secret, 'accounts.share', grantId);
}

/** Why a grant opens nothing any more; null: it is in force. */
export function endOf({ withdrawnAt, expiresAt }: ShareGrant, now: Date): 'withdrawn' | 'expired' | null {
  if (withdrawnAt !== null) return 'withdrawn';
  return expiresAt !== null && expiresAt <= now ? 'expired' : null;
}

const FREE_TRIES = 5;
const LONGEST_MINUTES = 60;

/**
 * How many minutes to wait after so many wrong passcodes in a row: none for the first five, then 1, 2, 4 … up to an hour.
 * Guessing a passcode of six figures takes decades; who mistypes loses little.
 */
export function minutesToWait(failures: number): number {
  if (failures < FREE_TRIES) return 0;
  return Math.min(LONGEST_MINUTES, 2 ** Math.min(failures - FREE_TRIES, 10));
}

/** `organisations:memberships:0193…` → `organisations:memberships`. */
export function kindOf(subject: string): string {
  return subject.split(':').slice(0, 2).join(':');
}
