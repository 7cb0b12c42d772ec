/** Keys: Ed25519 to sign with; Ed25519, P-256, P-384 and RSA to verify with. */
export { fromJwk, jwkOf } from './jwk.js';
export { exportPrivateKey, fromSecretMultibase, importPrivateKey, type NewKey, newSigningKey } from './private-key.js';
export { kindOf, multibaseOf, publicKeyFrom, publicKeyOf, readMultikey } from './public-key.js';

/** The did:key of a public key, which is the key itself. */
export const didKeyOf = (multibase: string): string => `did:key:${multibase}`;
