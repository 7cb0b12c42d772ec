/** What staff decide: claims, owners of organisations that have none, names. */
import { type Actor, findPerson, findPersonByEmail, recordAct } from '../../accounts/index.js';
import { claimRefusedLetter, nameDecidedLetter, rolesChangedLetter } from '../mails.js';
import { decideClaim, findClaim, findStanding } from '../queries/claims.js';
import { lockMembers, rolesOf, saveMember } from '../queries/members.js';
import { decideNameRequest, findNameRequest, renameOrganisation, saveStated } from '../queries/profile.js';
import { aliasKey } from '../rules/names.js';
import { tidyRoles } from '../rules/roles.js';
import { requireStaff } from './judging.js';
import { getOrganisation, OrganisationError, type Parts } from './parts.js';
import { settleClaim } from './verifying.js';

/** Approves a claim, whatever its method: the claimant owns the organisation, and its identity counts as proved. */
export async function approveClaim(parts: Parts, actor: Actor, id: string, now: Date): Promise<void> {
  const by = requireStaff(actor);
  await parts.db.transaction().execute(async (trx) => {
    const claim = await findClaim(trx, id);
    if (!claim) throw new OrganisationError('There is no such claim.', 422);
    // What was not proved by record or letter is the staff's own word.
    const method = claim.provedAt === null ? 'staff' : claim.method;
    await settleClaim(parts, trx, { ...claim, method, domain: method === 'staff' ? null : claim.domain }, now);
    const subject = `organisation:${claim.organisationId}`;
    await recordAct(trx, by, { act: 'organisations.claim-approved', subject, detail: { method } }, now);
  });
}

/** Refuses a claim, with a reason that the claimant is told. */
export async function refuseClaim(
  { db, post, origin }: Parts,
  actor: Actor,
  { id, reason }: { id: string; reason: string },
  now: Date,
): Promise<void> {
  const by = requireStaff(actor);
  await db.transaction().execute(async (trx) => {
    const claim = await findClaim(trx, id);
    if (!claim || !(await decideClaim(trx, id, { state: 'refused', reason, now })))
      throw new OrganisationError('This claim was decided or withdrawn already.');
    const organisation = await getOrganisation(trx, claim.organisationId);
    const person = claim.personId === null ? null : await findPerson(trx, claim.personId);
    if (person) await post.send(trx, claimRefusedLetter(person.email, organisation, reason, origin));
    const subject = `organisation:${organisation.id}`;
    await recordAct(trx, by, { act: 'organisations.claim-refused', subject, detail: { method: claim.method } }, now);
  });
}

/** Makes somebody with an account the owner of a verified organisation that has none. */
export async function appointOwner(
  { db, post, origin }: Parts,
  actor: Actor,
  { organisation: slug, email }: { organisation: string; email: string },
  now: Date,
): Promise<void> {
  const by = requireStaff(actor);
  await db.transaction().execute(async (trx) => {
    const organisation = await getOrganisation(trx, slug);
    await lockMembers(trx, organisation.id);
    const { verification, owners } = await findStanding(trx, organisation.id);
    if (!verification || owners > 0)
      throw new OrganisationError('Staff appoint an owner only where a verified organisation has none.');
    const person = await findPersonByEmail(trx, email);
    if (!person) throw new OrganisationError('Nobody has an account with this address yet.', 422);
    const roles = tidyRoles(['owner', ...(await rolesOf(trx, organisation.id, person.id))]);
    await saveMember(trx, { organisationId: organisation.id, personId: person.id, roles, now });
    await post.send(trx, rolesChangedLetter(person.email, organisation, roles, origin));
    await recordAct(trx, by, { act: 'organisations.owner-appointed', subject: `organisation:${organisation.id}` }, now);
  });
}

/** Gives the name that members asked for, or does not and says why. `reason` null: given. */
export async function decideName(
  { db, post }: Parts,
  actor: Actor,
  { id, reason }: { id: string; reason: string | null },
  now: Date,
): Promise<void> {
  const by = requireStaff(actor);
  await db.transaction().execute(async (trx) => {
    const asked = await findNameRequest(trx, id);
    const state = reason === null ? 'approved' : 'refused';
    if (!asked || !(await decideNameRequest(trx, id, state, now)))
      throw new OrganisationError('This was decided already.');
    const organisation = await getOrganisation(trx, asked.organisationId);
    if (reason === null) {
      await renameOrganisation(trx, organisation.id, { name: asked.name, key: aliasKey(asked.name) });
      await saveStated(trx, organisation.id, ['name'], 'organisation', now.toISOString().slice(0, 10));
    }
    const person = asked.personId === null ? null : await findPerson(trx, asked.personId);
    if (person) await post.send(trx, nameDecidedLetter(person.email, { organisation, name: asked.name, reason }));
    const subject = `organisation:${organisation.id}`;
    await recordAct(trx, by, { act: `organisations.name-${state}`, subject }, now);
  });
}
