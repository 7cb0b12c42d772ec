/** Courses into lists, out of them, and from one to another. */
import { z } from 'zod';
import { refusalOf, requirePerson } from '../../accounts/index.js';
import { type App, html } from '../../platform/http/index.js';
import {
  carryCourse,
  FIRST_NAME,
  getCourse,
  getListed,
  noteCourse,
  type Place,
  putBack,
  saveCourse,
  takeOut,
} from '../actions/keeping.js';
import { CourseInListPage, FIRST, NEW, SaveCoursePage } from '../pages/list-forms.js';
import { listsHolding, listsOf } from '../queries/lists.js';
import { ListName, Note } from '../schema.js';
import { actorOf, type ListRoutes, refusedBy, sent, signedIn, textsOf } from './parts.js';

const reference = z.string().min(1).max(300);
const inList = z.object({ list: z.uuid() });
const courseInList = inList.extend({ course: z.uuid() });

/** Which list is meant: one there is, the first, or a new one, which needs a name. */
const Chosen = z
  .object({
    list: z.union([z.literal([NEW, FIRST]), z.uuid()], 'Choose a list.').default(FIRST),
    name: z.string().default(''),
  })
  .transform(({ list, name }, context): Place => {
    if (list === FIRST) return 'first';
    if (list !== NEW) return { list };
    const named = ListName.safeParse(name);
    if (named.success) return { name: named.data };
    for (const { message } of named.error.issues) context.addIssue({ code: 'custom', path: ['name'], message });
    return z.NEVER;
  });

export function addCourseInListRoutes(app: App, parts: ListRoutes): void {
  const { db, clock, frame } = parts;

  const About = z.object({ course: reference });
  app.get('/my/lists/add', { config: signedIn, schema: { querystring: About } }, async (request, reply) => {
    const { id } = requirePerson(await actorOf(parts, request));
    return html(reply, <SaveCoursePage frame={frame} {...(await toSave(id, request.query.course))} />);
  });

  async function toSave(personId: string, slug: string) {
    const course = await getCourse(db, slug);
    const [lists, holding] = [await listsOf(db, personId), await listsHolding(db, personId, course.id)];
    return { course, lists, holding, firstName: FIRST_NAME };
  }

  app.post('/my/lists/add', { config: signedIn, schema: { body: sent } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const { id } = requirePerson(actor);
    const given = textsOf(request.body);
    const course = (await getCourse(db, given.course ?? '')).id;
    const again = async ({ refusal, status }: ReturnType<typeof refusedBy>) => {
      const shown = await toSave(id, course);
      reply.code(status);
      return html(reply, <SaveCoursePage frame={frame} {...shown} given={given} refusal={refusal} />);
    };
    const [place, note] = [Chosen.safeParse(given), z.object({ note: Note.default(null) }).safeParse(given)];
    if (!place.success || !note.success)
      return again({ refusal: refusalOf((place.error ?? note.error) as z.ZodError), status: 422 });
    try {
      const saving = { course, place: place.data, ...note.data };
      const { list, added } = await saveCourse(db, actor, saving, clock.now());
      return reply.redirect(`/my/lists/${list.id}?done=${added ? 'added' : 'there'}&course=${course}`, 303);
    } catch (error) {
      return again(refusedBy(error));
    }
  });

  const acting = { config: signedIn, schema: { params: inList, body: sent } };
  app.post('/my/lists/:list/removed', acting, async (request, reply) => {
    const { list } = request.params;
    const { id } = await getCourse(db, textsOf(request.body).course ?? '');
    await takeOut(db, await actorOf(parts, request), { list, course: id }, clock.now());
    return reply.redirect(`/my/lists/${list}?done=removed&course=${id}`, 303);
  });
  app.post('/my/lists/:list/returned', acting, async (request, reply) => {
    const { list } = request.params;
    const { id } = await getCourse(db, textsOf(request.body).course ?? '');
    const isBack = await putBack(db, await actorOf(parts, request), { list, course: id }, clock.now());
    return reply.redirect(`/my/lists/${list}?done=${isBack ? 'returned' : 'added'}&course=${id}`, 303);
  });

  const one = '/my/lists/:list/courses/:course';
  app.get(one, { config: signedIn, schema: { params: courseInList } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    return html(reply, <CourseInListPage frame={frame} {...(await inOneList(actor, request.params))} />);
  });

  async function inOneList(actor: Awaited<ReturnType<typeof actorOf>>, asked: z.infer<typeof courseInList>) {
    const found = await getListed(db, actor, asked);
    const others = (await listsOf(db, found.list.personId)).filter(({ id }) => id !== found.list.id);
    return { ...found, others };
  }

  const sentAbout = { config: signedIn, schema: { params: courseInList, body: sent } };
  app.post(`${one}/note`, sentAbout, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const shown = await inOneList(actor, request.params);
    const given = textsOf(request.body);
    const asked = z.object({ note: Note.default(null) }).safeParse(given);
    if (!asked.success) {
      reply.code(422);
      const refusal = refusalOf(asked.error);
      return html(reply, <CourseInListPage frame={frame} {...shown} given={given} refusal={refusal} />);
    }
    const { list, course } = request.params;
    await noteCourse(db, actor, { list, course, ...asked.data }, clock.now());
    return reply.redirect(`/my/lists/${list}?done=noted&course=${course}#course-${shown.course.num}`, 303);
  });

  app.post(`${one}/list`, sentAbout, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const shown = await inOneList(actor, request.params);
    const given = textsOf(request.body);
    const again = ({ refusal, status }: ReturnType<typeof refusedBy>) => {
      reply.code(status);
      return html(reply, <CourseInListPage frame={frame} {...shown} given={given} refusal={refusal} />);
    };
    const into = Chosen.safeParse(given);
    if (!into.success) return again({ refusal: refusalOf(into.error), status: 422 });
    const copy = given.act === 'copy';
    try {
      const there = await carryCourse(db, actor, { ...request.params, into: into.data, copy }, clock.now());
      const done = copy ? 'copied' : 'moved';
      return reply.redirect(`/my/lists/${there.id}?done=${done}&course=${request.params.course}`, 303);
    } catch (error) {
      return again(refusedBy(error));
    }
  });
}
