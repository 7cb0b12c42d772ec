/** Signed assertions: a JWS by a key that the issuer names. Specification §6.2. */
import { createPublicKey, verify as verifyBytes } from 'node:crypto';
import { type Jwt, readJwt } from '../jwt/index.js';
import type { JsonObject } from '../types.js';
import type { Outcome } from './hosted.js';
import type { Reader } from './reading.js';
import { isObject, listOf } from './values.js';

const LEAST_BITS = 2048;
const ASK = 'Ask the issuer for another copy of the badge.';

/** The signature by the key of `verification.creator`, and that the issuer names that key and the key that issuer. */
export async function signedOutcome(
  token: string,
  assertion: JsonObject,
  issuer: JsonObject | null,
  read: Reader,
): Promise<Outcome> {
  const jwt = readJwt(token);
  if (jwt.header.alg !== 'RS256')
    return failed(
      `The badge is signed by “${String(jwt.header.alg).slice(0, 20)}”; Open Badges 2.0 are signed by RS256.`,
    );
  if ('crit' in jwt.header) return failed('The signature demands something that Open Badges 2.0 do not know (crit).');
  const verification = assertion.verification ?? assertion.verify;
  const creator = isObject(verification) ? verification.creator : undefined;
  const named = listOf(issuer?.publicKey);
  const key = await read(creator ?? named[0], 'key');
  if ('missing' in key) return key.wrong ? failed(key.missing) : unknown(key.missing);
  const good = holds(jwt, key.document.publicKeyPem);
  if (good !== true) return failed(good);
  if (issuer === null) return unknown('The signature fits its key, but the issuer could not be read.');
  const ids = named.map((entry) => (isObject(entry) ? entry.id : entry));
  if (!ids.includes(key.document.id ?? null))
    return failed('The badge is signed by a key that its issuer does not name.');
  if (key.document.owner !== undefined && key.document.owner !== issuer.id)
    return failed('The key that signed says that it belongs to somebody else than the issuer.');
  return { status: 'passed', message: 'Signed by the key that its issuer names.', fix: null };
}

/** True, or what is wrong. */
function holds({ signingInput, signature }: Jwt, pem: unknown): true | string {
  if (typeof pem !== 'string') return 'The key of the issuer cannot be read.';
  try {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyType !== 'rsa')
      return 'The key of the issuer is not of the kind that Open Badges 2.0 are signed with (RSA).';
    if ((key.asymmetricKeyDetails?.modulusLength ?? 0) < LEAST_BITS)
      return 'The key of the issuer is too short to be trusted (less than 2048 bits).';
    return (
      verifyBytes('sha256', Buffer.from(signingInput), key, signature) ||
      'The signature does not fit: the badge was changed after it was signed.'
    );
  } catch {
    return 'The key of the issuer cannot be read.';
  }
}

/** Whether the issuer's list of revoked badges names this one. */
export async function revocationOutcome(
  assertion: JsonObject,
  issuer: JsonObject,
  read: Reader,
): Promise<Outcome | null> {
  if (issuer.revocationList === undefined) return null;
  const list = await read(issuer.revocationList, 'list of revoked badges');
  if ('missing' in list) return unknown(list.missing);
  const { id, uid } = assertion;
  for (const entry of listOf(list.document.revokedAssertions)) {
    const [named, reason] = isObject(entry) ? [entry.id ?? entry.uid, entry.revocationReason] : [entry, null];
    if (named === undefined || named === null || (named !== id && named !== uid)) continue;
    const why = typeof reason === 'string' ? `: ${reason.slice(0, 300)}` : '';
    return {
      status: 'failed',
      message: `The issuer has revoked this badge${why}.`,
      fix: 'Ask the holder or the issuer why.',
    };
  }
  return { status: 'passed', message: 'Not on the issuer’s list of revoked badges.', fix: null };
}

const failed = (message: string): Outcome => ({ status: 'failed', message, fix: ASK });
const unknown = (message: string): Outcome => ({ status: 'unknown', message, fix: 'Try again later.' });
