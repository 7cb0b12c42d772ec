/** The draft as a ZIP of Markdown files, out and in. */
import { Readable } from 'node:stream';
import { refusalFrom } from '../../../accounts/index.js';
import { type App, html, takeUploads, uploadOf } from '../../../platform/http/index.js';
import { MOST_ZIP_BYTES, packCourse, unpackCourse } from '../../actions/authoring/zip.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { OutlinePage } from '../../pages/authoring/outline-page.js';
import { LearningError } from '../../schema/index.js';
import { author, HOSTED, ofHosted, openCourse } from './parts.js';

const bringing = { access: 'author', slow: true, limit: { hits: 20, seconds: 600 } } as const;

export function addFolderRoutes(app: App, parts: LearningRoutes): void {
  app.get(
    `${HOSTED}/folder.zip`,
    { config: author, compress: false, schema: { params: ofHosted, hide: true } },
    async (request, reply) => {
      const { actor, provider, hosted } = await openCourse(parts, request, 'author');
      const pieces = packCourse(parts, actor, { organisation: provider.id, hosted: hosted.id });
      reply.header('content-disposition', `attachment; filename="${hosted.slug}.zip"`).type('application/zip');
      return reply.send(Readable.from(pieces));
    },
  );
  // Files are taken at this address alone.
  app.register(async (scope) => {
    const bodyLimit = takeUploads(scope as App, MOST_ZIP_BYTES);
    scope.post(
      `${HOSTED}/folder`,
      { config: bringing, bodyLimit, schema: { params: ofHosted } },
      async (request, reply) => {
        const { actor, provider, hosted, draft, place } = await openCourse(parts, request, 'author');
        try {
          const [file] = uploadOf(request.body).files;
          if (!file) throw new LearningError(422, 'Choose a ZIP first.', 'folder');
          const asked = { organisation: provider.id, hosted: hosted.id, saves: hosted.saves, zip: file.content };
          await unpackCourse(parts, actor, asked);
        } catch (error) {
          const { message } = refusalFrom(error);
          reply.code((error as { status: number }).status);
          return html(reply, <OutlinePage {...{ place, hosted, draft }} refusal={{ message }} done={null} />);
        }
        return reply.redirect(`/organisations/${provider.slug}/teaching/${hosted.id}?done=folder`, 303);
      },
    );
  });
}
