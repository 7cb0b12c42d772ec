/** What the routes of discussion share. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Actor, type Auth, actorOfRequest } from '../../accounts/index.js';
import type { Clock } from '../../platform/clock/index.js';
import type { Frame } from '../../ui/index.js';
import type { Parts } from '../actions/parts.js';

export type DiscussionRoutes = Parts & { auth: Auth; clock: Clock; frame: Frame };

export const signedIn = { access: 'signed-in' } as const;
export const onPost = z.object({ post: z.uuid() });
/** A form as a browser sends it; what is too long for a field is said at the field. */
export const sent = z.record(z.string(), z.union([z.string(), z.array(z.string()).max(50)])).default({});

export function textsOf(body: z.infer<typeof sent>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, typeof value === 'string' ? value : (value[0] ?? '')]),
  );
}

export function actorOf({ auth, db }: DiscussionRoutes, request: FastifyRequest): Promise<Actor> {
  return actorOfRequest(auth, db, request);
}

/** `?comments=2`: the page of comments, for pages that show a discussion. What is no number is the first. */
export const commentsAsked = z.object({ comments: z.coerce.number().int().min(1).max(100_000).catch(1) });
