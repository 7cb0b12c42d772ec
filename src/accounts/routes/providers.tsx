/** To another sign-in provider and back. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { OidcProvider } from '../../platform/config/index.js';
import { type App, html } from '../../platform/http/index.js';
import {
  linkOwn,
  providerName,
  readOffer,
  readReturn,
  recognise,
  sendOnward,
  signUpBy,
  unlinkProvider,
  WayInError,
} from '../actions/oidc.js';
import { ProviderError } from '../actions/oidc-providers.js';
import { actorOfRequest, browserOf } from '../actions/session.js';
import { isSecure, letIn } from '../actions/signing-in.js';
import { OnwardPage } from '../pages/addresses-pages.js';
import { OfferPage } from '../pages/sign-up-pages.js';
import { localPath } from '../rules/addresses.js';
import { cookieName, cookieText, readCookie } from '../rules/cookies.js';
import { ONWARD_SECONDS, type Onward, openOnward, Returned, sealOnward } from '../rules/oidc.js';
import { type AccountRoutes, given, goOn, held, Name, open, own, personOf, tokenInAddress } from './parts.js';
import { refusalFrom, refusalOf } from './refusals.js';
import { signInAgain } from './signing-in.js';

const COOKIE = 'onward';
const Which = z.object({ provider: z.string().max(40) });
const Way = z.object({ next: z.string().max(2000).optional(), again: z.string().max(10).optional() });

/** No provider of this name is offered here. */
export class NoSuchProviderError extends Error {
  override readonly name = 'NoSuchProviderError';
  readonly status = 404;
  constructor() {
    super('This site does not offer signing in with that.');
  }
}

export function addProviderRoutes(app: App, parts: AccountRoutes): void {
  const { auth, db, secret, origin, providers, clock } = parts;
  const cookie = { name: COOKIE, seconds: ONWARD_SECONDS, isSecure: isSecure(origin) };

  const remember = (reply: FastifyReply, onward: Onward) =>
    reply.header('set-cookie', cookieText(cookie, sealOnward(secret, onward)));

  app.get(
    '/sign-in/with/:provider',
    { config: open, schema: { params: Which, querystring: Way } },
    async (request, reply) => {
      const provider = offered(parts, request.params.provider);
      const actor = await actorOfRequest(auth, db, request);
      const isAgain = request.query.again === '1' && actor.kind === 'person';
      const next = localPath(request.query.next);
      reply.header('cache-control', 'no-store');
      try {
        const way = { next, purpose: isAgain ? 'again' : 'sign-in', personId: isAgain ? actor.id : null } as const;
        const { address, onward } = await sendOnward(parts, provider, way, clock.now());
        remember(reply, onward);
        return reply.redirect(address, 303);
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        return signInAgain(parts, reply, { next, error });
      }
    },
  );

  app.get(
    '/sign-in/with/:provider/done',
    { config: open, schema: { params: Which, querystring: Returned } },
    async (request, reply) => {
      const provider = offered(parts, request.params.provider);
      const now = clock.now();
      const sent = readCookie(request.headers.cookie ?? null, cookieName(COOKIE, cookie.isSecure));
      const onward = openOnward(secret, sent, now);
      reply.header('cache-control', 'no-store').header('set-cookie', cookieText(cookie, ''));
      try {
        const claims = await readReturn(parts, provider, onward, request.query, now);
        const actor = await actorOfRequest(auth, db, request);
        const isTheirs = actor.kind === 'person' && actor.id === onward?.personId;
        if (onward?.purpose !== 'sign-in' && !isTheirs)
          throw new WayInError('You were signed out meanwhile. Begin again here.');
        if (onward?.purpose === 'link' && isTheirs) {
          await linkOwn(parts, actor, provider, claims, now);
          return reply.redirect('/account/security?done=linked', 303);
        }
        const known = await recognise(parts, provider, claims, now);
        if (known.known === 'nobody') return reply.redirect(`/sign-up/with/${known.token}`, 303);
        if (isTheirs && known.personId !== actor.id) throw new WayInError('That is the account of somebody else.');
        return goOn(reply, await letIn(parts, known.personId, 'provider', browserOf(request)), onward?.next);
      } catch (error) {
        if (!(error instanceof WayInError || error instanceof ProviderError)) throw error;
        return signInAgain(parts, reply, { next: onward?.next, error });
      }
    },
  );

  app.post(
    '/account/providers/link',
    { config: { ...own, recent: '/account/security' }, schema: { body: Which } },
    async (request, reply) => {
      const actor = await personOf(parts, request);
      const provider = offered(parts, request.body.provider);
      const way = { next: '/account/security', purpose: 'link', personId: actor.id } as const;
      const { address, onward } = await sendOnward(parts, provider, way, clock.now());
      remember(reply, onward);
      return html(reply, <OnwardPage frame={parts.frame} provider={provider.name} address={address} />);
    },
  );
  const unlinking = {
    config: { ...own, recent: '/account/security' },
    schema: { body: z.object({ issuer: z.url().max(2000) }) },
  };
  app.post('/account/providers/unlink', unlinking, async (request, reply) => {
    const { issuer } = request.body;
    const actor = await personOf(parts, request);
    await unlinkProvider(parts, actor, { issuer, name: providerName(parts, issuer) }, clock.now());
    return reply.redirect('/account/security?done=unlinked', 303);
  });

  if (providers.all.length > 0) addOfferRoutes(app, parts);
}

function offered({ providers }: AccountRoutes, id: string): OidcProvider {
  const provider = providers.find(id);
  if (!provider) throw new NoSuchProviderError();
  return provider;
}

/** An account for somebody whose address only the provider has proved. */
function addOfferRoutes(app: App, parts: AccountRoutes): void {
  const { frame, providers, clock } = parts;
  const options = { config: held, schema: { params: tokenInAddress } };
  const offer = async (token: string) => {
    const link = await readOffer(parts, token, clock.now());
    return { link, provider: providers.find(String(link.detail.provider))?.name ?? 'The provider' };
  };

  app.get('/sign-up/with/:token', options, async ({ params }, reply) =>
    html(reply, <OfferPage frame={frame} {...(await offer(params.token))} />),
  );
  app.post(
    '/sign-up/with/:token',
    { ...options, schema: { ...options.schema, body: given } },
    async (request, reply) => {
      const { token } = request.params;
      const shown = await offer(token);
      const chosen = z.object({ name: Name }).safeParse(request.body);
      if (!chosen.success) {
        reply.code(422);
        return html(
          reply,
          <OfferPage frame={frame} {...shown} given={request.body} refusal={refusalOf(chosen.error)} />,
        );
      }
      let personId: string;
      try {
        personId = await signUpBy(parts, { token, ...chosen.data }, clock.now());
      } catch (error) {
        reply.code(422);
        return html(reply, <OfferPage frame={frame} {...shown} given={request.body} refusal={refusalFrom(error)} />);
      }
      return goOn(reply, await letIn(parts, personId, 'provider', browserOf(request)), '/my');
    },
  );
}
