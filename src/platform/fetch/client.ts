/** The only way out of Cairn to the web: http and https, public addresses, with limits on size, time and redirects. */
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { type Dispatcher, errors, request } from 'undici';
import { literalAddress } from './addresses.js';
import { guardedAgent, type Resolve } from './connector.js';
import { FetchError } from './fetch-error.js';

export type FetchOptions = {
  headers?: Record<string, string>;
  /** Sends these fields as a form by POST, in place of reading. Redirects are not followed then. */
  form?: Record<string, string>;
  /** Asks for the headers alone. */
  head?: boolean;
  /** Bytes after unpacking. */
  maxBytes?: number;
  /** From the first connection to the last byte. */
  timeoutMs?: number;
  maxRedirects?: number;
  signal?: AbortSignal;
};

export type Fetched = {
  status: number;
  /** Where it was found in the end, after redirects. */
  url: string;
  headers: Record<string, string>;
  /** The content, unpacked, as it arrives. Reading it throws FetchError at a limit. Must be read or destroyed. */
  body: Readable;
};

export type Client = {
  /**
   * Reads an address. 304 is an answer (to a conditional request); any other status than 200 is an error.
   * @throws FetchError with its `fault`.
   */
  get(url: string, options?: FetchOptions): Promise<Fetched>;
  /** As `get`, with a whole text; for small things. */
  text(url: string, options?: FetchOptions): Promise<string>;
  close(): Promise<void>;
};

const DEFAULTS = { maxBytes: 50_000_000, timeoutMs: 60_000, maxRedirects: 5 };
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const USER_AGENT = 'Cairn/0.1';

/**
 * @param allow private hosts that may be reached: `config.fetchAllow`.
 * @param resolve how other names become addresses; the machine's own way by default.
 */
export function createClient(allow: readonly string[], resolve?: Resolve): Client {
  const agent = guardedAgent(allow, resolve);
  const get = (url: string, options: FetchOptions = {}) => follow(agent, url, { ...DEFAULTS, ...options });
  return {
    get,
    async text(url, options) {
      const { body } = await get(url, options);
      const chunks: Buffer[] = [];
      for await (const chunk of body) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks).toString('utf8');
    },
    close: () => agent.destroy(),
  };
}

type Limits = FetchOptions & typeof DEFAULTS;

async function follow(agent: Dispatcher, start: string, limits: Limits): Promise<Fetched> {
  const late = AbortSignal.timeout(limits.timeoutMs);
  const signal = limits.signal ? AbortSignal.any([late, limits.signal]) : late;
  let url = checkedUrl(start);
  for (let hop = 0; hop <= limits.maxRedirects; hop++) {
    const answer = await ask(agent, url, limits, signal);
    const next = REDIRECTS.has(answer.statusCode) && !limits.form ? headerOf(answer, 'location') : undefined;
    if (next === undefined) return accept(answer, url, limits, signal);
    await discard(answer.body);
    url = checkedUrl(next, url);
  }
  throw new FetchError('redirects', `${start} sends on more than ${limits.maxRedirects} times.`);
}

/** @throws FetchError for what is no web address. Credentials in an address are refused: they would end up in logs. */
function checkedUrl(text: string, base?: URL): URL {
  const url = URL.canParse(text, base?.href) ? new URL(text, base) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw new FetchError('address', `${text} is not a web address (http or https).`);
  if (url.username || url.password)
    throw new FetchError('address', 'An address with a name or password in it is not read.');
  if (url.hostname.endsWith('.') && literalAddress(url.hostname.slice(0, -1)))
    throw new FetchError('address', `${text} is not a web address.`);
  return url;
}

