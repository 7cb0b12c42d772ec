/** Tokens at the test interface, for suites that hand over the key with each question (VC-JOSE-COSE, its JOSE part). */
import { createPrivateKey } from 'node:crypto';
import { EncodingError } from '../engine/encoding/index.js';
import { credentialOfJwt, JwtError, signVcJwt, verifyJwt } from '../engine/jwt/index.js';
import { fromJwk, kindOf, multibaseOf } from '../engine/keys/index.js';
import { type JsonObject, KeyError } from '../engine/types.js';
import { credentialFaults, isFields, listOf, presentationFaults, typesOf } from '../rules/data-model/index.js';

export type TokenKind = 'credential' | 'presentation';
/** A verification method with a JWK, as a suite has it. */
export type TokenKey = { id: string; controller: string; publicKeyJwk: JsonObject; secretKeyJwk: JsonObject };

/** The token, or null where the document is nothing that we would sign. */
export function issueToken(document: JsonObject, kind: TokenKind, { id, secretKeyJwk }: TokenKey): string | null {
  if (faultsOf(document, kind) || Object.keys(document).some((name) => !SIGNED[kind].includes(name))) return null;
  const key = createPrivateKey({ format: 'jwk', key: secretKeyJwk });
  return signVcJwt(document, { kind: kindOf(key), key, multibase: multibaseOf(key), method: id }, 'vc-jose-cose');
}

/** Whether a token is of its profile (§3.1.1, §3.1.2), whole, and signed with the key. Its dates are not asked. */
export async function holdsToken(token: string, kind: TokenKind, key: TokenKey): Promise<boolean> {
  const { id, controller, publicKeyJwk } = key;
  try {
    const publicKey = fromJwk(publicKeyJwk);
    const found = { publicKey, method: id, controller, bound: true, ended: null };
    const { header, payload } = await verifyJwt(token, async () => found);
    const { vc, vp } = payload;
    if (header.typ !== TYPES[kind] || vc !== undefined || vp !== undefined) return false;
    const { credential, contradictions } = credentialOfJwt(header, payload);
    return contradictions.length === 0 && !faultsOf(credential, kind);
  } catch (error) {
    if (error instanceof JwtError || error instanceof KeyError || error instanceof EncodingError) return false;
    throw error;
  }
}

const TYPES: Readonly<Record<TokenKind, string>> = { credential: 'vc+jwt', presentation: 'vp+jwt' };

/** What Verifiable Credentials 2.0 defines: nobody should sign what they do not understand. */
const COMMON = ['@context', 'id', 'type', 'termsOfUse'];
const SIGNED: Readonly<Record<TokenKind, readonly string[]>> = {
  credential: [
    ...COMMON,
    'name',
    'description',
    'issuer',
    'validFrom',
    'validUntil',
    'credentialSubject',
    'credentialStatus',
    'credentialSchema',
    'refreshService',
    'evidence',
    'relatedResource',
    'confidenceMethod',
    'renderMethod',
  ],
  presentation: [...COMMON, 'holder', 'verifiableCredential'],
};

function faultsOf(document: JsonObject, kind: TokenKind): boolean {
  if (kind === 'credential') return credentialFaults(document).length > 0;
  return presentationFaults(document).length > 0 || !listOf(document.verifiableCredential).every(isEnveloped);
}

/** What a token presents is signed by itself, and enveloped (§3.1.2). */
function isEnveloped(one: unknown): boolean {
  return (
    isFields(one) &&
    typesOf(one).includes('EnvelopedVerifiableCredential') &&
    /^data:application\/vc\+(jwt|sd-jwt|cose)[;,]/.test(String(one.id))
  );
}
