/** A request that does not arrive is cut off, so that nobody holds connections by sending a letter a minute. */
import type { App } from './app.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** May take long to arrive: a large file over a slow line. */
    slow?: true;
  }
}

const MOST_MS = 30_000;

/** Node knows one limit for all requests, the longest; the shorter one of nearly all routes is held here. */
export function endSlowRequests(app: App): void {
  app.server.headersTimeout = MOST_MS;
  app.addHook('onRequest', async ({ raw, headers, routeOptions }) => {
    const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
    if (!hasBody || routeOptions.config.slow) return;
    const timer = setTimeout(() => raw.destroy(), MOST_MS).unref();
    for (const end of ['end', 'close']) raw.once(end, () => clearTimeout(timer));
  });
}
