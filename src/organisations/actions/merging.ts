/**
 * Two rows that were one organisation, joined by staff, and parted again. Rows of the one that goes stay where they are;
 * what the other takes over is written down, so that it can be given back. Features above say how their rows move.
 */
import { z } from 'zod';
import { type Actor, personKey, recordAct } from '../../accounts/index.js';
import { newId } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import { emit } from '../../platform/jobs/index.js';
import { deleteVerification } from '../queries/claims.js';
import { deleteMember, endHandOvers, listMembers } from '../queries/members.js';
import {
  copyAliases,
  copyMembers,
  copyVerification,
  countOpenClaims,
  dropAliases,
  endMerge,
  findMerge,
  hasLaterMerge,
  insertMerge,
  leadBack,
  leadTo,
  lockBoth,
  mergedInto,
  moveIdentifiers,
  moveIdentifiersBack,
} from '../queries/merging.js';
import { lockOrganisations } from '../queries/organisations.js';
import { leavesNoOwner } from '../rules/roles.js';
import { OrganisationIdentifier, organisationsVerified } from '../schema.js';
import { requireStaff } from './judging.js';
import { getOrganisation, OrganisationError } from './parts.js';

/** How a feature above moves its rows from one organisation to another, in the transaction of the merge. */
export type OrganisationMove = {
  feature: string;
  /** Returns what it moved, as JSON, in a shape of its own. No person's id: they could not be erased from there. */
  move(trx: Db, from: string, into: string): Promise<unknown>;
  /** Gives back what `move` returned, as far as it is still there. */
  moveBack(trx: Db, moved: unknown, from: string, into: string): Promise<void>;
};

const Moved = z.object({
  chained: z.array(z.uuid()),
  aliases: z.array(z.string()),
  identifiers: z.array(OrganisationIdentifier),
  /** Keys of `accounts.pseudonym`: ids would outlive an erasure. */
  members: z.array(z.string()),
  verified: z.boolean(),
});
type Moved = z.infer<typeof Moved>;

/**
 * `from` turned out to be `into` (slugs or ids): its names, identifiers, members and courses become the other's, and its old
 * address leads there. Staff only. Returns the id of the merge. @throws OrganisationError
 */
export async function mergeOrganisations(
  trx: Db,
  actor: Actor,
  asked: { from: string; into: string },
  moves: readonly OrganisationMove[],
  now: Date,
): Promise<string> {
  const by = requireStaff(actor);
  await lockOrganisations(trx);
  const [from, into] = [await getOrganisation(trx, asked.from), await getOrganisation(trx, asked.into)];
  if (from.id === into.id) throw new OrganisationError('These are one organisation already.', 422);
  await lockBoth(trx, [from.id, into.id]);
  if ((await countOpenClaims(trx, from.id)) > 0)
    throw new OrganisationError(`${from.name} has claims that wait. Decide them first.`);
  await endHandOvers(trx, from.id, 'withdrawn', now);
  const moved: Record<string, unknown> = { organisations: await moveOwn(trx, from.id, into.id) };
  for (const { feature, move } of moves) moved[feature] = await move(trx, from.id, into.id);
  const id = newId();
  await insertMerge(trx, { id, fromId: from.id, intoId: into.id, moved, now });
  const subject = `organisation:${from.id}`;
  await recordAct(trx, by, { act: 'organisations.merged', subject, detail: { into: into.id } }, now);
  return id;
}

async function moveOwn(trx: Db, from: string, into: string): Promise<Moved> {
  const members = await copyMembers(trx, from, into);
  const verified = await copyVerification(trx, from, into);
  if (verified) await emit(trx, organisationsVerified, { organisation: into, verified });
  return {
    members: await Promise.all(members.map((personId) => personKey(trx, personId))),
    verified,
    aliases: await copyAliases(trx, from, into),
    identifiers: await moveIdentifiers(trx, from, into),
    chained: await leadTo(trx, from, into),
  };
}

/** Parts what a merge joined, and gives everything back that is still there. Staff only. @throws OrganisationError */
export async function unmergeOrganisations(
  trx: Db,
  actor: Actor,
  mergeId: string,
  moves: readonly OrganisationMove[],
  now: Date,
): Promise<void> {
  const by = requireStaff(actor);
  await lockOrganisations(trx);
  const merge = await findMerge(trx, mergeId);
  if (!merge) throw new OrganisationError('This was parted already.');
  const { fromId, intoId, moved } = merge;
  await lockBoth(trx, [fromId, intoId]);
  if ((await mergedInto(trx, fromId)) !== intoId || (await hasLaterMerge(trx, merge)))
    throw new OrganisationError('One of the two was merged again since. Part that first.');
  if (!(await endMerge(trx, mergeId, now))) throw new OrganisationError('This was parted a moment ago.');
  for (const { feature, moveBack } of moves.toReversed())
    if (feature in moved) await moveBack(trx, moved[feature], fromId, intoId);
  await moveOwnBack(trx, Moved.parse(moved.organisations), fromId, intoId);
  const subject = `organisation:${fromId}`;
  await recordAct(trx, by, { act: 'organisations.parted', subject, detail: { from: intoId } }, now);
}

async function moveOwnBack(trx: Db, moved: Moved, from: string, into: string): Promise<void> {
  await leadBack(trx, from, moved.chained);
  await moveIdentifiersBack(trx, from, moved.identifiers);
  await dropAliases(trx, into, moved.aliases);
  if (moved.verified && (await deleteVerification(trx, into)))
    await emit(trx, organisationsVerified, { organisation: into, verified: false });
  for (const { personId } of await listMembers(trx, into)) {
    if (!moved.members.includes(await personKey(trx, personId))) continue;
    // Whoever became the only owner of the one that stays does not go.
    const members = await listMembers(trx, into);
    if (moved.verified || !leavesNoOwner(members, personId, [])) await deleteMember(trx, into, personId);
  }
}
