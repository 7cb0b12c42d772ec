/** Whose identity is proved: given when a claim is proved or staff decide, withdrawn by staff. */
import { type Actor, findPerson, recordAct } from '../../accounts/index.js';
import type { Db } from '../../platform/db/index.js';
import { emit } from '../../platform/jobs/index.js';
import { claimLostLetter, verificationWithdrawnLetter, verifiedLetter } from '../mails.js';
import { decideClaim, deleteVerification, insertVerification, otherOpenClaims } from '../queries/claims.js';
import { deleteMembers, listMembers, lockMembers, rolesOf, saveMember } from '../queries/members.js';
import { tidyRoles } from '../rules/roles.js';
import { type Claim, organisationsVerified, type ProofMethod } from '../schema.js';
import { requireStaff } from './judging.js';
import { getOrganisation, OrganisationError, type Parts } from './parts.js';

export type Proof = { method: ProofMethod; domain: string | null; claimId?: string | null };

/**
 * Says, as staff, operator or Cairn itself, that an organisation is who it says. Makes nobody a member.
 * @throws OrganisationError where it was verified before.
 */
export async function verifyOrganisation(
  trx: Db,
  actor: Actor,
  organisationId: string,
  method: ProofMethod,
  { domain = null, now = new Date() }: { domain?: string | null; now?: Date } = {},
): Promise<void> {
  const by = requireStaff(actor);
  await lockMembers(trx, organisationId);
  if (!(await markVerified(trx, organisationId, { method, domain }, now)))
    throw new OrganisationError('Its identity was proved before.');
  await recordAct(
    trx,
    by,
    { act: 'organisations.verified', subject: `organisation:${organisationId}`, detail: { method } },
    now,
  );
}

/** Writes the proof and tells the features above. False: there was one. */
async function markVerified(
  trx: Db,
  organisationId: string,
  { method, domain, claimId = null }: Proof,
  now: Date,
): Promise<boolean> {
  if (!(await insertVerification(trx, { organisationId, method, domain, claimId, now }))) return false;
  await emit(trx, organisationsVerified, { organisation: organisationId, verified: true });
  return true;
}

/**
 * A claim is good: the organisation is verified, the claimant owns it, others who claimed it are told. Where it was
 * verified before, staff have decided that the claimant owns it too. The act's entry in the log is the caller's.
 */
export async function settleClaim({ post, origin }: Parts, trx: Db, claim: Claim, now: Date): Promise<void> {
  const { organisationId, personId } = claim;
  await lockMembers(trx, organisationId);
  if (!(await decideClaim(trx, claim.id, { state: 'approved', reason: null, now })))
    throw new OrganisationError('This claim was decided or withdrawn a moment ago.');
  const person = personId === null ? null : await findPerson(trx, personId);
  if (!person) throw new OrganisationError('The account of whoever made this claim is gone. Refuse the claim.');
  const organisation = await getOrganisation(trx, organisationId);
  await markVerified(trx, organisationId, { method: claim.method, domain: claim.domain, claimId: claim.id }, now);
  const roles = tidyRoles(['owner', ...(await rolesOf(trx, organisationId, person.id))]);
  await saveMember(trx, { organisationId, personId: person.id, roles, now });
  await post.send(trx, verifiedLetter(person.email, organisation, origin));
  for (const other of await otherOpenClaims(trx, organisationId, claim.id)) {
    const reason = 'Somebody else proved that they speak for it first.';
    await decideClaim(trx, other.id, { state: 'refused', reason, now });
    const loser = other.personId === null ? null : await findPerson(trx, other.personId);
    if (loser) await post.send(trx, claimLostLetter(loser.email, organisation, origin));
  }
}

/**
 * Takes the proof away, with a reason that its owners are told. Members may no longer publish; where they were not entitled,
 * their memberships end too, so that nobody who was wrongly let in stays beside the rightful owner.
 */
export async function withdrawVerification(
  { db, post, origin }: Parts,
  actor: Actor,
  { organisation: slugOrId, reason, endMemberships }: { organisation: string; reason: string; endMemberships: boolean },
  now: Date,
): Promise<void> {
  const by = requireStaff(actor);
  await db.transaction().execute(async (trx) => {
    const organisation = await getOrganisation(trx, slugOrId);
    await lockMembers(trx, organisation.id);
    if (!(await deleteVerification(trx, organisation.id)))
      throw new OrganisationError('Its identity is not proved, so there is nothing to withdraw.');
    await emit(trx, organisationsVerified, { organisation: organisation.id, verified: false });
    for (const email of await ownersOf(trx, organisation.id))
      await post.send(trx, verificationWithdrawnLetter(email, organisation, reason, origin));
    if (endMemberships) await deleteMembers(trx, organisation.id, now);
    const subject = `organisation:${organisation.id}`;
    const detail = { endMemberships };
    await recordAct(trx, by, { act: 'organisations.verification-withdrawn', subject, detail }, now);
  });
}

/** Where letters to the owners go. */
export async function ownersOf(db: Db, organisationId: string): Promise<string[]> {
  const owners = (await listMembers(db, organisationId)).filter(({ roles }) => roles.includes('owner'));
  const people = await Promise.all(owners.map(({ personId }) => findPerson(db, personId)));
  return people.flatMap((person) => (person ? [person.email] : []));
}
