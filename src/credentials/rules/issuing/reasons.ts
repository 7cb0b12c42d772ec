/** Why a credential was revoked or suspended, in words for its holder and whoever checks it. */
import type { AnyReason } from '../../schema/issuing.js';

const WORDS: Record<AnyReason, string> = {
  mistake: 'it was issued by mistake',
  'wrong-recipient': 'it was issued to somebody else than was meant',
  misconduct: 'the rules of assessment were broken',
  requirements: 'its requirements are no longer met',
  asked: 'its holder asked for it',
  other: 'another reason',
  replaced: 'a corrected one was issued in its place',
  'key-withdrawn': 'the key that signed it was withdrawn',
  'not-theirs': 'whoever received it said that it is not theirs',
};

export function reasonInWords(reason: AnyReason): string {
  return `${WORDS[reason]}.`;
}
