/** The password of whoever is signed in: asked again before what is hard to undo, and changed. */
import { newId } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import { passwordChangedLetter } from '../mails.js';
import { changePassword, forgetSessions } from '../queries/people.js';
import { findPasswordHash, forgetTrust, markProved } from '../queries/sessions.js';
import { weaknessOf } from '../rules/passwords.js';
import type { Browser, PersonActor } from '../schema/index.js';
import type { Accounts } from './accounts.js';
import { limited } from './attempts.js';
import { personKey, recordAct } from './audit.js';
import { SignInError } from './signing-in.js';

/** A password that will not do. */
export class WeakPasswordError extends Error {
  override readonly name = 'WeakPasswordError';
  readonly status = 422;
}

/** @throws WeakPasswordError */
export function refuseWeak(password: string, about: readonly string[]): void {
  const weakness = weaknessOf(password, about);
  if (weakness !== null) throw new WeakPasswordError(weakness);
}

/** Whoever knows the password has just proved who they are, for this session. @throws SignInError, TooManyTriesError */
export async function confirmPassword(
  accounts: Accounts,
  actor: PersonActor,
  password: string,
  browser: Browser,
  now: Date,
): Promise<void> {
  const { auth, db } = accounts;
  const tried = { about: `person ${actor.id}`, device: null, client: browser.client };
  await limited(accounts, tried, now, async () => {
    const hash = await findPasswordHash(db, actor.id);
    const judge = (await auth.$context).password;
    if (hash === null || !(await judge.verify({ hash, password }))) {
      throw new SignInError('This is not your password. Try again, or ask for a new one.');
    }
  });
  await markProved(db, actor.sessionId, now);
}

/** Sets another password; every other session ends. @throws SignInError, TooManyTriesError, WeakPasswordError */
export async function replacePassword(
  accounts: Accounts,
  actor: PersonActor,
  { current, wanted }: { current: string; wanted: string },
  browser: Browser,
  now: Date,
): Promise<void> {
  const { auth, db, post, origin } = accounts;
  await confirmPassword(accounts, actor, current, browser, now);
  refuseWeak(wanted, [actor.name, actor.email]);
  const password = await (await auth.$context).password.hash(wanted);
  await db.transaction().execute(async (trx) => {
    await setPassword(trx, actor.id, password, now, actor.sessionId);
    await post.send(trx, passwordChangedLetter(actor.email, origin));
    const act = { act: 'accounts.password-changed', subject: await personKey(trx, actor.id) };
    await recordAct(trx, actor, act, now);
  });
}

/** Writes a hashed password; sessions but one end, and every browser is asked for a code again. */
export async function setPassword(
  trx: Db,
  personId: string,
  password: string,
  now: Date,
  exceptSession: string | null = null,
): Promise<void> {
  await changePassword(trx, { personId, methodId: newId(), password, now });
  await forgetSessions(trx, personId, exceptSession);
  await forgetTrust(trx, personId);
}
