/** From draft to edition: looking, asking, returning, publishing. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { refusalFrom } from '../../../accounts/index.js';
import { type App, html } from '../../../platform/http/index.js';
import { askReview, publishEdition, returnDraft } from '../../actions/authoring/publishing.js';
import { getEdition } from '../../actions/editions.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { ReviewPage } from '../../pages/authoring/review-page.js';
import { listEditions } from '../../queries/authoring/courses.js';
import { listMedia } from '../../queries/authoring/media.js';
import { faultsOfDraft, wholeOf } from '../../rules/authoring/draft-faults.js';
import { cautionsOf, compareEditions } from '../../rules/content/index.js';
import { LearningError } from '../../schema/index.js';
import { author, HOSTED, ofHosted, openCourse, Said } from './parts.js';

const editor = { access: 'editor' } as const;
const viewer = { access: 'viewer' } as const;
const DONE: Readonly<Record<string, string>> = {
  asked: 'An editor is asked to look.',
  returned: 'It is given back, with your words.',
  published: 'It is published. Who is enrolled is asked whether they want to go over to it.',
};

export function addReviewRoutes(app: App, parts: LearningRoutes): void {
  app.get(`${HOSTED}/review`, { config: viewer, schema: { params: ofHosted, querystring: Said } }, (request, reply) =>
    show(parts, request, reply, { done: DONE[request.query.done ?? ''] ?? null }),
  );
  app.post(`${HOSTED}/review`, { config: author, schema: { params: ofHosted } }, (request, reply) =>
    acting(parts, request, reply, 'asked', (actor, asked) => askReview(parts, actor, asked)),
  );
  const Words = z.object({ words: z.string().max(20_000).default('') });
  app.post(`${HOSTED}/review/return`, { config: editor, schema: { params: ofHosted, body: Words } }, (request, reply) =>
    acting(parts, request, reply, 'returned', (actor, asked) =>
      returnDraft(parts, actor, { ...asked, words: request.body.words }),
    ),
  );
  const Saves = z.object({ saves: z.coerce.number().int().min(0).catch(0) });
  app.post(`${HOSTED}/editions`, { config: editor, schema: { params: ofHosted, body: Saves } }, (request, reply) =>
    acting(parts, request, reply, 'published', async (actor, asked) => {
      await publishEdition(parts, actor, { ...asked, saves: request.body.saves });
    }),
  );
}

type Act = (
  actor: Awaited<ReturnType<typeof openCourse>>['actor'],
  asked: { organisation: string; hosted: string },
) => Promise<void>;

async function acting(
  parts: LearningRoutes,
  request: FastifyRequest,
  reply: FastifyReply,
  done: string,
  act: Act,
): Promise<FastifyReply> {
  const { actor, provider, hosted } = await openCourse(parts, request, 'viewer');
  try {
    await act(actor, { organisation: provider.id, hosted: hosted.id });
  } catch (error) {
    if (error instanceof LearningError && error.status === 404) throw error;
    const refusal = refusalFrom(error, error instanceof LearningError ? error.field : undefined);
    const words = (request.body as { words?: string } | undefined)?.words ?? '';
    return show(parts, request, reply.code((error as { status: number }).status), { refusal, words });
  }
  return reply.redirect(`/organisations/${provider.slug}/teaching/${hosted.id}/review?done=${done}`, 303);
}

type Shown = { done?: string | null; refusal?: ReturnType<typeof refusalFrom>; words?: string };

async function show(
  parts: LearningRoutes,
  request: FastifyRequest,
  reply: FastifyReply,
  { done = null, refusal, words = '' }: Shown,
): Promise<FastifyReply> {
  const { hosted, draft, place } = await openCourse(parts, request, 'viewer');
  const media = (await listMedia(parts.db, hosted.id)).map(({ name }) => name);
  const [faults, whole] = [faultsOfDraft(draft, { media }), wholeOf(draft)];
  const newest = hosted.edition > 0 ? await getEdition(parts.db, hosted.id, hosted.edition) : null;
  return html(
    reply,
    <ReviewPage
      {...{ place, hosted, faults, done, words }}
      cautions={whole ? cautionsOf(whole) : []}
      changes={whole && newest ? compareEditions(newest.content, whole) : null}
      editions={await listEditions(parts.db, hosted.id)}
      refusal={refusal ?? null}
    />,
  );
}
