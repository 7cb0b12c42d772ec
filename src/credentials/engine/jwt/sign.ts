/** Writes a credential as a token. */
import { toBase64url } from '../encoding/index.js';
import type { JsonObject, SigningKey } from '../types.js';
import { algorithmFor, signWith } from './algorithms.js';
import { payloadOf } from './claims.js';

/**
 * `ob3`: Open Badges 3.0 §8.2 (claims beside the credential, `typ: JWT`). `vc-jose-cose`: W3C Securing Verifiable Credentials using
 * JOSE and COSE §3.1 (`typ: vc+jwt`, the credential alone).
 * @throws JwtError `claims` where the Open Badges profile asks for more than the credential has.
 */
export function signVcJwt(credential: JsonObject, key: SigningKey, profile: 'ob3' | 'vc-jose-cose'): string {
  const input = `${headerOf(key, profile)}.${toBase64url(JSON.stringify(payloadOf(credential, profile)))}`;
  return `${input}.${signWith(algorithmFor(key.kind), input, key.key).toString('base64url')}`;
}

function headerOf({ kind, method }: SigningKey, profile: 'ob3' | 'vc-jose-cose'): string {
  const type = profile === 'ob3' ? { typ: 'JWT' } : { typ: 'vc+jwt', cty: 'vc' };
  return toBase64url(JSON.stringify({ alg: algorithmFor(kind), kid: method, ...type }));
}
