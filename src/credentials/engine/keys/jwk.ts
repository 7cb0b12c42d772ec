/** Public keys as JSON (RFC 7517). */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { type Json, type JsonObject, KeyError, type PublicKey } from '../types.js';
import { publicKeyFrom } from './public-key.js';

/** Nothing of a private key belongs in a document or a header that anyone reads. */
const SECRET_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

export function jwkOf(key: KeyObject): JsonObject {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  return { ...publicKey.export({ format: 'jwk' }) } as JsonObject;
}

/** @throws KeyError: `malformed` for a wrong or a private one, `unsupported` for a kind that is not known here. */
export function fromJwk(jwk: Json | undefined): PublicKey {
  if (typeof jwk !== 'object' || jwk === null || Array.isArray(jwk))
    throw new KeyError('malformed', 'The key (JWK) is not an object.');
  if (SECRET_MEMBERS.some((member) => Object.hasOwn(jwk, member))) {
    throw new KeyError('malformed', 'The key (JWK) holds a private or a shared secret, which should never be shown.');
  }
  const members = ['kty', 'crv', 'x', 'y', 'n', 'e'].filter((name) => typeof jwk[name] === 'string');
  let key: KeyObject;
  try {
    key = createPublicKey({
      format: 'jwk',
      key: Object.fromEntries(members.map((name) => [name, jwk[name] as string])),
    });
  } catch {
    throw new KeyError('malformed', 'The key (JWK) is not valid.');
  }
  return publicKeyFrom(key);
}
