/** Stylesheets, fonts, pictures and scripts at addresses that hold their content's hash: kept by the browser for ever. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from './app.js';
import { ENCODINGS, encodingFor } from './encodings.js';

/** A file in memory with its smaller forms, as `ui` prepares it. */
export type AssetFile = { address: string; type: string; body: Buffer; encodings: { br?: Buffer; gzip?: Buffer } };

export function serveAssets(app: App, files: ReadonlyMap<string, AssetFile>): void {
  for (const file of files.values()) {
    const config = { access: 'public', label: '/assets/*' } as const;
    app.get(file.address, { config, compress: false, schema: { hide: true } }, (request, reply) =>
      sendAsset(file, request, reply),
    );
  }
}

function sendAsset(file: AssetFile, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply
    .header('cache-control', 'public, max-age=31536000, immutable')
    .header('vary', 'accept-encoding')
    .type(file.type);
  const offered = ENCODINGS.filter((encoding) => file.encodings[encoding]);
  const encoding = encodingFor(request.headers['accept-encoding'], offered);
  return encoding === null
    ? reply.send(file.body)
    : reply.header('content-encoding', encoding).send(file.encodings[encoding]);
}
