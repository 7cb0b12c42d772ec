/** A person's lists: all of them, making, naming, ordering, deleting. */
import { z } from 'zod';
import { refusalOf, requirePerson } from '../../accounts/index.js';
import { toCalendar } from '../../discovery/index.js';
import { type App, html } from '../../platform/http/index.js';
import { changeList, getList, makeList, removeList, shiftList } from '../actions/keeping.js';
import { readList } from '../actions/reading.js';
import { toTable } from '../formats/table.js';
import { ChangeListPage, DeleteListPage } from '../pages/list-forms.js';
import { ListPage } from '../pages/list-page.js';
import { ListsPage } from '../pages/lists-page.js';
import { listsOf } from '../queries/lists.js';
import { ListName, Note } from '../schema.js';
import { actorOf, done, type ListRoutes, refusedBy, sent, signedIn, textsOf } from './parts.js';

const Described = z.object({ name: ListName, note: Note.default(null) });
const params = z.object({ list: z.uuid() });

export function addOwnListRoutes(app: App, parts: ListRoutes): void {
  const { db, clock, frame } = parts;

  app.get('/my/lists', { config: signedIn, schema: { querystring: done } }, async (request, reply) => {
    const { id } = requirePerson(await actorOf(parts, request));
    return html(reply, <ListsPage frame={frame} lists={await listsOf(db, id)} done={request.query.done} />);
  });
  app.post('/my/lists', { config: signedIn, schema: { body: sent } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const given = textsOf(request.body);
    const asked = Described.safeParse(given);
    const again = async ({ refusal, status }: ReturnType<typeof refusedBy>) => {
      const lists = await listsOf(db, requirePerson(actor).id);
      reply.code(status);
      return html(reply, <ListsPage frame={frame} lists={lists} done={undefined} given={given} refusal={refusal} />);
    };
    if (!asked.success) return again({ refusal: refusalOf(asked.error), status: 422 });
    try {
      const { id } = await makeList(db, actor, asked.data, clock.now());
      return reply.redirect(`/my/lists/${id}?done=made`, 303);
    } catch (error) {
      return again(refusedBy(error));
    }
  });

  const shown = { params, querystring: done.extend({ course: z.uuid().optional().catch(undefined) }) };
  app.get('/my/lists/:list', { config: signedIn, schema: shown }, async (request, reply) => {
    const { course, done } = request.query;
    const found = await readList(parts, await actorOf(parts, request), request.params.list, course);
    return html(reply, <ListPage frame={frame} {...found} today={clock.today()} done={done} />);
  });
  app.get('/my/lists/:list/courses.ics', { config: signedIn, schema: { params } }, async (request, reply) => {
    const { list, items } = await readList(parts, await actorOf(parts, request), request.params.list);
    return reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', 'attachment; filename="list.ics"')
      .serializer(asItIs)
      .send(toCalendar(list.name, [...items.values()], frame.origin));
  });
  app.get('/my/lists/:list/courses.csv', { config: signedIn, schema: { params } }, async (request, reply) => {
    const { courses, items } = await readList(parts, await actorOf(parts, request), request.params.list);
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="list.csv"')
      .serializer(asItIs)
      .send(toTable(courses, items, frame.origin));
  });

  const change = '/my/lists/:list/change';
  app.get(change, { config: signedIn, schema: { params } }, async (request, reply) => {
    const list = await getList(db, await actorOf(parts, request), request.params.list);
    return html(reply, <ChangeListPage frame={frame} list={list} />);
  });
  app.post(change, { config: signedIn, schema: { params, body: sent } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const list = await getList(db, actor, request.params.list);
    const given = textsOf(request.body);
    const again = ({ refusal, status }: ReturnType<typeof refusedBy>) => {
      reply.code(status);
      return html(reply, <ChangeListPage frame={frame} list={list} given={given} refusal={refusal} />);
    };
    const asked = Described.safeParse(given);
    if (!asked.success) return again({ refusal: refusalOf(asked.error), status: 422 });
    try {
      await changeList(db, actor, { list: list.id, ...asked.data }, clock.now());
    } catch (error) {
      return again(refusedBy(error));
    }
    return reply.redirect(`/my/lists/${list.id}?done=changed`, 303);
  });

  const ordered = { params, body: sent };
  app.post('/my/lists/:list/order', { config: signedIn, schema: ordered }, async (request, reply) => {
    const to = textsOf(request.body).to === 'up' ? 'up' : 'down';
    await shiftList(db, await actorOf(parts, request), request.params.list, to);
    return reply.redirect('/my/lists', 303);
  });

  const deletion = '/my/lists/:list/deletion';
  app.get(deletion, { config: signedIn, schema: { params } }, async (request, reply) => {
    const list = await getList(db, await actorOf(parts, request), request.params.list);
    return html(reply, <DeleteListPage frame={frame} list={list} />);
  });
  app.post(deletion, { config: signedIn, schema: { params } }, async (request, reply) => {
    await removeList(db, await actorOf(parts, request), request.params.list);
    return reply.redirect('/my/lists?done=deleted', 303);
  });
}

function asItIs(payload: unknown): string {
  return payload as string;
}
