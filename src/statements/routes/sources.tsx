/** /organisations/:organisation/statements/sources: who may write and read statements. For owners. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Auth, actorOfRequest, refusalOf } from '../../accounts/index.js';
import { getOrganisation, OWN_PARTS, requireRole, rolesOf, type WorkplacePart } from '../../organisations/index.js';
import { type App, html } from '../../platform/http/index.js';
import type { Frame } from '../../ui/index.js';
import type { Parts } from '../actions/parts.js';
import { endSource, getSource, makeSource } from '../actions/sources.js';
import { EndSourcePage, type Given, NewSourcePage, SecretPage, SourcesPage } from '../pages/source-pages.js';
import { listSources } from '../queries/sources.js';
import { SourceAsked } from '../schema/index.js';

export type StatementRoutes = Parts & { auth: Auth; frame: Frame; workplace: readonly WorkplacePart[] };

export const statementPlaces: readonly WorkplacePart[] = [
  {
    path: 'statements/sources',
    label: 'Learning records (xAPI)',
    about: 'Systems that send records of learning to you here, or read them.',
    role: 'owner',
  },
];

const config = { access: 'owner' } as const;
const params = z.object({ organisation: z.string().min(1).max(300) });
const oneSource = params.extend({ source: z.uuid() });
const querystring = z.object({ done: z.string().max(40).optional().catch(undefined) });
const body = z.record(z.string(), z.union([z.string().max(1000), z.array(z.string().max(1000)).max(20)])).default({});
const EMPTY: Given = { name: '', scopes: ['write'], version: '2.0.0', retentionMonths: '' };

export function addSourceRoutes(app: App, parts: StatementRoutes): void {
  const { db, auth, clock } = parts;
  const actorOf = (request: FastifyRequest) => actorOfRequest(auth, db, request);
  const base = '/organisations/:organisation/statements/sources';

  app.get(base, { config, schema: { params, querystring } }, async (request, reply) => {
    const place = await placeOf(parts, request, request.params.organisation);
    const sources = await listSources(db, place.organisation.id);
    const done = request.query.done === 'ended' ? 'That key opens nothing any more.' : undefined;
    return html(reply, <SourcesPage {...place} sources={sources} endpoint={`${parts.origin}/xapi`} done={done} />);
  });
  app.get(`${base}/new`, { config, schema: { params } }, async (request, reply) =>
    html(reply, <NewSourcePage {...(await placeOf(parts, request, request.params.organisation))} given={EMPTY} />),
  );
  app.post(`${base}/new`, { config, schema: { params, body } }, async (request, reply) => {
    const { organisation } = request.params;
    const asked = SourceAsked.safeParse(request.body);
    if (!asked.success) return again(parts, request, reply, organisation, asked.error);
    const made = await makeSource(db, await actorOf(request), { organisation, asked: asked.data }, clock.now());
    const place = await placeOf(parts, request, organisation);
    return html(reply, <SecretPage {...place} {...made} endpoint={`${parts.origin}/xapi`} />);
  });
  app.get(`${base}/:source/ending`, { config, schema: { params: oneSource } }, async (request, reply) => {
    const place = await placeOf(parts, request, request.params.organisation);
    const source = await getSource(db, place.organisation.id, request.params.source);
    return html(reply, <EndSourcePage {...place} source={source} />);
  });
  app.post(`${base}/:source/ending`, { config, schema: { params: oneSource, body } }, async (request, reply) => {
    const { organisation, source: id } = request.params;
    await endSource(db, await actorOf(request), { organisation, id }, clock.now());
    return reply.redirect(`/organisations/${encodeURIComponent(organisation)}/statements/sources?done=ended`, 303);
  });
}

async function again(
  parts: StatementRoutes,
  request: FastifyRequest,
  reply: FastifyReply,
  organisation: string,
  error: z.ZodError,
): Promise<FastifyReply> {
  const given = request.body as z.infer<typeof body>;
  const one = (name: string) => [given[name] ?? ''].flat()[0] ?? '';
  const kept: Given = {
    name: one('name'),
    scopes: [given.scopes ?? []].flat(),
    version: one('version'),
    retentionMonths: one('retentionMonths'),
  };
  const place = await placeOf(parts, request, organisation);
  return html(reply.code(422), <NewSourcePage {...place} given={kept} refusal={refusalOf(error)} />);
}

async function placeOf({ db, auth, frame, workplace }: StatementRoutes, request: FastifyRequest, slug: string) {
  const person = await requireRole(db, await actorOfRequest(auth, db, request), slug, 'owner');
  const organisation = await getOrganisation(db, slug);
  const roles = await rolesOf(db, organisation.id, person.id);
  return { frame, organisation, roles, parts: [...workplace, ...OWN_PARTS] };
}
