/** A file from the disk, whole or a range of it (RFC 9110 §14), so that a video can be played from anywhere. */
import { createReadStream } from 'node:fs';
import type { FastifyReply, FastifyRequest } from 'fastify';

type FileSent = {
  path: string;
  bytes: number;
  type: string;
  /** Strong, without its quotation marks. */
  etag: string;
};

/** Answers 200, 206, 304 or 416. For a file that stays as long as it is read; headers of caching are the route's. */
export function sendFile(request: FastifyRequest, reply: FastifyReply, file: FileSent): FastifyReply {
  const etag = `"${file.etag}"`;
  reply.header('etag', etag).header('accept-ranges', 'bytes').type(file.type);
  if (namesTag(request.headers['if-none-match'], etag)) return reply.code(304).send();
  const range = isCurrent(request.headers['if-range'], etag) ? rangeOf(request.headers.range, file.bytes) : null;
  if (range === 'outside') return reply.code(416).header('content-range', `bytes */${file.bytes}`).send();
  const { start, end } = range ?? { start: 0, end: file.bytes - 1 };
  if (range) reply.code(206).header('content-range', `bytes ${start}-${end}/${file.bytes}`);
  reply.header('content-length', end - start + 1);
  return reply.send(createReadStream(file.path, { start, end }));
}

/** One range of bytes; null: the whole file, also where several are asked for or the header cannot be read. */
function rangeOf(header: string | undefined, bytes: number): { start: number; end: number } | 'outside' | null {
  const found = /^bytes=(?:(\d{1,15})-(\d{0,15})|-(\d{1,15}))$/.exec(header ?? '');
  if (!found) return null;
  const [, from, to, last] = found;
  if (last !== undefined) {
    const length = Math.min(Number(last), bytes);
    return length === 0 ? 'outside' : { start: bytes - length, end: bytes - 1 };
  }
  const start = Number(from);
  const end = to ? Math.min(Number(to), bytes - 1) : bytes - 1;
  if (to && Number(to) < start) return null;
  return start >= bytes ? 'outside' : { start, end };
}

function namesTag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((one) => ['*', etag, `W/${etag}`].includes(one.trim()));
}

function isCurrent(header: string | string[] | undefined, etag: string): boolean {
  return header === undefined || header === etag;
}
