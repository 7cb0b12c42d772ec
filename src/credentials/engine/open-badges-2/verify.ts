/** Judges an Open Badge 2.0: an assertion, hosted or signed, or a badge class or an issuer that was handed over alone. */
import type { CredentialSummary } from '../../schema/summary.js';
import type { Check, CheckName } from '../../schema/verification.js';
import { JwtError, readJwt } from '../jwt/index.js';
import type { FetchDocument, Json, JsonObject } from '../types.js';
import { extensionsOf } from './extensions.js';
import { hostedOutcome, type Outcome, withinPolicy } from './hosted.js';
import { modelFaultsOf } from './model.js';
import { createReader, type Found, type Reader } from './reading.js';
import { isRecipient } from './recipient.js';
import { type BadgeClassName, classOf, hasContext } from './recognise.js';
import { revocationOutcome, signedOutcome } from './signed.js';
import { summaryOf } from './summary.js';
import { isObject, listOf, momentOf } from './values.js';

export type OpenBadges2Deps = {
  fetchDocument: FetchDocument;
  /** The moment of asking, and the one that is asked about where it is another. */
  now: Date;
  at?: Date;
  recipient?: string;
};
export type OpenBadges2Result = { checks: Check[]; summary: CredentialSummary | null };

const MOST_ENDORSEMENTS = 5;
const ASK = 'Ask the issuer for another copy of the badge.';

/** Named checks in their order, without `issuer-known` and `policy`, which are the asker's. Never throws for what is handed over. */
export async function verifyOpenBadges2(input: JsonObject | string, deps: OpenBadges2Deps): Promise<OpenBadges2Result> {
  const checks = new Checks();
  const document = typeof input === 'string' ? payloadOf(input, checks) : input;
  if (document === null) return { checks: checks.list, summary: null };
  const name = classOf(document);
  if (!hasContext(document)) {
    checks.fail('context', 'The context is not the one of Open Badges 2.0.', ASK);
    return { checks: checks.list, summary: null };
  }
  checks.pass('context', 'Its words are those of Open Badges 2.0.');
  if (name === null) {
    checks.fail(
      'type',
      'It is none of the kinds that Open Badges 2.0 knows: no assertion, badge class or issuer.',
      ASK,
    );
    return { checks: checks.list, summary: null };
  }
  checks.pass('type', KINDS[name]);
  return judge(document, name, typeof input === 'string' ? input : null, checks, deps);
}

const KINDS: Record<BadgeClassName, string> = {
  Assertion: 'A badge that somebody was awarded.',
  BadgeClass: 'A badge that can be earned. It does not say that anybody has earned it.',
  Issuer: 'A profile of an issuer. It says nothing of anybody’s badge.',
  Endorsement: 'An endorsement of a badge or an issuer.',
};

function payloadOf(token: string, checks: Checks): JsonObject | null {
  try {
    const { payload } = readJwt(token);
    checks.pass('format', 'An Open Badge 2.0, signed as a JWS.');
    return payload;
  } catch (error) {
    if (!(error instanceof JwtError)) throw error;
    checks.fail('format', error.message, ASK);
    return null;
  }
}

async function judge(
  document: JsonObject,
  name: BadgeClassName,
  token: string | null,
  checks: Checks,
  deps: OpenBadges2Deps,
): Promise<OpenBadges2Result> {
  if (token === null) checks.pass('format', 'An Open Badge 2.0 in JSON.');
  const read = createReader(deps.fetchDocument);
  const assertion = name === 'Assertion' ? document : null;
  const badgeFound =
    name === 'BadgeClass' ? found(document) : assertion && (await read(assertion.badge, 'badge class'));
  const badge = documentOf(badgeFound);
  const issuerFound =
    name === 'Issuer'
      ? found(document)
      : name === 'Endorsement' || badge
        ? await read((badge ?? document).issuer, 'issuer')
        : null;
  const issuer = documentOf(issuerFound);
  judgeModel({ [name]: document, ...(badge && { BadgeClass: badge }), ...(issuer && { Issuer: issuer }) }, checks);
  judgeExtensions([document, badge], checks);
  judgeSubject(assertion, badgeFound, checks);
  judgeEvidence(assertion, checks);
  judgeIssuer(issuerFound, checks);
  if (assertion) {
    await judgeProof(assertion, issuer, token, read, checks);
    judgeDates(assertion, deps.at ?? deps.now, checks);
  } else checks.skip('proof', 'Only a badge that somebody was awarded is signed or hosted.');
  await judgeEndorsements([assertion, badge, issuer], read, checks);
  judgeRecipient(assertion, deps.recipient, checks);
  return { checks: checks.list, summary: summaryOf(assertion, badge, issuer) };
}

