/** Signing in and out. */
import { z } from 'zod';
import { type App, html } from '../../platform/http/index.js';
import { actorOfRequest, headersOf, passCookies } from '../actions/session.js';
import { SignInError, signIn, signOut } from '../actions/signing-in.js';
import { SignInPage } from '../pages/sign-in-pages.js';
import { localPath } from '../rules/addresses.js';
import type { AccountRoutes } from './signing-up.js';

const open = { access: 'public' } as const;
const Asked = z.object({ next: z.string().max(2000).optional() });
const Given = z.object({
  email: z.string().max(2000).default(''),
  password: z.string().max(2000).default(''),
  next: z.string().max(2000).optional(),
});

export function addSignInRoutes(app: App, parts: AccountRoutes): void {
  const { auth, db, frame } = parts;

  app.get('/sign-in', { config: open, schema: { querystring: Asked } }, async (request, reply) => {
    const next = localPath(request.query.next);
    const actor = await actorOfRequest(auth, db, request);
    reply.header('cache-control', 'no-store');
    if (actor.kind === 'person') return reply.redirect(next, 303);
    return html(reply, <SignInPage frame={frame} next={next} />);
  });

  app.post('/sign-in', { config: open, schema: { body: Given } }, async (request, reply) => {
    const { email, password, next } = request.body;
    try {
      const given = { email: email.trim().toLowerCase(), password };
      const { needsCode, answer } = await signIn(parts, given, headersOf(request));
      passCookies(answer, reply);
      const onward = localPath(next);
      return reply.redirect(needsCode ? `/sign-in/code?next=${encodeURIComponent(onward)}` : onward, 303);
    } catch (error) {
      if (!(error instanceof SignInError)) throw error;
      reply.code(401);
      const again = { email, next: localPath(next), refusal: { message: error.message } };
      return html(reply, <SignInPage frame={frame} {...again} />);
    }
  });

  app.post('/sign-out', { config: open }, async (request, reply) => {
    passCookies(await signOut(parts, headersOf(request)), reply);
    return reply.redirect('/', 303);
  });
}
