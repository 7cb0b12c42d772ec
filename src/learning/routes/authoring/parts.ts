/** What every page of authors needs. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Actor, actorOfRequest } from '../../../accounts/index.js';
import { OWN_PARTS, type Role, rolesOf, type WorkplacePart } from '../../../organisations/index.js';
import { ownHosted, type Provider, requireProvider } from '../../actions/authoring/desk.js';
import { draftOf } from '../../actions/authoring/writing.js';
import type { LearningRoutes } from '../../actions/parts.js';
import type { TeachingPlace } from '../../pages/authoring/shell.js';
import type { HostedCourse } from '../../queries/courses.js';
import type { DraftContent } from '../../schema/draft.js';

/** What members find in the workplace of their organisation. */
export const teachingPlaces: readonly WorkplacePart[] = [
  {
    path: 'teaching',
    label: 'Teaching',
    about: 'Courses that are delivered here: writing them, their runs, how learners are getting on.',
    role: 'viewer',
  },
];

export const TEACHING = '/organisations/:organisation/teaching';
export const HOSTED = `${TEACHING}/:hosted`;
export const ofOrganisation = z.object({ organisation: z.string().min(1).max(300) });
export const ofHosted = ofOrganisation.extend({ hosted: z.uuid() });
export const Said = z.object({ done: z.string().max(20).optional().catch(undefined) });
export const SentForm = z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({});
/** Previews are asked for at every pause in typing. */
export const typing = { access: 'author', limit: { hits: 600, seconds: 600 } } as const;
export const author = { access: 'author' } as const;
export const writing = { access: 'author', limit: { hits: 240, seconds: 120 } } as const;

export function actorOf({ auth, db }: LearningRoutes, request: FastifyRequest): Promise<Actor> {
  return actorOfRequest(auth, db, request);
}

export async function teachingPlace(
  { db, frame, workplace }: LearningRoutes,
  actor: Actor,
  organisation: Provider,
): Promise<TeachingPlace> {
  const roles: Role[] = actor.kind === 'person' ? await rolesOf(db, organisation.id, actor.id) : [];
  return { frame, organisation, roles, parts: [...workplace, ...OWN_PARTS] };
}

export type OpenedCourse = {
  actor: Actor;
  provider: Provider;
  hosted: HostedCourse & { title: string };
  draft: DraftContent;
  place: TeachingPlace;
};

/** The course of an address, for whoever has the role. @throws LearningError 404 */
export async function openCourse(parts: LearningRoutes, request: FastifyRequest, role: Role): Promise<OpenedCourse> {
  const params = request.params as z.infer<typeof ofHosted>;
  const actor = await actorOf(parts, request);
  const provider = await requireProvider(parts.db, actor, params.organisation, role);
  const hosted = await ownHosted(parts.db, provider, params.hosted);
  const draft = draftOf(hosted);
  const place = await teachingPlace(parts, actor, provider);
  return { actor, provider, hosted: { ...hosted, title: draft.title }, draft, place };
}
