/** A verdict in the words of whoever was handed the credential: one straight sentence first, then what stands behind it. */
import type { Check, CheckName, Verification } from '../schema/verification.js';

/** `na`: does not apply, or was not asked. */
export type Tone = 'pass' | 'warn' | 'fail' | 'na';
export type Answer = { tone: Tone; title: string; lede: string };
export type AnswerFacts = {
  verification: Verification;
  /** As the credential names them; null where it does not. */
  issuer: string | null;
  /** What was to be read is there: false where nothing could be read at all. */
  read: boolean;
};

/** The sentence at the head of the page. An issuer that nobody knows is a caution, never a failure. */
export function answerOf({ verification, issuer, read }: AnswerFacts): Answer {
  const { verdict, checks } = verification;
  const named = issuer === null ? 'its issuer' : `“${issuer}”`;
  if (!read) {
    const format = checks.find(({ name }) => name === 'format');
    return {
      tone: 'warn',
      title: 'This could not be read.',
      lede: `${format?.message ?? ''} ${format?.fix ?? ''}`.trim(),
    };
  }
  if (verdict.authentic === false) return notReal(checks, named);
  if (verdict.authentic === null)
    return {
      tone: 'warn',
      title: 'Whether this is real could not be checked.',
      lede: `Nothing says that it is false, and nothing proves that ${named} issued it. What could not be checked stands below, with what to do.`,
    };
  const known = verdict.issuerKnown === true;
  const whose = whoseWords(checks, known, named);
  if (verdict.current === false) return notCurrent(checks, whose);
  if (verdict.current === null)
    return {
      tone: 'warn',
      title: 'Real. Whether it still holds could not be checked.',
      lede: `Nobody has changed it since it was signed, but whether it was withdrawn could not be asked. ${whose}`,
    };
  return known
    ? {
        tone: 'pass',
        title: 'Real and current.',
        lede: `Nobody has changed it since it was signed, it has not ended, and it was not withdrawn. ${whose}`,
      }
    : {
        tone: 'warn',
        title: 'Real and current. We do not know the issuer.',
        lede: `Nobody has changed it since it was signed, it has not ended, and it was not withdrawn. ${whose}`,
      };
}

/** A known issuer is named as the list names it: what a credential says of its issuer, anybody can write. */
function whoseWords(checks: readonly Check[], known: boolean, named: string): string {
  const listed = checks.find(({ name }) => name === 'issuer-known')?.message;
  if (known) return listed ?? 'Its issuer is known here.';
  return `Check who ${named} is before you rely on it: anybody can make a credential.`;
}

function notReal(checks: readonly Check[], named: string): Answer {
  const failed =
    checks.find(({ name, status }) => status === 'failed' && name === 'proof') ??
    checks.find(({ name, status }) => status === 'failed' && !LATER.has(name));
  const lede =
    failed?.name === 'proof'
      ? `It cannot be relied on: it was changed, or never issued by ${named}. ${failed.message}`
      : `It is not as a credential has to be, so it cannot be relied on. ${failed?.message ?? ''}`;
  return { tone: 'fail', title: 'Not real, as far as can be told.', lede: lede.trim() };
}

function notCurrent(checks: readonly Check[], whose: string): Answer {
  const failed = (name: CheckName): Check | undefined =>
    checks.find((check) => check.name === name && check.status === 'failed');
  const real = 'Nobody has changed it since it was signed.';
  const status = failed('status');
  if (status) return { tone: 'fail', title: 'Real, but no longer valid.', lede: `${status.message} ${real} ${whose}` };
  const begun = failed('valid-from');
  if (begun) return { tone: 'warn', title: 'Real, but it had not begun.', lede: `${begun.message} ${real} ${whose}` };
  return {
    tone: 'warn',
    title: 'Real, but it has ended.',
    lede: `${failed('valid-until')?.message ?? ''} ${real} ${whose}`.trim(),
  };
}

/** Checks that say nothing of whether it is real. */
const LATER: ReadonlySet<CheckName> = new Set([
  'status',
  'valid-from',
  'valid-until',
  'recipient',
  'issuer-known',
  'policy',
  'endorsements',
]);