const found = (document: JsonObject): Found => ({ document, remark: null });
const documentOf = (result: Found | null): JsonObject | null =>
  result && 'document' in result ? result.document : null;

function judgeModel(documents: Partial<Record<BadgeClassName, JsonObject>>, checks: Checks): void {
  const faults = Object.entries(documents).flatMap(([name, document]) =>
    modelFaultsOf(document, name as BadgeClassName),
  );
  const remark =
    documents.BadgeClass && documents.BadgeClass.image === undefined
      ? 'The badge has no picture, which Open Badges 2.0 asks for.'
      : null;
  if (faults.length === 0)
    checks.add('schema', 'passed', 'Every part that Open Badges 2.0 asks for is there and of the right kind.', remark);
  else checks.fail('schema', faults.slice(0, 5).join(' '), ASK);
}

function judgeExtensions(documents: readonly (JsonObject | null)[], checks: Checks): void {
  const all = documents.filter((document) => document !== null).map(extensionsOf);
  const faults = all.flatMap((each) => each.faults);
  const unknown = all.flatMap((each) => each.unknown);
  const checked = all.reduce((sum, each) => sum + each.checked, 0);
  if (faults.length > 0) checks.fail('attached-schema', faults.slice(0, 5).join(' '), ASK);
  else if (unknown.length > 0)
    checks.add(
      'attached-schema',
      'unknown',
      `It uses an extension that is not known here: ${unknown[0]?.slice(0, 100)}.`,
      'What the extension says is shown nowhere.',
    );
  else if (checked > 0) checks.pass('attached-schema', 'Its extensions fit their schemas.');
  else checks.skip('attached-schema', 'It has no extensions.');
}

function judgeSubject(assertion: JsonObject | null, badge: Found | null, checks: Checks): void {
  if (!assertion || !badge) {
    checks.skip('subject', 'It was awarded to nobody yet.');
    return;
  }
  if ('missing' in badge) {
    checks.add('subject', badge.wrong ? 'failed' : 'unknown', badge.missing, badge.wrong ? ASK : 'Try again later.');
    return;
  }
  checks.add('subject', 'passed', 'It says what was earned, and by whom.', badge.remark);
}

function judgeEvidence(assertion: JsonObject | null, checks: Checks): void {
  const count = listOf(assertion?.evidence).length;
  if (count === 0) checks.skip('evidence', 'No evidence is attached.');
  else
    checks.pass(
      'evidence',
      count === 1
        ? 'One piece of evidence is named. It was not looked at.'
        : `${count} pieces of evidence are named. They were not looked at.`,
    );
}

function judgeIssuer(issuer: Found | null, checks: Checks): void {
  if (issuer === null) checks.add('issuer', 'unknown', 'Who issued it could not be read.', 'Try again later.');
  else if ('missing' in issuer)
    checks.add('issuer', issuer.wrong ? 'failed' : 'unknown', issuer.missing, issuer.wrong ? ASK : 'Try again later.');
  else
    checks.add(
      'issuer',
      'passed',
      `Issued by ${String(issuer.document.name).slice(0, 200)}, as it says of itself at ${String(issuer.document.id).slice(0, 300)}.`,
      issuer.remark,
    );
}

async function judgeProof(
  assertion: JsonObject,
  issuer: JsonObject | null,
  token: string | null,
  read: Reader,
  checks: Checks,
): Promise<void> {
  const verification = assertion.verification ?? assertion.verify;
  const kind = isObject(verification) ? verification.type : null;
  const isSigned = kind === 'signed' || kind === 'SignedBadge';
  if (!isSigned && kind !== 'hosted' && kind !== 'HostedBadge') {
    checks.fail('proof', 'It does not say how it can be checked: neither hosted nor signed.', ASK);
    return;
  }
  if (isSigned && token === null) {
    checks.fail(
      'proof',
      'It says that it is signed, but its signature is missing.',
      'Ask for the badge as it was signed: the picture, or the JWS.',
    );
    return;
  }
  if (isSigned && token !== null) {
    checks.outcome('proof', await signedOutcome(token, assertion, issuer, read));
    const revocation = issuer && (await revocationOutcome(assertion, issuer, read));
    if (revocation) checks.outcome('status', revocation);
    else if (issuer) checks.skip('status', 'The issuer keeps no list of revoked badges.');
    else checks.add('status', 'unknown', 'Whether it was revoked could not be asked.', 'Try again later.');
    return;
  }
  const refused = issuer && withinPolicy(assertion, issuer);
  const { outcome, hosted } = await hostedOutcome(assertion, read);
  checks.outcome('proof', refused ?? (issuer || outcome.status === 'failed' ? outcome : UNKNOWN_ISSUER));
  judgeHostedStatus(hosted, checks);
}

