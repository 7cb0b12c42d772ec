/** Withdrawing a key that others may have: the hardest act of an issuer, and its owner's alone. */
import { type Actor, recordAct } from '../../../accounts/index.js';
import { requireRole } from '../../../organisations/index.js';
import { idsSignedWith } from '../../queries/issuing/credentials.js';
import { endKey, findKey, lockIssuer } from '../../queries/issuing/keys.js';
import { getIssuingOrganisation, replaceKey } from './issuers.js';
import { type Issuing, IssuingError } from './parts.js';
import { revokeMany } from './revoking.js';

/**
 * Withdraws a key that others may have: it leaves the issuer's document, and all that it signed is revoked. Returns how many
 * that were.
 */
export async function withdrawKey(
  issuing: Issuing,
  actor: Actor,
  asked: { organisation: string; key: string },
): Promise<number> {
  return issuing.db.transaction().execute(async (trx) => {
    const owner = await requireRole(trx, actor, asked.organisation, 'owner');
    const organisation = await getIssuingOrganisation(trx, issuing, asked.organisation);
    await lockIssuer(trx, organisation.id);
    const key = await findKey(trx, organisation.id, asked.key);
    if (!key) throw new IssuingError(404, 'There is no such key.');
    if (key.withdrawn) throw new IssuingError(409, 'This key is withdrawn already.');
    if (!key.retired) await replaceKey(trx, issuing, organisation.id, key);
    const now = issuing.clock.now();
    await endKey(trx, key.id, { how: 'withdrawn', destroy: false, now });
    const ids = await idsSignedWith(trx, key.id);
    const changed = await revokeMany(trx, issuing, organisation.id, ids, { reason: 'key-withdrawn', words: null });
    if (key.did.startsWith('did:web:')) await endKey(trx, key.id, { how: 'withdrawn', destroy: true, now });
    const detail = { credentials: changed.length };
    await recordAct(
      trx,
      owner,
      { act: 'credentials.key-withdrawn', subject: `organisation:${organisation.id}`, detail },
      now,
    );
    return changed.length;
  });
}
