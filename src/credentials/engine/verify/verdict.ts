/** Four verdicts that stay apart (decision 0018). */
import type { Check, CheckName, Verdict } from '../../schema/verification.js';

/** What makes it genuine. `issuer` in doubt is a caution of its own: it is told, and the signature still shows that nothing changed. */
const AUTHENTIC: readonly CheckName[] = [
  'format',
  'context',
  'type',
  'schema',
  'attached-schema',
  'related-resource',
  'subject',
  'evidence',
  'issuer',
  'proof',
];
/** Those that say nothing of the genuineness where they could not be finished. */
const MAY_STAY_OPEN: readonly CheckName[] = ['attached-schema', 'issuer'];
const CURRENT: readonly CheckName[] = ['status', 'valid-from', 'valid-until'];

export function verdictOf(checks: readonly Check[], known: boolean | null): Verdict {
  // A badge class or an issuer's profile, which nobody signs, and what could not be read at all, are neither.
  const isJudged = checks.some(({ name, status }) => name === 'proof' && status !== 'skipped');
  const authentic = together(checks, AUTHENTIC, MAY_STAY_OPEN);
  const current = together(checks, CURRENT, []);
  return {
    authentic: isJudged || authentic === false ? authentic : null,
    current: isJudged || current === false ? current : null,
    issuerKnown: known,
    policy: policyOf(checks),
  };
}

function together(
  checks: readonly Check[],
  names: readonly CheckName[],
  mayStayOpen: readonly CheckName[],
): boolean | null {
  const mine = checks.filter(({ name }) => names.includes(name));
  if (mine.some(({ status }) => status === 'failed')) return false;
  return mine.some(({ name, status }) => status === 'unknown' && !mayStayOpen.includes(name)) ? null : true;
}

/** The recipient is a demand too, where it was named. */
function policyOf(checks: readonly Check[]): boolean | null {
  const asked = checks.filter(
    ({ name, status }) => (name === 'policy' || name === 'recipient') && status !== 'skipped',
  );
  if (asked.length === 0) return null;
  if (asked.some(({ status }) => status === 'failed')) return false;
  return asked.every(({ status }) => status === 'passed') ? true : null;
}
