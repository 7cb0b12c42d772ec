/** What every page of publishing needs. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Actor, type Auth, actorOfRequest } from '../../../accounts/index.js';
import { allows, OWN_PARTS, type Role, rolesOf, type WorkplacePart } from '../../../organisations/index.js';
import type { Clock } from '../../../platform/clock/index.js';
import type { Db } from '../../../platform/db/index.js';
import type { Frame } from '../../../ui/index.js';
import type { Moment, Publisher } from '../../actions/publishing/index.js';
import type { Place } from '../../pages/publishing/place.js';

export type PublishingRoutes = {
  db: Db;
  auth: Auth;
  clock: Clock;
  frame: Frame;
  /** What members find in their workplace, of features above organisations. */
  workplace: readonly WorkplacePart[];
};

export const ofOrganisation = z.object({ organisation: z.string().min(1).max(300) });
export const ofCourse = ofOrganisation.extend({ course: z.uuid() });
export const ofDraft = ofOrganisation.extend({ draft: z.uuid() });
export const ofTable = ofOrganisation.extend({ table: z.uuid() });
export const SentForm = z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({});

export function momentOf({ clock }: PublishingRoutes): Moment {
  return { now: clock.now(), today: clock.today() };
}

export function actorOf({ auth, db }: PublishingRoutes, request: FastifyRequest): Promise<Actor> {
  return actorOfRequest(auth, db, request);
}

export async function placeOf(
  { db, frame, workplace }: PublishingRoutes,
  actor: Actor,
  organisation: Publisher,
): Promise<Place> {
  const roles: Role[] = actor.kind === 'person' ? await rolesOf(db, organisation.id, actor.id) : [];
  const may = { mayWrite: allows(roles, 'author'), mayPublish: allows(roles, 'editor') };
  return { frame, organisation, roles, parts: [...workplace, ...OWN_PARTS], ...may };
}

export function coursesPath({ slug }: { slug: string }, done?: string): string {
  return `/organisations/${slug}/courses${done ? `?done=${done}` : ''}`;
}
