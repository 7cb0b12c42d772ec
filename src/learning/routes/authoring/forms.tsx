/** The pages of the parts of a course: each a form that is saved, drawn, or shown again with what is wrong. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { z } from 'zod';
import { type App, html } from '../../../platform/http/index.js';
import { mediaUrl } from '../../actions/authoring/media.js';
import { changeDraft } from '../../actions/authoring/writing.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { Drawn, type Filled, filledFrom, type Outcome } from '../../pages/authoring/part-form.js';
import type { Sent } from '../../rules/authoring/edits.js';
import {
  FaultyFormError,
  PartChangedError,
  stateOf,
  type Texts,
  textsOfBody,
} from '../../rules/authoring/forms/texts.js';
import { drawMarkdown } from '../../rules/markdown.js';
import type { DraftContent } from '../../schema/draft.js';
import { LearningError } from '../../schema/index.js';
import {
  actorOf,
  author,
  HOSTED,
  type OpenedCourse,
  ofHosted,
  openCourse,
  Said,
  SentForm,
  typing,
  writing,
} from './parts.js';

/** Parameters of an address, by their names. */
export type Params = Readonly<Record<string, string>>;

/** A part of a course with a page of its own. */
export type PartForm = {
  /** Below the address of the course: `/steps/:step`. */
  path: string;
  params: z.ZodObject;
  /** What its form says when it is opened. @throws LearningError 404 */
  textsOf(draft: DraftContent, params: Params): Texts;
  edit(draft: DraftContent, params: Params, sent: Sent): DraftContent;
  /** The field whose Markdown is drawn beside the form. */
  drawn?: string;
  /** Beside the draft: what else the form says, kept before the draft is. */
  link?(parts: LearningRoutes, opened: OpenedCourse, texts: Texts): Promise<void>;
  draw(
    parts: LearningRoutes,
    opened: OpenedCourse,
    params: Params,
    form: { filled: Filled; outcome: Outcome; preview: { field: string; html: string } | undefined },
  ): Promise<JSX.Element>;
  /** Where one goes on, below the address of the course; left out: the same page. */
  next?(params: Params): string;
};

const DONE: Readonly<Record<string, string>> = {
  saved: 'It is saved.',
  removed: 'It is taken out.',
  added: 'It is added.',
};

export function addPartForm(app: App, parts: LearningRoutes, form: PartForm): void {
  const address = `${HOSTED}${form.path}`;
  const params = ofHosted.extend(form.params.shape);
  app.get(address, { config: author, schema: { params, querystring: Said } }, async (request, reply) => {
    const opened = await openCourse(parts, request, 'author');
    const filled = filledFrom(form.textsOf(opened.draft, request.params as Params));
    return show(parts, form, {
      request,
      reply,
      opened,
      filled,
      outcome: { done: DONE[request.query.done ?? ''] ?? null },
    });
  });
  app.post(address, { config: writing, schema: { params, body: SentForm } }, async (request, reply) => {
    const texts = textsOfBody(request.body);
    const opened = await openCourse(parts, request, 'author');
    const state = texts.opened ?? '';
    const again = (given: { faults?: Filled['faults']; opened?: string }, outcome: Outcome, status: number) => {
      const filled = { texts, faults: given.faults ?? {}, opened: given.opened ?? state };
      return show(parts, form, { request, reply: reply.code(status), opened, filled, outcome });
    };
    if (texts.act === 'preview') return again({}, { message: '' }, 200);
    const own = request.params as Params;
    const { organisation, hosted } = request.params as z.infer<typeof ofHosted>;
    try {
      await form.link?.(parts, opened, texts);
      const change = (draft: DraftContent) => form.edit(draft, own, { texts, opened: state });
      await changeDraft(parts, await actorOf(parts, request), { organisation, hosted, change });
    } catch (error) {
      if (error instanceof FaultyFormError) return again({ faults: error.faults }, { message: error.message }, 422);
      if (error instanceof PartChangedError) {
        const { message, theirs } = error;
        return again({ opened: stateOf(theirs) }, { message, theirs }, 409);
      }
      if (!(error instanceof LearningError) || error.status === 404) throw error;
      const faults = error.field ? { [error.field]: error.message } : {};
      return again({ faults }, { message: error.message }, error.status);
    }
    const next = form.next?.(own) ?? form.path.replace(/:(\w+)/g, (_, name: string) => own[name] ?? '');
    return reply.redirect(`/organisations/${organisation}/teaching/${hosted}${next}?done=saved`, 303);
  });
}

type Showing = { request: FastifyRequest; reply: FastifyReply; opened: OpenedCourse; filled: Filled; outcome: Outcome };

async function show(parts: LearningRoutes, form: PartForm, showing: Showing): Promise<FastifyReply> {
  const { request, reply, opened, filled, outcome } = showing;
  const { drawn } = form;
  const preview =
    drawn === undefined ? undefined : { field: drawn, html: drawnOf(opened.hosted.id, filled.texts[drawn]) };
  return html(reply, await form.draw(parts, opened, request.params as Params, { filled, outcome, preview }));
}

function drawnOf(courseId: string, text = ''): string {
  return drawMarkdown(text.slice(0, 60_000), { media: (name) => mediaUrl(courseId, name) }).trim();
}

/** Draws a field of any form while one types. */
export function addDrawingRoute(app: App, parts: LearningRoutes): void {
  const querystring = z.object({ field: z.string().max(100).default('body') });
  app.post(
    `${HOSTED}/drawing`,
    { config: typing, schema: { params: ofHosted, querystring, body: SentForm } },
    async (request, reply) => {
      const { hosted } = await openCourse(parts, request, 'author');
      const text = textsOfBody(request.body)[request.query.field];
      const part = renderToString(<Drawn html={drawnOf(hosted.id, text)} />);
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(part);
    },
  );
}
