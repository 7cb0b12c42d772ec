import { createServer as createTcpServer } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { h } from 'preact';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { openLog, silentLog } from '../../log/index.js';
import { createServer, html, keepPage, type Server, type ServerOptions, sendKept } from '../index.js';

const config = {
  host: '127.0.0.1',
  port: 0,
  origin: 'http://localhost:3000',
  secret: 'a secret of at least 32 characters',
};
const open: Server[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.stop()));
});

async function serve(options: Partial<ServerOptions> = {}): Promise<Server> {
  const server = await createServer({ config, log: silentLog, ...options });
  open.push(server);
  return server;
}

const everybody = { config: { access: 'public' } } as const;

test('a route that does not say who may use it stops the server', async () => {
  const { app } = await serve();
  expect(() => app.get('/open', async () => 'x')).toThrow('GET /open does not say who may use it');
});

test('a page is rendered with its doctype, escaped, compressed, with an ETag and a strict policy', async () => {
  const { app } = await serve();
  app.get('/page', everybody, (_, reply) => html(reply, h('html', { lang: 'en-GB' }, h('p', null, '<b>'.repeat(500)))));
  const first = await app.inject({ url: '/page', headers: { 'accept-encoding': 'br' } });
  expect(first.headers).toMatchObject({ 'content-encoding': 'br', 'content-type': 'text/html; charset=utf-8' });
  expect(first.headers['content-security-policy']).toContain("script-src 'self'");
  expect(first.headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe|style-src-elem[^;]*unsafe/);
  const plain = await app.inject({ url: '/page' });
  expect(plain.body).toMatch(/^<!doctype html><html lang="en-GB"><p>&lt;b>/);
  const again = await app.inject({ url: '/page', headers: { 'if-none-match': String(plain.headers.etag) } });
  expect(again.statusCode).toBe(304);
  expect(again.body).toBe('');
});

test('errors are problems for programs and pages for people, and keep inner words to themselves', async () => {
  const { app } = await serve();
  class ClosedError extends Error {
    readonly status = 409;
  }
  app.get('/api/v1/closed', everybody, async () => {
    throw new ClosedError('The course is closed.');
  });
  app.get('/broken', everybody, async () => {
    throw new Error('password of the database: x');
  });
  app.get(
    '/api/v1/number',
    { ...everybody, schema: { querystring: z.object({ n: z.coerce.number().int() }) } },
    async () => 'x',
  );
  const closed = await app.inject('/api/v1/closed');
  expect(closed.headers['content-type']).toContain('application/problem+json');
  expect(closed.json()).toMatchObject({
    type: 'about:blank',
    status: 409,
    detail: 'The course is closed.',
    request: expect.any(String),
  });
  const broken = await app.inject({ url: '/broken', headers: { accept: 'text/html' } });
  expect(broken.statusCode).toBe(500);
  expect(broken.body).toContain('Something went wrong here');
  expect(broken.body).not.toContain('password');
  const wrong = await app.inject('/api/v1/number?n=abc');
  expect(wrong.json()).toMatchObject({ status: 400, errors: [{ field: 'n' }] });
  expect((await app.inject('/nowhere')).statusCode).toBe(404);
  expect((await app.inject('/api/v1/nowhere')).json()).toMatchObject({ status: 404 });
  expect((await app.inject('/%E0%A4%A')).statusCode).toBe(400);
});

test('the log holds the route and the id of a request, and nothing that was typed', async () => {
  const lines: string[] = [];
  const { app } = await serve({ log: openLog({ to: { write: (line: string) => void lines.push(line) } }) });
  app.get('/people/:name', everybody, async () => 'x');
  await app.inject({
    url: '/people/Ann?q=depression',
    remoteAddress: '203.0.113.9',
    headers: { 'x-request-id': 'abcdefgh1' },
  });
  const line = lines.find((text) => text.includes('answered'));
  expect(JSON.parse(line ?? '{}')).toMatchObject({
    method: 'GET',
    route: '/people/:name',
    status: 200,
    reqId: 'abcdefgh1',
  });
  expect(lines.join()).not.toMatch(/Ann|depression|203\.0\.113/);
});