async function ask(agent: Dispatcher, url: URL, limits: Limits, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
  try {
    return await request(url, {
      dispatcher: agent,
      ...(limits.form
        ? { method: 'POST', body: new URLSearchParams(limits.form).toString() }
        : { method: limits.head ? 'HEAD' : 'GET' }),
      headers: {
        'user-agent': USER_AGENT,
        accept: '*/*',
        'accept-encoding': 'gzip, deflate, br',
        ...(limits.form && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...limits.headers,
      },
      headersTimeout: limits.timeoutMs,
      bodyTimeout: limits.timeoutMs,
      signal,
    });
  } catch (error) {
    throw explained(error, url);
  }
}

async function accept(
  answer: Dispatcher.ResponseData,
  url: URL,
  limits: Limits,
  signal: AbortSignal,
): Promise<Fetched> {
  const { statusCode: status } = answer;
  if (status !== 200 && status !== 304) {
    await discard(answer.body);
    const retryAfter = headerOf(answer, 'retry-after');
    const answered = { status, ...(retryAfter === undefined ? {} : { retryAfter }) };
    throw new FetchError('status', `${url.href} answered ${status}.`, { answered });
  }
  const declared = Number(headerOf(answer, 'content-length') ?? 0);
  if (declared > limits.maxBytes && !limits.head) {
    await discard(answer.body);
    throw tooLarge(url, limits);
  }
  const headers: Record<string, string> = {};
  for (const name of Object.keys(answer.headers)) headers[name] = headerOf(answer, name) ?? '';
  return { status, url: url.href, headers, body: limited(answer, url, limits, signal) };
}

/** Unpacks and counts: a small answer that unpacks to a huge one stops at the limit. */
function limited(answer: Dispatcher.ResponseData, url: URL, limits: Limits, signal: AbortSignal): Readable {
  let seen = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _, done) {
      seen += chunk.length;
      done(seen > limits.maxBytes ? tooLarge(url, limits) : null, chunk);
    },
    // What goes wrong on the way is told to whoever reads the body, as one of our own errors.
    destroy(error, done) {
      done(error && explained(error, url));
    },
  });
  // An answer to HEAD says how the content would be packed, and has none.
  const unpack = limits.head ? undefined : unpacker(headerOf(answer, 'content-encoding'), url);
  const way = unpack ? pipeline(answer.body, unpack, counter, { signal }) : pipeline(answer.body, counter, { signal });
  way.catch((error: unknown) => counter.destroy(explained(error, url)));
  return counter;
}

function unpacker(encoding: string | undefined, url: URL): Transform | undefined {
  switch (encoding?.trim().toLowerCase()) {
    case undefined:
    case '':
    case 'identity':
      return undefined;
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      throw new FetchError('encoding', `${url.href} is packed in a way that is not understood (${encoding}).`);
  }
}

function headerOf(answer: Dispatcher.ResponseData, name: string): string | undefined {
  const value = answer.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

/** Ends an answer that nobody reads, without waiting for a server that never stops sending. */
async function discard(body: Dispatcher.ResponseData['body']): Promise<void> {
  body.on('error', () => {});
  body.destroy();
}

function tooLarge(url: URL, { maxBytes }: Limits): FetchError {
  return new FetchError('too-large', `${url.href} is larger than ${Math.floor(maxBytes / 1_000_000)} MB.`);
}

function explained(error: unknown, url: URL): FetchError {
  let isLate =
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError ||
    error instanceof errors.ConnectTimeoutError;
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof FetchError) return cause;
    isLate ||= cause.name === 'TimeoutError';
  }
  if (isLate) return new FetchError('too-slow', `${url.href} took too long.`, { cause: error });
  const reason = error instanceof Error ? ('code' in error ? String(error.code) : error.name) : String(error);
  const said = REASONS[reason] ?? reason;
  return new FetchError('unreachable', `${url.href} cannot be read (${said}).`, { cause: error });
}

/** What people are told of a code of the network. */
const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no such site',
  EAI_AGAIN: 'its name could not be looked up',
  ECONNREFUSED: 'nobody answers there',
  ECONNRESET: 'the connection broke off',
  EHOSTUNREACH: 'there is no way to it',
  CERT_HAS_EXPIRED: 'its certificate has ended',
  UND_ERR_SOCKET: 'the connection broke off',
};
