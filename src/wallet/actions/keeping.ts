/** What a holder does with what they hold: names, hides, publishes, removes. Nobody else's affair, but for what is published. */
import { type Actor, recordAct } from '../../accounts/index.js';
import type { Db } from '../../platform/db/index.js';
import { emit } from '../../platform/jobs/index.js';
import { deleteHolding, saveOwnWords, savePublication } from '../queries/holdings.js';
import { holdingGone, WalletError } from '../schema.js';
import { getHolding } from './parts.js';

export type OwnWords = { grouping: string | null; note: string | null; hidden: boolean };

/** Keeps the group, the note, and whether it is put away. */
export function describeHolding(db: Db, actor: Actor, id: string, words: OwnWords, now: Date): Promise<void> {
  return db.transaction().execute(async (trx) => {
    await getHolding(trx, actor, id);
    await saveOwnWords(trx, { id, ...words, now });
  });
}

/**
 * Lets everybody find the page of a credential, with the name that its holder gives or with none. The consent is for this
 * one credential, and can be taken back at any time.
 * @throws WalletError 409 where it is not to be shown as theirs
 */
export function publishHolding(db: Db, actor: Actor, id: string, name: string | null, now: Date): Promise<void> {
  return db.transaction().execute(async (trx) => {
    const { recipient, verdict } = await getHolding(trx, actor, id);
    if (verdict.authentic === false)
      throw new WalletError(
        'It does not check as authentic, so it has no public page. Ask its issuer for another copy.',
      );
    // A page with a name says "awarded to": only of what is theirs.
    if (name !== null && recipient === 'other')
      throw new WalletError(
        'It was issued to an address that is not among yours, so your name cannot stand on it. Prove that address first, in your account.',
        409,
        'name',
      );
    await savePublication(trx, { id, at: now, name, now });
    await recordAct(
      trx,
      actor,
      { act: 'wallet.publish', subject: `wallet:holding:${id}`, detail: { named: name !== null } },
      now,
    );
  });
}

/** Takes the page back from search engines, and the name off it. Done twice, it is done. */
export function unpublishHolding(db: Db, actor: Actor, id: string, now: Date): Promise<void> {
  return db.transaction().execute(async (trx) => {
    const { publishedAt } = await getHolding(trx, actor, id);
    if (publishedAt === null) return;
    await savePublication(trx, { id, at: null, name: null, now });
    await recordAct(trx, actor, { act: 'wallet.unpublish', subject: `wallet:holding:${id}` }, now);
  });
}

/** Removes it for good, with its page and with what rests on it. The credential itself is not changed by that. */
export function removeHolding(db: Db, actor: Actor, id: string): Promise<void> {
  return db.transaction().execute(async (trx) => {
    const holding = await getHolding(trx, actor, id);
    await deleteHolding(trx, id);
    await emit(trx, holdingGone, { reference: referenceOf(holding) });
  });
}

/** Under what proofs that rest on a holding are kept. */
export function referenceOf({ id, credentialId }: { id: string; credentialId: string | null }): string {
  return `wallet:${credentialId ?? id}`;
}
