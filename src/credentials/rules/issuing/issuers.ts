/** Who signs: the identifier of an issuer under our own address, its keys, and the documents that say so. */
import type { JsonObject } from '../../engine/types.js';

/** A key of an issuer as its document needs it. */
export type IssuerKeyFacts = { method: string; multibase: string; withdrawn: Date | null };

/** Whether credentials of this origin stand under a web address that others can look up. */
export const isPublicOrigin = (origin: string): boolean => origin.startsWith('https://');

/** `did:web:cairn.example:issuers:0193…` (did:web §3.2: a port's colon is written %3A). */
export function webDid(origin: string, organisationId: string): string {
  return `did:web:${new URL(origin).host.replace(':', '%3A')}:issuers:${organisationId}`;
}

/** The absolute address of a key: `did:web:…#z6Mk…`, `did:key:z6Mk…#z6Mk…`. */
export const methodOf = (did: string, multibase: string): string => `${did}#${multibase}`;

/**
 * The document of a did:web issuer. Retired keys stay in it for assertion: what they signed must go on verifying, and their
 * private halves are destroyed, so nothing new can be signed with them. A key that was withdrawn stands there no more.
 */
export function didDocument(
  did: string,
  keys: readonly IssuerKeyFacts[],
  otherNames: readonly string[] = [],
): JsonObject {
  const standing = keys.filter(({ withdrawn }) => withdrawn === null);
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did,
    ...(otherNames.length > 0 ? { alsoKnownAs: [...otherNames] } : {}),
    verificationMethod: standing.map(({ multibase }) => ({
      id: methodOf(did, multibase),
      type: 'Multikey',
      controller: did,
      publicKeyMultibase: multibase,
    })),
    assertionMethod: standing.map(({ multibase }) => methodOf(did, multibase)),
  };
}

/** The name that credentials carry. One signed under no web address says in it that it is a demonstration. */
export function issuerName(name: string, did: string): string {
  return did.startsWith('did:key:') ? `${name} (demonstration)` : name;
}

/** `2026-11-23T08:00:00Z`: whole seconds, because some verifiers choke on more. */
export function wholeSeconds(moment: Date): string {
  return `${moment.toISOString().slice(0, 19)}Z`;
}
