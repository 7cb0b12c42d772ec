/** What the routes between people share. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Actor, actorOfRequest } from '../../../accounts/index.js';
import {
  getOrganisation,
  OWN_PARTS,
  type Role,
  requireRole,
  rolesOf,
  type Workplace,
} from '../../../organisations/index.js';
import type { Refusal } from '../../../ui/index.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { LearningError } from '../../schema/index.js';

export const signedIn = { access: 'signed-in' } as const;
export const ofEnrolment = z.object({ enrolment: z.uuid() });
export const ofHosted = z.object({ organisation: z.string().min(1).max(300), hosted: z.uuid() });
export const doneAsked = z.object({ done: z.string().max(40).optional().catch(undefined) });
/** A form as a browser sends it; what is wrong with a field is said at the field. */
export const sent = z.record(z.string(), z.union([z.string(), z.array(z.string()).max(50)])).default({});

export function textsOf(body: z.infer<typeof sent>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, typeof value === 'string' ? value : (value[0] ?? '')]),
  );
}

export function actorOf({ auth, db }: LearningRoutes, request: FastifyRequest): Promise<Actor> {
  return actorOfRequest(auth, db, request);
}

/** The organisation's workplace for a member with this role. @throws NotAllowedError */
export async function workplaceOf(
  { db, frame, workplace }: LearningRoutes,
  actor: Actor,
  slug: string,
  role: Role,
): Promise<Workplace & { id: string }> {
  const person = await requireRole(db, actor, slug, role);
  const organisation = await getOrganisation(db, slug);
  const roles = await rolesOf(db, organisation.id, person.id);
  return { id: organisation.id, frame, organisation, roles, parts: [...workplace, ...OWN_PARTS] };
}

/** What a form is told of an act that was refused; what is no affair of the form is thrown on. */
export function refusedBy(error: unknown): { refusal: Refusal; status: number } {
  if (!(error instanceof LearningError) || error.status === 404) throw error;
  const { message, field, status } = error;
  const words = field === undefined ? message : 'Something needs changing first.';
  return { refusal: { message: words, ...(field && { fields: { [field]: message } }) }, status };
}
