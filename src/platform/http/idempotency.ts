/**
 * `Idempotency-Key`: the same act sent twice, by a nervous thumb or a retrying program, is done once and answered twice.
 * What failed on our side can be tried again under the same key. An act whose process died between doing it and
 * answering is protected by its own rules in the database, not by this.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sha256 } from '../crypto/index.js';
import type { Db } from '../db/index.js';
import type { App } from './app.js';
import { claimKey, releaseKey, storeAnswer } from './queries.js';

export class IdempotencyError extends Error {
  override readonly name = 'IdempotencyError';
  constructor(
    readonly status: 400 | 409 | 422,
    message: string,
  ) {
    super(message);
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set while this request holds its key and its answer is to be kept. */
    claimedKey: { scope: string; key: string } | null;
    /** Whose request this is, opaque here; set by whoever finds out. Kept answers carry it, to be forgotten with their owner. */
    owner: string | null;
  }
}

const ACTS = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
const KEPT_HEADERS = ['content-type', 'location'];
/** Larger answers are not kept: the key is released and the act must protect itself. */
const LARGEST_ANSWER = 1_000_000;

export function replayActs(app: App, db: Db): void {
  app.decorateRequest('claimedKey', null);
  app.decorateRequest('owner', null);
  app.addHook('preHandler', async (request, reply) => {
    const key = request.headers['idempotency-key'];
    if (key === undefined || !ACTS.has(request.method)) return;
    if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) {
      throw new IdempotencyError(400, 'Idempotency-Key must be 1 to 255 printable characters without spaces.');
    }
    return claim(db, request, reply, key);
  });
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.claimedKey) await keep(db, request.claimedKey, reply, payload);
    return payload;
  });
}

async function claim(
  db: Db,
  request: FastifyRequest,
  reply: FastifyReply,
  key: string,
): Promise<FastifyReply | undefined> {
  const scope = `${request.method} ${request.url.split('?')[0]} ${sha256(request.headers.authorization ?? request.headers.cookie ?? '')}`;
  const outcome = await claimKey(db, {
    scope,
    key,
    requestHash: sha256(JSON.stringify([request.url, request.body ?? null])),
    owner: request.owner,
  });
  switch (outcome.state) {
    case 'claimed':
      request.claimedKey = { scope, key };
      return undefined;
    case 'running':
      reply.header('retry-after', '1');
      throw new IdempotencyError(409, 'The same request is still being answered. Wait a moment and send it again.');
    case 'other':
      throw new IdempotencyError(422, 'This Idempotency-Key was used for another request. Use a new one.');
    case 'answered':
      return reply
        .code(outcome.answer.status)
        .headers({ ...outcome.answer.headers, 'idempotency-replayed': 'true' })
        .serializer((payload: unknown) => payload as string)
        .send(outcome.answer.body ?? '');
  }
}

async function keep(
  db: Db,
  { scope, key }: { scope: string; key: string },
  reply: FastifyReply,
  payload: unknown,
): Promise<void> {
  const body = typeof payload === 'string' || payload instanceof Uint8Array ? Buffer.from(payload as string) : null;
  const isKept =
    reply.statusCode < 500 &&
    reply.statusCode !== 429 &&
    (payload == null || body !== null) &&
    (body?.length ?? 0) <= LARGEST_ANSWER;
  if (!isKept) return releaseKey(db, scope, key);
  const headers: Record<string, string> = {};
  for (const name of KEPT_HEADERS) {
    const value = reply.getHeader(name);
    if (value !== undefined) headers[name] = String(value);
  }
  return storeAnswer(db, scope, key, { status: reply.statusCode, headers, body });
}
