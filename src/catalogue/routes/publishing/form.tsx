/** The form of a course: opening it, looking before publishing, drafts, publishing. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type App, html } from '../../../platform/http/index.js';
import {
  ChangedMeanwhileError,
  dropDraft,
  FaultyFormError,
  type FormFor,
  type OpenForm,
  openCourseForm,
  openDraft,
  openNewForm,
  type Publisher,
  publishCourse,
  rehearseCourse,
  reopenForm,
  requirePublisher,
  saveDraft,
} from '../../actions/publishing/index.js';
import { DropDraftPage } from '../../pages/publishing/asking-pages.js';
import { CourseFormPage, type CourseFormPageProps } from '../../pages/publishing/course-form-page.js';
import { LookPage } from '../../pages/publishing/look-page.js';
import { availability, nextOffering } from '../../rules/availability.js';
import {
  type CourseForm,
  formOfBody,
  type SentBody,
  withoutEmptyRuns,
  withoutRun,
  withRun,
} from '../../rules/publishing/index.js';
import {
  actorOf,
  coursesPath,
  momentOf,
  ofCourse,
  ofDraft,
  ofOrganisation,
  type PublishingRoutes,
  placeOf,
  SentForm,
} from './parts.js';

const author = { access: 'author' } as const;
const editor = { access: 'editor' } as const;
const DONE: Record<string, string> = { draft: 'Your draft is saved. It is not published yet.' };
const Said = z.object({ done: z.string().max(20).optional() });
const From = z.object({ from: z.uuid().optional() });

export function addFormRoutes(app: App, parts: PublishingRoutes): void {
  const { db } = parts;
  const base = '/organisations/:organisation';

  app.get(
    `${base}/courses/new`,
    { config: author, schema: { params: ofOrganisation, querystring: From } },
    async (request, reply) => {
      const publisher = await publisherOf(parts, request, request.params.organisation);
      const opened = await openNewForm(db, publisher, request.query.from ?? null);
      return show(parts, request, reply, publisher, opened);
    },
  );

  app.get(
    `${base}/courses/:course/edit`,
    { config: author, schema: { params: ofCourse, querystring: Said } },
    async (request, reply) => {
      const publisher = await publisherOf(parts, request, request.params.organisation);
      const opened = await openCourseForm(db, publisher, request.params.course);
      return show(parts, request, reply, publisher, opened, { done: DONE[request.query.done ?? ''] ?? null });
    },
  );

  app.get(
    `${base}/drafts/:draft`,
    { config: author, schema: { params: ofDraft, querystring: Said } },
    async (request, reply) => {
      const publisher = await publisherOf(parts, request, request.params.organisation);
      const opened = await openDraft(db, publisher, request.params.draft);
      return show(parts, request, reply, publisher, opened, { done: DONE[request.query.done ?? ''] ?? null });
    },
  );

  app.get(`${base}/drafts/:draft/drop`, { config: author, schema: { params: ofDraft } }, async (request, reply) => {
    const publisher = await publisherOf(parts, request, request.params.organisation);
    const { form } = await openDraft(db, publisher, request.params.draft);
    const title = form.title || 'A course without a title';
    const place = await placeOf(parts, await actorOf(parts, request), publisher);
    return html(reply, <DropDraftPage place={place} title={title} />);
  });
  app.post(`${base}/drafts/:draft/drop`, { config: author, schema: { params: ofDraft } }, async (request, reply) => {
    await dropDraft(db, await actorOf(parts, request), request.params, momentOf(parts));
    return reply.redirect(coursesPath({ slug: request.params.organisation }, 'dropped'), 303);
  });

  app.post(
    `${base}/courses/form`,
    { config: author, schema: { params: ofOrganisation, body: SentForm } },
    async (request, reply) => {
      const publisher = await publisherOf(parts, request, request.params.organisation);
      const { about, form } = sentOf(request.body, publisher);
      const act = String(request.body.act ?? 'look');
      if (act === 'draft') return keep(parts, request, reply, publisher, about, form);
      if (act === 'look') return look(parts, request, reply, publisher, about, form);
      const next = act === 'add-run' ? withRun(form) : withoutRun(form, runNumberOf(act));
      return show(parts, request, reply, publisher, await reopenForm(db, publisher, about, next));
    },
  );

  app.post(
    `${base}/courses/publish`,
    { config: editor, schema: { params: ofOrganisation, body: SentForm } },
    async (request, reply) => {
      const publisher = await publisherOf(parts, request, request.params.organisation);
      const { about, form } = sentOf(request.body, publisher);
      try {
        const tidied = withoutEmptyRuns(form);
        const published = await publishCourse(db, await actorOf(parts, request), about, tidied, momentOf(parts));
        return reply.redirect(`${coursesPath(publisher, published.isNew ? 'published' : 'changed')}`, 303);
      } catch (error) {
        return again(parts, request, reply, publisher, about, form, error);
      }
    },
  );
}

async function publisherOf(parts: PublishingRoutes, request: FastifyRequest, organisation: string): Promise<Publisher> {
  return requirePublisher(parts.db, await actorOf(parts, request), organisation, 'author');
}

const About = z.object({
  key: z.string().min(1).max(500),
  course: z.union([z.literal(''), z.uuid()]).default(''),
  version: z.string().max(200),
});

/** A form without its hidden fields was not made here. */
export class TornFormError extends Error {
  override readonly name = 'TornFormError';
  readonly status = 400;
  constructor() {
    super('This form came without what belongs to it. Open the course again and send it from there.');
  }
}

