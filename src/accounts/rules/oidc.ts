/**
 * Signing in at another provider (OpenID Connect Core 1.0, code flow with PKCE): what is sent there, and what may come back.
 * The way there and back is remembered in one sealed cookie; state, nonce and verifier are derived from it, so they hold
 * for this browser, this provider and this try alone.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { newToken, seal } from '../../platform/crypto/index.js';
import { sealed, unsealed } from './cookies.js';

/** Ten minutes to sign in over there. */
export const ONWARD_SECONDS = 600;
/** Whoever is asked again must have signed in over there this recently. */
const AGAIN_SECONDS = 300;
const SKEW_SECONDS = 30;

const Onward = z.object({
  provider: z.string(),
  next: z.string(),
  /** Only for this person: to link an account, or to prove who they are once more. Null: to sign in. */
  personId: z.string().nullable(),
  purpose: z.enum(['sign-in', 'link', 'again']),
  at: z.number(),
  once: z.string(),
});
export type Onward = z.infer<typeof Onward>;

export function newOnward(onward: Omit<Onward, 'at' | 'once'>, now: Date): Onward {
  return { ...onward, at: now.getTime(), once: newToken(16) };
}

export function sealOnward(secret: string, onward: Onward): string {
  return sealed(secret, 'oidc', JSON.stringify(onward));
}

/** Null: not ours, or too old. */
export function openOnward(secret: string, value: string | null, now: Date): Onward | null {
  const text = unsealed(secret, 'oidc', value);
  if (text === null) return null;
  const onward = Onward.parse(JSON.parse(text));
  return now.getTime() - onward.at <= ONWARD_SECONDS * 1000 ? onward : null;
}

/** What only this browser's cookie leads to. None of the three tells anything of the others. */
export function secretsOf(secret: string, onward: Onward): { state: string; nonce: string; verifier: string } {
  const { provider, next, personId, purpose, at, once } = onward;
  const text = JSON.stringify([provider, next, personId, purpose, at, once]);
  return {
    state: seal(secret, 'oidc-state', text),
    nonce: seal(secret, 'oidc-nonce', text),
    verifier: seal(secret, 'oidc-verifier', text),
  };
}

/** OpenID Provider Metadata, as far as it is needed (Discovery 1.0 §3, RFC 9207 §3). */
export const Metadata = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  userinfo_endpoint: z.url().optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
  authorization_response_iss_parameter_supported: z.boolean().optional(),
});
export type Metadata = z.infer<typeof Metadata>;

export function authorizationAddress(
  metadata: Metadata,
  {
    clientId,
    redirectUri,
    onward,
    secrets,
  }: { clientId: string; redirectUri: string; onward: Onward; secrets: ReturnType<typeof secretsOf> },
): string {
  const url = new URL(metadata.authorization_endpoint);
  const asked = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'openid email profile',
    state: secrets.state,
    nonce: secrets.nonce,
    code_challenge: createHash('sha256').update(secrets.verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...(onward.purpose === 'again' ? { prompt: 'login', max_age: '0' } : {}),
  };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  return url.href;
}

/** What the browser brings back. */
export const Returned = z.object({
  code: z.string().max(5000).optional(),
  state: z.string().max(500).optional(),
  iss: z.string().max(2000).optional(),
  error: z.string().max(500).optional(),
});
export type Returned = z.infer<typeof Returned>;

/** Whether an answer names another issuer than the one that was asked (RFC 9207 §2.4): the sign of a mix-up. */
export function isMixedUp(metadata: Metadata, { iss }: Returned): boolean {
  if (iss === undefined) return metadata.authorization_response_iss_parameter_supported === true;
  return iss !== metadata.issuer;
}

export const Claims = z.object({
  sub: z.string().min(1).max(255),
  nonce: z.string(),
  azp: z.string().optional(),
  aud: z.union([z.string(), z.array(z.string())]),
  auth_time: z.number().optional(),
  email: z.string().optional(),
  email_verified: z.unknown().optional(),
  name: z.string().optional(),
});
export type Claims = z.infer<typeof Claims>;

/** What is wrong with claims whose signature, issuer, audience and age are right (Core §3.1.3.7); null: nothing. */
export function faultOfClaims(
  claims: Claims,
  { nonce, clientId, onward, now }: { nonce: string; clientId: string; onward: Onward; now: Date },
): string | null {
  if (claims.nonce !== nonce) return 'nonce';
  const isForSeveral = Array.isArray(claims.aud) && claims.aud.length > 1;
  if (claims.azp === undefined ? isForSeveral : claims.azp !== clientId) return 'azp';
  if (onward.purpose !== 'again') return null;
  const age = now.getTime() / 1000 - (claims.auth_time ?? 0);
  return age <= AGAIN_SECONDS + SKEW_SECONDS ? null : 'auth_time';
}
