/** A person's addresses. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type App, html } from '../../platform/http/index.js';
import {
  AddressError,
  askToAddAddress,
  chooseAddress,
  confirmAddress,
  readAddressLink,
  removeAddress,
} from '../actions/addresses.js';
import { ADDRESS_DONE, AddressesPage, ConfirmAddressPage, RemoveAddressPage } from '../pages/addresses-pages.js';
import { listAddresses } from '../queries/addresses.js';
import { Email } from '../rules/addresses.js';
import type { PersonActor } from '../schema/index.js';
import { type AccountRoutes, doneOf, given, LETTERS, own, personOf, tokenInAddress } from './parts.js';
import { refusalFrom, refusalOf } from './refusals.js';

const HOME = '/account/addresses';
/** Every address opens the account: whoever changes them proves first who they are. */
const careful = { ...own, recent: HOME } as const;
const Which = z.object({ id: z.uuid() });

export function addAddressRoutes(app: App, parts: AccountRoutes): void {
  const { db, clock, frame } = parts;

  app.get(HOME, { config: own }, async (request, reply) => {
    const { id } = await personOf(parts, request);
    const done = doneOf(ADDRESS_DONE, request.query);
    return html(reply, <AddressesPage frame={frame} addresses={await listAddresses(db, id)} done={done} />);
  });
  const letters = { config: { ...careful, limit: LETTERS }, schema: { body: given } };
  app.post(HOME, letters, async (request, reply) => {
    const actor = await personOf(parts, request);
    const asked = z.object({ email: Email }).safeParse(request.body);
    const refused = async (refusal: ReturnType<typeof refusalOf>) => {
      reply.code(422);
      const page = { addresses: await listAddresses(db, actor.id), given: request.body.email ?? '', refusal };
      return html(reply, <AddressesPage frame={frame} {...page} />);
    };
    if (!asked.success) return refused(refusalOf(asked.error));
    try {
      await askToAddAddress(parts, actor, asked.data.email, clock.now());
    } catch (error) {
      return refused(refusalFrom(error, 'email'));
    }
    return reply.redirect(`${HOME}?done=sent`, 303);
  });

  const link = { config: own, schema: { params: tokenInAddress } };
  app.get('/account/addresses/confirmation/:token', link, async (request, reply) => {
    const actor = await personOf(parts, request);
    const email = await readAddressLink(parts, actor, request.params.token, clock.now());
    return html(reply, <ConfirmAddressPage frame={frame} email={email} name={actor.name} />);
  });
  app.post('/account/addresses/confirmation/:token', link, async (request, reply) => {
    const actor = await personOf(parts, request);
    return orRefuse(parts, reply, actor, async () => {
      await confirmAddress(parts, actor, request.params.token, clock.now());
      return 'added';
    });
  });

  app.get('/account/addresses/removal', { config: careful, schema: { querystring: Which } }, async (request, reply) => {
    const { id } = await personOf(parts, request);
    const address = (await listAddresses(db, id)).find((held) => held.id === request.query.id);
    if (!address || address.isFirst) return reply.redirect(HOME, 303);
    return html(reply, <RemoveAddressPage frame={frame} address={address} />);
  });
  app.post('/account/addresses/removal', { config: careful, schema: { body: Which } }, async (request, reply) => {
    const actor = await personOf(parts, request);
    return orRefuse(parts, reply, actor, async () => {
      await removeAddress(parts, actor, request.body.id, clock.now());
      return 'removed';
    });
  });
  app.post('/account/addresses/first', { config: careful, schema: { body: Which } }, async (request, reply) => {
    const actor = await personOf(parts, request);
    return orRefuse(parts, reply, actor, async () => {
      await chooseAddress(parts, actor, request.body.id, clock.now());
      return 'first';
    });
  });
}

/** Does the act and says so on the page of the addresses; what cannot be is said there too. */
async function orRefuse(
  { db, frame }: AccountRoutes,
  reply: FastifyReply,
  actor: PersonActor,
  act: () => Promise<keyof typeof ADDRESS_DONE>,
): Promise<FastifyReply> {
  try {
    return reply.redirect(`${HOME}?done=${await act()}`, 303);
  } catch (error) {
    if (!(error instanceof AddressError)) throw error;
    reply.code(422);
    const refusal = { message: error.message };
    return html(reply, <AddressesPage frame={frame} addresses={await listAddresses(db, actor.id)} refusal={refusal} />);
  }
}
