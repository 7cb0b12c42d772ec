/** What every answer says to the browser, and where forms may come from. See docs/threat-model.md. */
import type { FastifyRequest } from 'fastify';
import { type Config, isLoopbackHost } from '../config/index.js';
import type { App } from './app.js';

/** A form or a script of another site tried to act here. */
export class ForeignOriginError extends Error {
  override readonly name = 'ForeignOriginError';
  readonly status = 403;
  constructor() {
    super('This was sent from another site. Open the page here and try again.');
  }
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

export function secure(app: App, config: Pick<Config, 'origin'>): void {
  const headers = securityHeaders(config.origin);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers);
    reply.header('x-request-id', request.id);
    if (SAFE_METHODS.has(request.method)) {
      if (request.url.startsWith('/api/')) reply.header('access-control-allow-origin', '*');
    } else if (!isSameOrigin(request, config.origin)) {
      throw new ForeignOriginError();
    }
  });
}

/** Scripts and styles come from our own addresses only. Style attributes carry numbers (`--credit: 15`), so those may stand inline. */
export function securityHeaders(origin: string): Record<string, string> {
  const isSecure = origin.startsWith('https:');
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "style-src-elem 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "media-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(isSecure ? ['upgrade-insecure-requests'] : []),
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
    'cache-control': 'no-cache',
    ...(isSecure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

/** Browsers name the page a request comes from; programs do not, and carry no cookies of anybody. */
function isSameOrigin(request: FastifyRequest, origin: string): boolean {
  const from = request.headers.origin;
  if (from === undefined) return !['cross-site', 'same-site'].includes(String(request.headers['sec-fetch-site'] ?? ''));
  if (from === origin) return true;
  // On one's own machine, localhost and 127.0.0.1 are the same place.
  if (!URL.canParse(from)) return false;
  const [theirs, ours] = [new URL(from), new URL(origin)];
  return isLoopbackHost(theirs.hostname) && isLoopbackHost(ours.hostname) && theirs.host === request.headers.host;
}
