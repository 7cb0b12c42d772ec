/** What a person agreed to, in which wording and when. */
import { newId } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import { insertConsent } from '../queries/consent.js';

/** Something that may be agreed to; a new wording is a new version. */
export type Consent = { purpose: string; version: string };

/** The terms of use and the privacy page, agreed to when an account is made. */
export const TERMS: Consent = { purpose: 'terms', version: '2026-11-23' };

export async function recordConsent(
  trx: Db,
  personId: string,
  { purpose, version }: Consent,
  given: boolean,
  at: Date,
): Promise<void> {
  await insertConsent(trx, { id: newId(), personId, purpose, version, given, at });
}