function sentOf(body: SentBody, publisher: Publisher): { about: FormFor; form: CourseForm } {
  const about = About.safeParse(body);
  if (!about.success) throw new TornFormError();
  const { key, course, version } = about.data;
  return { about: { organisation: publisher.slug, key, course: course || null, version }, form: formOfBody(body) };
}

function runNumberOf(act: string): number {
  return Number(/^remove-run\.(\d{1,3})$/.exec(act)?.[1] ?? -1);
}

async function keep(
  parts: PublishingRoutes,
  request: FastifyRequest,
  reply: FastifyReply,
  publisher: Publisher,
  about: FormFor,
  form: CourseForm,
): Promise<FastifyReply> {
  try {
    const { id } = await saveDraft(parts.db, await actorOf(parts, request), about, form, momentOf(parts));
    return reply.redirect(`/organisations/${publisher.slug}/drafts/${id}?done=draft`, 303);
  } catch (error) {
    return again(parts, request, reply, publisher, about, form, error);
  }
}

async function look(
  parts: PublishingRoutes,
  request: FastifyRequest,
  reply: FastifyReply,
  publisher: Publisher,
  about: FormFor,
  form: CourseForm,
): Promise<FastifyReply> {
  const actor = await actorOf(parts, request);
  const tidied = withoutEmptyRuns(form);
  try {
    const moment = momentOf(parts);
    const rehearsed = await rehearseCourse(parts.db, actor, about, tidied, moment);
    return html(
      reply,
      <LookPage
        place={await placeOf(parts, actor, publisher)}
        about={about}
        form={tidied}
        rehearsed={rehearsed}
        availability={availability(rehearsed.course, moment.today)}
        next={nextOffering(rehearsed.course, moment.today)}
        today={moment.today}
      />,
    );
  } catch (error) {
    return again(parts, request, reply, publisher, about, form, error);
  }
}

/** The form comes back with its words, and says what to change or what happened meanwhile. */
async function again(
  parts: PublishingRoutes,
  request: FastifyRequest,
  reply: FastifyReply,
  publisher: Publisher,
  about: FormFor,
  form: CourseForm,
  error: unknown,
): Promise<FastifyReply> {
  if (error instanceof FaultyFormError) {
    reply.code(422);
    const opened = await reopenForm(parts.db, publisher, about, form);
    return show(parts, request, reply, publisher, opened, {
      faults: error.faults,
      refusal: { message: error.message },
    });
  }
  if (error instanceof ChangedMeanwhileError) {
    reply.code(409);
    const opened = await reopenForm(parts.db, publisher, { ...about, version: error.version }, form);
    const message = `${error.message} Look at what is saved now in another window; sending this form again replaces it.`;
    return show(parts, request, reply, publisher, opened, { refusal: { message } });
  }
  throw error;
}

async function show(
  parts: PublishingRoutes,
  request: FastifyRequest,
  reply: FastifyReply,
  publisher: Publisher,
  opened: OpenForm,
  more: Pick<CourseFormPageProps, 'faults' | 'refusal' | 'done'> = {},
): Promise<FastifyReply> {
  const { key, course, version, form, whose, shown, isStated, draftId } = opened;
  return html(
    reply,
    <CourseFormPage
      place={await placeOf(parts, await actorOf(parts, request), publisher)}
      about={{ key, course, version }}
      form={form}
      whose={whose}
      shown={shown}
      isStated={isStated}
      draftId={draftId}
      {...more}
    />,
  );
}
