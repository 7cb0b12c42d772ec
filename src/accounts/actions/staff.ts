/** Staff of the site: made by the operator at the terminal, through a link that acts once. */
import type { Db } from '../../platform/db/index.js';
import { findPersonByEmail, withdrawLinks } from '../queries/people.js';
import { deleteStaff, insertStaff } from '../queries/staff.js';
import type { Actor, LinkFound } from '../schema/index.js';
import { OPERATOR } from '../schema/index.js';
import { personKey, recordAct } from './audit.js';
import { NotAllowedError, requirePerson } from './guard.js';
import { makeLink, readLink, spendLink } from './links.js';

const LINK_HOURS = 48;

/** Makes the link that turns whoever proves this address into staff; its token. */
export async function inviteStaff(db: Db, email: string, now: Date): Promise<string> {
  return db.transaction().execute(async (trx) => {
    const token = await makeLink(trx, { purpose: 'staff', email, hours: LINK_HOURS, now });
    await recordAct(trx, OPERATOR, { act: 'accounts.staff-invited', subject: 'staff' }, now);
    return token;
  });
}

export type StaffInvitation = {
  link: LinkFound;
  /** Whether whoever looks is signed in and proved the address of the link. */
  isTheirs: boolean;
};

/** What a staff link would do for whoever looks. @throws LinkError */
export async function readStaffInvitation(db: Db, actor: Actor, token: string, now: Date): Promise<StaffInvitation> {
  const link = await readLink(db, 'staff', token, now);
  const invited = link.email === null ? null : await findPersonByEmail(db, link.email);
  return { link, isTheirs: actor.kind === 'person' && invited?.id === actor.id };
}

/** Makes the actor staff. @throws SignInNeededError, NotAllowedError, LinkError */
export async function becomeStaff(db: Db, actor: Actor, token: string, now: Date): Promise<void> {
  const person = requirePerson(actor);
  await db.transaction().execute(async (trx) => {
    const { isTheirs } = await readStaffInvitation(trx, person, token, now);
    if (!isTheirs) throw new NotAllowedError('Sign in with the address that this link was made for.');
    await spendLink(trx, 'staff', token, now);
    await insertStaff(trx, person.id, now);
    await recordAct(trx, person, { act: 'accounts.staff-added', subject: await personKey(trx, person.id) }, now);
  });
}

/**
 * Ends the rights of a member of staff, from their next request on, and links for their address that wait.
 * False: nobody with this address is staff, nor was one asked to be.
 */
export async function removeStaff(db: Db, email: string, now: Date): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const withdrawn = await withdrawLinks(trx, 'staff', email, now);
    const person = await findPersonByEmail(trx, email);
    const removed = person !== null && (await deleteStaff(trx, person.id));
    if (removed) {
      const act = { act: 'accounts.staff-removed', subject: await personKey(trx, person.id) };
      await recordAct(trx, OPERATOR, act, now);
    }
    return removed || withdrawn > 0;
  });
}
