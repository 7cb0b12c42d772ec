/** Verifies a credential that is a token. Which key it may be is the issuer's word, never the token's. */

import { fromJwk } from '../keys/index.js';
import { type FoundKey, type JsonObject, KeyError, type PublicKey, type ResolveKey } from '../types.js';
import { requireAlgorithm, verifyWith } from './algorithms.js';
import { issuerOfPayload } from './claims.js';
import { JwtError } from './jwt-error.js';
import { type Jwt, readJwt } from './read.js';

export type VerifiedJwt = Jwt & { key: FoundKey; issuer: string | null };

/**
 * @param resolveKey finds the key that `kid` names.
 * @throws JwtError: `malformed`, `header` (an extension that must be understood), `algorithm`, `signature` (does not verify).
 * @throws KeyError where the key cannot be found: nothing is known of the signature then.
 */
export async function verifyJwt(token: string, resolveKey: ResolveKey): Promise<VerifiedJwt> {
  const jwt = readJwt(token);
  requireHeader(jwt.header);
  const issuer = issuerOfPayload(jwt.payload);
  const key = await keyOf(jwt.header, issuer, resolveKey);
  if (!verifyWith(jwt.header.alg, jwt.signingInput, jwt.signature, key.publicKey)) {
    throw new JwtError(
      'signature',
      'The signature does not belong to this content: it was changed, or signed with another key.',
    );
  }
  return { ...jwt, key, issuer };
}

/** An extension that “must be understood” is not understood here, whichever it is; unencoded payloads (RFC 7797) are among them. */
function requireHeader(header: JsonObject): void {
  requireAlgorithm(header.alg);
  if (header.crit !== undefined || header.b64 !== undefined) {
    throw new JwtError('header', 'The token asks for an extension (crit) that is not known here.');
  }
}

/**
 * `kid` names the key and its issuer vouches for it. A key in the header (`jwk`) counts as bound only where the issuer is that key
 * (did:key, did:jwk) or lists it; addresses in the header (`jku`, `x5u`) are never followed.
 */
async function keyOf({ kid, jwk }: JsonObject, issuer: string | null, resolveKey: ResolveKey): Promise<FoundKey> {
  if (jwk !== undefined) return boundKey(fromJwk(jwk), typeof kid === 'string' ? kid : null, issuer, resolveKey);
  if (typeof kid === 'string' && kid !== '') {
    const key = await resolveKey(absolute(kid, issuer), 'assertionMethod');
    return { ...key, bound: key.bound || isAtHostOf(kid, issuer) };
  }
  if (issuer?.startsWith('did:key:')) return resolveKey(issuer, 'assertionMethod');
  if (issuer?.startsWith('did:jwk:')) return resolveKey(`${issuer}#0`, 'assertionMethod');
  throw new KeyError('not-found', 'The token names no key (neither kid nor jwk), so its signature cannot be checked.');
}

async function boundKey(
  own: PublicKey,
  kid: string | null,
  issuer: string | null,
  resolveKey: ResolveKey,
): Promise<FoundKey> {
  const method = kid ? absolute(kid, issuer) : issuer?.startsWith('did:') ? ownMethod(issuer, own) : null;
  const unbound = { publicKey: own, method: method ?? 'jwk', controller: issuer, bound: false, ended: null };
  if (!method || !/^(did|https):/.test(method)) return unbound;
  let listed: FoundKey;
  try {
    listed = await resolveKey(method, 'assertionMethod');
  } catch (error) {
    if (error instanceof KeyError && error.fault !== 'not-allowed') return unbound;
    throw error;
  }
  if (listed.publicKey.key.equals(own.key)) return { ...listed, bound: listed.bound || isAtHostOf(method, issuer) };
  throw new JwtError('header', 'The key inside the token is not the key that its issuer lists under that name.');
}

/** Where the issuer's document is likely to list this very key. */
function ownMethod(issuer: string, { multibase }: PublicKey): string | null {
  if (issuer.startsWith('did:jwk:')) return `${issuer}#0`;
  return multibase === null ? null : `${issuer}#${multibase}`;
}

/** `#key-1` and `key-1` are read as of the issuer (VC-JOSE-COSE §3.3.2). */
function absolute(kid: string, issuer: string | null): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(kid) || issuer === null) return kid;
  return kid.startsWith('#') ? issuer + kid : `${issuer}#${kid}`;
}

/** A bare key (JWK) at a web address speaks for issuers of that origin (Open Badges 3.0 §8.2.3). */
function isAtHostOf(method: string, issuer: string | null): boolean {
  if (
    !issuer ||
    method.includes('#') ||
    !method.startsWith('https://') ||
    !URL.canParse(issuer) ||
    !URL.canParse(method)
  )
    return false;
  return new URL(method).origin === new URL(issuer).origin;
}
