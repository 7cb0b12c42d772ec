/** Who is asking: from the cookie of a request to an actor, and back. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Db } from '../../platform/db/index.js';
import { findPerson } from '../queries/people.js';
import { type Actor, type Browser, NOBODY } from '../schema/index.js';
import type { Auth } from './auth.js';

/** Nobody is signed in, and the act needs somebody. */
export class SignInNeededError extends Error {
  override readonly name = 'SignInNeededError';
  readonly status = 401;
  constructor() {
    super('Sign in to do this.');
  }
}

const known = new WeakMap<FastifyRequest, Promise<Actor>>();

/** Asks once a request, and not at all where no cookie of ours was sent. */
export function actorOfRequest(auth: Auth, db: Db, request: FastifyRequest): Promise<Actor> {
  let actor = known.get(request);
  if (actor === undefined) {
    actor = findActor(auth, db, request);
    known.set(request, actor);
  }
  return actor;
}

async function findActor(auth: Auth, db: Db, request: FastifyRequest): Promise<Actor> {
  if (!request.headers.cookie?.includes('cairn.session_token=')) return NOBODY;
  const found = await auth.api.getSession({ headers: headersOf(request) });
  const person = found && (await findPerson(db, found.user.id));
  if (!person) return NOBODY;
  const { id, name, email, isStaff } = person;
  request.owner = id;
  return { kind: 'person', id, name, email, isStaff, sessionId: found.session.id };
}

/** What better-auth may know of a request: its cookies and the name of the browser, which the list of sessions shows. */
export function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const name of ['cookie', 'user-agent'] as const) {
    const value = request.headers[name];
    if (value !== undefined) headers.set(name, value);
  }
  return headers;
}

/** Who asks, as far as signing in must know. */
export function browserOf(request: FastifyRequest): Browser {
  return { headers: headersOf(request), client: request.ip };
}

/** Hands the cookies that better-auth set to the browser. */
export function passCookies(answer: Pick<Response, 'headers'>, reply: FastifyReply): void {
  for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie);
}
