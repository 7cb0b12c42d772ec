/** did:key: the identifier is the key itself, and the document follows from it (did:key method 0.7). */
import { jwkOf, publicKeyOf } from '../keys/index.js';
import { type DidDocument, type JsonObject, KeyError } from '../types.js';
import type { Did } from './did-url.js';

const RELATIONSHIPS = ['authentication', 'assertionMethod', 'capabilityDelegation', 'capabilityInvocation'];
const CONTEXTS = {
  Multikey: 'https://w3id.org/security/multikey/v1',
  Ed25519VerificationKey2020: 'https://w3id.org/security/suites/ed25519-2020/v1',
  JsonWebKey2020: 'https://w3id.org/security/suites/jws-2020/v1',
};
/** How the document writes its keys. */
export type KeyFormat = keyof typeof CONTEXTS;

/** @throws KeyError: `malformed` for what is no key, `unsupported` for a kind of key that we do not verify with. */
export function documentOfDidKey({ did, specific }: Did, format: KeyFormat = 'Multikey'): DidDocument {
  const multibase = multibaseOfDidKey(specific);
  const id = `${did}#${multibase}`;
  const key = publicKeyOf(multibase);
  if (format === 'Ed25519VerificationKey2020' && key.kind !== 'ed25519') {
    throw new KeyError('unsupported', `A ${key.kind} key cannot be written as ${format}.`);
  }
  const written: JsonObject =
    format === 'JsonWebKey2020' ? { publicKeyJwk: jwkOf(key.key) } : { publicKeyMultibase: multibase };
  return {
    '@context': ['https://www.w3.org/ns/did/v1', CONTEXTS[format]],
    id: did,
    verificationMethod: [{ id, type: format, controller: did, ...written }],
    ...Object.fromEntries(RELATIONSHIPS.map((name) => [name, [id]])),
  };
}

/** `z6Mk…` or `1.1:z6Mk…` (a version, a whole number from 1 up). @throws KeyError `malformed` */
export function multibaseOfDidKey(specific: string): string {
  const parts = specific.split(':');
  const [multibase, version = '1'] = parts.toReversed();
  if (parts.length > 2 || !/^[1-9]\d{0,8}(\.\d{1,8}){0,2}$/.test(version)) {
    throw new KeyError('malformed', 'A did:key holds one key, and before it at most a version.');
  }
  if (!multibase?.startsWith('z')) throw new KeyError('malformed', 'The key of a did:key begins with z.');
  return multibase;
}
