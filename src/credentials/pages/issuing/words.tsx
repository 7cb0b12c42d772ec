/** Words for how credentials and batches stand. */
import { Tag } from '../../../ui/index.js';
import type { Batch, CredentialState } from '../../schema/issuing.js';

export const STATE_WORDS: Record<CredentialState, string> = {
  offered: 'offered, not claimed yet',
  claimed: 'claimed',
  declined: 'declined: not theirs',
  suspended: 'suspended',
  revoked: 'revoked',
  replaced: 'replaced by a corrected one',
  ended: 'ended',
};

const TONES: Record<CredentialState, 'good' | 'caution' | 'bad' | 'unknown'> = {
  offered: 'unknown',
  claimed: 'good',
  declined: 'caution',
  suspended: 'caution',
  revoked: 'bad',
  replaced: 'unknown',
  ended: 'unknown',
};

export function StateTag({ state }: { state: CredentialState }) {
  return <Tag tone={TONES[state]}>{STATE_WORDS[state]}</Tag>;
}

export const BATCH_WORDS: Record<Batch['state'], string> = {
  checked: 'waits for you',
  waiting: 'begins in a moment',
  running: 'is being issued',
  done: 'issued',
  failed: 'stands still',
};

export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
