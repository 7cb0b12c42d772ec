/** How a credential stands, in a few words, with what the words mean. Never a bare yes or no. */
import { formatDay } from '../../ui/index.js';
import type { Findings } from '../schema.js';
import { hindrance } from './checking.js';
import { momentOf } from './identity.js';

export type Standing = {
  tone: 'good' | 'caution' | 'bad' | 'unknown';
  /** A word or two. */
  words: string;
  /** A sentence: what that means, or what to do. */
  meaning: string;
};

type Judged = Findings & { checkedAt: Date };

/** As of `now`: a date that has passed since the last check counts. */
export function standingOf(held: Judged, now: Date): Standing {
  const day = formatDay(held.checkedAt.toISOString().slice(0, 10));
  const { authentic, issuerKnown } = held.verdict;
  if (authentic === false) return { tone: 'bad', words: 'not authentic', meaning: faultOf(held) };
  const until = momentOf(held.summary?.ends);
  const stops = hindrance(held);
  if (stops === 'revoked') return { tone: 'bad', words: 'revoked', meaning: 'Its issuer has taken it back.' };
  if (stops === 'suspended')
    return { tone: 'caution', words: 'suspended', meaning: 'Its issuer has suspended it; it may come back.' };
  if (stops === 'ended' || (until !== null && until <= now))
    return { tone: 'caution', words: 'ended', meaning: endedOn(until) };
  if (stops === 'not-begun')
    return { tone: 'caution', words: 'not begun', meaning: 'It counts from a day that is still to come.' };
  if (authentic === null || stops === 'unknown')
    return {
      tone: 'unknown',
      words: 'could not be checked',
      meaning: `Whoever had to be asked did not answer on ${day}. It may well be good; we ask again.`,
    };
  if (issuerKnown === true)
    return { tone: 'good', words: 'authentic and current', meaning: `Checked on ${day}; its issuer is known.` };
  return {
    tone: 'caution',
    words: 'authentic, issuer not known here',
    meaning: `Checked on ${day}: whole, signed and current. Whether its issuer is who it says, no list that we ask tells.`,
  };
}

/** In the words of the check that failed. */
function faultOf({ checks }: Judged): string {
  const fault = checks.find(({ name, status }) => status === 'failed' && !WHEN.has(name));
  const words = [fault?.message, fault?.fix].filter(Boolean).join(' ');
  return words === '' ? 'It does not check. Ask its issuer for another copy.' : words;
}

/** Checks of when it holds, not of what it is. */
const WHEN: ReadonlySet<string> = new Set(['status', 'valid-from', 'valid-until']);

function endedOn(until: Date | null): string {
  return until === null
    ? 'Its time is over.'
    : `Its time was over on ${formatDay(until.toISOString().slice(0, 10))}. It still shows what was achieved.`;
}
