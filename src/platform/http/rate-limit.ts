/** Requests counted per client in fixed windows in the database, so that all processes count together. */
import type { FastifyRequest } from 'fastify';
import type { Clock } from '../clock/index.js';
import { seal } from '../crypto/index.js';
import type { Db } from '../db/index.js';
import type { RateLimit } from './access.js';
import type { App } from './app.js';
import { countHit } from './queries.js';

/** This client has asked too often. */
export class RateLimitError extends Error {
  override readonly name = 'RateLimitError';
  readonly status = 429;
  constructor(seconds: number) {
    super(
      `That is more than may be asked for at once. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
    );
  }
}

const DEFAULT_FOR_ACTS: RateLimit = { hits: 60, seconds: 60 };
const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The address of a client is never stored: only its seal under the server's secret. */
export function limitRates(app: App, db: Db, clock: Clock, secret: string): void {
  app.addHook('onRequest', async (request, reply) => {
    const limit = limitOf(request);
    if (!limit) return;
    const span = limit.seconds * 1000;
    const now = clock.now().getTime();
    const startsAt = now - (now % span);
    const hits = await countHit(
      db,
      `${request.method} ${request.routeOptions.url} ${seal(secret, 'rate', request.ip)}`,
      new Date(startsAt),
    ).catch((error: unknown) => {
      // A database that cannot count must not turn everybody away.
      request.log.warn({ err: error }, 'requests cannot be counted');
      return 0;
    });
    const reset = Math.ceil((startsAt + span - now) / 1000);
    reply.headers({
      'ratelimit-limit': limit.hits,
      'ratelimit-remaining': Math.max(0, limit.hits - hits),
      'ratelimit-reset': reset,
    });
    if (hits > limit.hits) {
      reply.header('retry-after', reset);
      throw new RateLimitError(reset);
    }
  });
}

function limitOf(request: FastifyRequest): RateLimit | undefined {
  const declared = request.routeOptions.config?.limit;
  if (declared === false) return undefined;
  if (declared) return declared;
  return READS.has(request.method) || request.is404 ? undefined : DEFAULT_FOR_ACTS;
}
