/** The ways into the account: password, second factor, sessions. */
import { z } from 'zod';
import { type App, html } from '../../platform/http/index.js';
import { providerName } from '../actions/oidc.js';
import { replacePassword } from '../actions/passwords.js';
import {
  confirmSecondFactor,
  renewBackupCodes,
  startSecondFactor,
  stopSecondFactor,
  waitingSecret,
} from '../actions/second-factor.js';
import { browserOf, passCookies } from '../actions/session.js';
import { endOtherSessions, endSession } from '../actions/sessions.js';
import { SignInError } from '../actions/signing-in.js';
import { ChangePasswordPage } from '../pages/new-password-pages.js';
import { BackupCodesPage, PasswordFirstPage, ScanPage } from '../pages/second-factor-pages.js';
import { DONE, type Security, SecurityPage } from '../pages/security-page.js';
import { listPasskeys } from '../queries/passkeys.js';
import { findPerson } from '../queries/people.js';
import { listProviders } from '../queries/providers.js';
import { findPasswordHash, listSessions } from '../queries/sessions.js';
import type { PersonActor } from '../schema/index.js';
import { type AccountRoutes, doneOf, own, personOf } from './parts.js';
import { refusalFrom } from './refusals.js';

const HOME = '/account/security';
const Password = z.object({ password: z.string().max(2000).default('') });
const Passwords = Password.extend({ wanted: z.string().max(2000).default('') });
const Code = z.object({ code: z.string().max(200).default('') });
const Which = z.object({ id: z.uuid() });

const CODE_PAGES = {
  on: {
    title: 'A code after the password',
    lede: 'You need an authenticator app on your phone. Enter your password first.',
    action: '/account/second-factor',
    act: 'Go on',
  },
  off: {
    title: 'Switch the code off?',
    lede: 'Your password alone will open your account again. Enter it to go on.',
    action: '/account/second-factor/removal',
    act: 'Switch it off',
  },
  codes: {
    title: 'New backup codes',
    lede: 'The ones that you have will work no more. Enter your password to go on.',
    action: '/account/backup-codes',
    act: 'Make new codes',
  },
} as const;

export function addSecurityRoutes(app: App, parts: AccountRoutes): void {
  const { clock, frame } = parts;

  app.get(HOME, { config: own }, async (request, reply) => {
    const security = await securityOf(parts, await personOf(parts, request));
    return html(reply, <SecurityPage frame={frame} security={security} done={doneOf(DONE, request.query)} />);
  });

  app.get('/account/password', { config: own }, async (request, reply) => {
    const { email } = await personOf(parts, request);
    return html(reply, <ChangePasswordPage frame={frame} email={email} />);
  });
  app.post('/account/password', { config: own, schema: { body: Passwords } }, async (request, reply) => {
    const actor = await personOf(parts, request);
    const { password: current, wanted } = request.body;
    try {
      await replacePassword(parts, actor, { current, wanted }, browserOf(request), clock.now());
    } catch (error) {
      const refusal = refusalFrom(error, error instanceof SignInError ? 'password' : 'wanted');
      reply.code(422);
      return html(reply, <ChangePasswordPage frame={frame} email={actor.email} refusal={refusal} />);
    }
    return reply.redirect(`${HOME}?done=password`, 303);
  });

  app.post('/account/sessions/end', { config: own, schema: { body: Which } }, async (request, reply) => {
    await endSession(parts, await personOf(parts, request), request.body.id, clock.now());
    return reply.redirect(`${HOME}?done=session-ended`, 303);
  });
  app.post('/account/sessions/end-others', { config: own }, async (request, reply) => {
    await endOtherSessions(parts, await personOf(parts, request), clock.now());
    return reply.redirect(`${HOME}?done=sessions-ended`, 303);
  });

  addSecondFactorRoutes(app, parts);
}

