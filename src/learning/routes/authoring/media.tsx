/** Files of a course, for its authors: a form that takes them as they come in. */
import type { FastifyRequest } from 'fastify';
import { refusalFrom } from '../../../accounts/index.js';
import { type App, formPartsOf, html, takeStreams } from '../../../platform/http/index.js';
import type { Refusal } from '../../../ui/index.js';
import { keepMedia, mediaOf, mediaUrl } from '../../actions/authoring/media.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { MediaPage } from '../../pages/authoring/course-pages.js';
import { MOST_BYTES } from '../../schema/media.js';
import { author, HOSTED, ofHosted, openCourse, Said } from './parts.js';

const MOST_AT_ONCE = MOST_BYTES.recording;
const uploading = { access: 'author', slow: true, limit: { hits: 120, seconds: 600 } } as const;
const DONE: Readonly<Record<string, string>> = { removed: 'The file is taken out.', kept: 'It is there.' };

export function addMediaRoutes(app: App, parts: LearningRoutes): void {
  const draw = async (request: FastifyRequest, { done, refusal }: { done?: string; refusal?: Refusal }) => {
    const { actor, provider, hosted, place } = await openCourse(parts, request, 'author');
    const files = await mediaOf(parts.db, actor, { organisation: provider.id, hosted: hosted.id });
    const shown = files.map((file) => ({ ...file, address: mediaUrl(hosted.id, file.name) }));
    return <MediaPage {...{ place, hosted, done }} files={shown} refusal={refusal ?? null} />;
  };
  app.get(
    `${HOSTED}/media`,
    { config: author, schema: { params: ofHosted, querystring: Said } },
    async (request, reply) => html(reply, await draw(request, { done: DONE[request.query.done ?? ''] ?? '' })),
  );
  // Files are taken at this address alone.
  app.register(async (scope) => {
    takeStreams(scope as App);
    scope.post(`${HOSTED}/media`, { config: uploading, schema: { params: ofHosted } }, async (request, reply) => {
      const kept: string[] = [];
      try {
        const { actor, provider, hosted } = await openCourse(parts, request, 'author');
        for await (const part of formPartsOf(request.body, { mostBytes: MOST_AT_ONCE })) {
          if (!('content' in part) || part.fileName === '') continue;
          const asked = { organisation: provider.id, hosted: hosted.id, called: part.fileName, content: part.content };
          const { media } = await keepMedia(parts, actor, asked);
          kept.push(media.name === part.fileName ? media.name : `${part.fileName}, as ${media.name}`);
        }
      } catch (error) {
        const { message } = refusalFrom(error);
        const before = kept.length > 0 ? ` Kept before it: ${kept.join(', ')}.` : '';
        return html(reply.code(statusOf(error)), await draw(request, { refusal: { message: `${message}${before}` } }));
      }
      if (kept.length === 0)
        return html(reply.code(422), await draw(request, { refusal: { message: 'Choose a file first.' } }));
      return html(reply, await draw(request, { done: `Uploaded: ${kept.join(', ')}.` }));
    });
  });
}

function statusOf(error: unknown): number {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 422;
}
