/** Answers of somebody who must sign in before they can be kept: they wait a day, under a token that only a cookie holds. */
import { newToken, sha256 } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import { dropHeld, dropHeldBefore, findHeld, insertHeld, keepNewestHeld } from '../queries/decisions.js';
import { readQuestion } from '../rules/keeping.js';
import type { GuideQuestion } from '../schema.js';

const DAY_MS = 86_400_000;
/** Anybody may leave answers here without an account, so the oldest make way: hours of the busiest day, some 100 MB at most. */
const MOST_HELD = 5_000;

export type HeldAnswers = { question: GuideQuestion; decision: string | null };

/** Returns the token. */
export async function holdAnswers(db: Db, { question, decision }: HeldAnswers, now: Date): Promise<string> {
  const token = newToken();
  await insertHeld(db, { tokenHash: sha256(token), question, decisionId: decision, now });
  await keepNewestHeld(db, MOST_HELD);
  return token;
}

/** null: nothing waits under this token, or no longer. */
export async function findHeldAnswers(db: Db, token: string, now: Date): Promise<HeldAnswers | null> {
  const held = await findHeld(db, sha256(token), new Date(now.getTime() - DAY_MS));
  const question = held && readQuestion(held.question);
  return held && question && { question, decision: held.decisionId };
}

export async function dropHeldAnswers(db: Db, token: string): Promise<void> {
  await dropHeld(db, sha256(token));
}

/** Returns how many were forgotten. */
export function forgetHeldAnswers(db: Db, now: Date): Promise<number> {
  return dropHeldBefore(db, new Date(now.getTime() - DAY_MS));
}
