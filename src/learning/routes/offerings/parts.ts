/** What the routes of runs share. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  type Actor,
  actorOfRequest,
  NotAllowedError,
  refusalFrom,
  SignInNeededError,
} from '../../../accounts/index.js';
import type { Refusal } from '../../../ui/index.js';
import { RunFaultsError } from '../../actions/offerings/running.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { LearningError } from '../../schema/index.js';
import type { PlaceAsked } from '../../schema/runs.js';

export const signedIn = { access: 'signed-in' } as const;
export const enrolmentParams = z.object({ enrolment: z.uuid() });
export const Said = z.object({ done: z.string().max(20).optional().catch(undefined) });
/** A form as a browser sends it; what is wrong with a field is said at the field. */
export const sent = z.record(z.string(), z.union([z.string(), z.array(z.string()).max(50)])).default({});
export type Texts = Record<string, string>;

export function textsOf(body: z.infer<typeof sent>): Texts {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, (typeof value === 'string' ? value : (value[0] ?? '')).trim()]),
  );
}

export function actorOf({ auth, db }: LearningRoutes, request: FastifyRequest): Promise<Actor> {
  return actorOfRequest(auth, db, request);
}

/** Empty fields are not asked. */
export function placeAskedOf(texts: Texts): PlaceAsked {
  const { voucher, code, purchaseOrder, billed, billedEmail } = texts;
  return {
    voucher: voucher || undefined,
    code: code || undefined,
    purchaseOrder: purchaseOrder || undefined,
    billed: billed || undefined,
    billedEmail: billedEmail || undefined,
  };
}

/**
 * What a form says of an act that was refused. What is not there, or not for whoever asks, is no affair of the form and thrown on.
 */
export function refusedBy(error: unknown): { refusal: Refusal; status: number } {
  if (error instanceof NotAllowedError || error instanceof SignInNeededError) throw error;
  if (error instanceof RunFaultsError)
    return { refusal: { message: error.message, fields: error.fields }, status: error.status };
  if (!(error instanceof LearningError) || error.status === 404) throw error;
  return { refusal: refusalFrom(error, error.field), status: error.status };
}
