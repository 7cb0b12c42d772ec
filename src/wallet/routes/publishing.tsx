/** Publishing a credential, with a name or without, and taking that back. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { oneLine, refusalOf, requirePerson } from '../../accounts/index.js';
import { type App, html } from '../../platform/http/index.js';
import type { Refusal } from '../../ui/index.js';
import { publicPathOf } from '../actions/files.js';
import { publishHolding, unpublishHolding } from '../actions/keeping.js';
import { getHolding } from '../actions/parts.js';
import { PublishPage } from '../pages/holding-forms.js';
import { actorOf, refusedBy, sent, signedIn, textsOf, type WalletRoutes } from './parts.js';

const params = z.object({ holding: z.uuid() });
const Publication = z.object({
  name: z
    .string()
    .overwrite(oneLine)
    .max(200, 'Use at most 200 characters.')
    .default('')
    .transform((name) => (name === '' ? null : name)),
  agreed: z.literal('yes', 'Tick this to publish it.'),
});

export function addPublishingCredentialRoutes(app: App, parts: WalletRoutes): void {
  const { db, clock, frame } = parts;
  const at = '/my/credentials/:holding/publication';

  app.get(at, { config: signedIn, schema: { params } }, async (request, reply) => {
    const person = requirePerson(await actorOf(parts, request));
    const held = await getHolding(db, person, request.params.holding);
    const path = publicPathOf({ ...held, publishedAt: held.publishedAt ?? clock.now() }) ?? '';
    return html(reply, <PublishPage frame={frame} held={held} path={path} ownName={person.name} />);
  });
  app.post(at, { config: signedIn, schema: { params, body: sent } }, async (request, reply) => {
    const person = requirePerson(await actorOf(parts, request));
    const { holding } = request.params;
    const given = textsOf(request.body);
    const again = async (refusal: Refusal, status: number): Promise<FastifyReply> => {
      const held = await getHolding(db, person, holding);
      const path = publicPathOf({ ...held, publishedAt: clock.now() }) ?? '';
      const page = { held, path, given, refusal, ownName: person.name };
      return html(reply.code(status), <PublishPage frame={frame} {...page} />);
    };
    const asked = Publication.safeParse(given);
    if (!asked.success) return again(refusalOf(asked.error), 422);
    try {
      await publishHolding(db, person, holding, asked.data.name, clock.now());
    } catch (error) {
      const { refusal, status } = refusedBy(error);
      return again(refusal, status);
    }
    return reply.redirect(`/my/credentials/${holding}?done=published`, 303);
  });
  app.post(`${at}/withdrawal`, { config: signedIn, schema: { params } }, async (request, reply) => {
    const { holding } = request.params;
    await unpublishHolding(db, await actorOf(parts, request), holding, clock.now());
    return reply.redirect(`/my/credentials/${holding}?done=unpublished`, 303);
  });
}
