/** Signing in with a password and signing out. */
import type { Db } from '../../platform/db/index.js';
import { findPersonByEmail } from '../queries/people.js';
import type { Auth } from './auth.js';

/** Address or password is wrong: which of them is not told. */
export class SignInError extends Error {
  override readonly name = 'SignInError';
  readonly status = 401;
  constructor() {
    super('This address and this password do not belong together. Try again, or ask for a new password.');
  }
}

export type SignedIn = {
  /** A code of the second factor is asked for next. */
  needsCode: boolean;
  /** Carries the cookies. */
  answer: Response;
};

/**
 * Checks address and password and opens a session. Any proved address of the person will do. An unknown address takes as
 * long as a known one: better-auth hashes the password all the same. @throws SignInError
 */
export async function signIn(
  { auth, db }: { auth: Auth; db: Db },
  { email, password }: { email: string; password: string },
  headers: Headers,
): Promise<SignedIn> {
  const person = await findPersonByEmail(db, email);
  const answer = await auth.api.signInEmail({
    body: { email: person?.email ?? email, password },
    headers,
    asResponse: true,
  });
  if (!answer.ok) throw new SignInError();
  const told: { twoFactorRedirect?: boolean } = await answer.json();
  return { needsCode: told.twoFactorRedirect === true, answer };
}

/** Ends this session. Signing out twice is no error. */
export function signOut({ auth }: { auth: Auth }, headers: Headers): Promise<Response> {
  return auth.api.signOut({ headers, asResponse: true });
}
