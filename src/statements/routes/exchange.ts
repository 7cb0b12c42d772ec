/**
 * What every request to the store has in common: whose it is, in which version, and the alternate syntax of 1.0.3, by which
 * a POST carries another request as a form (xAPI 1.0.3 Communication 1.3).
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { admit } from '../actions/admitting.js';
import type { Parts } from '../actions/parts.js';
import type { Pace } from '../rules/pace.js';
import type { Parameters } from '../rules/parameters.js';
import { VERSION_HEADER, versionOf } from '../rules/versions.js';
import { type Source, type Version, XapiError } from '../schema/index.js';

export type Method = 'GET' | 'PUT' | 'POST' | 'DELETE';

export type Exchange = {
  method: Method;
  parameters: Parameters;
  header(name: string): string | undefined;
  contentType: string;
  body: Buffer;
  version: Version;
  source: Source;
  /** A header of the answer, also where it will be an error. */
  say(header: string, value: string): void;
};

export type Answer = { status: 200 | 204; headers?: Record<string, string>; body?: string | Buffer };

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose request to the store of statements it is, once that is known. */
    xapiSource?: Source;
  }
}

const METHODS: readonly Method[] = ['GET', 'PUT', 'POST', 'DELETE'];
/** Fields of a form that stand for headers. */
const AS_HEADERS = ['authorization', 'content-type', 'content-length', 'if-match', 'if-none-match', VERSION_HEADER];

export type Exchanging = Parts & { pace: Pace };

/** Before the body is read: nobody sends megabytes here without a key, but for a form that carries it. */
export async function admitEarly(parts: Exchanging, request: FastifyRequest): Promise<void> {
  const { authorization } = request.headers;
  if (authorization === undefined && isCarrier(request)) return;
  request.xapiSource = await admit(parts, authorization, parts.clock.now());
}

/** @throws XapiError */
export async function readExchange(parts: Exchanging, request: FastifyRequest, reply: FastifyReply): Promise<Exchange> {
  const query = singles(request.query);
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const plain = { method: methodOf(request.method), parameters: query, headers: singles(request.headers), body };
  const { method, parameters, headers, body: content } = isCarrier(request) ? carried(plain) : plain;
  const source = request.xapiSource ?? (await admit(parts, headers.authorization, parts.clock.now()));
  request.xapiSource = source;
  const version = versionOf(headers[VERSION_HEADER]);
  if (isCarrier(request) && version !== '1.0.3')
    throw new XapiError(400, 'method: requests as forms belong to xAPI 1.0.3. Send this one as it is.');
  const contentType = headers['content-type'] ?? '';
  const header = (name: string) => headers[name];
  const say = (name: string, value: string) => void reply.header(name, value);
  return { method, parameters, header, contentType, body: content, version, source, say };
}

function isCarrier(request: FastifyRequest): boolean {
  return request.method === 'POST' && (request.query as Record<string, unknown>).method !== undefined;
}

type Plain = { method: Method; parameters: Parameters; headers: Record<string, string>; body: Buffer };

/** The request that a form carries. */
function carried({ parameters, headers, body }: Plain): Plain {
  const { method = '', ...others } = parameters;
  if (!METHODS.includes(method as Method)) throw new XapiError(400, 'method: must be GET, PUT, POST or DELETE.');
  if (Object.keys(others).length > 0)
    throw new XapiError(400, 'Beside method nothing may stand in the address; the rest belongs into the form.');
  if (!/^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? ''))
    throw new XapiError(
      400,
      'Content-Type: a request that another carries is a form (application/x-www-form-urlencoded).',
    );
  const within: Record<string, string> = Object.create(null);
  const asHeaders: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(body.toString('utf8'))) {
    const lower = name.toLowerCase();
    if (AS_HEADERS.includes(lower)) asHeaders[lower] = value;
    else if (name in within) throw new XapiError(400, `${name.slice(0, 100)}: stands twice in the form.`);
    else within[name] = value;
  }
  const { content, ...rest } = within;
  const isWriting = method === 'PUT' || method === 'POST';
  if (isWriting && content === undefined) throw new XapiError(400, 'content: the form must have it.');
  const { 'content-type': _form, ...outer } = headers;
  return {
    method: method as Method,
    parameters: { ...rest },
    headers: { ...outer, 'content-type': 'application/json', ...asHeaders },
    body: Buffer.from(content ?? ''),
  };
}

function methodOf(method: string): Method {
  const found = METHODS.find((name) => name === method);
  if (found) return found;
  if (method === 'HEAD') return 'GET';
  throw new XapiError(405, 'That method is not known here.');
}

function singles(given: unknown): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(given as Record<string, unknown>)) {
    if (Array.isArray(value)) throw new XapiError(400, `${name.slice(0, 100)}: must be given once.`);
    if (typeof value === 'string') found[name] = value;
  }
  return found;
}

/** What every answer carries, errors too. */
export function nameVersion(request: FastifyRequest, reply: FastifyReply): void {
  reply.header('X-Experience-API-Version', spokenIn(request));
}

function spokenIn(request: FastifyRequest): Version {
  const header = request.headers[VERSION_HEADER];
  try {
    return versionOf(typeof header === 'string' ? header : undefined);
  } catch {
    return request.xapiSource?.version ?? '2.0.0';
  }
}

export function send(reply: FastifyReply, { status, headers = {}, body }: Answer): FastifyReply {
  return reply
    .code(status)
    .headers(headers)
    .send(body ?? '');
}

export const json = (value: unknown, headers: Record<string, string> = {}): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(value),
});

export const NOTHING: Answer = { status: 204 };
