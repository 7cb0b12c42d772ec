/** Who may write courses for an organisation: its members, once its identity is proved. */
import { type Actor, NotAllowedError, requirePerson } from '../../../accounts/index.js';
import { allows, type Role, rolesOf } from '../../../organisations/index.js';
import type { Db } from '../../../platform/db/index.js';
import { findPublisher, type PublisherRow } from '../../queries/index.js';
import { ownSourceKey } from '../../rules/publishing/index.js';

/** There is no such organisation. */
export class OrganisationUnknownError extends Error {
  override readonly name = 'OrganisationUnknownError';
  readonly status = 404;
  constructor() {
    super('No organisation stands at this address.');
  }
}

/** Somebody of an organisation whose identity is not proved tried to write for it. */
export class NotVerifiedError extends Error {
  override readonly name = 'NotVerifiedError';
  readonly status = 403;
  constructor(name: string) {
    super(`Who speaks for ${name} is not proved yet. Once it is, its members can publish here.`);
  }
}

/** An organisation as it publishes. `sourceKey` names the source that holds its own words. */
export type Publisher = PublisherRow & { sourceKey: string };

/**
 * The organisation, if the actor has the role in it or works at the terminal.
 * @throws SignInNeededError, OrganisationUnknownError, NotAllowedError
 */
export async function requireMember(db: Db, actor: Actor, slugOrId: string, role: Role): Promise<Publisher> {
  const person = actor.kind === 'operator' ? null : requirePerson(actor);
  const publisher = await findPublisher(db, slugOrId);
  if (!publisher) throw new OrganisationUnknownError();
  if (person && !allows(await rolesOf(db, publisher.id, person.id), role))
    throw new NotAllowedError(`This needs the role ${role} in the organisation. Ask one of its owners.`);
  return { ...publisher, sourceKey: ownSourceKey(publisher.slug) };
}

/** The same of an organisation that may publish: its identity is proved. @throws also NotVerifiedError */
export async function requirePublisher(db: Db, actor: Actor, slugOrId: string, role: Role): Promise<Publisher> {
  const publisher = await requireMember(db, actor, slugOrId, role);
  if (!publisher.verified) throw new NotVerifiedError(publisher.name);
  return publisher;
}
