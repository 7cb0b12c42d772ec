/**
 * Making an account and choosing a password. Both go through a letter: only whoever reads the mail of an address can
 * choose the password of its account, so nobody can prepare an account for somebody else. What the page answers, and how
 * long that takes, is the same whether the address is known or not.
 */
import { newId } from '../../platform/crypto/index.js';
import { accountExistsLetter, noAccountLetter, passwordChangedLetter, resetLetter, signUpLetter } from '../mails.js';
import { findPerson, findPersonByEmail, insertPerson } from '../queries/people.js';
import type { Accounts } from './accounts.js';
import { personKey, recordAct } from './audit.js';
import { recordConsent, TERMS } from './consent.js';
import { LinkError, makeLink, readLink, spendLink } from './links.js';
import { refuseWeak, setPassword } from './passwords.js';

const LINK_HOURS = 24;
const RESET_HOURS = 1;

/**
 * Sends a letter with a link to the page on which the account is made, from which one goes on to `next`, a path here; to a known
 * address, one that says it is known.
 */
export async function askToSignUp(
  { db, post, origin }: Accounts,
  { name, email, next }: { name: string; email: string; next?: string },
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const known = await findPersonByEmail(trx, email);
    const token = await makeLink(trx, { purpose: 'sign-up', email, detail: { name }, hours: LINK_HOURS, now });
    await post.send(
      trx,
      known ? accountExistsLetter(email, origin) : signUpLetter(email, `${origin}/sign-up/${token}${onward(next)}`),
    );
  });
}

/** In the letter and not in the database: it may be the way to something that is for its receiver alone. */
function onward(next: string | undefined): string {
  return next === undefined || next === '/my' ? '' : `?next=${encodeURIComponent(next)}`;
}

/** Makes the account that a letter leads to and returns the id of its person. @throws LinkError, WeakPasswordError */
export async function signUp(
  { db, auth }: Accounts,
  { token, name, password }: { token: string; name: string; password: string },
  now: Date,
): Promise<string> {
  const { email } = await readLink(db, 'sign-up', token, now);
  refuseWeak(password, [name, email ?? '']);
  const hash = await (await auth.$context).password.hash(password);
  return db.transaction().execute(async (trx) => {
    const { email: proved } = await spendLink(trx, 'sign-up', token, now);
    if (proved === null || (await findPersonByEmail(trx, proved))) throw new KnownAddressError();
    const id = newId();
    await insertPerson(trx, { id, addressId: newId(), methodId: newId(), name, email: proved, password: hash, now });
    await recordConsent(trx, id, TERMS, true, now);
    await recordAct(trx, { kind: 'person', id }, { act: 'accounts.signed-up', subject: await personKey(trx, id) }, now);
    return id;
  });
}

/** The address got an account since the letter was sent. */
export class KnownAddressError extends Error {
  override readonly name = 'KnownAddressError';
  readonly status = 409;
  constructor() {
    super('There is an account with this address already. Sign in, or ask for a new password.');
  }
}

/** Sends a letter with a link to choose a new password; to an unknown address, one that says so. */
export async function askToReset(
  { db, post, origin }: Accounts,
  { email }: { email: string },
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const person = await findPersonByEmail(trx, email);
    const token = await makeLink(trx, {
      purpose: 'reset',
      personId: person?.id ?? null,
      email,
      hours: RESET_HOURS,
      now,
    });
    await post.send(
      trx,
      person ? resetLetter(email, `${origin}/new-password/${token}`) : noAccountLetter(email, origin),
    );
  });
}

/** Sets the password and ends every session: whoever else was signed in is not any more. @throws LinkError, WeakPasswordError */
export async function resetPassword(
  { db, auth, post, origin }: Accounts,
  { token, password }: { token: string; password: string },
  now: Date,
): Promise<string> {
  const { personId } = await readLink(db, 'reset', token, now);
  const person = personId === null ? null : await findPerson(db, personId);
  refuseWeak(password, person ? [person.name, person.email] : []);
  const hash = await (await auth.$context).password.hash(password);
  return db.transaction().execute(async (trx) => {
    const { personId: id } = await spendLink(trx, 'reset', token, now);
    if (id === null) throw new LinkError('There is no account behind this link.');
    await setPassword(trx, id, hash, now);
    if (person) await post.send(trx, passwordChangedLetter(person.email, origin));
    await recordAct(
      trx,
      { kind: 'person', id },
      { act: 'accounts.password-reset', subject: await personKey(trx, id) },
      now,
    );
    return id;
  });
}
