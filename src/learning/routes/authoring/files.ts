/** Files of courses, for whoever is enrolled or teaches. */
import { z } from 'zod';
import { actorOfRequest } from '../../../accounts/index.js';
import { type App, sendFile } from '../../../platform/http/index.js';
import { openMedia } from '../../actions/authoring/media.js';
import type { LearningRoutes } from '../../actions/parts.js';

const ofFile = z.object({ hosted: z.uuid(), name: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,99}$/) });
/** Nothing in a file runs, reaches out or acts, whatever a browser takes it for. */
const ALONE = "default-src 'none'; sandbox; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'";

export function addFileRoutes(app: App, parts: LearningRoutes): void {
  app.get(
    '/learn/media/:hosted/:name',
    { config: { access: 'signed-in' }, compress: false, schema: { params: ofFile, hide: true } },
    async (request, reply) => {
      const actor = await actorOfRequest(parts.auth, parts.db, request);
      const { path, bytes, type, sha256, name } = await openMedia(parts, actor, request.params);
      // A name never comes to mean other bytes; whether one may still see them is asked again after an hour.
      reply.header('cache-control', 'private, max-age=3600').header('content-security-policy', ALONE);
      const isShown = type !== 'application/pdf';
      reply.header('content-disposition', `${isShown ? 'inline' : 'attachment'}; filename="${name}"`);
      const told = type === 'text/vtt' ? 'text/vtt; charset=utf-8' : type;
      return sendFile(request, reply, { path, bytes, type: told, etag: sha256 });
    },
  );
}
