/** Signing in with an account at another provider, and linking one. */

import type { OidcProvider } from '../../platform/config/index.js';
import { newId } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import { providerLetter } from '../mails.js';
import { findPersonByEmail, insertAddress, insertPersonOnly } from '../queries/people.js';
import { deleteProvider, findByProvider, insertProvider } from '../queries/providers.js';
import { Email } from '../rules/addresses.js';
import {
  authorizationAddress,
  type Claims,
  faultOfClaims,
  isMixedUp,
  newOnward,
  type Onward,
  type Returned,
  secretsOf,
} from '../rules/oidc.js';
import type { LinkFound, PersonActor } from '../schema/index.js';
import type { Accounts } from './accounts.js';
import { personKey, recordAct } from './audit.js';
import { recordConsent, TERMS } from './consent.js';
import { makeLink, readLink, spendLink } from './links.js';
import { KnownAddressError } from './signing-up.js';

/** This way in leads nowhere this time; the message says why and what to do. */
export class WayInError extends Error {
  override readonly name = 'WayInError';
  readonly status = 403;
}

/** Where to send the browser, and what it must bring back. */
export async function sendOnward(
  { providers, origin, secret }: Accounts,
  provider: OidcProvider,
  { next, purpose, personId }: Pick<Onward, 'next' | 'purpose' | 'personId'>,
  now: Date,
): Promise<{ address: string; onward: Onward }> {
  const onward = newOnward({ provider: provider.id, next, purpose, personId }, now);
  const metadata = await providers.describe(provider);
  const redirectUri = redirectUriOf(origin, provider);
  const secrets = secretsOf(secret, onward);
  return {
    address: authorizationAddress(metadata, { clientId: provider.clientId, redirectUri, onward, secrets }),
    onward,
  };
}

function redirectUriOf(origin: string, { id }: OidcProvider): string {
  return `${origin}/sign-in/with/${id}/done`;
}

/** What the provider says of whoever came back; all checks are done. @throws WayInError, ProviderError */
export async function readReturn(
  { providers, origin, secret }: Accounts,
  provider: OidcProvider,
  onward: Onward | null,
  returned: Returned,
  now: Date,
): Promise<Claims> {
  if (onward?.provider !== provider.id) throw startAgain(provider);
  const { state, nonce, verifier } = secretsOf(secret, onward);
  if (returned.state !== state) throw startAgain(provider);
  if (isMixedUp(await providers.describe(provider), returned)) throw startAgain(provider);
  if (returned.code === undefined)
    throw new WayInError(`${provider.name} did not let you through, or you stopped there.`);
  const redirectUri = redirectUriOf(origin, provider);
  const claims = await providers.redeem(provider, { code: returned.code, verifier, redirectUri });
  if (faultOfClaims(claims, { nonce, clientId: provider.clientId, onward, now }) !== null) throw startAgain(provider);
  return claims;
}

function startAgain({ name }: OidcProvider): WayInError {
  return new WayInError(`Signing in with ${name} was not begun in this browser, or too long ago. Begin again here.`);
}

export type Known = { known: 'person'; personId: string } | { known: 'nobody'; token: string };

/**
 * Who that is here. An account there belongs to a person here once it is linked; it is linked where both sides have proved
 * the same address. A proved address that nobody here has leads to a page on which an account can be made.
 * @throws WayInError
 */
export async function recognise(
  { db, post, origin }: Accounts,
  provider: OidcProvider,
  claims: Claims,
  now: Date,
): Promise<Known> {
  return db.transaction().execute(async (trx) => {
    const linked = await findByProvider(trx, provider.issuer, claims.sub);
    if (linked !== null) return { known: 'person', personId: linked };
    const email = provedEmail(provider, claims);
    const person = await findPersonByEmail(trx, email);
    if (!person) return { known: 'nobody', token: await offerAccount(trx, provider, claims, email, now) };
    await linkProvider(trx, { post, origin }, person, provider, claims.sub, now);
    return { known: 'person', personId: person.id };
  });
}

