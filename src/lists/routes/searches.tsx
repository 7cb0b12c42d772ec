/** Searches that a person keeps. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Actor, refusalOf, requirePerson } from '../../accounts/index.js';
import { type App, html } from '../../platform/http/index.js';
import type { Refusal } from '../../ui/index.js';
import { searchInWords } from '../actions/reading.js';
import { changeSearch, dropSearch, findSame, getSearch, keepSearch } from '../actions/searches.js';
import { NewSearchPage, SearchesPage, SearchPage } from '../pages/search-pages.js';
import { countSearches, searchesOf } from '../queries/kept.js';
import { readSearch, writeSearch } from '../rules/canonical.js';
import { ListName, type SavedSearch } from '../schema.js';
import { actorOf, done, type ListRoutes, refusedBy, sent, signedIn, textsOf } from './parts.js';

/** Each is searched for when the page is opened. */
const PER_PAGE = 20;
const LONGEST_NAME = 100;
const Named = z.object({ name: ListName });
const params = z.object({ search: z.uuid() });
const shown = done.extend({ page: z.coerce.number().int().min(1).max(10_000).catch(1) });

export function addSearchRoutes(app: App, parts: ListRoutes): void {
  const { db, clock, frame } = parts;
  const counted = async (search: SavedSearch) => ({ ...search, ...(await searchInWords(parts, search.query)) });
  /** In words, beside what lies in the database: the kept text is shown as it is. */
  const inWords = async (search: SavedSearch) => ({ ...(await counted(search)), query: search.query });

  app.get('/my/searches', { config: signedIn, schema: { querystring: shown } }, async (request, reply) => {
    const { id } = requirePerson(await actorOf(parts, request));
    const { page, done } = request.query;
    const total = await countSearches(db, id);
    const kept = await searchesOf(db, id, { limit: PER_PAGE, offset: (page - 1) * PER_PAGE });
    const searches = await Promise.all(kept.map(inWords));
    const place = { page, perPage: PER_PAGE, total };
    return html(reply, <SearchesPage frame={frame} searches={searches} {...place} done={done} />);
  });

  type Asked = { search: string; name?: string | undefined; told: boolean };
  async function showNew(reply: FastifyReply, actor: Actor, asked: Asked, refusal: Refusal | null) {
    const { query, words, lost, total } = await searchInWords(parts, asked.search);
    const same = await findSame(db, actor, query);
    const name = asked.name ?? words.join(', ').slice(0, LONGEST_NAME);
    const found = { query: writeSearch(query), words, lost, total, same, name, told: asked.told };
    return html(reply, <NewSearchPage frame={frame} {...found} refusal={refusal} />);
  }

  // Any search may stand here, and one with parameters that mean nothing too: so the address is read as it is.
  app.get('/my/searches/new', { config: signedIn }, async (request, reply) => {
    const search = new URL(request.url, frame.origin).search;
    return showNew(reply, await actorOf(parts, request), { search, told: true }, null);
  });
  app.post('/my/searches/new', { config: signedIn, schema: { body: sent } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const given = textsOf(request.body);
    const { search = '', name } = given;
    const told = given.told === 'yes';
    const again = ({ refusal, status }: ReturnType<typeof refusedBy>) => {
      reply.code(status);
      return showNew(reply, actor, { search, name, told }, refusal);
    };
    const { query } = readSearch(search);
    const nothing = { message: 'There is no search to keep. Search for something first.' };
    if (writeSearch(query) === '') return again({ refusal: nothing, status: 422 });
    const asked = Named.safeParse(given);
    if (!asked.success) return again({ refusal: refusalOf(asked.error), status: 422 });
    try {
      const kept = await keepSearch(db, actor, { query, name: asked.data.name, paused: !told }, clock.now());
      const done = kept.isNew ? (told ? 'saved' : 'kept') : 'there';
      return reply.redirect(`/my/searches?done=${done}#search-${kept.search.id}`, 303);
    } catch (error) {
      return again(refusedBy(error));
    }
  });

  app.get('/my/searches/:search', { config: signedIn, schema: { params } }, async (request, reply) => {
    const search = await getSearch(db, await actorOf(parts, request), request.params.search);
    return html(reply, <SearchPage frame={frame} search={await inWords(search)} />);
  });
  const acting = { config: signedIn, schema: { params, body: sent } };
  app.post('/my/searches/:search', acting, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const search = await getSearch(db, actor, request.params.search);
    const given = textsOf(request.body);
    const asked = Named.safeParse(given);
    if (!asked.success) {
      reply.code(422);
      const again = { search: await inWords(search), given: given.name, refusal: refusalOf(asked.error) };
      return html(reply, <SearchPage frame={frame} {...again} />);
    }
    await changeSearch(db, actor, { search: search.id, name: asked.data.name }, clock.now());
    return reply.redirect(`/my/searches?done=changed#search-${search.id}`, 303);
  });
  app.post('/my/searches/:search/pause', acting, async (request, reply) => {
    const paused = textsOf(request.body).paused !== 'no';
    const { search } = request.params;
    await changeSearch(db, await actorOf(parts, request), { search, paused }, clock.now());
    return reply.redirect(`/my/searches?done=${paused ? 'paused' : 'resumed'}#search-${search}`, 303);
  });
  app.post('/my/searches/:search/deletion', acting, async (request, reply) => {
    await dropSearch(db, await actorOf(parts, request), request.params.search);
    return reply.redirect('/my/searches?done=deleted', 303);
  });
}
