/** Who belongs to an organisation, and as what. Owners decide; the last of them cannot go. */
import { type Actor, findPerson, recordAct, requirePerson } from '../../accounts/index.js';
import type { Db } from '../../platform/db/index.js';
import { removedLetter, rolesChangedLetter } from '../mails.js';
import { deleteMember, endHandOversOf, listMembers, lockMembers, saveMember } from '../queries/members.js';
import { leavesNoOwner, tidyRoles } from '../rules/roles.js';
import type { Member, Organisation, Role } from '../schema.js';
import { requireRole } from './judging.js';
import { getOrganisation, OrganisationError, type Parts } from './parts.js';

/** An organisation must have somebody who can decide for it. */
export class LastOwnerError extends Error {
  override readonly name = 'LastOwnerError';
  readonly status = 409;
  constructor() {
    super('An organisation needs an owner. Hand the ownership over first, or make somebody else an owner too.');
  }
}

type AboutMember = { organisation: string; personId: string };

/** Gives a member other roles. Owners only. @throws LastOwnerError, OrganisationError */
export async function changeRoles(
  { db, post, origin }: Parts,
  actor: Actor,
  { organisation: slug, personId, roles: asked }: AboutMember & { roles: readonly Role[] },
  now: Date,
): Promise<void> {
  const roles = tidyRoles(asked);
  if (roles.length === 0) throw new OrganisationError('Choose at least one role, or remove the member.', 422);
  await db.transaction().execute(async (trx) => {
    const { organisation, member, members, owner } = await memberInQuestion(trx, actor, slug, personId);
    if (roles.join() === member.roles.join()) return;
    if (leavesNoOwner(members, personId, roles)) throw new LastOwnerError();
    await saveMember(trx, { organisationId: organisation.id, personId, roles, now });
    await endHandOversOf(trx, organisation.id, personId, now);
    const person = await findPerson(trx, personId);
    if (person && personId !== owner.id)
      await post.send(trx, rolesChangedLetter(person.email, organisation, roles, origin));
    const detail = { roles: roles.join(' ') };
    await recordAct(
      trx,
      owner,
      { act: 'organisations.roles-changed', subject: `organisation:${organisation.id}`, detail },
      now,
    );
  });
}

/** Ends somebody's membership. Owners only. @throws LastOwnerError, OrganisationError */
export async function removeMember(
  { db, post }: Parts,
  actor: Actor,
  { organisation: slug, personId }: AboutMember,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { organisation, members, owner } = await memberInQuestion(trx, actor, slug, personId);
    if (leavesNoOwner(members, personId, [])) throw new LastOwnerError();
    await endMembership(trx, organisation, personId, now);
    const person = await findPerson(trx, personId);
    if (person && personId !== owner.id) await post.send(trx, removedLetter(person.email, organisation));
    const subject = `organisation:${organisation.id}`;
    await recordAct(trx, owner, { act: 'organisations.member-removed', subject }, now);
  });
}

/** Who is asked about, with those round them. The lock comes first: what is read holds until the end. */
async function memberInQuestion(trx: Db, actor: Actor, slug: string, personId: string) {
  const organisation = await getOrganisation(trx, slug);
  await lockMembers(trx, organisation.id);
  const owner = await requireRole(trx, actor, organisation.id, 'owner');
  const members = await listMembers(trx, organisation.id);
  return { organisation, owner, members, member: memberAmong(members, personId) };
}

function memberAmong(members: readonly Member[], personId: string): Member {
  const member = members.find((one) => one.personId === personId);
  if (!member) throw new OrganisationError('This person is not a member any more.');
  return member;
}

async function endMembership(trx: Db, { id }: Pick<Organisation, 'id'>, personId: string, now: Date): Promise<void> {
  await deleteMember(trx, id, personId);
  await endHandOversOf(trx, id, personId, now);
}

/** Ends one's own membership. @throws LastOwnerError, OrganisationError */
export async function leave({ db }: Parts, actor: Actor, slug: string, now: Date): Promise<void> {
  const person = requirePerson(actor);
  await db.transaction().execute(async (trx) => {
    const organisation = await getOrganisation(trx, slug);
    await lockMembers(trx, organisation.id);
    const members = await listMembers(trx, organisation.id);
    memberAmong(members, person.id);
    if (leavesNoOwner(members, person.id, [])) throw new LastOwnerError();
    await endMembership(trx, organisation, person.id, now);
    const subject = `organisation:${organisation.id}`;
    await recordAct(trx, person, { act: 'organisations.member-left', subject }, now);
  });
}