async function securityOf(parts: AccountRoutes, actor: PersonActor): Promise<Security> {
  const { db, clock, providers } = parts;
  const linked = await listProviders(db, actor.id);
  const here = new Set(providers.all.map(({ issuer }) => issuer));
  return {
    hasPassword: (await findPasswordHash(db, actor.id)) !== null,
    secondFactor: (await findPerson(db, actor.id))?.secondFactor === true,
    isStaff: actor.isStaff,
    passkeys: await listPasskeys(db, actor.id),
    sessions: await listSessions(db, actor.id, clock.now()),
    sessionId: actor.sessionId,
    providers: [
      ...providers.all.map(({ id, issuer, name }) => ({
        id,
        issuer,
        name,
        since: linked.find((other) => other.issuer === issuer)?.created ?? null,
      })),
      ...linked
        .filter(({ issuer }) => !here.has(issuer))
        .map(({ issuer, created }) => ({ id: null, issuer, name: providerName(parts, issuer), since: created })),
    ],
  };
}

function addSecondFactorRoutes(app: App, parts: AccountRoutes): void {
  const { clock, frame } = parts;

  app.get('/account/second-factor', { config: own }, async (_request, reply) =>
    html(reply, <PasswordFirstPage frame={frame} {...CODE_PAGES.on} />),
  );
  app.post('/account/second-factor', { config: own, schema: { body: Password } }, async (request, reply) => {
    const actor = await personOf(parts, request);
    if ((await findPerson(parts.db, actor.id))?.secondFactor) return reply.redirect(HOME, 303);
    try {
      await startSecondFactor(parts, actor, request.body.password, browserOf(request), clock.now());
    } catch (error) {
      const refusal = refusalFrom(error, 'password');
      reply.code(422);
      return html(reply, <PasswordFirstPage frame={frame} {...CODE_PAGES.on} refusal={refusal} />);
    }
    return reply.redirect('/account/second-factor/code', 303);
  });

  const again = { ...own, recent: HOME };
  app.get('/account/second-factor/code', { config: again }, async (request, reply) => {
    const { id, email } = await personOf(parts, request);
    const secret = await waitingSecret(parts, id);
    if (secret === null) return reply.redirect(HOME, 303);
    return html(reply, <ScanPage frame={frame} secret={secret} email={email} />);
  });
  app.post('/account/second-factor/code', { config: again, schema: { body: Code } }, async (request, reply) => {
    const actor = await personOf(parts, request);
    const secret = await waitingSecret(parts, actor.id);
    if (secret === null) return reply.redirect(HOME, 303);
    try {
      const { code } = request.body;
      const { backupCodes, headers } = await confirmSecondFactor(parts, actor, code, browserOf(request), clock.now());
      passCookies({ headers }, reply);
      return html(reply, <BackupCodesPage frame={frame} codes={backupCodes} isNew />);
    } catch (error) {
      const refusal = refusalFrom(error, 'code');
      reply.code(422);
      return html(reply, <ScanPage frame={frame} secret={secret} email={actor.email} refusal={refusal} />);
    }
  });

  app.get('/account/backup-codes', { config: own }, async (_request, reply) =>
    html(reply, <PasswordFirstPage frame={frame} {...CODE_PAGES.codes} />),
  );
  app.post('/account/backup-codes', { config: own, schema: { body: Password } }, async (request, reply) => {
    const actor = await personOf(parts, request);
    if (!(await findPerson(parts.db, actor.id))?.secondFactor) return reply.redirect(HOME, 303);
    try {
      const codes = await renewBackupCodes(parts, actor, request.body.password, browserOf(request), clock.now());
      return html(reply, <BackupCodesPage frame={frame} codes={codes} isNew={false} />);
    } catch (error) {
      const refusal = refusalFrom(error, 'password');
      reply.code(422);
      return html(reply, <PasswordFirstPage frame={frame} {...CODE_PAGES.codes} refusal={refusal} />);
    }
  });

  app.get('/account/second-factor/removal', { config: own }, async (_request, reply) =>
    html(reply, <PasswordFirstPage frame={frame} {...CODE_PAGES.off} />),
  );
  app.post('/account/second-factor/removal', { config: own, schema: { body: Password } }, async (request, reply) => {
    const actor = await personOf(parts, request);
    try {
      passCookies(await stopSecondFactor(parts, actor, request.body.password, browserOf(request), clock.now()), reply);
    } catch (error) {
      const refusal = refusalFrom(error, 'password');
      reply.code(422);
      return html(reply, <PasswordFirstPage frame={frame} {...CODE_PAGES.off} refusal={refusal} />);
    }
    return reply.redirect(`${HOME}?done=code-off`, 303);
  });
}
