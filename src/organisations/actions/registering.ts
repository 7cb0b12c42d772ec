/** Bodies and employers that no source named yet: they come in by themselves, without making a second row for a known one. */
import { type Actor, recordAct, requirePerson } from '../../accounts/index.js';
import type { Db } from '../../platform/db/index.js';
import { findOrganisation, isNewHere, listOrganisations, organisationByHost } from '../queries/organisations.js';
import { hostOf } from '../rules/names.js';
import type { Organisation, OrganisationBrief, OrganisationKind } from '../schema.js';
import { OrganisationError, type Parts } from './parts.js';
import { resolveOrganisations } from './resolving.js';

export type Registration = { name: string; kind: OrganisationKind; country: string; url: string };

/** Known organisations that it may be: of its name, of its host, or with its name among their words. The likeliest first, six at most. */
export async function likeOrganisations(
  db: Db,
  { name, url }: Pick<Registration, 'name' | 'url'>,
): Promise<OrganisationBrief[]> {
  const host = hostOf(url);
  const byHost = host === null ? null : await organisationByHost(db, host);
  const byName = await listOrganisations(db, { text: name });
  const found = new Map<string, OrganisationBrief>();
  for (const one of [...(byHost ? [byHost] : []), ...byName]) found.set(one.id, one);
  return [...found.values()].slice(0, 6);
}

/**
 * Makes the organisation and returns its slug. Nobody speaks for it yet: it is claimed like any other, and as its address is
 * the claimant's own word, staff look at the claim. @throws OrganisationError where it is one that is known.
 */
export async function registerOrganisation(
  { db }: Pick<Parts, 'db'>,
  actor: Actor,
  asked: Registration,
  now: Date,
): Promise<Organisation> {
  const person = requirePerson(actor);
  return db.transaction().execute(async (trx) => {
    const [found] = await resolveOrganisations(trx, [asked], { trusted: false });
    const organisation = await findOrganisation(trx, found?.id ?? '');
    if (!organisation || !(await isNewHere(trx, organisation.id)))
      throw new OrganisationError('An organisation of this name is known already: it is in the list.');
    const subject = `organisation:${organisation.id}`;
    await recordAct(trx, person, { act: 'organisations.registered', subject, detail: { kind: asked.kind } }, now);
    return organisation;
  });
}
