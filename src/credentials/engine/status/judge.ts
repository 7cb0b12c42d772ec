/** What a status list says of one credential. The list's own signature and dates are judged by whoever fetched it. */
import type { JsonObject } from '../types.js';
import { decodeStatusList, statusAt } from './bits.js';
import { isObject, type StatusEntry } from './entry.js';
import { StatusError } from './status-error.js';

export type Standing = {
  purpose: string;
  /** 0: not revoked, not suspended, no message. */
  value: number;
  /** The issuer's reason or message; null: none is stated. */
  message: string | null;
};

/**
 * @param list the document at the entry's address.
 * @param credentialId the id of the credential whose entry it is: 1EdTech lists name credentials.
 * @param leastBytes shorter lists than the standard allows are in use; whoever reads them says 0, and says so.
 * @throws StatusError: `MALFORMED`, `MISMATCH` (a list of another purpose), `RANGE`, `SHORT`, `TOO_LARGE`.
 */
export function judgeStatus(
  entry: StatusEntry,
  list: JsonObject,
  credentialId: string | null,
  limits: { leastBytes?: number } = {},
): Standing {
  if (entry.kind === '1edtech') return judgeNamed(list, credentialId);
  const types = [list.type].flat();
  const wanted = entry.kind === 'bitstring' ? 'BitstringStatusListCredential' : 'StatusList2021Credential';
  if (!types.includes(wanted))
    throw new StatusError('MALFORMED', `The status list is not a ${wanted}, and does not count.`);
  const subject = list.credentialSubject;
  const subjectType = entry.kind === 'bitstring' ? 'BitstringStatusList' : 'StatusList2021';
  if (!isObject(subject) || ![subject.type].flat().includes(subjectType) || typeof subject.encodedList !== 'string') {
    throw new StatusError('MALFORMED', `The status list holds no ${subjectType} with its bits (encodedList).`);
  }
  if (![subject.statusPurpose].flat().includes(entry.purpose)) {
    throw new StatusError(
      'MISMATCH',
      `The status list is for another purpose than “${entry.purpose}”, and does not count.`,
    );
  }
  const value = statusAt(decodeStatusList(subject.encodedList, limits), entry.index, entry.size);
  return { purpose: entry.purpose, value, message: entry.messages.get(value) || null };
}

/** 1EdTechRevocationList (verifiable credential revocation list 1.0): it names the credentials that were revoked. */
function judgeNamed(list: JsonObject, credentialId: string | null): Standing {
  const revoked = list.revokedCredential ?? list.revokedCredentials;
  if (!Array.isArray(revoked))
    throw new StatusError('MALFORMED', 'The revocation list names no credentials (revokedCredential).');
  if (credentialId === null)
    throw new StatusError('MALFORMED', 'A credential without an id cannot be found in a revocation list.');
  const found = revoked.find(
    (one) => one === credentialId || (isObject(one) && one.id === credentialId && one.revoked !== false),
  );
  if (found === undefined) return { purpose: 'revocation', value: 0, message: null };
  const reason = isObject(found) ? found.revocationReason : null;
  return { purpose: 'revocation', value: 1, message: typeof reason === 'string' ? reason : null };
}
