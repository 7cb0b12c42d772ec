/** A page that is drawn once and sent often. It is made smaller once too, when the first browser asks for that. */
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BROTLI, type Encoding, encodingFor } from './encodings.js';
import { HTML } from './html.js';

export type KeptPage = { bytes: Buffer; smaller: Partial<Record<Encoding, Promise<Buffer>>> };

export function keepPage(bytes: Buffer): KeptPage {
  return { bytes, smaller: {} };
}

/** Answers with a kept page. For routes with `compress: false`: what is made smaller here must not be once more. */
export async function sendKept(request: FastifyRequest, reply: FastifyReply, page: KeptPage): Promise<FastifyReply> {
  const encoding = encodingFor(request.headers['accept-encoding']);
  reply.type(HTML).header('vary', 'accept-encoding');
  if (encoding === null) return reply.send(page.bytes);
  page.smaller[encoding] ??= squeeze[encoding](page.bytes);
  return reply.header('content-encoding', encoding).send(await page.smaller[encoding]);
}

const brotli = promisify<Buffer, object, Buffer>(brotliCompress);
const gzipped = promisify<Buffer, object, Buffer>(gzip);

/** In a thread of its own, so that other requests are answered meanwhile. */
const squeeze: Record<Encoding, (bytes: Buffer) => Promise<Buffer>> = {
  br: (bytes) => brotli(bytes, BROTLI),
  gzip: (bytes) => gzipped(bytes, { level: 6 }),
};
