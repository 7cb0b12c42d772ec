/** Routes that take files as they come in, however large: what is sent is read by the route, once it knows that it wants it. */
import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { App } from './app.js';
import { boundaryOf, type FormPart, partsOf } from './multipart.js';
import { TornUploadError } from './uploads.js';

/** More was sent than the route takes. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
  readonly status = 413;
  constructor(mostBytes: number) {
    super(`The file is too large. At most ${Math.floor(mostBytes / 1_048_576)} MB can be sent at once.`);
  }
}

/** What is round the files: fields and the lines between them. */
const ROUND_FILES = 65_536;

/** Lets the routes of a scope take forms with files without holding them in memory; read them with `formPartsOf`. */
export function takeStreams(scope: App): void {
  scope.addContentTypeParser('multipart/form-data', (request, payload, done) =>
    done(null, new SentStream(request, payload)),
  );
}

/**
 * The parts of a form in their order; a file's bytes are read before the next part is asked for.
 * @throws TornUploadError 400, TooLargeError 413 (as soon as it is known)
 */
export function formPartsOf(body: unknown, { mostBytes }: { mostBytes: number }): AsyncGenerator<FormPart> {
  if (!(body instanceof SentStream)) throw new TornUploadError();
  return body.parts(mostBytes);
}

/** A class with nothing to see from outside, so that no JSON can pass for it and nothing looks into it. */
class SentStream {
  readonly #request: FastifyRequest;
  readonly #payload: IncomingMessage;
  constructor(request: FastifyRequest, payload: IncomingMessage) {
    this.#request = request;
    this.#payload = payload;
  }

  parts(mostBytes: number): AsyncGenerator<FormPart> {
    const boundary = boundaryOf(this.#request.headers['content-type'] ?? '');
    if (boundary === null) throw new TornUploadError();
    const most = mostBytes + ROUND_FILES;
    if (Number(this.#request.headers['content-length'] ?? 0) > most) throw new TooLargeError(mostBytes);
    return partsAndRest(limited(this.#payload, most, mostBytes), boundary);
  }
}

/** What nobody wanted is read to its end: who is still sending would not hear the answer. */
async function* partsAndRest(source: AsyncGenerator<Uint8Array>, boundary: string): AsyncGenerator<FormPart> {
  try {
    yield* partsOf({ [Symbol.asyncIterator]: () => ({ next: () => source.next() }) }, boundary);
  } finally {
    while (!(await source.next().catch(() => ({ done: true }))).done);
  }
}

async function* limited(source: AsyncIterable<Uint8Array>, most: number, said: number): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const bytes of source) {
    read += bytes.length;
    if (read > most) throw new TooLargeError(said);
    yield bytes;
  }
}
