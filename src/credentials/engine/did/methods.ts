/** The keys that a document lists (verification methods; Controlled Identifiers 1.0 §2.2, §2.3). */
import { EncodingError, fromBase58btc, toMultibase } from '../encoding/index.js';
import { fromJwk, publicKeyOf } from '../keys/index.js';
import { type DidDocument, type FoundKey, type Json, type JsonObject, KeyError, type PublicKey } from '../types.js';

export type Purpose = 'assertionMethod' | 'authentication';

const MOST_METHODS = 200;
const ED25519_PREFIX = [0xed, 0x01];

/**
 * One key of a document, for one purpose.
 * @throws KeyError: `not-found` (no such method), `not-allowed` (not for this purpose, or another's), `malformed`, `unsupported`.
 */
export function findMethod(document: DidDocument, method: string, purpose: Purpose): FoundKey {
  const absolute = (id: Json | undefined) => (typeof id === 'string' && id.startsWith('#') ? document.id + id : id);
  const listed = [...listOf(document.verificationMethod), ...listOf(document[purpose])].filter(isObject);
  const found = listed.find((one) => absolute(one.id) === method);
  if (!found) throw new KeyError('not-found', `The issuer's document lists no key ${method.slice(0, 200)}.`);
  const allowed = listOf(document[purpose]).some((one) => absolute(isObject(one) ? one.id : one) === method);
  if (!allowed)
    throw new KeyError('not-allowed', `The issuer's document does not allow this key for ${wordsOf(purpose)}.`);
  if (found.controller !== undefined && found.controller !== document.id) {
    throw new KeyError('not-allowed', `The key ${method.slice(0, 200)} belongs to somebody other than ${document.id}.`);
  }
  return { publicKey: keyOf(found), method, controller: document.id, bound: true, ended: endOf(found) };
}

/** A key in any of the ways that documents write it. @throws KeyError */
function keyOf(method: JsonObject): PublicKey {
  const { publicKeyMultibase, publicKeyJwk, publicKeyBase58 } = method;
  if (typeof publicKeyMultibase === 'string') return publicKeyOf(publicKeyMultibase);
  if (publicKeyJwk !== undefined) return fromJwk(publicKeyJwk);
  // Ed25519VerificationKey2018, which older documents still carry.
  if (typeof publicKeyBase58 === 'string') return publicKeyOf(multibaseOfBase58(publicKeyBase58));
  throw new KeyError(
    'unsupported',
    `The key ${String(method.id).slice(0, 200)} is written in a way that is not known here.`,
  );
}

function multibaseOfBase58(text: string): string {
  try {
    return toMultibase(Uint8Array.from([...ED25519_PREFIX, ...fromBase58btc(text)]));
  } catch (error) {
    if (error instanceof EncodingError) throw new KeyError('malformed', `The key cannot be read. ${error.message}`);
    throw error;
  }
}

/** The earlier of `revoked` and `expires`. */
function endOf(method: JsonObject): string | null {
  const ends = [method.revoked, method.expires].filter(
    (end) => typeof end === 'string' && !Number.isNaN(Date.parse(end)),
  );
  return (ends as string[]).sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null;
}

const listOf = (value: Json | undefined): Json[] =>
  value === undefined ? [] : (Array.isArray(value) ? value : [value]).slice(0, MOST_METHODS);
const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const wordsOf = (purpose: Purpose) => (purpose === 'assertionMethod' ? 'signing credentials' : 'signing in');
