/** How a credential stands, in one word. */
import type { CredentialState, IssuedCredential } from '../../schema/issuing.js';

type Standing = Pick<IssuedCredential, 'reason' | 'revoked' | 'suspended' | 'declined' | 'validUntil' | 'claimed'>;

/** What ended it for good comes first, then what holds it up, then whether it was taken. */
export function stateOf(credential: Standing, now: Date): CredentialState {
  if (credential.declined !== null) return 'declined';
  if (credential.reason === 'replaced') return 'replaced';
  if (credential.revoked !== null) return 'revoked';
  if (credential.suspended !== null) return 'suspended';
  if (credential.validUntil !== null && credential.validUntil <= now) return 'ended';
  return credential.claimed === null ? 'offered' : 'claimed';
}

/** Whether it can be claimed, shown and relied on. */
export function stands(credential: Standing, now: Date): boolean {
  return ['offered', 'claimed'].includes(stateOf(credential, now));
}
