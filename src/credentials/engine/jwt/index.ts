/** Credentials as tokens: VC-JWT in both profiles. */
export { credentialOfJwt, issuerOfPayload, type JwtCredential, type JwtProfile } from './claims.js';
export { JwtError, type JwtFault } from './jwt-error.js';
export { type Jwt, looksLikeJwt, readJwt } from './read.js';
export { signVcJwt } from './sign.js';
export { type VerifiedJwt, verifyJwt } from './verify.js';
