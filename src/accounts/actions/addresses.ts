/**
 * Several addresses of one person: people change employers. An address counts when the link in its letter was used by
 * the person who asked, signed in; whether somebody else has it already is told to its reader alone.
 */
import { newId } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import { accountExistsLetter, addAddressLetter, addressesChangedLetter } from '../mails.js';
import {
  chooseEmail,
  deleteAddress,
  insertClaimedAddress,
  listAddresses,
  lockPerson,
  proveAddress,
} from '../queries/addresses.js';
import { findPersonByEmail } from '../queries/people.js';
import type { Address, PersonActor } from '../schema/index.js';
import type { Accounts } from './accounts.js';
import { personKey, recordAct } from './audit.js';
import { LinkError, makeLink, readLink, spendLink } from './links.js';

/** What is asked of the addresses cannot be; the message says why. */
export class AddressError extends Error {
  override readonly name = 'AddressError';
  readonly status = 422;
}

const LINK_HOURS = 24;
const MOST = 10;

/** Sends a letter to the address. Asked again for one that waits, sends another. @throws AddressError */
export async function askToAddAddress(
  { db, post, origin }: Accounts,
  actor: PersonActor,
  email: string,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await lockPerson(trx, actor.id);
    const held = await listAddresses(trx, actor.id);
    if (held.some((address) => address.email === email && address.verifiedAt !== null)) {
      throw new AddressError('This address is in your list already.');
    }
    if (held.length >= MOST) throw new AddressError(`You have ${MOST} addresses. Remove one that you no longer use.`);
    await insertClaimedAddress(trx, { id: newId(), personId: actor.id, email, now });
    // Others may be asking for the same address: who reads its mail decides, so their links stay.
    const asked = { purpose: 'address', personId: actor.id, email, hours: LINK_HOURS, now } as const;
    const token = await makeLink(trx, { ...asked, keepOlder: true });
    const link = `${origin}/account/addresses/confirmation/${token}`;
    const known = await findPersonByEmail(trx, email);
    await post.send(trx, known ? accountExistsLetter(email, origin) : addAddressLetter(email, actor.name, link));
  });
}

/** What a link would add, for the person it was made for. @throws LinkError */
export async function readAddressLink({ db }: Accounts, actor: PersonActor, token: string, now: Date): Promise<string> {
  return emailOf(await readLink(db, 'address', token, now), actor);
}

function emailOf({ personId, email }: { personId: string | null; email: string | null }, actor: PersonActor): string {
  if (personId !== actor.id || email === null) {
    throw new LinkError('This link belongs to another account. Sign in with the account that asked for it.');
  }
  return email;
}

/** The address is theirs from now on, and signs in. @throws LinkError, AddressError */
export async function confirmAddress(
  { db, post, origin }: Accounts,
  actor: PersonActor,
  token: string,
  now: Date,
): Promise<string> {
  return db.transaction().execute(async (trx) => {
    await lockPerson(trx, actor.id);
    const email = emailOf(await spendLink(trx, 'address', token, now), actor);
    if (!(await proveAddress(trx, actor.id, email, now))) {
      throw new AddressError('This address cannot be added any more. Ask for it again on the page of your addresses.');
    }
    await tell(trx, { post, origin }, actor, [email], `${email} was added to your account and can sign in.`);
    await recordAct(trx, actor, { act: 'accounts.address-added', subject: await personKey(trx, actor.id) }, now);
    return email;
  });
}

/** Takes an address away, proved or not; never the one that letters go to. Returns it. @throws AddressError */
export async function removeAddress(
  { db, post, origin }: Accounts,
  actor: PersonActor,
  id: string,
  now: Date,
): Promise<string> {
  return db.transaction().execute(async (trx) => {
    await lockPerson(trx, actor.id);
    const { email, verifiedAt, isFirst } = heldAddress(await listAddresses(trx, actor.id), id);
    if (isFirst) throw new AddressError('Letters go to this address. Choose another for letters first.');
    await deleteAddress(trx, actor.id, id);
    if (verifiedAt === null) return email;
    await tell(trx, { post, origin }, actor, [], `${email} was removed from your account and signs in no more.`);
    await recordAct(trx, actor, { act: 'accounts.address-removed', subject: await personKey(trx, actor.id) }, now);
    return email;
  });
}

/** Letters go to this address from now on; one goes to the old one too. Returns it. @throws AddressError */
export async function chooseAddress(
  { db, post, origin }: Accounts,
  actor: PersonActor,
  id: string,
  now: Date,
): Promise<string> {
  return db.transaction().execute(async (trx) => {
    await lockPerson(trx, actor.id);
    const { email, verifiedAt } = heldAddress(await listAddresses(trx, actor.id), id);
    if (verifiedAt === null) throw new AddressError('Confirm this address first: use the link in its letter.');
    await tell(trx, { post, origin }, actor, [], `Letters from Cairn go to ${email} from now on.`);
    await chooseEmail(trx, actor.id, email, now);
    await recordAct(trx, actor, { act: 'accounts.address-chosen', subject: await personKey(trx, actor.id) }, now);
    return email;
  });
}

function heldAddress(held: readonly Address[], id: string): Address {
  const found = held.find((address) => address.id === id);
  if (!found) throw new AddressError('This address is not in your list. It may have been removed a moment ago.');
  return found;
}

/** Says at every proved address but `except` what happened: whoever took over one cannot hide it from the others. */
async function tell(
  trx: Db,
  { post, origin }: Pick<Accounts, 'post' | 'origin'>,
  actor: PersonActor,
  except: readonly string[],
  what: string,
): Promise<void> {
  for (const { email, verifiedAt } of await listAddresses(trx, actor.id)) {
    if (verifiedAt === null || except.includes(email)) continue;
    await post.send(trx, addressesChangedLetter(email, what, origin));
  }
}
