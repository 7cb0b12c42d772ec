/** Who else may see a decision, and talk about it: whoever opened it by a link of its owner's, as long as that is in force. */
import { type Actor, liveGrants } from '../../accounts/index.js';
import type { Db } from '../../platform/db/index.js';
import { findDecision, grantsOfReader, insertReader } from '../queries/decisions.js';
import { decisionOf } from '../rules/keeping.js';
import type { Decision } from '../schema.js';

export const DECISION_KIND = 'guide:decision';

/** What is shared and discussed. */
export function decisionSubject(id: string): string {
  return `${DECISION_KIND}:${id}`;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The id in a subject; null: it has none. */
export function idOfSubject(subject: string): string | null {
  const id = subject.slice(DECISION_KIND.length + 1);
  return subject.startsWith(`${DECISION_KIND}:`) && UUID.test(id) ? id : null;
}

/** As it is kept, for whom `standingTo` or a link lets see it; null: it is no more. */
export async function findSharedDecision(db: Db, id: string): Promise<Decision | null> {
  const row = await findDecision(db, id);
  return row && decisionOf(row);
}

/** How somebody stands to a decision; null: not at all. */
export async function standingTo(db: Db, actor: Actor, id: string): Promise<'owner' | 'reader' | null> {
  if (actor.kind !== 'person' || !UUID.test(id)) return null;
  const decision = await findDecision(db, id);
  if (decision === null) return null;
  if (decision.personId === actor.id) return 'owner';
  const grants = await grantsOfReader(db, id, actor.id);
  return grants.length > 0 && (await liveGrants(db, decisionSubject(id), grants)).length > 0 ? 'reader' : null;
}

/** Remembers who opened a link while signed in. */
export async function rememberReader(
  trx: Db,
  { subject, personId, grantId, now }: { subject: string; personId: string; grantId: string; now: Date },
): Promise<void> {
  const decisionId = idOfSubject(subject);
  if (decisionId !== null) await insertReader(trx, { decisionId, personId, grantId, now });
}
