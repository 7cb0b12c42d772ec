/** Making an account, and a new password for a forgotten one. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Clock } from '../../platform/clock/index.js';
import { type App, html } from '../../platform/http/index.js';
import type { Frame } from '../../ui/index.js';
import { readLink } from '../actions/links.js';
import { headersOf, passCookies } from '../actions/session.js';
import { signIn } from '../actions/signing-in.js';
import { type Accounts, askToReset, askToSignUp, resetPassword, signUp } from '../actions/signing-up.js';
import { ForgottenPage, NewPasswordPage } from '../pages/sign-in-pages.js';
import { FinishSignUpPage, LetterSentPage, SignUpPage } from '../pages/sign-up-pages.js';
import { findPerson } from '../queries/people.js';
import { Email } from '../rules/addresses.js';
import { refusalFrom, refusalOf } from './refusals.js';

export type AccountRoutes = Accounts & { clock: Clock; frame: Frame };

const open = { access: 'public' } as const;
const held = { access: 'link' } as const;
/** Letters cost somebody's attention: ten an hour for one client. */
const letters = { ...open, limit: { hits: 10, seconds: 3600 } };

export const tokenInAddress = z.object({ token: z.string().min(20).max(100) });
const Name = z.string().trim().min(1, 'Write your name.').max(200, 'Use at most 200 characters.');
const Asked = z.object({ name: Name, email: Email });
const Chosen = z.object({ name: Name, password: z.string() });
const given = z.record(z.string(), z.string().max(2000)).default({});

export function addSignUpRoutes(app: App, parts: AccountRoutes): void {
  const { db, clock, frame } = parts;

  app.get('/sign-up', { config: open }, async (_request, reply) => html(reply, <SignUpPage frame={frame} />));
  app.post('/sign-up', { config: letters, schema: { body: given } }, async ({ body }, reply) => {
    const asked = Asked.safeParse(body);
    if (!asked.success) {
      reply.code(422);
      return html(reply, <SignUpPage frame={frame} given={body} refusal={refusalOf(asked.error)} />);
    }
    await askToSignUp(parts, asked.data, clock.now());
    const what = 'Open the link in the letter to choose a password.';
    return html(reply, <LetterSentPage frame={frame} email={asked.data.email} what={what} />);
  });

  const finish = { config: held, schema: { params: tokenInAddress } };
  app.get('/sign-up/:token', finish, async ({ params }, reply) => {
    const link = await readLink(db, 'sign-up', params.token, clock.now());
    return html(reply, <FinishSignUpPage frame={frame} link={link} />);
  });
  app.post('/sign-up/:token', { ...finish, schema: { ...finish.schema, body: given } }, async (request, reply) => {
    const { token } = request.params;
    const link = await readLink(db, 'sign-up', token, clock.now());
    const chosen = Chosen.safeParse(request.body);
    if (!chosen.success) {
      reply.code(422);
      const refusal = refusalOf(chosen.error);
      return html(reply, <FinishSignUpPage frame={frame} link={link} given={request.body} refusal={refusal} />);
    }
    try {
      await signUp(parts, { token, ...chosen.data }, clock.now());
    } catch (error) {
      reply.code(422);
      const refusal = refusalFrom(error, 'password');
      return html(reply, <FinishSignUpPage frame={frame} link={link} given={request.body} refusal={refusal} />);
    }
    return enter(parts, request, reply, link.email ?? '', chosen.data.password);
  });

  app.get('/new-password', { config: open }, async (_request, reply) => html(reply, <ForgottenPage frame={frame} />));
  app.post('/new-password', { config: letters, schema: { body: given } }, async ({ body }, reply) => {
    const asked = Asked.pick({ email: true }).safeParse(body);
    if (!asked.success) {
      reply.code(422);
      return html(reply, <ForgottenPage frame={frame} email={body.email ?? ''} refusal={refusalOf(asked.error)} />);
    }
    await askToReset(parts, asked.data, clock.now());
    const what = 'Open the link in the letter to choose a new password.';
    return html(reply, <LetterSentPage frame={frame} email={asked.data.email} what={what} />);
  });
  app.get('/new-password/:token', finish, async ({ params }, reply) => {
    await readLink(db, 'reset', params.token, clock.now());
    return html(reply, <NewPasswordPage frame={frame} />);
  });
  app.post('/new-password/:token', { ...finish, schema: { ...finish.schema, body: given } }, async (request, reply) => {
    const { token } = request.params;
    const password = request.body.password ?? '';
    await readLink(db, 'reset', token, clock.now());
    let personId: string;
    try {
      personId = await resetPassword(parts, { token, password }, clock.now());
    } catch (error) {
      reply.code(422);
      return html(reply, <NewPasswordPage frame={frame} refusal={refusalFrom(error, 'password')} />);
    }
    const person = await findPerson(db, personId);
    return enter(parts, request, reply, person?.email ?? '', password);
  });
}

/** Signs in whoever has just chosen a password; with a second factor, its code is still asked for. */
async function enter(
  parts: AccountRoutes,
  request: FastifyRequest,
  reply: FastifyReply,
  email: string,
  password: string,
): Promise<FastifyReply> {
  const { needsCode, answer } = await signIn(parts, { email, password }, headersOf(request));
  passCookies(answer, reply);
  return reply.redirect(needsCode ? '/sign-in/code' : '/my', 303);
}
