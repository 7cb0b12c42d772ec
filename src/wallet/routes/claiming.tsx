/** Where a letter that offers credentials leads: what is offered, taking it with an account or without, declining it. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type App, html } from '../../platform/http/index.js';
import { claimLetter, declineLetter, offeredOf, readLetter, takeIn } from '../actions/claiming.js';
import { credentialOf, makeFile, pictureOf, signedOf } from '../actions/files.js';
import { DeclinePage, HeldPage, OfferPage, SettledPage } from '../pages/claim-pages.js';
import { FILES, type FileName, filesOf } from '../pages/files.js';
import { WalletError, type WholeHolding } from '../schema.js';
import { actorOf, done, drawing, sendFile, type WalletRoutes } from './parts.js';

const link = { access: 'link' } as const;
const params = z.object({ token: z.string().max(200) });

export function addClaimRoutes(app: App, parts: WalletRoutes): void {
  const { db, clock, frame } = parts;
  const at = '/claim/:token';

  app.get(at, { config: link, schema: { params, querystring: done } }, async (request, reply) => {
    const { token } = request.params;
    const { offer, held } = await readLetter(db, token);
    const isSignedIn = (await actorOf(parts, request)).kind === 'person';
    if (held.length > 0) return showHeld(parts, held, { token, isSignedIn, done: request.query.done }, reply);
    if (offer.letter.spent || offer.letter.declined)
      return html(reply, <SettledPage frame={frame} isDeclined={offer.letter.declined !== null} />);
    const standing = offer.credentials.filter(({ revoked }) => revoked === null);
    const offered = await Promise.all(standing.map((credential) => offeredOf(db, credential)));
    return html(reply, <OfferPage frame={frame} token={token} offered={offered} isSignedIn={isSignedIn} />);
  });

  app.post(at, { config: link, schema: { params } }, async (request, reply) => {
    const { token } = request.params;
    const actor = await actorOf(parts, request);
    const [first, ...others] = await claimLetter(parts, actor, token, clock.now());
    if (actor.kind !== 'person') return reply.redirect(`/claim/${token}?done=claimed`, 303);
    const one = first !== undefined && others.length === 0;
    return reply.redirect(one ? `/my/credentials/${first}?done=claimed` : '/my/credentials?done=claimed', 303);
  });

  app.get(`${at}/refusal`, { config: link, schema: { params } }, async (request, reply) => {
    const { offer } = await readLetter(db, request.params.token);
    const [first] = offer.credentials;
    const offered = first && (await offeredOf(db, first));
    return html(
      reply,
      <DeclinePage frame={frame} token={request.params.token} issuer={offered?.issuer ?? 'its issuer'} />,
    );
  });
  app.post(`${at}/refusal`, { config: link, schema: { params } }, async (request, reply) => {
    await declineLetter(db, parts.issuing, request.params.token);
    return reply.redirect(`/claim/${request.params.token}`, 303);
  });

  app.post(`${at}/account`, { config: { access: 'signed-in' }, schema: { params } }, async (request, reply) => {
    const [first, ...others] = await takeIn(db, await actorOf(parts, request), request.params.token, clock.now());
    const one = first !== undefined && others.length === 0;
    return reply.redirect(one ? `/my/credentials/${first}?done=claimed` : '/my/credentials?done=claimed', 303);
  });

  addHeldFiles(app, parts);
}

/** What is held by the link alone can be downloaded like anything else. */
function addHeldFiles(app: App, parts: WalletRoutes): void {
  const { clock } = parts;
  const of = { params: params.extend({ holding: z.uuid() }) };
  app.get('/claim/:token/:holding/picture.png', { config: link, schema: of }, async (request, reply) => {
    const held = await getHeld(parts, request.params);
    return sendFile(reply, 'badge.png', { type: 'image/png', bytes: await pictureOf(parts, held) }, true);
  });
  for (const file of (Object.keys(FILES) as FileName[]).filter((name) => name !== 'original.bin'))
    app.get(
      `/claim/:token/:holding/${file}`,
      { config: { ...link, limit: drawing }, schema: of },
      async (request, reply) => {
        const held = await getHeld(parts, request.params);
        return sendFile(reply, file, await makeFile(parts, held, file, { holder: null, now: clock.now() }));
      },
    );
}

async function getHeld(
  { db }: WalletRoutes,
  { token, holding }: { token: string; holding: string },
): Promise<WholeHolding> {
  const held = (await readLetter(db, token)).held.find(({ id }) => id === holding);
  if (!held) throw new WalletError('This link holds no such credential any more.', 404);
  return held;
}

function showHeld(
  { frame, clock, origin }: WalletRoutes,
  held: readonly WholeHolding[],
  { token, isSignedIn, done }: { token: string; isSignedIn: boolean; done: string | undefined },
  reply: FastifyReply,
): FastifyReply {
  const shown = held.map((one) => ({
    id: one.id,
    credential: credentialOf(one, { holder: null, now: clock.now() }),
    files: filesOf(signedOf(one)?.kind ?? null, false),
  }));
  const address = `${origin}/claim/${token}`;
  return html(reply, <HeldPage frame={frame} shown={shown} token={token} {...{ address, isSignedIn, done }} />);
}
