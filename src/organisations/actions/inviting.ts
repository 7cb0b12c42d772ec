/** Asking people to join an organisation, by mail. */
import { type Actor, findPersonByEmail, provedAddresses, recordAct, requirePerson } from '../../accounts/index.js';
import { newId, newToken, sha256 } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import { invitationAnsweredLetter, invitationLetter } from '../mails.js';
import {
  answerInvitation,
  findInvitation,
  insertInvitation,
  listInvitations,
  withdrawInvitations,
} from '../queries/invitations.js';
import { lockMembers, rolesOf, saveMember } from '../queries/members.js';
import { tidyRoles } from '../rules/roles.js';
import type { Invitation, Role } from '../schema.js';
import { requireRole } from './judging.js';
import { getOrganisation, OrganisationError, type Parts } from './parts.js';
import { ownersOf } from './verifying.js';

const INVITATION_DAYS = 14;
/** More than that waiting at once is no invitation but a mailing. */
const MOST_WAITING = 200;

/** Sends an invitation. A newer one to the same address takes the older one's place. Owners only. */
export async function invite(
  { db, post, origin }: Parts,
  actor: Actor,
  { organisation: slug, email, roles: asked }: { organisation: string; email: string; roles: readonly Role[] },
  now: Date,
): Promise<void> {
  const roles = tidyRoles(asked);
  if (roles.length === 0) throw new OrganisationError('Choose at least one role.', 422);
  await db.transaction().execute(async (trx) => {
    const organisation = await getOrganisation(trx, slug);
    await lockMembers(trx, organisation.id);
    const owner = await requireRole(trx, actor, organisation.id, 'owner');
    const known = await findPersonByEmail(trx, email);
    if (known && (await rolesOf(trx, organisation.id, known.id)).length > 0)
      throw new OrganisationError('Whoever has this address is a member already: change their roles instead.', 422);
    const waiting = await listInvitations(trx, { organisationId: organisation.id }, now);
    if (waiting.length >= MOST_WAITING)
      throw new OrganisationError(`${MOST_WAITING} invitations wait for an answer. Withdraw some first.`);
    await withdrawInvitations(trx, organisation.id, email, now);
    const token = newToken();
    const id = newId();
    const expiresAt = new Date(now.getTime() + INVITATION_DAYS * 86_400_000);
    const row = { id, organisationId: organisation.id, email, roles, invitedBy: owner.id, hash: sha256(token) };
    await insertInvitation(trx, { ...row, now, expiresAt });
    const link = `${origin}/invitations/${token}`;
    await post.send(trx, invitationLetter(email, { organisation, roles, link }));
    const detail = { roles: roles.join(' ') };
    const subject = `organisation:${organisation.id}`;
    await recordAct(trx, owner, { act: 'organisations.member-invited', subject, detail }, now);
  });
}

export async function withdrawInvitation(
  { db }: Parts,
  actor: Actor,
  { organisation: slug, id }: { organisation: string; id: string },
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const organisation = await getOrganisation(trx, slug);
    const owner = await requireRole(trx, actor, organisation.id, 'owner');
    const found = await findInvitation(trx, { id });
    if (found?.organisation.id !== organisation.id || !(await answerInvitation(trx, id, 'withdrawn', now)))
      throw new OrganisationError('This invitation was answered or withdrawn already.');
    const subject = `organisation:${organisation.id}`;
    await recordAct(trx, owner, { act: 'organisations.invitation-withdrawn', subject }, now);
  });
}

/** An invitation as its receiver sees it. `mine`: whoever is signed in has proved the address that it was sent to. */
export type InvitationFound = { invitation: Invitation; mine: boolean };

/**
 * The invitation behind a link, or, by its id, one for an address of whoever is signed in.
 * @throws OrganisationError (410) where it is not known to them, was answered, or is too old.
 */
export async function readInvitation(db: Db, actor: Actor, key: string, now: Date): Promise<InvitationFound> {
  const byLink = await findInvitation(db, { hash: sha256(key) });
  const found = byLink ?? (await findInvitation(db, { id: key }));
  const mine = found !== null && (await hasProved(db, actor, found.email));
  if (!found || (!byLink && !mine))
    throw new OrganisationError('This invitation is not known. Copy the whole address from the letter.', 410);
  if (found.answer === 'withdrawn')
    throw new OrganisationError('This invitation was withdrawn, or a newer one was sent.', 410);
  if (found.answer !== null) throw new OrganisationError('This invitation was answered already.', 410);
  if (found.expiresAt <= now) throw new OrganisationError('This invitation is too old. Ask for a new one.', 410);
  const { answer: _, ...invitation } = found;
  return { invitation, mine };
}

async function hasProved(db: Db, actor: Actor, email: string): Promise<boolean> {
  return actor.kind === 'person' && (await findPersonByEmail(db, email))?.id === actor.id;
}

/** Makes whoever has proved the address a member; returns the organisation's slug. @throws OrganisationError */
export async function acceptInvitation(parts: Parts, actor: Actor, key: string, now: Date): Promise<string> {
  const person = requirePerson(actor);
  return parts.db.transaction().execute(async (trx) => {
    const { invitation, mine } = await readInvitation(trx, actor, key, now);
    if (!mine) throw new OrganisationError('Sign in with the address that the invitation was sent to, or add it.');
    const organisation = await getOrganisation(trx, invitation.organisation.id);
    await lockMembers(trx, organisation.id);
    await answerOnce(trx, invitation.id, 'accepted', now);
    const roles = tidyRoles([...invitation.roles, ...(await rolesOf(trx, organisation.id, person.id))]);
    await saveMember(trx, { organisationId: organisation.id, personId: person.id, roles, now });
    await tellOwners(parts, trx, invitation, person.name, true);
    const subject = `organisation:${organisation.id}`;
    const detail = { roles: roles.join(' ') };
    await recordAct(trx, person, { act: 'organisations.member-joined', subject, detail }, now);
    return organisation.slug;
  });
}

/** Says no. Whoever holds the letter can, signed in or not. @throws OrganisationError */
export async function declineInvitation(parts: Parts, actor: Actor, key: string, now: Date): Promise<void> {
  await parts.db.transaction().execute(async (trx) => {
    const { invitation } = await readInvitation(trx, actor, key, now);
    await answerOnce(trx, invitation.id, 'declined', now);
    await tellOwners(parts, trx, invitation, invitation.email, false);
    const subject = `organisation:${invitation.organisation.id}`;
    await recordAct(trx, actor, { act: 'organisations.invitation-declined', subject }, now);
  });
}

async function answerOnce(trx: Db, id: string, answer: 'accepted' | 'declined', now: Date): Promise<void> {
  if (!(await answerInvitation(trx, id, answer, now)))
    throw new OrganisationError('This invitation was answered a moment ago.', 410);
}

async function tellOwners(
  { post, origin }: Parts,
  trx: Db,
  { organisation }: Invitation,
  who: string,
  accepted: boolean,
): Promise<void> {
  for (const to of await ownersOf(trx, organisation.id))
    await post.send(trx, invitationAnsweredLetter(to, { organisation, who, accepted, origin }));
}

/** What waits for an answer from a person, at any of their proved addresses. The page of each is `/invitations/:id`. */
export async function invitationsFor(db: Db, personId: string, now: Date): Promise<Invitation[]> {
  return listInvitations(db, { emails: await provedAddresses(db, personId) }, now);
}
