/** Signing in and out, and proving once more who one is. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type App, html } from '../../platform/http/index.js';
import { TooManyTriesError } from '../actions/attempts.js';
import { askForPasskey, PasskeyError, signInWithPasskey } from '../actions/passkeys.js';
import { confirmPassword } from '../actions/passwords.js';
import { CodeError, CodeNotAskedError, enterCode } from '../actions/second-factor.js';
import { actorOfRequest, browserOf, headersOf, passCookies } from '../actions/session.js';
import { SignInError, signIn, signOut } from '../actions/signing-in.js';
import { AgainPage, CodePage, SignInPage } from '../pages/sign-in-pages.js';
import { listPasskeys } from '../queries/passkeys.js';
import { listProviders } from '../queries/providers.js';
import { findPasswordHash } from '../queries/sessions.js';
import { localPath } from '../rules/addresses.js';
import type { PersonActor } from '../schema/index.js';
import { type AccountRoutes, goOn, open, own, personOf } from './parts.js';
import { refusalFrom } from './refusals.js';

export const Asked = z.object({ next: z.string().max(2000).optional() });
const Given = z.object({
  email: z.string().max(2000).default(''),
  password: z.string().max(2000).default(''),
  next: z.string().max(2000).optional(),
});
const Code = z.object({
  code: z.string().max(200).default(''),
  trust: z.string().max(10).optional(),
  next: z.string().max(2000).optional(),
});
const Answer = z.object({ answer: z.string().max(200_000).default(''), next: z.string().max(2000).optional() });

type Refused = { email?: string; next: unknown; error: Error };

/** The sign-in page, saying why it did not work this time. */
export function signInAgain({ frame, providers }: AccountRoutes, reply: FastifyReply, refused: Refused): FastifyReply {
  const { email, next, error } = refused;
  if (error instanceof TooManyTriesError) reply.header('retry-after', error.seconds);
  reply
    .code('status' in error && typeof error.status === 'number' ? error.status : 500)
    .header('cache-control', 'no-store');
  const page = { next: localPath(next), providers: providers.all, refusal: { message: error.message } };
  return html(reply, <SignInPage frame={frame} {...(email === undefined ? {} : { email })} {...page} />);
}

export function addSignInRoutes(app: App, parts: AccountRoutes): void {
  const { auth, db, clock, frame, providers } = parts;

  app.get('/sign-in', { config: open, schema: { querystring: Asked } }, async (request, reply) => {
    const next = localPath(request.query.next);
    reply.header('cache-control', 'no-store');
    const actor = await actorOfRequest(auth, db, request);
    if (actor.kind === 'person') return reply.redirect(next, 303);
    return html(reply, <SignInPage frame={frame} next={next} providers={providers.all} />);
  });

  app.post('/sign-in', { config: open, schema: { body: Given } }, async (request, reply) => {
    const { email, password, next } = request.body;
    const asked = { email: email.trim().toLowerCase(), password };
    try {
      return goOn(reply, await signIn(parts, asked, browserOf(request), clock.now()), next);
    } catch (error) {
      if (!(error instanceof SignInError || error instanceof TooManyTriesError)) throw error;
      return signInAgain(parts, reply, { email, next, error });
    }
  });

  app.post('/sign-in/passkey/challenge', { config: open }, async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    return askForPasskey(parts, clock.now());
  });
  app.post('/sign-in/passkey', { config: open, schema: { body: Answer } }, async (request, reply) => {
    const { answer, next } = request.body;
    try {
      return goOn(reply, await signInWithPasskey(parts, answer, browserOf(request), clock.now()), next);
    } catch (error) {
      if (!(error instanceof PasskeyError)) throw error;
      return signInAgain(parts, reply, { next, error });
    }
  });

  app.post('/sign-out', { config: open }, async (request, reply) => {
    passCookies(await signOut(parts, headersOf(request)), reply);
    // What pages kept in this browser for the person who leaves, such as notes that wait for a line.
    return reply.header('clear-site-data', '"storage"').redirect('/', 303);
  });

  addCodeRoutes(app, parts);
  addAgainRoutes(app, parts);
}

function addCodeRoutes(app: App, parts: AccountRoutes): void {
  const { clock, frame } = parts;

  app.get('/sign-in/code', { config: open, schema: { querystring: Asked } }, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    return html(reply, <CodePage frame={frame} next={localPath(request.query.next)} />);
  });
  app.post('/sign-in/code', { config: open, schema: { body: Code } }, async (request, reply) => {
    const { code, trust, next } = request.body;
    try {
      const entered = { code, trust: trust === '1' };
      return goOn(reply, await enterCode(parts, entered, browserOf(request), clock.now()), next);
    } catch (error) {
      if (error instanceof CodeNotAskedError) return signInAgain(parts, reply, { next, error });
      if (!(error instanceof CodeError || error instanceof TooManyTriesError)) throw error;
      reply.code(error.status).header('cache-control', 'no-store');
      return html(reply, <CodePage frame={frame} next={localPath(next)} refusal={refusalFrom(error, 'code')} />);
    }
  });
}

function addAgainRoutes(app: App, parts: AccountRoutes): void {
  const { db, clock, frame, providers } = parts;

  const ways = async (actor: PersonActor) => {
    const linked = new Set((await listProviders(db, actor.id)).map(({ issuer }) => issuer));
    return {
      hasPassword: (await findPasswordHash(db, actor.id)) !== null,
      hasPasskey: (await listPasskeys(db, actor.id)).length > 0,
      providers: providers.all.filter(({ issuer }) => linked.has(issuer)),
    };
  };
  app.get('/sign-in/again', { config: own, schema: { querystring: Asked } }, async (request, reply) => {
    const actor = await personOf(parts, request);
    return html(reply, <AgainPage frame={frame} next={localPath(request.query.next)} {...(await ways(actor))} />);
  });
  app.post(
    '/sign-in/again',
    { config: own, schema: { body: Given } },
    async (request: FastifyRequest<{ Body: z.infer<typeof Given> }>, reply) => {
      const actor = await personOf(parts, request);
      const { password, next } = request.body;
      try {
        await confirmPassword(parts, actor, password, browserOf(request), clock.now());
      } catch (error) {
        const refusal = refusalFrom(error, 'password');
        reply.code(422);
        return html(
          reply,
          <AgainPage frame={frame} next={localPath(next)} {...(await ways(actor))} refusal={refusal} />,
        );
      }
      return reply.redirect(localPath(next), 303);
    },
  );
}
