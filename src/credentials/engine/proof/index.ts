/** Data Integrity proofs: signing with Ed25519, verifying what others sign. */
import type { JsonObject, LinkedData, ResolveKey } from '../types.js';
import type { ProofPurpose, ProofResult, Signing } from './schema.js';

export type { ProofPurpose, ProofResult, Signing, SigningSuite } from './schema.js';

/** The document with one more proof. @throws LinkedDataError, ProofError */
export async function signCredential(_ld: LinkedData, document: JsonObject, _signing: Signing): Promise<JsonObject> {
  return document;
}

export type ProofExpectation = {
  resolveKey: ResolveKey;
  /** `assertionMethod` where it is not said. */
  purpose?: ProofPurpose;
  challenge?: string;
  domain?: string;
  now: Date;
};

/** One result for each proof of the document, in their order; none where it has none. Never throws for what is in the document. */
export async function verifyProofs(
  _ld: LinkedData,
  _document: JsonObject,
  _expected: ProofExpectation,
): Promise<ProofResult[]> {
  return [];
}
