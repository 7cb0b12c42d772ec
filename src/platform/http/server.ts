/** The web server: Fastify with what every route of Cairn shares, in the order in which it must happen. */
import compress from '@fastify/compress';
import etag from '@fastify/etag';
import formbody from '@fastify/formbody';
import { type Clock, systemClock } from '../clock/index.js';
import type { Config } from '../config/index.js';
import type { Database } from '../db/index.js';
import { codeOf } from '../files/index.js';
import type { Log } from '../log/index.js';
import { type RouteRule, requireAccess } from './access.js';
import { type App, createApp } from './app.js';
import { type AssetFile, serveAssets } from './asset-routes.js';
import { answerDescription, describeApi, type PageFrame } from './documentation.js';
import { BROTLI, ENCODINGS } from './encodings.js';
import { answerHealth, type ReadinessCheck } from './health.js';
import { replayActs } from './idempotency.js';
import { createMetrics, type Metrics, recordRequests } from './metrics.js';
import { plainErrorPage, plainFrame } from './plain-pages.js';
import { answerErrors, type ErrorPage } from './problems.js';
import { forgetOld, touch } from './queries.js';
import { limitRates } from './rate-limit.js';
import { secure, securityHeaders } from './security.js';
import { endSlowRequests } from './slow-requests.js';
import { refuseTornText } from './texts.js';

export type ServerOptions = {
  config: Pick<Config, 'host' | 'port' | 'origin' | 'secret'>;
  log: Log;
  /** Without it there are no idempotency keys and no rate limits: for tests of pages alone. */
  database?: Database;
  clock?: Clock;
  assets?: ReadonlyMap<string, AssetFile>;
  /** The page of an error, from `site`. */
  errorPage?: ErrorPage;
  /** The layout for the pages of the platform itself (`/api/docs`), from `ui`. */
  frame?: PageFrame;
  version?: string;
};

export type Server = {
  app: App;
  metrics: Metrics;
  /** Every route with its rule, for tests that try them all. */
  rules: readonly RouteRule[];
  /** Names what must be there before `/readyz` says yes. */
  addReadiness(name: string, check: ReadinessCheck): void;
  /** Listens and returns the address, `http://localhost:3000`. */
  listen(): Promise<string>;
  /** Takes no more requests, answers those that it has, closes. */
  stop(): Promise<void>;
};

/** The server cannot listen where it was told to. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
  readonly exitCode = 2;
}

/** Requests that are still being answered this long after the order to stop are cut off. */
const DRAIN_MS = 10_000;
const CLEANING_MS = 10 * 60_000;

export async function createServer(options: ServerOptions): Promise<Server> {
  const { config, log, database, clock = systemClock } = options;
  const app = createApp(log, (reply) => reply.headers(securityHeaders(config.origin)));
  const metrics = createMetrics();
  const checks = new Map<string, ReadinessCheck>();
  let stopping = false;
  const rules = requireAccess(app);
  recordRequests(app, metrics);
  endSlowRequests(app);
  secure(app, config);
  refuseTornText(app);
  if (database) {
    limitRates(app, database.db, clock, config.secret);
    replayActs(app, database.db);
    watchDatabase(app, database, checks, metrics, clock);
  }
  answerErrors(app, options.errorPage ?? plainErrorPage);
  await app.register(formbody);
  await app.register(etag, { weak: true });
  await app.register(compress, {
    threshold: 1024,
    encodings: [...ENCODINGS, 'identity'],
    brotliOptions: BROTLI,
    // Nobody sends us compressed forms, and a hook that looks for them costs every request.
    globalDecompression: false,
  });
  await describeApi(app, config.origin, options.version ?? '0.1.0');
  answerDescription(app, options.frame ?? plainFrame);
  answerHealth(app, checks, metrics, () => stopping);
  if (options.assets) serveAssets(app, options.assets);
  return {
    app,
    metrics,
    rules,
    addReadiness: (name, check) => void checks.set(name, check),
    listen: () => listen(app, config),
    stop: () => {
      stopping = true;
      return stop(app);
    },
  };
}

function watchDatabase(
  app: App,
  { db, pool }: Database,
  checks: Map<string, ReadinessCheck>,
  metrics: Metrics,
  clock: Clock,
): void {
  checks.set('database', async () => {
    await touch(db);
    return null;
  });
  metrics.gauge('cairn_database_connections', 'Connections to the database', () => pool.totalCount);
  metrics.gauge('cairn_database_idle_connections', 'Connections that nobody uses', () => pool.idleCount);
  metrics.gauge('cairn_database_waiting', 'Requests waiting for a connection', () => pool.waitingCount);
  const cleaning = setInterval(() => {
    forgetOld(db, clock.now()).catch((error: unknown) => app.log.warn({ err: error }, 'old keys could not be removed'));
  }, CLEANING_MS);
  cleaning.unref();
  app.addHook('onClose', async () => clearInterval(cleaning));
}

async function listen(app: App, { host, port }: Pick<Config, 'host' | 'port'>): Promise<string> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw new ListenError(reasonNotToListen(codeOf(error), host, port));
  }
  const bound = app.server.address();
  const shown = host.includes(':') ? `[${host}]` : host;
  return `http://${shown}:${typeof bound === 'object' && bound ? bound.port : port}`;
}

function reasonNotToListen(code: string, host: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another program. Stop it, or choose another: PORT=${port === 65_535 ? 3000 : port + 1}.`;
    case 'EACCES':
      return `This user may not use port ${port}. Choose one from 1024 upwards: PORT=3000.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address ${host}. Set HOST to one it has, such as localhost or 0.0.0.0.`;
    default:
      return `The server cannot listen on ${host}, port ${port} (${code}).`;
  }
}

async function stop(app: App): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS);
  try {
    await app.close();
  } finally {
    clearTimeout(cut);
  }
}
