/** What every address of issuing needs. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Actor, type Auth, actorOfRequest } from '../../../accounts/index.js';
import { allows, OWN_PARTS, type Role, rolesOf, type WorkplacePart } from '../../../organisations/index.js';
import type { Frame } from '../../../ui/index.js';
import { getIssuingOrganisation } from '../../actions/issuing/issuers.js';
import type { Issuing } from '../../actions/issuing/parts.js';
import type { IssuingPlace } from '../../pages/issuing/place.js';
import { findAwarder } from '../../queries/achievements.js';

export type IssuingRoutes = {
  issuing: Issuing;
  auth: Auth;
  frame: Frame;
  /** What members find in their workplace, of features above organisations. */
  workplace: readonly WorkplacePart[];
  /** Addresses under which the site issued before: their documents are served too. */
  originAliases: readonly string[];
};

export const ofOrganisation = z.object({ organisation: z.string().min(1).max(300) });
export const ofCredential = ofOrganisation.extend({ credential: z.uuid() });
export const ofBatch = ofOrganisation.extend({ batch: z.uuid() });
export const ofKey = ofOrganisation.extend({ signing: z.uuid() });
export const SentForm = z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({});
export type SentForm = z.infer<typeof SentForm>;

/** The first value of a field, without what is round it. */
export function sentValue(body: SentForm, name: string): string {
  return String([body[name] ?? ''].flat()[0] ?? '').trim();
}

export function sentValues(body: SentForm, name: string): string[] {
  return [body[name] ?? []].flat();
}

export function actorOf({ auth, issuing }: IssuingRoutes, request: FastifyRequest): Promise<Actor> {
  return actorOfRequest(auth, issuing.db, request);
}

/** What is round a page of issuing. @throws IssuingError where there is no such organisation */
export async function placeOf(
  { issuing, frame, workplace }: IssuingRoutes,
  actor: Actor,
  slugOrId: string,
): Promise<IssuingPlace> {
  const organisation =
    (await findAwarder(issuing.db, slugOrId)) ?? (await getIssuingOrganisation(issuing.db, issuing, slugOrId));
  const roles: Role[] = actor.kind === 'person' ? await rolesOf(issuing.db, organisation.id, actor.id) : [];
  return {
    frame,
    organisation,
    roles,
    parts: [...workplace, ...OWN_PARTS],
    isOwner: allows(roles, 'owner'),
    mayIssue: organisation.verified || issuing.demonstration,
  };
}

export function issuingPath(slug: string, rest = '', done?: string): string {
  return `/organisations/${slug}/credentials${rest}${done ? `?done=${done}` : ''}`;
}
