/** The one place that turns an error into an answer: an RFC 9457 problem for programs, a page for people. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { JSX } from 'preact';
import type { App } from './app.js';
import { html } from './html.js';

/** RFC 9457. `detail` is a sentence for a person; `errors` name the fields that are wrong. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  /** The request's id, to be quoted when asking for help. */
  request: string;
  errors?: { field: string; message: string }[];
};

export type ErrorPage = (problem: Problem, request: FastifyRequest) => JSX.Element;

const TITLES: Record<number, string> = {
  400: 'That request cannot be understood',
  401: 'Please sign in',
  403: 'You may not do that',
  404: 'There is no such page',
  405: 'That cannot be done here',
  408: 'That took too long to arrive',
  409: 'Something else happened at the same time',
  410: 'This is gone',
  413: 'That is too large',
  414: 'That address is too long',
  415: 'That kind of file is not understood',
  422: 'That cannot be done as asked',
  429: 'Too many requests',
  500: 'Something went wrong here',
  503: 'Not ready yet',
};

/** What Fastify says of addresses that it cannot read, in our words. */
const TORN_ADDRESSES: Record<string, string> = {
  FST_ERR_BAD_URL: 'The address holds a % that stands for no character. Write %25 where a per cent sign is meant.',
  FST_ERR_MAX_PARAM_LENGTH: 'The address is longer than any address here.',
};

/**
 * Errors with a `status` from 400 to 499 are told as they are: their message is written for the person who asked.
 * Whatever else happens is told as 500 without its inner words, which go to the log under the request's id.
 */
export function answerErrors(app: App, errorPage: ErrorPage): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = problemOf(error, request);
    if (problem.status >= 500) request.log.error({ err: error, route: request.routeOptions.url }, 'a request failed');
    return send(problem, request, reply, errorPage);
  });
  app.setNotFoundHandler((request, reply) => {
    const detail = isForPrograms(request)
      ? 'Nothing answers at this address.'
      : 'The address may be mistyped, or the page may have moved.';
    return send(problem(404, detail, request), request, reply, errorPage);
  });
}

function problemOf(error: FastifyError, request: FastifyRequest): Problem {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map((issue) => ({
      field: issue.instancePath.split('/').filter(Boolean).join('.') || (error.validationContext ?? 'request'),
      message: issue.message ?? 'is not right',
    }));
    return { ...problem(400, errors.map(({ field, message }) => `${field}: ${message}`).join('; '), request), errors };
  }
  const status = statusOf(error);
  if (status < 500) return problem(status, TORN_ADDRESSES[error.code] ?? error.message, request);
  return problem(status, `It is not your doing. If it happens again, tell us this number: ${request.id}.`, request);
}

function statusOf(error: FastifyError): number {
  const status = 'status' in error ? error.status : error.statusCode;
  return typeof status === 'number' && status >= 400 && status <= 599 ? status : 500;
}

function problem(status: number, detail: string, request: FastifyRequest): Problem {
  return { type: 'about:blank', title: TITLES[status] ?? 'That did not work', status, detail, request: request.id };
}

function send(problem: Problem, request: FastifyRequest, reply: FastifyReply, errorPage: ErrorPage): FastifyReply {
  reply.code(problem.status).header('cache-control', 'no-store');
  // An error answered before its route was known must not be held to that route's answer.
  if (isForPrograms(request)) {
    return reply
      .serializer((value: unknown) => JSON.stringify(value))
      .type('application/problem+json')
      .send(problem);
  }
  return html(reply, errorPage(problem, request));
}

function isForPrograms(request: FastifyRequest): boolean {
  if (request.url.startsWith('/api/') && request.url !== '/api/docs') return true;
  const accepts = request.headers.accept ?? '';
  return accepts.includes('json') && !accepts.includes('text/html');
}
