/** What every page of achievements needs. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Actor, type Auth, actorOfRequest } from '../../../accounts/index.js';
import { allows, OWN_PARTS, type Role, rolesOf, type WorkplacePart } from '../../../organisations/index.js';
import type { Clock } from '../../../platform/clock/index.js';
import type { Db } from '../../../platform/db/index.js';
import type { Frame } from '../../../ui/index.js';
import type { Writing } from '../../actions/achievements/writing.js';
import type { Place } from '../../pages/achievements/place.js';
import type { Awarder } from '../../schema/achievement.js';

export type AchievementRoutes = {
  db: Db;
  auth: Auth;
  clock: Clock;
  frame: Frame;
  /** What members find in their workplace. */
  workplace: readonly WorkplacePart[];
};

/** What members find in the workplace of their organisation. */
export const achievementPlaces: readonly WorkplacePart[] = [
  {
    path: 'achievements',
    label: 'Achievements',
    about: 'What can be earned with you, and how its badge looks.',
    role: 'viewer',
  },
];

export const BASE = '/organisations/:organisation/achievements';
export const ofOrganisation = z.object({ organisation: z.string().min(1).max(300) });
export const ofAchievement = ofOrganisation.extend({ achievement: z.uuid() });
export const SentForm = z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({});

export function actorOf({ auth, db }: AchievementRoutes, request: FastifyRequest): Promise<Actor> {
  return actorOfRequest(auth, db, request);
}

export function writingOf({ db, clock, frame }: AchievementRoutes): Writing {
  return { db, origin: frame.origin, now: clock.now() };
}

export async function placeOf(
  { db, frame, workplace }: AchievementRoutes,
  actor: Actor,
  organisation: Awarder,
): Promise<Place> {
  const roles: Role[] = actor.kind === 'person' ? await rolesOf(db, organisation.id, actor.id) : [];
  return { frame, organisation, roles, parts: [...workplace, ...OWN_PARTS], mayWrite: allows(roles, 'editor') };
}
