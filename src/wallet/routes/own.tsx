/** A person's credentials: all of them, one of them, its files, and what its holder does with it. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Actor, oneLine, refusalOf, requirePerson } from '../../accounts/index.js';
import { type App, html } from '../../platform/http/index.js';
import { checkHolding } from '../actions/checking.js';
import { claimOffered, offeredTo } from '../actions/claiming.js';
import { credentialOf, makeFile, pictureOf, publicPathOf, signedOf } from '../actions/files.js';
import { describeHolding, removeHolding } from '../actions/keeping.js';
import { getHolding } from '../actions/parts.js';
import { recognisedOf } from '../actions/recognised.js';
import { FILES, type FileName, filesOf } from '../pages/files.js';
import { RemovePage } from '../pages/holding-forms.js';
import { HoldingPage } from '../pages/holding-page.js';
import { WalletPage } from '../pages/wallet-page.js';
import { holdingsOf } from '../queries/holdings.js';
import { creditOf, cvText, linkedInAddress } from '../rules/cv.js';
import { listingOf } from '../rules/listing.js';
import type { WholeHolding } from '../schema.js';
import { actorOf, done, drawing, sendFile, sent, signedIn, textsOf, type WalletRoutes } from './parts.js';

const Asked = done.extend({
  q: z.string().max(200).optional().catch(undefined),
  hidden: z.literal('show').optional().catch(undefined),
});
const params = z.object({ holding: z.uuid() });

const optional = (most: number, one: (text: string) => string) =>
  z
    .string()
    .overwrite(one)
    .max(most, `Use at most ${most.toLocaleString('en-GB')} characters.`)
    .default('')
    .transform((text) => (text === '' ? null : text));
const OwnWords = z.object({
  grouping: optional(100, oneLine),
  note: optional(2000, (text) => text.trim()),
  hidden: z
    .string()
    .default('')
    .transform((word) => word === 'yes'),
});

export function addOwnCredentialRoutes(app: App, parts: WalletRoutes): void {
  const { db, clock, frame } = parts;

  app.get('/my/credentials', { config: signedIn, schema: { querystring: Asked } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const { q = '', hidden, done } = request.query;
    const holdings = await holdingsOf(db, requirePerson(actor).id);
    const listing = listingOf(holdings, { q, hidden: hidden === 'show' }, clock.now());
    const offered = await offeredTo(db, actor, clock.now());
    return html(reply, <WalletPage frame={frame} listing={listing} offered={offered} done={done} />);
  });

  const offered = { params: z.object({ offered: z.uuid() }) };
  app.post('/my/credentials/offered/:offered', { config: signedIn, schema: offered }, async (request, reply) => {
    const id = await claimOffered(parts, await actorOf(parts, request), request.params.offered, clock.now());
    return reply.redirect(`/my/credentials/${id}?done=claimed`, 303);
  });

  const one = '/my/credentials/:holding';
  app.get(one, { config: signedIn, schema: { params, querystring: done } }, async (request, reply) => {
    return showHolding(parts, await actorOf(parts, request), request.params.holding, reply, {
      done: request.query.done,
    });
  });
  app.post(`${one}/words`, { config: signedIn, schema: { params, body: sent } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const { holding } = request.params;
    const given = textsOf(request.body);
    const asked = OwnWords.safeParse(given);
    if (!asked.success) {
      const again = { given, refusal: refusalOf(asked.error) };
      return showHolding(parts, actor, holding, reply.code(422), again);
    }
    await describeHolding(db, actor, holding, asked.data, clock.now());
    return reply.redirect(`/my/credentials/${holding}?done=words`, 303);
  });
  app.post(`${one}/check`, { config: { ...signedIn, limit: drawing }, schema: { params } }, async (request, reply) => {
    const { id } = await getHolding(db, await actorOf(parts, request), request.params.holding);
    await checkHolding(parts, id, clock.now());
    return reply.redirect(`/my/credentials/${id}?done=checked`, 303);
  });

  app.get(`${one}/removal`, { config: signedIn, schema: { params } }, async (request, reply) => {
    const held = await getHolding(db, await actorOf(parts, request), request.params.holding);
    return html(reply, <RemovePage frame={frame} held={held} />);
  });
  app.post(`${one}/removal`, { config: signedIn, schema: { params } }, async (request, reply) => {
    await removeHolding(db, await actorOf(parts, request), request.params.holding);
    return reply.redirect('/my/credentials?done=removed', 303);
  });

  addFileRoutes(app, parts);
}

function addFileRoutes(app: App, parts: WalletRoutes): void {
  const { db, clock } = parts;
  const config = { ...signedIn, limit: drawing };
  app.get('/my/credentials/:holding/picture.png', { config: signedIn, schema: { params } }, async (request, reply) => {
    const held = await getHolding(db, await actorOf(parts, request), request.params.holding);
    reply.header('cache-control', 'private, max-age=86400');
    return sendFile(reply, 'badge.png', { type: 'image/png', bytes: await pictureOf(parts, held) }, true);
  });
  for (const file of Object.keys(FILES) as FileName[])
    app.get(`/my/credentials/:holding/${file}`, { config, schema: { params } }, async (request, reply) => {
      const person = requirePerson(await actorOf(parts, request));
      const held = await getHolding(db, person, request.params.holding);
      const made = await makeFile(parts, held, file, { holder: nameFor(held, person.name), now: clock.now() });
      return sendFile(reply, file === 'original.bin' ? (held.fileName ?? 'credential') : file, made);
    });
}

/** The name on one's own certificate: the one that was chosen for its page, else one's own where it is proved to be theirs. */
function nameFor({ shownName, recipient }: WholeHolding, own: string): string | null {
  return shownName ?? (recipient === 'other' ? null : own);
}

type Again = Pick<Parameters<typeof HoldingPage>[0], 'done' | 'given' | 'refusal'>;

async function showHolding(
  parts: WalletRoutes,
  actor: Actor,
  id: string,
  reply: FastifyReply,
  again: Again,
): Promise<FastifyReply> {
  const { db, frame, clock, origin } = parts;
  const person = requirePerson(actor);
  const held = await getHolding(db, actor, id);
  const publicPath = publicPathOf(held);
  const address = publicPath === null ? null : origin + publicPath;
  const groups = (await holdingsOf(db, person.id)).flatMap(({ grouping }) => grouping ?? []);
  const credential = credentialOf(held, { holder: nameFor(held, person.name), now: clock.now() });
  const credit = credential.facts.find(({ name }) => name === 'Credit')?.words.join(', ') ?? creditOf(held.summary);
  const shown = {
    held,
    credential,
    recognised: await recognisedOf(db, held, clock.today()),
    files: filesOf(signedOf(held)?.kind ?? null, held.source !== 'issued'),
    publicPath,
    linkedIn: linkedInAddress(held.summary, { address, id: held.summary?.id ?? held.id }),
    cv: cvText(held.summary, { address, credit }),
    groups: [...new Set(groups)].sort(),
    beneath:
      held.credentialId === null
        ? null
        : await parts.beneath?.({ personId: person.id, credentialId: held.credentialId }),
  };
  return html(reply, <HoldingPage frame={frame} {...shown} {...again} />);
}
