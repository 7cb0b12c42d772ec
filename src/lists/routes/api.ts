/** Lists for programs of their owner: the same acts, each of which may be sent twice. */
import { z } from 'zod';
import { requirePerson } from '../../accounts/index.js';
import type { App } from '../../platform/http/index.js';
import { getList, makeList, removeList, saveCourse, takeOut } from '../actions/keeping.js';
import { coursesIn, listsOf } from '../queries/lists.js';
import { type List, ListName, Note } from '../schema.js';
import { actorOf, type ListRoutes, signedIn } from './parts.js';

const ListBrief = z.object({
  id: z.uuid(),
  name: z.string(),
  note: z.string().nullable(),
  courses: z.number().int(),
  url: z.string(),
});
const ListWhole = ListBrief.extend({
  items: z.array(
    z.object({
      course: z.object({
        id: z.uuid(),
        slug: z.string(),
        title: z.string(),
        provider: z.string(),
        state: z.enum(['published', 'withdrawn']),
        url: z.string(),
      }),
      note: z.string().nullable(),
      added: z.iso.datetime(),
    }),
  ),
});
const note = Note.nullable().default(null);
const inList = z.object({ list: z.uuid() });
const courseInList = inList.extend({ course: z.string().min(1).max(300) });

function briefOf({ id, name, note, courses }: List): z.infer<typeof ListBrief> {
  return { id, name, note, courses, url: `/my/lists/${id}` };
}

export function addListApi(app: App, parts: ListRoutes): void {
  const { db, clock } = parts;
  const config = signedIn;

  app.get(
    '/api/v1/my/lists',
    { config, schema: { summary: 'My lists', response: { 200: z.object({ lists: z.array(ListBrief) }) } } },
    async (request) => {
      const { id } = requirePerson(await actorOf(parts, request));
      return { lists: (await listsOf(db, id)).map(briefOf) };
    },
  );
  const made = { body: z.object({ name: ListName, note }), response: { 201: ListBrief } };
  app.post('/api/v1/my/lists', { config, schema: { summary: 'Make a list', ...made } }, async (request, reply) => {
    const list = await makeList(db, await actorOf(parts, request), request.body, clock.now());
    return reply.code(201).header('location', `/api/v1/my/lists/${list.id}`).send(briefOf(list));
  });

  const one = '/api/v1/my/lists/:list';
  const whole = { summary: 'One of my lists, with its courses', params: inList, response: { 200: ListWhole } };
  app.get(one, { config, schema: whole }, async (request) => {
    const list = await getList(db, await actorOf(parts, request), request.params.list);
    const items = (await coursesIn(db, list.id)).map(({ id, slug, title, provider, state, note, added }) => ({
      course: { id, slug, title, provider, state, url: `/courses/${slug}` },
      note,
      added: added.toISOString(),
    }));
    return { ...briefOf(list), items };
  });
  const nothing = { 204: z.null().describe('Done.') };
  const ended = { summary: 'Delete a list, with its notes', params: inList, response: nothing };
  app.delete(one, { config, schema: ended }, async (request, reply) => {
    await removeList(db, await actorOf(parts, request), request.params.list);
    return reply.code(204).send(null);
  });

  const put = {
    summary: 'Put a course into a list',
    description:
      'By UUID or slug. A course that is in the list already stays as it is; a note that is given replaces its note.',
    params: inList,
    body: z.object({ course: z.string().min(1).max(300), note }),
    response: { 200: z.object({ list: z.uuid(), added: z.boolean() }) },
  };
  app.post(`${one}/courses`, { config, schema: put }, async (request) => {
    const saving = { ...request.body, place: { list: request.params.list } };
    const { list, added } = await saveCourse(db, await actorOf(parts, request), saving, clock.now());
    return { list: list.id, added };
  });
  const out = { summary: 'Take a course out of a list', params: courseInList, response: nothing };
  app.delete(`${one}/courses/:course`, { config, schema: out }, async (request, reply) => {
    await takeOut(db, await actorOf(parts, request), request.params, clock.now());
    return reply.code(204).send(null);
  });
}
