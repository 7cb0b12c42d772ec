/** Erasing an account: what it would do, by whoever is signed in, or by a link. */
import type { FastifyReply } from 'fastify';
import { type App, html } from '../../platform/http/index.js';
import { askToErase, eraseAccount, eraseByLink, previewErasure } from '../actions/erasure.js';
import { readLink } from '../actions/links.js';
import { EraseByLinkPage, ErasurePage, FarewellPage } from '../pages/data-pages.js';
import { held, LETTERS, type OwnRoutes, own, personOf, tokenInAddress } from './parts.js';
import { refusalFrom } from './refusals.js';

/** It cannot be undone: whoever does it proves first who they are. */
const careful = { ...own, recent: '/account/data/erasure' } as const;
const letters = { ...own, limit: LETTERS };

export function addErasureRoutes(app: App, parts: OwnRoutes): void {
  const { db, clock, frame, features } = parts;

  app.get('/account/data/erasure', { config: careful }, async (request, reply) => {
    const preview = await previewErasure(db, features, await personOf(parts, request));
    return html(reply, <ErasurePage frame={frame} preview={preview} />);
  });
  app.post('/account/data/erasure', { config: careful }, async (request, reply) => {
    const person = await personOf(parts, request);
    try {
      await eraseAccount(parts, person, clock.now());
    } catch (error) {
      reply.code(409);
      const page = { preview: await previewErasure(db, features, person), refusal: refusalFrom(error) };
      return html(reply, <ErasurePage frame={frame} {...page} />);
    }
    return farewell(reply);
  });
  app.post('/account/data/erasure/letter', { config: letters }, async (request, reply) => {
    await askToErase(parts, await personOf(parts, request), clock.now());
    return reply.redirect('/account/data?done=sent', 303);
  });

  const link = { config: held, schema: { params: tokenInAddress } };
  app.get('/account/data/erasure/:token', link, async ({ params }, reply) => {
    const found = await readLink(db, 'erasure', params.token, clock.now());
    return html(reply, <EraseByLinkPage frame={frame} link={found} />);
  });
  app.post('/account/data/erasure/:token', link, async ({ params }, reply) => {
    const found = await readLink(db, 'erasure', params.token, clock.now());
    try {
      await eraseByLink(parts, params.token, clock.now());
    } catch (error) {
      reply.code(422);
      return html(reply, <EraseByLinkPage frame={frame} link={found} refusal={refusalFrom(error)} />);
    }
    return farewell(reply);
  });

  app.get('/farewell', { config: { access: 'public' } }, async (_request, reply) =>
    html(reply, <FarewellPage frame={frame} />),
  );
}

/** The browser forgets too: the cookies of a person who is no more are of no use. */
function farewell(reply: FastifyReply): FastifyReply {
  return reply.header('clear-site-data', '"cookies"').redirect('/farewell', 303);
}
