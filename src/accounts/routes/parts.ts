/** What the routes of accounts share: what they lean on, and shapes of forms. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Clock } from '../../platform/clock/index.js';
import type { Frame } from '../../ui/index.js';
import type { Accounts } from '../actions/accounts.js';
import { requirePerson } from '../actions/guard.js';
import { actorOfRequest, passCookies } from '../actions/session.js';
import type { SignedIn } from '../actions/signing-in.js';
import { localPath } from '../rules/addresses.js';
import type { Collected, PersonActor } from '../schema/index.js';

export { PersonName as Name } from '../rules/names.js';

export type AccountRoutes = Accounts & { clock: Clock; frame: Frame };
/** For the pages on which a person decides about their own. */
export type OwnRoutes = AccountRoutes & Collected;

export const open = { access: 'public' } as const;
export const held = { access: 'link' } as const;
export const own = { access: 'signed-in' } as const;
/** Letters cost somebody's attention: ten an hour for one client. */
export const LETTERS = { hits: 10, seconds: 3600 };

export const tokenInAddress = z.object({ token: z.string().min(20).max(100) });
/** Texts as a form sends them. */
export const given = z.record(z.string(), z.string().max(2000)).default({});

/** Whoever is signed in; the guard has let only such people pass. */
export async function personOf({ auth, db }: Accounts, request: FastifyRequest): Promise<PersonActor> {
  return requirePerson(await actorOfRequest(auth, db, request));
}

/** Sends whoever signed in on: to the code, where one is asked for, else to where they wanted to go. */
export function goOn(reply: FastifyReply, { needsCode, headers }: SignedIn, next: unknown): FastifyReply {
  passCookies({ headers }, reply);
  const onward = localPath(next);
  return reply.redirect(needsCode ? `/sign-in/code?next=${encodeURIComponent(onward)}` : onward, 303);
}

/** The word of `?done=` where it is one of ours. */
export function doneOf<T extends object>(words: T, query: unknown): keyof T | undefined {
  const { done } = query as { done?: unknown };
  return typeof done === 'string' && Object.hasOwn(words, done) ? (done as keyof T) : undefined;
}
