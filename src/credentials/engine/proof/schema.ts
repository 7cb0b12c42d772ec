/** Words of Data Integrity proofs. */
import type { FoundKey, KeyFault, ResolveKey, SigningKey } from '../types.js';

export type SigningSuite = 'eddsa-rdfc-2022' | 'eddsa-jcs-2022';
export type ProofPurpose = 'assertionMethod' | 'authentication';

export type Signing = {
  suite: SigningSuite;
  key: SigningKey;
  /** `2026-11-23T08:00:00Z`, whole seconds: some verifiers choke on more. */
  created: string;
  /** `assertionMethod` where it is not said. */
  purpose?: ProofPurpose;
  challenge?: string;
  domain?: string | string[];
  /** The id or ids of proofs of the document that this one vouches for too. */
  previousProof?: string | string[];
  id?: string;
  expires?: string;
};

/** A document cannot be signed as asked. */
export class ProofError extends Error {
  override readonly name = 'ProofError';
}

export type ProofExpectation = {
  resolveKey: ResolveKey;
  /** `assertionMethod` where it is not said. */
  purpose?: ProofPurpose;
  challenge?: string;
  domain?: string;
  now: Date;
};

export type ProofResult = {
  /** `eddsa-rdfc-2022`, `Ed25519Signature2020` …: the cryptosuite, or the type of a proof that has none. */
  suite: string;
  /** The verification method that the proof names. */
  method: string | null;
  /** Null: could not be checked (a suite that we do not know, a key that cannot be reached, a context that is not pinned). */
  verified: boolean | null;
  /** Why it is not true, in a sentence. */
  fault: string | null;
  /** Where the key is at fault: why. */
  keyFault: KeyFault | null;
  /** The key, once found: who controls it, and whether anything but the credential itself says so. */
  key: FoundKey | null;
  /** Who controls the key, as its document says. */
  controller: string | null;
  created: string | null;
};