const UNKNOWN_ISSUER: Outcome = {
  status: 'unknown',
  message: 'Whether its issuer lets it stand where it stands could not be found out.',
  fix: 'Try again later.',
};

function judgeHostedStatus(hosted: JsonObject | null, checks: Checks): void {
  const reason = hosted?.revocationReason;
  if (hosted === null)
    checks.add('status', 'unknown', 'Whether it was revoked, only its own address can say.', 'Try again later.');
  else if (hosted.revoked === true)
    checks.fail(
      'status',
      `The issuer has revoked this badge${typeof reason === 'string' ? `: ${reason.slice(0, 300)}` : ''}.`,
      'Ask the holder or the issuer why.',
    );
  else checks.pass('status', 'Not revoked where its issuer keeps it.');
}

function judgeDates(assertion: JsonObject, at: Date, checks: Checks): void {
  const [begin, end] = [momentOf(assertion.issuedOn), momentOf(assertion.expires)];
  if (begin === null) checks.fail('valid-from', 'It does not say when it was issued.', ASK);
  else if (begin > at.getTime())
    checks.fail(
      'valid-from',
      `It is dated ${day(begin)}, which had not come yet.`,
      'Ask the issuer whether the date is right.',
    );
  else checks.pass('valid-from', `Issued on ${day(begin)}.`);
  if (end === null) checks.pass('valid-until', 'It has no end.');
  else if (end <= at.getTime())
    checks.fail('valid-until', `It ended on ${day(end)}.`, 'Ask the holder whether it was renewed.');
  else checks.pass('valid-until', `It holds until ${day(end)}.`);
}

const words = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const day = (moment: number): string => words.format(moment);

/** Endorsements are read from their own addresses; one that speaks of something else than this badge counts for nothing. */
async function judgeEndorsements(
  documents: readonly (JsonObject | null)[],
  read: Reader,
  checks: Checks,
): Promise<void> {
  const ids = new Set(documents.map((document) => document?.id));
  const named = documents.flatMap((document) => listOf(document?.endorsement));
  if (named.length === 0) {
    checks.skip('endorsements', 'None is attached.');
    return;
  }
  const faults: string[] = [];
  let about = 0;
  let missing = 0;
  for (const value of named.slice(0, MOST_ENDORSEMENTS)) {
    const endorsement = await read(value, 'endorsement');
    if ('missing' in endorsement) missing += 1;
    else {
      faults.push(...endorsementFaults(endorsement.document));
      const claim: Json | undefined = endorsement.document.claim;
      if (isObject(claim) && ids.has(claim.id)) about += 1;
    }
  }
  if (faults.length > 0) {
    checks.fail('endorsements', faults.slice(0, 3).join(' '), ASK);
    return;
  }
  if (missing > 0) {
    checks.add(
      'endorsements',
      'unknown',
      `${missing} of ${named.length} endorsements could not be read.`,
      'Try again later.',
    );
    return;
  }
  const elsewhere = Math.min(named.length, MOST_ENDORSEMENTS) - about;
  checks.add(
    'endorsements',
    'passed',
    `${about} of ${named.length} endorsements speak of this badge, as they stand at their own addresses.`,
    elsewhere > 0 ? `${elsewhere} speak of something else and count for nothing here, or were too many to read.` : null,
  );
}

function endorsementFaults(document: JsonObject): string[] {
  return modelFaultsOf(document, 'Endorsement');
}

function judgeRecipient(assertion: JsonObject | null, asked: string | undefined, checks: Checks): void {
  if (!assertion || asked === undefined || asked.trim() === '') {
    checks.skip('recipient', 'Nobody was asked for.');
    return;
  }
  const theirs = isRecipient(assertion.recipient, asked);
  if (theirs === null)
    checks.add(
      'recipient',
      'unknown',
      'Whom it was issued to cannot be compared with what you gave.',
      'Give the address that it was sent to.',
    );
  else if (theirs) checks.pass('recipient', 'It was issued to the address that you gave.');
  else
    checks.fail(
      'recipient',
      'It was issued to somebody else than the address that you gave.',
      'Try another address of the holder: badges are often sent to an address at work.',
    );
}

class Checks {
  readonly list: Check[] = [];
  add(name: CheckName, status: Check['status'], message: string, fix: string | null = null): void {
    this.list.push({ name, status, message, fix });
  }
  pass(name: CheckName, message: string): void {
    this.add(name, 'passed', message);
  }
  fail(name: CheckName, message: string, fix: string): void {
    this.add(name, 'failed', message, fix);
  }
  skip(name: CheckName, message: string): void {
    this.add(name, 'skipped', message);
  }
  outcome(name: CheckName, { status, message, fix }: Outcome): void {
    this.add(name, status, message, fix);
  }
}
