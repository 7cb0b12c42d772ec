/** What the routes of reviews share. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Actor, type Auth, actorOfRequest } from '../../accounts/index.js';
import { type Course, findCourse } from '../../catalogue/index.js';
import type { WorkplacePart } from '../../organisations/index.js';
import type { Clock } from '../../platform/clock/index.js';
import type { Frame } from '../../ui/index.js';
import type { Parts } from '../actions/parts.js';
import { ReviewError } from '../schema.js';

export type ReviewRoutes = Parts & { auth: Auth; clock: Clock; frame: Frame; workplace: readonly WorkplacePart[] };

export const open = { access: 'public' } as const;
export const signedIn = { access: 'signed-in' } as const;
export const ofCourse = z.object({ slug: z.string().min(1).max(300) });
export const ofReview = z.object({ review: z.uuid() });
export const doneAsked = z.object({ done: z.string().max(40).optional().catch(undefined) });
/** A form as a browser sends it; what is wrong with a field is said at the field. */
export const sent = z.record(z.string(), z.union([z.string(), z.array(z.string()).max(50)])).default({});

export function textsOf(body: z.infer<typeof sent>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, typeof value === 'string' ? value : (value[0] ?? '')]),
  );
}

export function actorOf({ auth, db }: Pick<ReviewRoutes, 'auth' | 'db'>, request: FastifyRequest): Promise<Actor> {
  return actorOfRequest(auth, db, request);
}

/** @throws ReviewError 404 */
export async function getCourse({ db }: Pick<ReviewRoutes, 'db'>, idOrSlug: string): Promise<Course> {
  const course = await findCourse(db, idOrSlug);
  if (!course) throw new ReviewError('No course stands at this address. The link may be old or mistyped.', 404);
  return course;
}

export function wordOf(words: Readonly<Record<string, string>>, done: string | undefined): string | undefined {
  return done !== undefined && Object.hasOwn(words, done) ? words[done] : undefined;
}
