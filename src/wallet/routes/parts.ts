/** What the routes of the wallet share. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ComponentChild } from 'preact';
import { z } from 'zod';
import { type Actor, type Auth, actorOfRequest, type Letters } from '../../accounts/index.js';
import type { Issuing, Verifier } from '../../credentials/index.js';
import type { Clock } from '../../platform/clock/index.js';
import type { Db } from '../../platform/db/index.js';
import type { Client } from '../../platform/fetch/index.js';
import type { Frame, Refusal } from '../../ui/index.js';
import type { MadeFile } from '../actions/files.js';
import { WalletError } from '../schema.js';

export type WalletRoutes = {
  db: Db;
  auth: Auth;
  clock: Clock;
  frame: Frame;
  origin: string;
  client: Client;
  verifier: Verifier;
  issuing: Issuing;
  letters: Letters;
  /** What features above show of a credential that was issued here to this person, for its holder alone. */
  beneath?: (held: { personId: string; credentialId: string }) => Promise<ComponentChild>;
};

export const signedIn = { access: 'signed-in' } as const;
/** Files are drawn for whoever asks: dear enough to have a limit. */
export const drawing = { hits: 60, seconds: 60 };
/** What was done, by the word of a page. What every object of JavaScript has (`constructor`) is no such word. */
export const done = z.object({
  done: z
    .string()
    .max(40)
    .refine((word) => !(word in {}))
    .optional()
    .catch(undefined),
});
/** A form as a browser sends it; what is too long for a field is said at the field. */
export const sent = z.record(z.string(), z.union([z.string(), z.array(z.string()).max(50)])).default({});

export function textsOf(body: z.infer<typeof sent>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, typeof value === 'string' ? value : (value[0] ?? '')]),
  );
}

export function actorOf({ auth, db }: WalletRoutes, request: FastifyRequest): Promise<Actor> {
  return actorOfRequest(auth, db, request);
}

/** What the form is told of an act that was refused; anything that is not the form's affair is thrown on. */
export function refusedBy(error: unknown): { refusal: Refusal; status: number } {
  if (!(error instanceof WalletError) || error.status === 404) throw error;
  const { message, field } = error;
  const words = field === undefined ? message : 'Something needs changing first.';
  return { refusal: { message: words, ...(field && { fields: { [field]: message } }) }, status: error.status };
}

/** Sends a file to be kept; what is shown on a page is sent `inline`. */
export function sendFile(reply: FastifyReply, name: string, { type, bytes }: MadeFile, inline = false): FastifyReply {
  return reply
    .type(type)
    .header('content-disposition', `${inline ? 'inline' : 'attachment'}; filename="${plainName(name)}"`)
    .serializer((payload: unknown) => payload as string)
    .send(Buffer.from(bytes));
}

function plainName(name: string): string {
  return name.replace(/[^\w. -]/g, '_').slice(-100);
}