export type VerdictBox = { question: string; tone: Tone; say: string; about: string };

/** Verdicts that stay apart. The last is whether it is theirs, where it is something that somebody earns. */
export function boxesOf({ verdict, checks, format }: Verification): VerdictBox[] {
  const first = (names: readonly CheckName[]): string =>
    (
      checks.find(({ name, status }) => names.includes(name) && status === 'failed') ??
      checks.find(({ name, status }) => names.includes(name) && status === 'unknown')
    )?.message ?? '';
  return [
    box(
      'Is it real?',
      verdict.authentic,
      ['Real', 'Not real', 'Could not be checked'],
      'The signature fits every word of it.',
      first(REAL),
    ),
    verdict.authentic === false && verdict.current === true
      ? {
          question: 'Is it current?',
          tone: 'na',
          say: 'Says nothing',
          about: 'Its dates mean nothing where it is not real.',
        }
      : box(
          'Is it current?',
          verdict.current,
          ['Current', 'Not current', 'Could not be checked'],
          'Begun, not ended, not withdrawn.',
          first(CURRENT),
        ),
    {
      ...box(
        'Is the issuer known?',
        verdict.issuerKnown,
        ['Known', 'Not known', 'Not asked'],
        'On a list of issuers that is read here.',
        verdict.issuerKnown === false
          ? 'On no list of issuers that is read here.'
          : first(['issuer-known']) || 'Lists are asked only for what is real.',
      ),
      ...(verdict.issuerKnown === true ? {} : { tone: 'warn' as const }),
    },
    ...(isEarned(format) ? [theirs(checks)] : []),
  ];
}

const REAL: readonly CheckName[] = [
  'format',
  'proof',
  'issuer',
  'context',
  'type',
  'schema',
  'attached-schema',
  'related-resource',
  'subject',
  'evidence',
];
const CURRENT: readonly CheckName[] = ['status', 'valid-until', 'valid-from'];

function box(
  question: string,
  verdict: boolean | null,
  [yes, no, open]: readonly [string, string, string],
  good: string,
  why: string,
): VerdictBox {
  if (verdict === true) return { question, tone: 'pass', say: yes, about: good };
  return { question, tone: verdict === false ? 'fail' : 'warn', say: verdict === false ? no : open, about: why };
}

/** An endorsement is about a course or another credential: nobody earns it. */
export function isEarned(format: Verification['format']): boolean {
  return !/^endorsement\b/.test(format);
}

function theirs(checks: readonly Check[]): VerdictBox {
  const question = 'Is it theirs?';
  const check = checks.find(({ name }) => name === 'recipient');
  if (!check || check.status === 'skipped')
    return { question, tone: 'na', say: 'Not asked', about: 'Type a name or an address below.' };
  const say = check.status === 'passed' ? 'Theirs' : check.status === 'failed' ? 'Somebody else’s' : 'Cannot be told';
  return { question, tone: check.status === 'passed' ? 'pass' : 'warn', say, about: check.message };
}

/** The name of a check, for what is checked. */
export function wordsOf(name: CheckName, format: Verification['format']): string {
  return name === 'subject' && !isEarned(format) ? 'What it is about' : CHECK_WORDS[name];
}

export const CHECK_WORDS: Readonly<Record<CheckName, string>> = {
  format: 'Format',
  context: 'Vocabulary',
  type: 'Kind',
  schema: 'Completeness',
  'attached-schema': 'Its own rules',
  'related-resource': 'What it refers to',
  subject: 'What was earned',
  evidence: 'Evidence',
  issuer: 'Issuer',
  proof: 'Signature',
  status: 'Withdrawn?',
  'valid-from': 'Beginning',
  'valid-until': 'End',
  endorsements: 'Endorsements',
  recipient: 'Whose it is',
  'issuer-known': 'Lists of issuers',
  policy: 'Your demands',
};

/** How a check is shown. An issuer on no list and another’s name are cautions: neither makes the credential false. */
export function toneOf({ name, status }: Check): Tone {
  if (status === 'passed') return 'pass';
  if (status === 'skipped') return 'na';
  return status === 'failed' && name !== 'issuer-known' && name !== 'recipient' ? 'fail' : 'warn';
}
