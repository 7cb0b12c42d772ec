/** The front door of credentials: what can be earned, issued, endorsed, checked. */
export { openVerifier, type Verifier, type VerifierParts, type VerifyOptions } from './actions/verifying.js';
export type { Verified } from './engine/verify/index.js';
export { CredentialSummary } from './schema/summary.js';
export { Check, type CheckName, Verdict, Verification } from './schema/verification.js';
