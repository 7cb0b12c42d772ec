/** Stylesheets, fonts, pictures and scripts at addresses that hold their content's hash: kept by the browser for ever. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from './app.js';

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
  const accepted = String(request.headers['accept-encoding'] ?? '');
  for (const encoding of ['br', 'gzip'] as const) {
    const smaller = file.encodings[encoding];
    if (smaller && accepts(accepted, encoding)) return reply.header('content-encoding', encoding).send(smaller);
  }
  return reply.send(file.body);
}

/** Whether `Accept-Encoding` names an encoding without refusing it (`br;q=0`). */
function accepts(header: string, encoding: string): boolean {
  const named = header
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .find((part) => part.split(';')[0] === encoding);
  return named !== undefined && !/;\s*q=0(\.0*)?$/.test(named);
}
