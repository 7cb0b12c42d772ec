/** Every route's access rule, judged before anything else of the request is looked at. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Clock, systemClock } from '../../platform/clock/index.js';
import type { Db } from '../../platform/db/index.js';
import type { Access, App } from '../../platform/http/index.js';
import { provedAt } from '../queries/sessions.js';
import type { Actor, PersonActor } from '../schema/index.js';
import type { Auth } from './auth.js';
import { actorOfRequest, SignInNeededError } from './session.js';

declare module '../../platform/http/index.js' {
  interface AccessRules {
    /** Whoever holds the token in the address; the route checks it. */
    link: true;
    /** Anybody who is signed in. */
    'signed-in': true;
    staff: true;
  }
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * Hard to undo: whoever proved who they are longer than a quarter of an hour ago is asked again first. The page to
     * come back to then; a page (GET) comes back to itself.
     */
    recent?: string;
  }
}

/** Signed in, but without the role that this needs. */
export class NotAllowedError extends Error {
  override readonly name = 'NotAllowedError';
  readonly status = 403;
  constructor(message = 'Your account may not do this. If it should, ask whoever manages the page.') {
    super(message);
  }
}

/** Lets a request pass or throws. Judges of features above look at `request.params` to see whose page it is. */
export type Judge = (actor: Actor, request: FastifyRequest) => Promise<void> | void;
export type Judges = Partial<Record<Access, Judge>>;

export const accountJudges = {
  public: () => {},
  link: () => {},
  'signed-in': (actor) => void requirePerson(actor),
  staff: (actor) => {
    if (!requirePerson(actor).isStaff) throw new NotAllowedError('This page is for staff of the site.');
  },
} satisfies Judges;

/** The person who acts. @throws SignInNeededError */
export function requirePerson(actor: Actor): PersonActor {
  if (actor.kind !== 'person') throw new SignInNeededError();
  return actor;
}

/** A route names a rule that nothing judges. */
export class UnjudgedAccessError extends Error {
  override readonly name = 'UnjudgedAccessError';
}

/** How long a proof of who one is counts as recent. */
const RECENT_MS = 15 * 60_000;

type GuardParts = { auth: Auth; db: Db; judges: Judges; clock?: Clock };

/**
 * Judges every request by the rule of its route. Whoever opens a page without being signed in is led to the sign-in page
 * and back. What is not for everybody is kept out of shared caches.
 */
export function guardRoutes(app: App, { auth, db, judges, clock = systemClock }: GuardParts): void {
  app.addHook('onRoute', (route) => {
    const access = route.config?.access;
    if (access !== undefined && !judges[access]) {
      throw new UnjudgedAccessError(`${route.method} ${route.url}: nothing judges "${access}".`);
    }
  });
  app.addHook('onRequest', async (request, reply) => {
    const access = request.routeOptions.config.access;
    if (access === undefined || access === 'public') return;
    reply.header('cache-control', 'no-store');
    try {
      const actor = await actorOfRequest(auth, db, request);
      await judges[access]?.(actor, request);
      const back = request.routeOptions.config.recent;
      if (back === undefined || (await isRecent(db, actor, clock.now()))) return;
      return askAgain(opensPage(request) ? request.url : back, reply);
    } catch (error) {
      if (error instanceof SignInNeededError && opensPage(request)) return toSignIn(request, reply);
      throw error;
    }
  });
}

async function isRecent(db: Db, actor: Actor, now: Date): Promise<boolean> {
  const proved = await provedAt(db, requirePerson(actor).sessionId);
  return proved !== null && now.getTime() - proved.getTime() < RECENT_MS;
}

function askAgain(next: string, reply: FastifyReply): FastifyReply {
  return reply.redirect(`/sign-in/again?next=${encodeURIComponent(next)}`, 303);
}

function opensPage(request: FastifyRequest): boolean {
  return request.method === 'GET' && !request.url.startsWith('/api/');
}

function toSignIn(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.redirect(`/sign-in?next=${encodeURIComponent(request.url)}`, 303);
}
