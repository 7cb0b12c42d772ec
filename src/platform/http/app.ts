/** Fastify as Cairn sets it up: zod checks what comes in and goes out, every request has an id. */
import { randomUUID } from 'node:crypto';
import type { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http';
import fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Log } from '../log/index.js';

export type App = FastifyInstance<HttpServer, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>;

const BODY_LIMIT = 1_048_576;
/** For routes that say `slow`: 500 MB at 1 Mbit/s take 67 minutes. The others: slow-requests.ts. */
const SLOWEST_MS = 2 * 3_600_000;

/** `prepare`: what every answer carries, also where an address is so torn that no hook sees it. */
export function createApp(log: Log, prepare: (reply: FastifyReply) => void): App {
  const app: App = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    requestTimeout: SLOWEST_MS,
    keepAliveTimeout: 65_000,
    // A proxy on this machine may say whom it speaks for; nobody else may.
    trustProxy: 'loopback',
    genReqId: (request) => requestId(request.headers['x-request-id']),
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: true },
    forceCloseConnections: 'idle',
    frameworkErrors: (error, request, reply) => {
      prepare(reply);
      return app.errorHandler(error, request, reply);
    },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  return app;
}

function requestId(given: string | string[] | undefined): string {
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID().slice(-12);
}
