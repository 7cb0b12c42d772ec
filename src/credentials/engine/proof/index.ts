/** Data Integrity proofs: signing with Ed25519, verifying what others sign. */
export {
  ProofError,
  type ProofExpectation,
  type ProofPurpose,
  type ProofResult,
  type Signing,
  type SigningSuite,
} from './schema.js';
export { configurationOf, hashConfiguration, signatureOf, signCredential, withProofContext } from './sign.js';
export { hashData } from './suites.js';
export { verifyProofs } from './verify.js';
