/** What the actions of the wallet share: what they work with, and asking about a credential. */
import { type Actor, requirePerson } from '../../accounts/index.js';
import type { Verified, Verifier } from '../../credentials/index.js';
import type { Db } from '../../platform/db/index.js';
import { findHolding } from '../queries/holdings.js';
import { isUnanswered, nextCheck } from '../rules/checking.js';
import { type Findings, type Recipient, WalletError, type WholeHolding } from '../schema.js';

export type Asking = { verifier: Verifier };

export type Found = Findings & { recipient: Recipient };

/** The actor's own holding. @throws WalletError (404) where there is none, or it is somebody else's */
export async function getHolding(db: Db, actor: Actor, id: string): Promise<WholeHolding> {
  const { id: personId } = requirePerson(actor);
  const holding = await findHolding(db, id);
  if (!holding || holding.personId !== personId)
    throw new WalletError('There is no such credential in your wallet. You may have removed it.', 404);
  return holding;
}

type Asked = { content: Uint8Array; name: string | null; addresses: readonly string[] };

/** Checks a credential, and whether it was issued to one of these addresses. */
export async function findOut({ verifier }: Asking, { content, name, addresses }: Asked): Promise<Found> {
  const named = name === null ? {} : { name };
  const verified = await verifier.verify(content, named);
  const findings = findingsOf(verified);
  if (verified.summary === null || verified.summary.recipient === 'none') return { ...findings, recipient: 'unknown' };
  let recipient: Recipient = 'unknown';
  for (const address of addresses) {
    const { checks } = await verifier.verify(content, { ...named, recipient: address });
    const status = checks.find((check) => check.name === 'recipient')?.status;
    if (status === 'passed') return { ...findings, recipient: 'address' };
    if (status === 'failed') recipient = 'other';
  }
  return { ...findings, recipient };
}

export function findingsOf({ format, verdict, checks, summary }: Verified): Findings {
  return { format, verdict, checks, summary };
}

/** When a holding is looked at next, after what was found now. */
export function dueAfter(
  id: string,
  findings: Findings,
  { now, before }: { now: Date; before: number },
): { checkDue: Date; unanswered: number } {
  const unanswered = isUnanswered(findings) ? before + 1 : 0;
  return { checkDue: nextCheck(id, { now, unanswered }), unanswered };
}
