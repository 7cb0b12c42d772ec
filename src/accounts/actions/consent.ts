/** What a person agreed to, in which wording and when. */
import { newId } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import { insertConsent, lastConsent, lockConsent } from '../queries/consent.js';
import type { ConsentPurpose, PersonActor } from '../schema/index.js';

/** Something that was agreed to, in one wording. */
export type Consent = { purpose: string; version: string };

/** The terms of use and the privacy page, agreed to when an account is made. */
export const TERMS: Consent = { purpose: 'terms', version: '2026-11-23' };

/** Whether owners of shared things may see the name of who looked. */
export const NAMED_VIEWS: ConsentPurpose = {
  id: 'accounts.named-views',
  label: 'Show my name to who shares with me',
  wordings: [
    {
      version: '2026-11-23',
      text: 'When I open something that somebody shares with me while I am signed in, they may see my name beside the time. Without this they see the time alone.',
    },
  ],
};

export async function recordConsent(
  trx: Db,
  personId: string,
  { purpose, version }: Consent,
  given: boolean,
  at: Date,
): Promise<void> {
  await insertConsent(trx, { id: newId(), personId, purpose, version, given, at });
}

/** Gives or withdraws consent to an optional purpose, in its newest wording. What holds already is not written again. */
export async function decideConsent(
  db: Db,
  { id: personId }: PersonActor,
  purpose: ConsentPurpose,
  given: boolean,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await lockConsent(trx, personId);
    if ((await hasConsent(trx, personId, purpose)) === given) return;
    await recordConsent(trx, personId, { purpose: purpose.id, version: newestVersion(purpose) }, given, now);
  });
}

/** Whether a person agrees to a purpose as it is worded today. */
export async function hasConsent(db: Db, personId: string, purpose: ConsentPurpose): Promise<boolean> {
  const last = await lastConsent(db, personId, purpose.id);
  return last?.given === true && last.version === newestVersion(purpose);
}

function newestVersion({ id, wordings }: ConsentPurpose): string {
  const newest = wordings.at(-1);
  if (newest === undefined) throw new Error(`${id} has no wording`);
  return newest.version;
}
