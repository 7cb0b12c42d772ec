/** What the routes of organisations share: parts, shapes of addresses and bodies. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Actor, Auth } from '../../accounts/index.js';
import type { Clock } from '../../platform/clock/index.js';
import type { Frame } from '../../ui/index.js';
import type { TxtLookup } from '../actions/dns.js';
import { getOrganisation, type Parts } from '../actions/parts.js';
import { OWN_PARTS, type Workplace, type WorkplacePart } from '../pages/workplace-shell.js';
import { rolesOf } from '../queries/members.js';
import type { Organisation } from '../schema.js';

export type OrganisationRoutes = Parts & {
  auth: Auth;
  clock: Clock;
  frame: Frame;
  /** Where TXT records are looked up. */
  lookup: TxtLookup;
  /** What members find in their workplace, of features above. */
  workplace: readonly WorkplacePart[];
};

export const inAddress = z.object({ organisation: z.string().min(1).max(300) });
/** A form without fields, or with ones that nobody asked for. */
export const given = z
  .record(z.string(), z.union([z.string().max(5000), z.array(z.string().max(5000)).max(50)]))
  .default({});
export const doneInQuery = z.object({ done: z.string().max(40).optional().catch(undefined) });

/** The fields of a form that have one value, for filling it in again. */
export function textsOf(body: z.infer<typeof given>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, typeof value === 'string' ? value : (value[0] ?? '')]),
  );
}

/** What every page of a workplace needs. */
export async function workplaceOf(
  { db, frame, workplace }: OrganisationRoutes,
  slug: string,
  actor: Actor,
): Promise<Workplace & { organisation: Organisation }> {
  const organisation = await getOrganisation(db, slug);
  const roles = actor.kind === 'person' ? await rolesOf(db, organisation.id, actor.id) : [];
  return { frame, organisation, roles, parts: [...workplace, ...OWN_PARTS] };
}

/** Back to a page of an organisation that says what was done. */
export function to(reply: FastifyReply, slug: string, rest = '', done?: string): FastifyReply {
  return reply.redirect(`/organisations/${slug}${rest}${done === undefined ? '' : `?done=${done}`}`, 303);
}
