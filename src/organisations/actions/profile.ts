/** What verified members state of their organisation. */
import { type Actor, recordAct } from '../../accounts/index.js';
import { newId } from '../../platform/crypto/index.js';
import { findStanding } from '../queries/claims.js';
import { lockMembers } from '../queries/members.js';
import { insertNameRequest, type Profile, saveStated, updateProfile } from '../queries/profile.js';
import { liesAt } from '../rules/domains.js';
import type { StatedField } from '../schema.js';
import { requireRole } from './judging.js';
import { getOrganisation, OrganisationError, type Parts } from './parts.js';

/** The address must stay at the domain that was proved: else one proof would serve for another's domain. */
export class AddressElsewhereError extends Error {
  override readonly name = 'AddressElsewhereError';
  readonly status = 422;
}

/**
 * Writes the profile. What is changed, or was stated before, is the organisation's own word from now on. Editors of verified
 * organisations only. @throws AddressElsewhereError, OrganisationError
 */
export async function stateProfile(
  { db }: Parts,
  actor: Actor,
  slug: string,
  profile: Profile,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const before = await getOrganisation(trx, slug);
    await lockMembers(trx, before.id);
    const editor = await requireRole(trx, actor, before.id, 'editor');
    const { verification } = await findStanding(trx, before.id);
    if (!verification) throw new OrganisationError('Its identity must be proved before it can speak for itself.');
    const fields = (Object.keys(profile) as (keyof Profile & StatedField)[]).filter(
      (field) => profile[field] !== before[field],
    );
    if (fields.length === 0) return;
    if (fields.includes('url')) refuseElsewhere(profile.url, verification.domain);
    await updateProfile(trx, before.id, profile);
    await saveStated(trx, before.id, fields, 'organisation', now.toISOString().slice(0, 10));
    const detail = { fields: fields.join(' ') };
    const subject = `organisation:${before.id}`;
    await recordAct(trx, editor, { act: 'organisations.profile-stated', subject, detail }, now);
  });
}

function refuseElsewhere(url: string | null, domain: string | null): void {
  if (domain === null || (url !== null && liesAt(url, domain))) return;
  throw new AddressElsewhereError(
    `Its identity was proved by ${domain}, so its address must be there. If it has moved, write to staff.`,
  );
}

/** Asks staff for another name: others know the organisation by the one it has. Editors only. */
export async function askForName(
  { db }: Parts,
  actor: Actor,
  slug: string,
  { name, message }: { name: string; message: string | null },
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const organisation = await getOrganisation(trx, slug);
    await lockMembers(trx, organisation.id);
    const editor = await requireRole(trx, actor, organisation.id, 'editor');
    if (name === organisation.name) throw new OrganisationError('That is its name already.', 422);
    const request = { id: newId(), organisationId: organisation.id, personId: editor.id, name, message, now };
    await insertNameRequest(trx, request);
    await recordAct(trx, editor, { act: 'organisations.name-asked', subject: `organisation:${organisation.id}` }, now);
  });
}