test('what writes must come from our own pages', async () => {
  const { app } = await serve();
  app.post('/notes', everybody, async () => 'x');
  const post = (headers: Record<string, string>) =>
    app.inject({ method: 'POST', url: '/notes', headers }).then((answer) => answer.statusCode);
  expect(await post({ origin: 'http://localhost:3000' })).toBe(200);
  expect(await post({ origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' })).toBe(200);
  expect(await post({})).toBe(200);
  expect(await post({ origin: 'https://evil.example' })).toBe(403);
  expect(await post({ origin: 'null' })).toBe(403);
  expect(await post({ 'sec-fetch-site': 'cross-site' })).toBe(403);
});

test('health: alive at once, ready when every check is, counted in the metrics', async () => {
  const { app, addReadiness, metrics } = await serve();
  let missing: string | null = 'loading';
  addReadiness('index', () => missing);
  addReadiness('broken', async () => Promise.resolve(null));
  metrics.gauge('cairn_index_bytes', 'Size of the index', () => 42);
  expect((await app.inject('/healthz')).statusCode).toBe(200);
  const before = await app.inject('/readyz');
  expect([before.statusCode, before.json()]).toEqual([
    503,
    { ready: false, checks: { index: 'loading', broken: 'ok' } },
  ]);
  missing = null;
  expect((await app.inject('/readyz')).statusCode).toBe(200);
  const text = (await app.inject('/metrics')).body;
  expect(text).toContain('cairn_index_bytes 42');
  expect(text).toContain('cairn_requests_total{method="GET",route="/readyz",status="503"} 1');
  expect(text).toMatch(/cairn_request_duration_seconds_bucket\{method="GET",route="\/healthz",le="\+Inf"\} 1/);
});

test('the API describes itself, its own addresses only', async () => {
  const { app } = await serve();
  const querystring = z.object({ q: z.string().optional().describe('What to look for') });
  const response = { 200: z.object({ total: z.number().int() }) };
  app.get('/api/v1/things', { ...everybody, schema: { summary: 'Find things', querystring, response } }, async () => ({
    total: 1,
  }));
  app.get('/things', everybody, async () => 'x');
  await app.ready();
  const description = (await app.inject('/api/openapi.json')).json();
  expect(description.openapi).toBe('3.1.0');
  expect(Object.keys(description.paths)).toEqual(['/api/v1/things']);
  expect((await app.inject('/api/docs')).body).toContain('What to look for');
});

test('assets are sent in the form that the browser takes, for ever', async () => {
  const file = {
    address: '/assets/a.1234.css',
    type: 'text/css',
    body: Buffer.from('long'),
    encodings: { br: Buffer.from('b'), gzip: Buffer.from('g') },
  };
  const { app } = await serve({ assets: new Map([[file.address, file]]) });
  const get = (encoding: string) => app.inject({ url: file.address, headers: { 'accept-encoding': encoding } });
  expect((await get('gzip, br')).body).toBe('b');
  expect((await get('gzip, br;q=0')).body).toBe('g');
  const plain = await get('');
  expect([plain.body, plain.headers['cache-control']]).toEqual(['long', 'public, max-age=31536000, immutable']);
});

test('a kept page is the same in every form, and is made smaller once', async () => {
  const { app } = await serve();
  const kept = keepPage(Buffer.from(`<!doctype html>${'Grüße from a kept page. '.repeat(200)}`));
  app.get('/kept', { ...everybody, compress: false }, (request, reply) => sendKept(request, reply, kept));
  const get = (encoding: string) => app.inject({ url: '/kept', headers: { 'accept-encoding': encoding } });
  const [plain, br, gzip] = await Promise.all([get('identity'), get('gzip, br'), get('gzip, br;q=0')]);
  expect(plain.rawPayload.equals(kept.bytes)).toBe(true);
  expect([br.headers['content-encoding'], br.headers.vary]).toEqual(['br', 'accept-encoding']);
  expect(brotliDecompressSync(br.rawPayload).equals(kept.bytes)).toBe(true);
  expect(gunzipSync(gzip.rawPayload).equals(kept.bytes)).toBe(true);
  const made = await kept.smaller.br;
  await get('br');
  expect(await kept.smaller.br).toBe(made);
});

test('a port that is taken is said in one sentence', async () => {
  const other = createTcpServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const port = (other.address() as { port: number }).port;
  const server = await serve({ config: { ...config, port } });
  await expect(server.listen()).rejects.toThrow(`Port ${port} is taken by another program.`);
  other.close();
});

test('stopping answers what was asked before, and takes nothing more', async () => {
  const server = await serve();
  let release = () => {};
  server.app.get(
    '/slow',
    everybody,
    () =>
      new Promise<string>((resolve) => {
        release = () => resolve('done');
      }),
  );
  const address = await server.listen();
  const answer = fetch(`${address}/slow`);
  await expect.poll(async () => (await fetch(`${address}/healthz`)).status).toBe(200);
  const stopped = server.stop();
  release();
  expect(await (await answer).text()).toBe('done');
  await stopped;
  await expect(fetch(`${address}/healthz`)).rejects.toThrow();
});

test('an address or a body that is no text is refused before any route or rule sees it', async () => {
  const { app } = await serve();
  const seen: unknown[] = [];
  app.get('/named/:name', everybody, async ({ params }) => void seen.push(params));
  app.post('/sent', everybody, async ({ body }) => void seen.push(body));
  for (const url of ['/named/%00', '/named/a?b=%00', '/named/%', '/named/%ED%A0%80', `/named/${'a'.repeat(501)}`]) {
    const answer = await app.inject({ url, headers: { accept: 'application/json' } });
    expect([url, answer.statusCode, answer.headers['content-type']]).toEqual([
      url,
      url.length > 500 ? 414 : 400,
      'application/problem+json',
    ]);
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  }
  for (const body of [{ a: { b: ['\0'] } }, { '\0': 1 }, ['\ud800']]) {
    expect((await app.inject({ method: 'POST', url: '/sent', payload: body })).statusCode).toBe(400);
  }
  expect(seen).toEqual([]);
  await app.inject({ method: 'POST', url: '/sent', payload: { a: ['fine 😀'] } });
  expect(seen).toEqual([{ a: ['fine 😀'] }]);
});
