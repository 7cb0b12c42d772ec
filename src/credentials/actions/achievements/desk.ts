/** Who may write what can be earned, and finding it: another organisation's is as if it were not there. */
import { type Actor, NotAllowedError, requirePerson } from '../../../accounts/index.js';
import { allows, type Role, rolesOf } from '../../../organisations/index.js';
import type { Db } from '../../../platform/db/index.js';
import { findAchievement, findAwarder } from '../../queries/achievements.js';
import type { Achievement, Awarder } from '../../schema/achievement.js';

/** There is no such achievement, or not of this organisation. */
export class AchievementUnknownError extends Error {
  override readonly name = 'AchievementUnknownError';
  readonly status = 404;
  constructor() {
    super('No achievement stands at this address. It may not be published, or the link may be mistyped.');
  }
}

/** What cannot be done as things stand. */
export class AchievementError extends Error {
  override readonly name = 'AchievementError';
  readonly status = 409;
}

/** The organisation, if the actor has the role in it or works at the terminal. @throws SignInNeededError, NotAllowedError */
export async function requireAwarder(db: Db, actor: Actor, slugOrId: string, role: Role): Promise<Awarder> {
  const awarder = await findAwarder(db, slugOrId);
  if (actor.kind === 'operator' && awarder) return awarder;
  const person = requirePerson(actor);
  if (!awarder || !allows(await rolesOf(db, awarder.id, person.id), role))
    throw new NotAllowedError(`This needs the role ${role} in the organisation. Ask one of its owners.`);
  return awarder;
}

/** @throws AchievementUnknownError */
export async function ownAchievement(db: Db, awarder: Awarder, id: string): Promise<Achievement> {
  const found = await findAchievement(db, id);
  if (found?.organisation.id !== awarder.id) throw new AchievementUnknownError();
  return found;
}
