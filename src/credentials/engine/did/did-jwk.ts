/** did:jwk: the identifier is a public key as JSON; its only method is `#0`. */
import { decodeUtf8, EncodingError, fromBase64url, parseStrictJson } from '../encoding/index.js';
import { fromJwk, jwkOf } from '../keys/index.js';
import { type DidDocument, KeyError } from '../types.js';
import type { Did } from './did-url.js';

/** @throws KeyError */
export function documentOfDidJwk({ did, specific }: Did): DidDocument {
  const id = `${did}#0`;
  const publicKeyJwk = jwkOf(fromJwk(jsonOf(specific)).key);
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/suites/jws-2020/v1'],
    id: did,
    verificationMethod: [{ id, type: 'JsonWebKey2020', controller: did, publicKeyJwk }],
    authentication: [id],
    assertionMethod: [id],
  };
}

function jsonOf(specific: string) {
  try {
    return parseStrictJson(decodeUtf8(fromBase64url(specific)), { mostBytes: 4096, mostDepth: 4 });
  } catch (error) {
    if (error instanceof EncodingError) throw new KeyError('malformed', `The did:jwk cannot be read. ${error.message}`);
    throw error;
  }
}
