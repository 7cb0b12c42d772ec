/** When a credential is checked again, and what of a check its holder is told. */
import type { Check, CredentialState } from '../../credentials/index.js';
import type { Findings } from '../schema.js';

const DAY_MS = 86_400_000;
const WEEK = 7;

/** Where nobody answered, it is asked again after 1, 2 and 4 days, then weekly. Spread over a day, so that no server has all of them at once. */
export function nextCheck(id: string, { now, unanswered }: { now: Date; unanswered: number }): Date {
  const days = unanswered === 0 ? WEEK : Math.min(WEEK, 2 ** (unanswered - 1));
  return new Date(now.getTime() + days * DAY_MS + spread(id));
}

/** Up to a day, the same for one holding always: its id ends at random. */
function spread(id: string): number {
  return (Number.parseInt(id.slice(-6), 16) / 0x1000000) * DAY_MS;
}

/** Whether somebody who was asked did not answer: the key or the status list could not be had. */
export function isUnanswered({ verdict }: Pick<Findings, 'verdict'>): boolean {
  return verdict.authentic === null || verdict.current === null;
}

export type Change = 'revoked' | 'suspended' | 'back' | 'not-authentic' | 'authentic' | 'ended' | null;

/**
 * What became different between two checks that its holder should know. What could not be found out now is no change: the
 * last answer stands until there is another.
 */
export function changeBetween(before: Findings, after: Findings): Change {
  if (after.verdict.authentic === false && before.verdict.authentic !== false) return 'not-authentic';
  if (after.verdict.authentic === true && before.verdict.authentic === false) return 'authentic';
  const [was, is] = [hindrance(before), hindrance(after)];
  if (is === 'unknown' || was === is) return null;
  return is === null ? (was === 'unknown' || was === 'not-begun' ? null : 'back') : is === 'not-begun' ? null : is;
}

type Hindrance = 'revoked' | 'suspended' | 'ended' | 'not-begun' | 'unknown' | null;

/** What keeps a credential from being current, the gravest first; null: nothing. */
export function hindrance({ verdict, checks }: Pick<Findings, 'verdict' | 'checks'>): Hindrance {
  const status = checks.find(({ name }) => name === 'status');
  const failed = (name: string) => checks.some((check) => check.name === name && check.status === 'failed');
  if (status?.status === 'failed') return /suspend/i.test(status.message) ? 'suspended' : 'revoked';
  if (failed('valid-until')) return 'ended';
  if (failed('valid-from')) return 'not-begun';
  return verdict.current === null ? 'unknown' : null;
}

/** The findings to keep: where nobody answered this time, what was known before stands, with what was found now beside it. */
export function keptFindings(before: Findings, after: Findings): Findings {
  const silent =
    isUnanswered(after) && !isUnanswered(before) && after.verdict.authentic !== false && hindrance(after) === 'unknown';
  return silent
    ? { ...before, summary: after.summary ?? before.summary }
    : { ...after, summary: after.summary ?? before.summary };
}

const SAID = {
  revoked: 'Its issuer has revoked it.',
  replaced: 'Its issuer has replaced it by another and revoked this one.',
  suspended: 'Its issuer has suspended it: it does not hold at this moment.',
} as const;

/**
 * What was issued here is known here at once: until it is checked anew, what its issuer has done since the last check stands before
 * what that check found. Any other state leaves the findings as they are.
 */
export function asIssuerHasIt<T extends Findings>(found: T, state: CredentialState): T {
  if (state !== 'revoked' && state !== 'replaced' && state !== 'suspended') return found;
  if (hindrance(found) === (state === 'suspended' ? 'suspended' : 'revoked')) return found;
  const fix = 'Ask its holder for one that holds, or its issuer why.';
  const status: Check = { name: 'status', status: 'failed', message: SAID[state], fix };
  const checks = found.checks.filter(({ name }) => name !== 'status');
  return { ...found, checks: [...checks, status], verdict: { ...found.verdict, current: false } };
}
