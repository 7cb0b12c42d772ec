/** How a credential stands before it is checked anew: what was issued here is known here at once. */
import { findCredential, stateOf } from '../../credentials/index.js';
import type { Db } from '../../platform/db/index.js';
import { asIssuerHasIt } from '../rules/checking.js';
import type { WholeHolding } from '../schema.js';

/** The holding with what its issuer has done here since it was last checked. */
export async function asKnownHere(db: Db, held: WholeHolding, now: Date): Promise<WholeHolding> {
  const issued = held.credentialId === null ? null : await findCredential(db, held.credentialId);
  return issued ? asIssuerHasIt(held, stateOf(issued, now)) : held;
}
