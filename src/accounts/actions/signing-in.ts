/** Signing in, by whatever way, and signing out. */
import { findPerson, findPersonByEmail } from '../queries/people.js';
import { forgetSession } from '../queries/sessions.js';
import { knownDevice, rememberBrowser } from '../rules/known-browsers.js';
import type { Browser } from '../schema/index.js';
import type { Accounts } from './accounts.js';
import { limited } from './attempts.js';
import type { Auth } from './auth.js';

/** Address or password is wrong: which of them is not told. */
export class SignInError extends Error {
  override readonly name = 'SignInError';
  readonly status = 401;
  constructor(
    message = 'This address and this password do not belong together. Try again, or ask for a new password.',
  ) {
    super(message);
  }
}

export type SignedIn = {
  /** A code of the second factor is asked for next. */
  needsCode: boolean;
  /** Carries the cookies. */
  headers: Headers;
};

/**
 * Checks address and password and opens a session. Any proved address of the person will do. An unknown address takes as
 * long as a known one: better-auth hashes the password all the same. @throws SignInError, TooManyTriesError
 */
export async function signIn(
  accounts: Accounts,
  { email, password }: { email: string; password: string },
  browser: Browser,
  now: Date,
): Promise<SignedIn> {
  const { auth, db } = accounts;
  const person = await findPersonByEmail(db, email);
  const tried = { about: `address ${email}`, device: deviceOf(accounts, browser, person?.id), client: browser.client };
  return limited(accounts, tried, now, async () => {
    const body = { email: person?.email ?? email, password };
    const answer = await auth.api.signInEmail({ body, headers: browser.headers, asResponse: true });
    if (!answer.ok || !person) throw new SignInError();
    const told: { twoFactorRedirect?: boolean } = await answer.json();
    if (told.twoFactorRedirect === true) return { needsCode: true, headers: answer.headers };
    return arrive(accounts, person.id, browser, answer.headers);
  });
}

/** Where this person is known from this browser; else null. */
export function deviceOf({ secret, origin }: Accounts, browser: Browser, personId: string | undefined): string | null {
  if (personId === undefined) return null;
  return knownDevice({ secret, isSecure: isSecure(origin) }, browser.headers.get('cookie'), personId);
}

/**
 * Lets in whoever proved who they are without a password. A passkey is both factors, what one has and what one knows or
 * is; after a letter or another provider the code of the second factor is asked for, where it is switched on.
 */
export async function letIn(
  accounts: Accounts,
  personId: string,
  by: 'passkey' | 'provider' | 'letter',
  { headers, client }: Browser,
): Promise<SignedIn> {
  const { auth, db } = accounts;
  const person = await findPerson(db, personId);
  if (!person) throw new SignInError('There is no account behind this.');
  const asked = { body: { personId }, headers, asResponse: true } as const;
  if (person.secondFactor && by !== 'passkey') {
    return { needsCode: true, headers: (await auth.api.askForCode(asked)).headers };
  }
  const answer = await auth.api.openSession(asked);
  return arrive(accounts, personId, { headers, client }, answer.headers);
}

/** A session is open: whatever session this browser had before is ended, and the browser is remembered. */
export async function arrive(
  { auth, db, secret, origin }: Accounts,
  personId: string,
  browser: Browser,
  answered: Headers,
): Promise<SignedIn> {
  const before = await auth.api.getSession({ headers: browser.headers });
  if (before) await forgetSession(db, before.user.id, before.session.id);
  const place = { secret, isSecure: isSecure(origin) };
  const headers = new Headers(answered);
  headers.append('set-cookie', rememberBrowser(place, browser.headers.get('cookie'), personId));
  return { needsCode: false, headers };
}

export function isSecure(origin: string): boolean {
  return origin.startsWith('https:');
}

/** Ends this session. Signing out twice is no error. */
export function signOut({ auth }: { auth: Auth }, headers: Headers): Promise<Response> {
  return auth.api.signOut({ headers, asResponse: true });
}
