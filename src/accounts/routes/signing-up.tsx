/** Making an account, and a new password for a forgotten one. */
import { z } from 'zod';
import { type App, html } from '../../platform/http/index.js';
import { readLink } from '../actions/links.js';
import { browserOf } from '../actions/session.js';
import { letIn } from '../actions/signing-in.js';
import { askToReset, askToSignUp, resetPassword, signUp } from '../actions/signing-up.js';
import { ForgottenPage, NewPasswordPage } from '../pages/new-password-pages.js';
import { FinishSignUpPage, LetterSentPage, SignUpPage } from '../pages/sign-up-pages.js';
import { Email, localPath } from '../rules/addresses.js';
import { type AccountRoutes, given, goOn, held, LETTERS, Name, open, tokenInAddress } from './parts.js';
import { refusalFrom, refusalOf } from './refusals.js';

const letters = { ...open, limit: LETTERS };
const Going = z.object({ next: z.string().max(2000).optional() });
const Asked = z.object({ name: Name, email: Email });
const Chosen = z.object({ name: Name, password: z.string() });

export function addSignUpRoutes(app: App, parts: AccountRoutes): void {
  const { db, clock, frame } = parts;

  app.get('/sign-up', { config: open, schema: { querystring: Going } }, async ({ query }, reply) => {
    return html(reply, <SignUpPage frame={frame} next={localPath(query.next)} />);
  });
  app.post('/sign-up', { config: letters, schema: { body: given } }, async ({ body }, reply) => {
    const asked = Asked.safeParse(body);
    const next = localPath(body.next);
    if (!asked.success) {
      reply.code(422);
      return html(reply, <SignUpPage frame={frame} next={next} given={body} refusal={refusalOf(asked.error)} />);
    }
    await askToSignUp(parts, { ...asked.data, next }, clock.now());
    const what = 'Open the link in the letter to choose a password.';
    return html(reply, <LetterSentPage frame={frame} email={asked.data.email} what={what} />);
  });

  const finish = { config: held, schema: { params: tokenInAddress, querystring: Going } };
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
    let personId: string;
    try {
      personId = await signUp(parts, { token, ...chosen.data }, clock.now());
    } catch (error) {
      reply.code(422);
      const refusal = refusalFrom(error, 'password');
      return html(reply, <FinishSignUpPage frame={frame} link={link} given={request.body} refusal={refusal} />);
    }
    return goOn(reply, await letIn(parts, personId, 'letter', browserOf(request)), request.query.next);
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
    return goOn(reply, await letIn(parts, personId, 'letter', browserOf(request)), '/my');
  });
}
