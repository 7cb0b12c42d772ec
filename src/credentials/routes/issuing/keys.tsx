/** Keys, for owners. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Actor, refusalFrom } from '../../../accounts/index.js';
import { requireRole } from '../../../organisations/index.js';
import { type App, html } from '../../../platform/http/index.js';
import type { Refusal } from '../../../ui/index.js';
import { endApiKey, makeApiKey } from '../../actions/issuing/api-keys.js';
import { rotateKey } from '../../actions/issuing/issuers.js';
import { IssuingError } from '../../actions/issuing/parts.js';
import { withdrawKey } from '../../actions/issuing/withdrawing-keys.js';
import { KeysPage, WithdrawKeyPage } from '../../pages/issuing/key-pages.js';
import { listApiKeys } from '../../queries/issuing/api-keys.js';
import { listKeys } from '../../queries/issuing/keys.js';
import {
  actorOf,
  type IssuingRoutes,
  issuingPath,
  ofKey,
  ofOrganisation,
  placeOf,
  SentForm,
  sentValue,
} from './parts.js';

const owner = { access: 'owner' } as const;
const Said = z.object({ done: z.string().max(20).optional() });
const ofProgram = ofOrganisation.extend({ program: z.uuid() });
const DONE: Record<string, string> = {
  rotated: 'A new key signs from now on. What the old one signed stays valid.',
  withdrawn: 'The key is withdrawn, and what it signed is revoked.',
  program: 'That key for programs works no more.',
};

export function addKeyRoutes(app: App, parts: IssuingRoutes): void {
  const { issuing } = parts;
  const base = '/organisations/:organisation/credentials/keys';
  const plain = { config: owner, schema: { params: ofOrganisation } };

  app.get(base, { config: owner, schema: { params: ofOrganisation, querystring: Said } }, async (request, reply) => {
    const done = DONE[request.query.done ?? ''] ?? null;
    return show(reply, await actorOf(parts, request), request.params.organisation, { done });
  });

  app.post(`${base}/rotation`, plain, async (request, reply) => {
    await rotateKey(issuing, await actorOf(parts, request), request.params.organisation);
    return reply.redirect(issuingPath(request.params.organisation, '/keys', 'rotated'), 303);
  });

  app.post(
    `${base}/programs`,
    { config: owner, schema: { params: ofOrganisation, body: SentForm } },
    async (request, reply) => {
      const actor = await actorOf(parts, request);
      const { organisation } = request.params;
      const name = sentValue(request.body, 'name').slice(0, 100);
      if (name === '') {
        reply.code(422);
        const message = 'Give the key a name.';
        return show(reply, actor, organisation, { refusal: { message, fields: { name: message } } });
      }
      const fresh = await makeApiKey(issuing, actor, organisation, name);
      reply.header('cache-control', 'no-store');
      return show(reply, actor, organisation, { fresh });
    },
  );

  app.post(
    `${base}/programs/:program/withdrawal`,
    { config: owner, schema: { params: ofProgram } },
    async (request, reply) => {
      const { organisation, program } = request.params;
      await endApiKey(issuing, await actorOf(parts, request), organisation, program);
      return reply.redirect(issuingPath(organisation, '/keys', 'program'), 303);
    },
  );

  app.get(`${base}/:signing/withdrawal`, { config: owner, schema: { params: ofKey } }, async (request, reply) =>
    showWithdrawal(reply, await actorOf(parts, request), request.params),
  );
  app.post(`${base}/:signing/withdrawal`, { config: owner, schema: { params: ofKey } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    try {
      await withdrawKey(issuing, actor, {
        organisation: request.params.organisation,
        key: request.params.signing,
      });
    } catch (error) {
      const refusal = refusalFrom(error);
      reply.code(422);
      return showWithdrawal(reply, actor, request.params, refusal);
    }
    return reply.redirect(issuingPath(request.params.organisation, '/keys', 'withdrawn'), 303);
  });

  async function show(
    reply: FastifyReply,
    actor: Actor,
    organisation: string,
    more: { fresh?: string; done?: string | null; refusal?: Refusal },
  ): Promise<FastifyReply> {
    await requireRole(issuing.db, actor, organisation, 'owner');
    const place = await placeOf(parts, actor, organisation);
    const { id } = place.organisation;
    const [keys, programs] = [await listKeys(issuing.db, id), await listApiKeys(issuing.db, id)];
    return html(reply, <KeysPage place={place} keys={keys} programs={programs} {...more} />);
  }

  async function showWithdrawal(
    reply: FastifyReply,
    actor: Actor,
    asked: z.infer<typeof ofKey>,
    refusal: Refusal | null = null,
  ): Promise<FastifyReply> {
    await requireRole(issuing.db, actor, asked.organisation, 'owner');
    const place = await placeOf(parts, actor, asked.organisation);
    const signing = (await listKeys(issuing.db, place.organisation.id)).find(({ id }) => id === asked.signing);
    if (!signing) throw new IssuingError(404, 'There is no such key.');
    return html(reply, <WithdrawKeyPage place={place} signing={signing} refusal={refusal} />);
  }
}
