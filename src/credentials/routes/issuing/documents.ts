/** What verifiers fetch: the documents of issuers, and status lists, now or as of a moment. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { App } from '../../../platform/http/index.js';
import { issuerDocument } from '../../actions/issuing/issuers.js';
import { IssuingError } from '../../actions/issuing/parts.js';
import { findIssuerName } from '../../queries/issuing/keys.js';
import { snapshotAt } from '../../queries/issuing/status-lists.js';
import { STATUS_PURPOSES } from '../../rules/issuing/status.js';
import type { IssuingRoutes } from './parts.js';

const ofIssuer = z.object({ issuer: z.uuid() });
const ofList = z.object({ list: z.uuid(), purpose: z.enum(STATUS_PURPOSES) });
/** Bitstring Status List 1.0 §3.3: the list as it was at a moment. */
const At = z.object({ timestamp: z.iso.datetime({ offset: true }).optional() });
const open = { access: 'public' } as const;

export function addIssuerDocumentRoutes(app: App, parts: IssuingRoutes): void {
  const { issuing } = parts;

  app.get(
    '/issuers/:issuer/did.json',
    { config: open, schema: { hide: true, params: ofIssuer } },
    async (request, reply) => {
      const document = await issuerDocument(issuing.db, originAskedFor(parts, request), request.params.issuer);
      if (!document) throw new IssuingError(404, 'No issuer of credentials stands at this address.');
      return lent(reply, 'application/did+json', 300).send(JSON.stringify(document));
    },
  );

  // The address of an issuer, opened by a person: the page of the organisation says who that is.
  app.get('/issuers/:issuer', { config: open, schema: { hide: true, params: ofIssuer } }, async (request, reply) => {
    const slug = await findIssuerName(issuing.db, request.params.issuer);
    if (!slug) throw new IssuingError(404, 'No issuer of credentials stands at this address.');
    return reply.redirect(`/organisations/${slug}`, 303);
  });

  app.get(
    '/status/:list/:purpose',
    { config: open, schema: { hide: true, params: ofList, querystring: At } },
    async (request, reply) => {
      const { list, purpose } = request.params;
      const { timestamp } = request.query;
      const snapshot = await snapshotAt(issuing.db, list, purpose, timestamp ? new Date(timestamp) : null);
      if (!snapshot)
        throw new IssuingError(404, timestamp ? 'There was no such list at that moment.' : 'There is no such list.');
      const tag = `"${purpose}-${snapshot.num}"`;
      lent(reply, 'application/vc', timestamp ? 86_400 : 60).header('etag', tag);
      return request.headers['if-none-match'] === tag ? reply.code(304).send() : reply.send(snapshot.signed);
    },
  );
}

/** Under whichever of our names it was asked for. */
function originAskedFor({ issuing, originAliases }: IssuingRoutes, request: FastifyRequest): string {
  return originAliases.find((alias) => new URL(alias).host === request.headers.host) ?? issuing.origin;
}

function lent(reply: FastifyReply, type: string, seconds: number): FastifyReply {
  return reply
    .type(type)
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin')
    .header('cache-control', `public, max-age=${seconds}`)
    .serializer((payload: unknown) => payload as string);
}
