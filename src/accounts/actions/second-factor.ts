/**
 * The second factor: a code from an authenticator app after the password, and backup codes for when it is lost. better-auth
 * keeps the secret and judges codes; here each code works once, and wrong ones are counted.
 */
import { symmetricDecrypt } from 'better-auth/crypto';
import { seal } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import { secondFactorLetter } from '../mails.js';
import { forgetCodes, takeCode } from '../queries/attempts.js';
import { findSecondFactor } from '../queries/second-factor.js';
import { base32 } from '../rules/totp.js';
import type { Browser, PersonActor } from '../schema/index.js';
import type { Accounts } from './accounts.js';
import { limited } from './attempts.js';
import { personKey, recordAct } from './audit.js';
import { confirmPassword } from './passwords.js';
import { arrive, deviceOf, type SignedIn } from './signing-in.js';

/** A code that is wrong, too old or used. */
export class CodeError extends Error {
  override readonly name = 'CodeError';
  readonly status = 422;
  constructor() {
    super('This code is wrong, too old or was used already. Wait for the next one, or use a backup code.');
  }
}

/** Nobody was asked for a code in this browser, or it was longer than ten minutes ago. */
export class CodeNotAskedError extends Error {
  override readonly name = 'CodeNotAskedError';
  readonly status = 401;
  constructor() {
    super('That took too long. Sign in again.');
  }
}

/** Codes are good for a minute and a half; what is older is refused without being remembered. */
const REMEMBERED_MS = 10 * 60_000;

/** The code after the password. `trust`: this browser is not asked again for 30 days. @throws CodeError, CodeNotAskedError, TooManyTriesError */
export async function enterCode(
  accounts: Accounts,
  { code, trust }: { code: string; trust: boolean },
  browser: Browser,
  now: Date,
): Promise<SignedIn> {
  const { auth } = accounts;
  const headers = withoutSession(browser.headers);
  const { personId } = await auth.api.whoseCode({ headers });
  if (personId === null) throw new CodeNotAskedError();
  const tried = { about: `code ${personId}`, device: deviceOf(accounts, browser, personId), client: browser.client };
  return limited(accounts, tried, now, async () => {
    const typed = code.trim();
    const digits = typed.replaceAll(/\s/g, '');
    const asked = { headers, asResponse: true } as const;
    const answer = /^\d{6}$/.test(digits)
      ? await useCode(accounts, personId, digits, now, () =>
          auth.api.verifyTOTP({ ...asked, body: { code: digits, trustDevice: trust } }),
        )
      : await auth.api.verifyBackupCode({ ...asked, body: { code: typed, trustDevice: trust } });
    if (answer.status === 400) throw new CodeNotAskedError();
    if (!answer.ok) throw new CodeError();
    return arrive(accounts, personId, browser, answer.headers);
  });
}

/** A session that this browser may still have is nobody's business while a code is entered. */
function withoutSession(headers: Headers): Headers {
  const own = new Headers(headers);
  const cookies = (headers.get('cookie') ?? '').split(/;\s*/).filter((cookie) => !cookie.includes('.session_token='));
  own.set('cookie', cookies.join('; '));
  return own;
}

/** Judges a code, unless it was tried within its time before (RFC 6238 §5.2): taken first, so that of two at once one wins. */
async function useCode(
  { db, secret }: Pick<Accounts, 'db' | 'secret'>,
  personId: string,
  code: string,
  now: Date,
  judge: () => Promise<Response>,
): Promise<Response> {
  await forgetCodes(db, personId, new Date(now.getTime() - REMEMBERED_MS));
  if (!(await takeCode(db, personId, seal(secret, 'code', `${personId} ${code}`), now))) throw new CodeError();
  return judge();
}

/** Makes a new secret, which counts only when a code of it was entered. @throws SignInError, TooManyTriesError */
export async function startSecondFactor(
  accounts: Accounts,
  actor: PersonActor,
  password: string,
  browser: Browser,
  now: Date,
): Promise<void> {
  await confirmPassword(accounts, actor, password, browser, now);
  await accounts.auth.api.enableTwoFactor({ body: { password }, headers: browser.headers });
}

/** The secret that waits for its first code, in base32; null: none does. */
export async function waitingSecret({ auth, db }: Accounts, personId: string): Promise<string | null> {
  const found = await findSecondFactor(db, personId);
  if (!found || found.verified) return null;
  const { secretConfig } = await auth.$context;
  return base32(Buffer.from(await symmetricDecrypt({ key: secretConfig, data: found.secret })));
}

/** Switches the second factor on and returns the backup codes, for once. The session is a new one. @throws CodeError */
export async function confirmSecondFactor(
  accounts: Accounts,
  actor: PersonActor,
  code: string,
  browser: Browser,
  now: Date,
): Promise<{ backupCodes: string[]; headers: Headers }> {
  const { auth } = accounts;
  const digits = code.replaceAll(/\s/g, '');
  const tried = { about: `code ${actor.id}`, device: actor.sessionId, client: browser.client };
  const answer = await limited(accounts, tried, now, async () => {
    const asked = { body: { code: digits }, headers: browser.headers, asResponse: true } as const;
    const judged = await useCode(accounts, actor.id, digits, now, () => auth.api.verifyTOTP(asked));
    if (!judged.ok) throw new CodeError();
    return judged;
  });
  await tellSecondFactor(accounts, actor, 'on', now);
  return { backupCodes: await showBackupCodes(accounts, actor.id), headers: answer.headers };
}

async function showBackupCodes({ auth }: Accounts, personId: string): Promise<string[]> {
  return (await auth.api.viewBackupCodes({ body: { userId: personId } })).backupCodes;
}

/** New backup codes; the older ones are worth nothing any more. @throws SignInError, TooManyTriesError */
export async function renewBackupCodes(
  accounts: Accounts,
  actor: PersonActor,
  password: string,
  browser: Browser,
  now: Date,
): Promise<string[]> {
  const { auth, db } = accounts;
  await confirmPassword(accounts, actor, password, browser, now);
  const { backupCodes } = await auth.api.generateBackupCodes({ body: { password }, headers: browser.headers });
  await db.transaction().execute(async (trx) => {
    const act = { act: 'accounts.backup-codes-renewed', subject: await personKey(trx, actor.id) };
    await recordAct(trx, actor, act, now);
  });
  return backupCodes;
}

/** @throws SignInError, TooManyTriesError */
export async function stopSecondFactor(
  accounts: Accounts,
  actor: PersonActor,
  password: string,
  browser: Browser,
  now: Date,
): Promise<Response> {
  await confirmPassword(accounts, actor, password, browser, now);
  const answer = await accounts.auth.api.disableTwoFactor({
    body: { password },
    headers: browser.headers,
    asResponse: true,
  });
  if (answer.ok) await tellSecondFactor(accounts, actor, 'off', now);
  return answer;
}

/** better-auth wrote in transactions of its own; the log and the letter follow. */
async function tellSecondFactor(
  { db, post, origin }: Accounts,
  actor: PersonActor,
  state: 'on' | 'off',
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx: Db) => {
    await post.send(trx, secondFactorLetter(actor.email, state, origin));
    const act = { act: `accounts.second-factor-${state}`, subject: await personKey(trx, actor.id) };
    await recordAct(trx, actor, act, now);
  });
}
