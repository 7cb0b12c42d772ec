/** A person's passkeys. */
import { z } from 'zod';
import { type App, html } from '../../platform/http/index.js';
import { addPasskey, NoSuchPasskeyError, namePasskey, offerPasskey, removePasskey } from '../actions/passkeys.js';
import { browserOf } from '../actions/session.js';
import { NewPasskeyPage, PasskeyPage } from '../pages/passkey-pages.js';
import { listPasskeys } from '../queries/passkeys.js';
import { browserInWords } from '../rules/browsers.js';
import type { Passkey, PersonActor } from '../schema/index.js';
import { type AccountRoutes, own, personOf } from './parts.js';
import { refusalFrom, refusalOf } from './refusals.js';

const HOME = '/account/security';
/** A passkey opens the account: adding and removing one needs a recent proof of who one is. */
const careful = { ...own, recent: HOME } as const;

const Id = z.string().min(1).max(2000);
const Which = z.object({ id: Id });
const PasskeyName = z.string().trim().min(1, 'Give it a name.').max(60, 'Use at most 60 characters.');
const Made = z.object({ name: z.string().max(2000).default(''), answer: z.string().max(200_000).default('') });
const Renamed = z.object({ id: Id, name: z.string().max(2000).default('') });

export function addPasskeyRoutes(app: App, parts: AccountRoutes): void {
  const { db, clock, frame } = parts;

  const oneOf = async (actor: PersonActor, id: string): Promise<Passkey> => {
    const passkey = (await listPasskeys(db, actor.id)).find((held) => held.id === id);
    if (!passkey) throw new NoSuchPasskeyError();
    return passkey;
  };

  app.get('/account/passkeys/new', { config: careful }, async (request, reply) => {
    const name = browserInWords(browserOf(request).headers.get('user-agent'));
    return html(reply, <NewPasskeyPage frame={frame} name={name} />);
  });
  app.post('/account/passkeys/challenge', { config: careful }, async (request) =>
    offerPasskey(parts, await personOf(parts, request), clock.now()),
  );
  app.post('/account/passkeys', { config: careful, schema: { body: Made } }, async (request, reply) => {
    const actor = await personOf(parts, request);
    const { name, answer } = request.body;
    const read = z.object({ name: PasskeyName }).safeParse({ name });
    try {
      if (read.success) {
        await addPasskey(parts, actor, { name: read.data.name, answer }, clock.now());
        return reply.redirect(`${HOME}?done=passkey-added`, 303);
      }
    } catch (error) {
      reply.code(422);
      return html(reply, <NewPasskeyPage frame={frame} name={name} refusal={refusalFrom(error)} />);
    }
    reply.code(422);
    return html(reply, <NewPasskeyPage frame={frame} name={name} refusal={refusalOf(read.error)} />);
  });

  app.get('/account/passkeys', { config: careful, schema: { querystring: Which } }, async (request, reply) => {
    const passkey = await oneOf(await personOf(parts, request), request.query.id);
    return html(reply, <PasskeyPage frame={frame} passkey={passkey} />);
  });
  app.post('/account/passkeys/name', { config: careful, schema: { body: Renamed } }, async (request, reply) => {
    const actor = await personOf(parts, request);
    const { id, name } = request.body;
    const passkey = await oneOf(actor, id);
    const read = z.object({ name: PasskeyName }).safeParse({ name });
    if (!read.success) {
      reply.code(422);
      return html(reply, <PasskeyPage frame={frame} passkey={passkey} refusal={refusalOf(read.error)} />);
    }
    await namePasskey(parts, actor, id, read.data.name);
    return reply.redirect(`${HOME}?done=passkey-named`, 303);
  });
  app.post('/account/passkeys/removal', { config: careful, schema: { body: Which } }, async (request, reply) => {
    await removePasskey(parts, await personOf(parts, request), request.body.id, clock.now());
    return reply.redirect(`${HOME}?done=passkey-removed`, 303);
  });
}
