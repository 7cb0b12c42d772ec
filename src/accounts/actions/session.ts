/** Who is asking: from the cookie of a request to an actor, and back. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Db } from '../../platform/db/index.js';
import { findPerson, findPersonOfSession } from '../queries/people.js';
import { type Actor, type Browser, NOBODY, type Person } from '../schema/index.js';
import { type Auth, RENEWED_AFTER_SECONDS, SESSION_SECONDS } from './auth.js';
import { sealedToken } from './session-token.js';

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
  const person = (await personOfPlainSession(auth, db, request.headers.cookie)) ?? (await askAuth(auth, db, request));
  if (!person) return NOBODY;
  const { id, name, email, isStaff, sessionId } = person;
  request.owner = id;
  return { kind: 'person', id, name, email, isStaff, sessionId };
}

type Signed = Person & { sessionId: string };

/** The plain case: the seal is good, and the session neither has run out nor is to be renewed. */
async function personOfPlainSession(auth: Auth, db: Db, cookies: string): Promise<Signed | null> {
  const token = await sealedToken(auth, cookies);
  const renewedBefore = new Date(Date.now() + (SESSION_SECONDS - RENEWED_AFTER_SECONDS) * 1000);
  return token === null ? null : findPersonOfSession(db, token, renewedBefore);
}

/** Any other case is better-auth's to judge: it renews, and ends what has run out. */
async function askAuth(auth: Auth, db: Db, request: FastifyRequest): Promise<Signed | null> {
  const found = await auth.api.getSession({ headers: headersOf(request) });
  const person = found && (await findPerson(db, found.user.id));
  return person && { ...person, sessionId: found.session.id };
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