function provedEmail({ name }: OidcProvider, { email, email_verified }: Claims): string {
  const read = Email.safeParse(email);
  if (!read.success) throw new WayInError(`${name} does not tell us your mail address. Sign in another way.`);
  if (email_verified !== true) {
    throw new WayInError(`${name} has not checked that ${read.data} is yours. Check it there, or sign in another way.`);
  }
  return read.data;
}

/** A link of ours, in this browser alone: nobody gets an account without having seen name and terms. */
function offerAccount(
  trx: Db,
  { id }: OidcProvider,
  { sub, name = '' }: Claims,
  email: string,
  now: Date,
): Promise<string> {
  const detail = { provider: id, subject: sub, name: name.slice(0, 200) };
  return makeLink(trx, { purpose: 'provider', email, detail, hours: 1, now, keepOlder: true });
}

async function linkProvider(
  trx: Db,
  { post, origin }: Pick<Accounts, 'post' | 'origin'>,
  { id: personId, email }: { id: string; email: string },
  provider: OidcProvider,
  subject: string,
  now: Date,
): Promise<void> {
  const added = await insertProvider(trx, { id: newId(), personId, issuer: provider.issuer, subject, now });
  if (!added) throw new WayInError(`This account at ${provider.name} belongs to another account here.`);
  await post.send(trx, providerLetter(email, provider.name, 'linked', origin));
  const act = {
    act: 'accounts.provider-linked',
    subject: await personKey(trx, personId),
    detail: { provider: provider.id },
  };
  await recordAct(trx, { kind: 'person', id: personId }, act, now);
}

/** Links the account of whoever is signed in: there too, only by an address proved on both sides. @throws WayInError */
export async function linkOwn(
  { db, post, origin }: Accounts,
  actor: PersonActor,
  provider: OidcProvider,
  claims: Claims,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const linked = await findByProvider(trx, provider.issuer, claims.sub);
    if (linked === actor.id) return;
    const email = provedEmail(provider, claims);
    if ((await findPersonByEmail(trx, email))?.id !== actor.id) {
      throw new WayInError(
        `Your account at ${provider.name} has the address ${email}. Add it to your addresses here first.`,
      );
    }
    await linkProvider(trx, { post, origin }, actor, provider, claims.sub, now);
  });
}

/** That account signs in no more. Unlinking twice is no error. */
export async function unlinkProvider(
  { db, post, origin }: Accounts,
  actor: PersonActor,
  { issuer, name }: { issuer: string; name: string },
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if (!(await deleteProvider(trx, actor.id, issuer))) return;
    await post.send(trx, providerLetter(actor.email, name, 'unlinked', origin));
    await recordAct(trx, actor, { act: 'accounts.provider-unlinked', subject: await personKey(trx, actor.id) }, now);
  });
}

/** What an offered account would be. @throws LinkError */
export function readOffer({ db }: Accounts, token: string, now: Date): Promise<LinkFound> {
  return readLink(db, 'provider', token, now);
}

/** Makes an account without a password for whoever came by a provider, and returns its person. @throws LinkError, KnownAddressError */
export async function signUpBy(
  { db, post, origin, providers }: Accounts,
  { token, name }: { token: string; name: string },
  now: Date,
): Promise<string> {
  return db.transaction().execute(async (trx) => {
    const { email, detail } = await spendLink(trx, 'provider', token, now);
    const provider = providers.find(String(detail.provider));
    if (email === null || !provider)
      throw new WayInError('This provider is not offered any more. Make an account by letter.');
    if (await findPersonByEmail(trx, email)) throw new KnownAddressError();
    const id = newId();
    await insertPersonOnly(trx, { id, name, email, now });
    await insertAddress(trx, { id: newId(), personId: id, email, verifiedAt: now });
    await recordConsent(trx, id, TERMS, true, now);
    await linkProvider(trx, { post, origin }, { id, email }, provider, String(detail.subject), now);
    await recordAct(trx, { kind: 'person', id }, { act: 'accounts.signed-up', subject: await personKey(trx, id) }, now);
    return id;
  });
}

/** The name of an issuer on pages; one that is not offered any more keeps its address. */
export function providerName({ providers }: Accounts, issuer: string): string {
  return providers.all.find((provider) => provider.issuer === issuer)?.name ?? new URL(issuer).hostname;
}
