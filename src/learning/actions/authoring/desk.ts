/** Who may do what with a hosted course, and finding it: another organisation's is as if it were not there. */
import { type Actor, NotAllowedError, recordAct, requirePerson } from '../../../accounts/index.js';
import { allows, type Role, rolesOf } from '../../../organisations/index.js';
import type { Db } from '../../../platform/db/index.js';
import { findProvider, lockHosted, type Provider } from '../../queries/authoring/courses.js';
import { findHostedCourse, type HostedCourse } from '../../queries/courses.js';
import { LearningError } from '../../schema/index.js';

export type { Provider } from '../../queries/authoring/courses.js';

/** The organisation, if the actor has the role in it or works at the terminal. @throws SignInNeededError, NotAllowedError */
export async function requireProvider(db: Db, actor: Actor, slugOrId: string, role: Role): Promise<Provider> {
  const provider = await findProvider(db, slugOrId);
  if (actor.kind === 'operator' && provider) return provider;
  const person = requirePerson(actor);
  if (!provider || !allows(await rolesOf(db, provider.id, person.id), role))
    throw new NotAllowedError(`This needs the role ${role} in the organisation. Ask one of its owners.`);
  return provider;
}

/** `hold`: inside a transaction, what is written is written one after the other. @throws LearningError 404 */
export async function ownHosted(db: Db, provider: Provider, id: string, { hold = false } = {}): Promise<HostedCourse> {
  const found = await (hold ? lockHosted : findHostedCourse)(db, id);
  if (found?.organisationId !== provider.id)
    throw new LearningError(404, `${provider.name} has no such course here. The link may be old or mistyped.`);
  return found;
}

/** @throws LearningError 409 */
export function refuseRetired({ retired }: HostedCourse): void {
  if (retired) throw new LearningError(409, 'This course is retired. Take it up again before you change it.');
}

/** Writes an act on a course into the log. */
export async function recordTeaching(
  trx: Db,
  actor: Actor,
  act: string,
  about: { provider: Provider; hosted: string; detail?: Record<string, string | number> },
  now: Date,
): Promise<void> {
  const detail = { organisation: about.provider.id, ...about.detail };
  await recordAct(trx, actor, { act: `learning.${act}`, subject: `hosted-course:${about.hosted}`, detail }, now);
}
