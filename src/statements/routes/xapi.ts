/** The addresses of the store, for programs alone. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../../platform/http/index.js';
import { openMonths } from '../actions/months.js';
import type { Parts } from '../actions/parts.js';
import { openPace } from '../rules/pace.js';
import { XapiError } from '../schema/index.js';
import { ACTIVITY_PROFILE, AGENT_PROFILE, documentMethods, STATE } from './documents.js';
import {
  type Answer,
  admitEarly,
  type Exchange,
  type Exchanging,
  type Method,
  nameVersion,
  readExchange,
  send,
} from './exchange.js';
import { getStatements, postStatements, putStatement } from './statements.js';
import { about, getActivity, getAgent } from './things.js';

/** Ten megabytes of statements, twenty of files, and the lines between them. */
const BODY_LIMIT = 31_000_000;
/** Everybody may ask; what is answered, and how fast, the key decides. */
const config = { access: 'public', byKey: true, limit: false } as const;
const schema = { hide: true } as const;
/** For one source: enough for the busiest course, and not enough to keep the others out. */
const PACE = { burst: 3000, perSecond: 500 };

type Methods = Partial<Record<Method, (parts: Parts, exchange: Exchange) => Promise<Answer>>>;

export function addXapiRoutes(app: App, parts: Parts): void {
  const exchanging = { ...parts, pace: openPace(PACE) };
  app.get('/xapi/about', { config: { access: 'public' }, schema }, async (request, reply) => {
    nameVersion(request, reply);
    return send(reply, about());
  });
  app.addHook('onReady', () => openMonths(parts.db, parts.clock.now()));
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_, body, done) => done(null, body));
    scope.setErrorHandler(tellProblem);
    scope.addHook('onRequest', (request) => admitEarly(exchanging, request));
    const add = (path: string, methods: Methods) => addResource(scope as App, exchanging, path, methods);
    add('/xapi/statements', { GET: getStatements, PUT: putStatement, POST: postStatements });
    add('/xapi/activities/state', documentMethods(STATE));
    add('/xapi/agents/profile', documentMethods(AGENT_PROFILE));
    add('/xapi/activities/profile', documentMethods(ACTIVITY_PROFILE));
    add('/xapi/agents', { GET: getAgent });
    add('/xapi/activities', { GET: getActivity });
  });
}

/** POST is open everywhere: in 1.0.3 it may carry any other request. */
function addResource(scope: App, parts: Exchanging, url: string, methods: Methods): void {
  const handler = async (request: FastifyRequest, reply: FastifyReply) => {
    const exchange = await readExchange(parts, request, reply);
    const act = methods[exchange.method];
    if (!act) throw new XapiError(405, `${exchange.method} is not for ${url}.`);
    const answer = await act(parts, exchange);
    nameVersion(request, reply);
    return send(reply, answer);
  };
  const method = [...new Set([...Object.keys(methods), 'POST'])];
  scope.route({ method, url, config, schema, bodyLimit: BODY_LIMIT, handler });
}

/** RFC 9457, in the version in which it was asked. */
function tellProblem(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = 'status' in error ? Number(error.status) : (error.statusCode ?? 500);
  const isTold = status >= 400 && status < 500;
  if (!isTold) request.log.error({ err: error, route: request.routeOptions.url }, 'a request failed');
  nameVersion(request, reply);
  if (status === 401) reply.header('www-authenticate', 'Basic realm="xAPI", charset="UTF-8"');
  const detail = isTold
    ? error.message
    : `It is not your doing. If it happens again, tell us this number: ${request.id}.`;
  const problem = { type: 'about:blank', title: TITLES[status] ?? 'Something went wrong here', status, detail };
  return reply
    .code(isTold ? status : 500)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .serializer((value: unknown) => JSON.stringify(value))
    .send({ ...problem, status: isTold ? status : 500, request: request.id });
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'That is not as xAPI says',
  401: 'Whose request is this?',
  403: 'This key may not do that',
  404: 'There is none',
  405: 'That cannot be done here',
  409: 'There is another one',
  412: 'It is another one by now',
  413: 'That is too large',
  415: 'That kind of content is not understood',
  429: 'Too many requests',
};
