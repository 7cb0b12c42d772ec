/** Ownership handed over: an owner offers it to a member, who takes it; then the owner is an editor. */
import { type Actor, findPerson, type PersonActor, recordAct } from '../../accounts/index.js';
import { newId } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import { handedOverLetter, handOverDeclinedLetter, handOverLetter } from '../mails.js';
import { endHandOvers, findHandOver, insertHandOver, lockMembers, rolesOf, saveMember } from '../queries/members.js';
import { rolesAfterHandOver, tidyRoles } from '../rules/roles.js';
import type { HandOver, Organisation } from '../schema.js';
import { requireRole } from './judging.js';
import { getOrganisation, OrganisationError, type Parts } from './parts.js';

const OFFER_DAYS = 14;

/** Offers one's ownership to another member. A newer offer takes the older one's place. */
export async function offerOwnership(
  { db, post, origin }: Parts,
  actor: Actor,
  { organisation: slug, personId }: { organisation: string; personId: string },
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const organisation = await getOrganisation(trx, slug);
    await lockMembers(trx, organisation.id);
    const owner = await requireRole(trx, actor, organisation.id, 'owner');
    const receiver = (await rolesOf(trx, organisation.id, personId)).length > 0 && (await findPerson(trx, personId));
    if (!receiver) throw new OrganisationError('Choose a member. Invite whoever is not one yet.', 422);
    if (receiver.id === owner.id) throw new OrganisationError('You own it already.', 422);
    await endHandOvers(trx, organisation.id, 'withdrawn', now);
    const expiresAt = new Date(now.getTime() + OFFER_DAYS * 86_400_000);
    const offer = { id: newId(), organisationId: organisation.id, fromId: owner.id, toId: receiver.id };
    await insertHandOver(trx, { ...offer, now, expiresAt });
    await post.send(trx, handOverLetter(receiver.email, { organisation, giver: owner.name, origin }));
    await record(trx, owner, organisation, 'organisations.ownership-offered', now);
  });
}

/** Takes what was offered. @throws OrganisationError where nothing is, or the giver owns it no more. */
export async function acceptOwnership(
  { db, post, origin }: Parts,
  actor: Actor,
  slug: string,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { organisation, person, offer } = await offerFor(trx, actor, slug, now);
    const giverRoles = await rolesOf(trx, organisation.id, offer.fromId);
    if (!giverRoles.includes('owner')) throw new OrganisationError('Whoever offered it owns it no more.');
    const roles = tidyRoles(['owner', ...(await rolesOf(trx, organisation.id, person.id))]);
    const organisationId = organisation.id;
    await saveMember(trx, { organisationId, personId: person.id, roles, now });
    await saveMember(trx, { organisationId, personId: offer.fromId, roles: rolesAfterHandOver(giverRoles), now });
    await endHandOvers(trx, organisation.id, 'accepted', now);
    const names = { organisation, giver: offer.fromName, receiver: offer.toName, origin };
    const giver = await findPerson(trx, offer.fromId);
    for (const to of [person.email, ...(giver ? [giver.email] : [])]) await post.send(trx, handedOverLetter(to, names));
    await record(trx, person, organisation, 'organisations.ownership-taken', now);
  });
}

/** Says no to what was offered. */
export async function declineOwnership({ db, post }: Parts, actor: Actor, slug: string, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { organisation, person, offer } = await offerFor(trx, actor, slug, now);
    await endHandOvers(trx, organisation.id, 'declined', now);
    const giver = await findPerson(trx, offer.fromId);
    if (giver) await post.send(trx, handOverDeclinedLetter(giver.email, organisation, offer.toName));
    await record(trx, person, organisation, 'organisations.ownership-declined', now);
  });
}

async function offerFor(
  trx: Db,
  actor: Actor,
  slug: string,
  now: Date,
): Promise<{ organisation: Organisation; person: PersonActor; offer: HandOver }> {
  const organisation = await getOrganisation(trx, slug);
  await lockMembers(trx, organisation.id);
  const person = await requireRole(trx, actor, organisation.id, 'viewer');
  const offer = await findHandOver(trx, organisation.id, now);
  if (offer?.toId !== person.id) throw new OrganisationError('Nothing is offered to you here, or not any more.');
  return { organisation, person, offer };
}

/** Takes an offer back. Any owner can. */
export async function withdrawOffer({ db }: Parts, actor: Actor, slug: string, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const organisation = await getOrganisation(trx, slug);
    await lockMembers(trx, organisation.id);
    const owner = await requireRole(trx, actor, organisation.id, 'owner');
    if (!(await findHandOver(trx, organisation.id, now))) throw new OrganisationError('Nothing is offered at present.');
    await endHandOvers(trx, organisation.id, 'withdrawn', now);
    await record(trx, owner, organisation, 'organisations.ownership-offer-withdrawn', now);
  });
}

async function record(trx: Db, person: PersonActor, { id }: Organisation, act: string, now: Date): Promise<void> {
  await recordAct(trx, person, { act, subject: `organisation:${id}` }, now);
}
