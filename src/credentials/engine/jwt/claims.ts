/** Between a credential and the claims of a token, in the two profiles that cannot be one token (reference, decision 2). */
import { EncodingError } from '../encoding/index.js';
import type { Json, JsonObject } from '../types.js';
import { JwtError } from './jwt-error.js';

/** `vc-claim`: the way of VC 1.1, with the credential under `vc`. */
export type JwtProfile = 'ob3' | 'vc-jose-cose' | 'vc-claim';
export type JwtCredential = {
  credential: JsonObject;
  profile: JwtProfile;
  /** Where a claim says something else than the credential, which a verifier must not settle by itself. */
  contradictions: string[];
};

const REGISTERED = ['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti', 'cnf', 'nonce'];

export function issuerOfPayload(payload: JsonObject): string | null {
  if (typeof payload.iss === 'string') return payload.iss;
  return idOf((isObject(payload.vc) ? payload.vc : payload).issuer);
}

/** The credential of a token, filled from its claims where it leaves something out (VC 1.1 §6.3.1). @throws JwtError `claims` */
export function credentialOfJwt(header: JsonObject, payload: JsonObject): JwtCredential {
  const inner = payload.vc;
  if (inner !== undefined && !isObject(inner))
    throw new JwtError('claims', 'The claim “vc” of the token is not a credential.');
  const plain = Object.fromEntries(Object.entries(payload).filter(([name]) => !REGISTERED.includes(name)));
  const credential = { ...(inner ?? plain) };
  const v2 = [credential['@context']].flat().includes('https://www.w3.org/ns/credentials/v2');
  const contradictions = [
    ...settle(credential, 'id', payload.jti, credential.id ?? null),
    ...settle(credential, 'issuer', payload.iss, idOf(credential.issuer)),
    ...settleSubject(credential, payload.sub),
    ...settleDate(credential, v2 ? 'validFrom' : 'issuanceDate', payload.nbf),
    ...settleDate(credential, v2 ? 'validUntil' : 'expirationDate', payload.exp),
  ];
  const profile = inner
    ? 'vc-claim'
    : /^(application\/)?vc\+(ld\+json\+)?jwt$/.test(String(header.typ))
      ? 'vc-jose-cose'
      : 'ob3';
  return { credential, profile, contradictions };
}

/** The claims of a credential of ours. @throws JwtError `claims` where the Open Badges profile asks for more than it has. */
export function payloadOf(credential: JsonObject, profile: 'ob3' | 'vc-jose-cose'): JsonObject {
  if (profile === 'vc-jose-cose') return credential;
  const issuer = idOf(credential.issuer);
  const { id, validFrom, validUntil } = credential;
  if (!issuer || typeof id !== 'string' || typeof validFrom !== 'string') {
    throw new JwtError(
      'claims',
      'An Open Badges token needs a credential with an id, an issuer and a date from which it is valid.',
    );
  }
  const subject = idOf(credential.credentialSubject);
  return {
    ...credential,
    iss: issuer,
    jti: id,
    // Required by the profile (§8.2.4); where the learner has no address of their own, the credential's stands for them.
    sub: subject ?? id,
    nbf: secondsOf(validFrom),
    ...(typeof validUntil === 'string' ? { exp: secondsOf(validUntil) } : {}),
  };
}

function settle(credential: JsonObject, name: string, claim: Json | undefined, stated: Json): string[] {
  if (typeof claim !== 'string') return [];
  if (stated === null) credential[name] = claim;
  return stated === null || stated === claim ? [] : [name];
}

/** `sub` may name the credential where its subject has no id: then it says nothing of the learner. */
function settleSubject(credential: JsonObject, claim: Json | undefined): string[] {
  const subject = credential.credentialSubject;
  if (typeof claim !== 'string' || !isObject(subject) || (subject.id === undefined && claim === credential.id))
    return [];
  if (typeof subject.id === 'string') return subject.id === claim ? [] : ['credentialSubject'];
  credential.credentialSubject = { id: claim, ...subject };
  return [];
}

function settleDate(credential: JsonObject, name: string, claim: Json | undefined): string[] {
  if (typeof claim !== 'number' || !Number.isFinite(claim) || Math.abs(claim) > 8.64e12) return [];
  const stated = credential[name];
  if (typeof stated === 'string') return Math.floor(Date.parse(stated) / 1000) === Math.floor(claim) ? [] : [name];
  credential[name] = new Date(claim * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
  return [];
}

function secondsOf(date: string): number {
  const time = Date.parse(date);
  if (Number.isNaN(time)) throw new EncodingError(`“${date.slice(0, 40)}” is not a date.`);
  return Math.floor(time / 1000);
}

function idOf(value: Json | undefined): string | null {
  if (typeof value === 'string') return value;
  return isObject(value) && typeof value.id === 'string' ? value.id : null;
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
