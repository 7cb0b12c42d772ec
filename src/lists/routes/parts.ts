/** What the routes of lists share. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Actor, type Auth, actorOfRequest } from '../../accounts/index.js';
import type { Discovery } from '../../discovery/index.js';
import type { Clock } from '../../platform/clock/index.js';
import type { Db } from '../../platform/db/index.js';
import type { Frame, Refusal } from '../../ui/index.js';
import { ListError } from '../schema.js';

export type ListRoutes = { db: Db; auth: Auth; clock: Clock; frame: Frame; discovery: Discovery };

export const signedIn = { access: 'signed-in' } as const;
/** What was done, by the word of a page. What every object of JavaScript has (`constructor`) is no such word. */
const DoneWord = z
  .string()
  .max(40)
  .refine((word) => !(word in {}));
export const done = z.object({ done: DoneWord.optional().catch(undefined) });
/** A form as a browser sends it; what is too long for a field is said at the field. */
export const sent = z.record(z.string(), z.union([z.string(), z.array(z.string()).max(50)])).default({});

export function textsOf(body: z.infer<typeof sent>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, typeof value === 'string' ? value : (value[0] ?? '')]),
  );
}

export function actorOf({ auth, db }: ListRoutes, request: FastifyRequest): Promise<Actor> {
  return actorOfRequest(auth, db, request);
}

/** What the form is told of an act that was refused; anything that is not the form's affair is thrown on. */
export function refusedBy(error: unknown): { refusal: Refusal; status: number } {
  if (!(error instanceof ListError) || error.status === 404) throw error;
  const { message, field } = error;
  const words = field === undefined ? message : 'Something needs changing before this can be kept.';
  return { refusal: { message: words, ...(field && { fields: { [field]: message } }) }, status: error.status };
}
