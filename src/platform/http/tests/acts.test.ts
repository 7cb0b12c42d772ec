import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { openTestDatabase } from '../../../../tests/support/database.js';
import { fixedClock } from '../../clock/index.js';
import type { Database } from '../../db/index.js';
import { silentLog } from '../../log/index.js';
import { type App, createServer, type Server } from '../index.js';

const config = {
  host: '127.0.0.1',
  port: 0,
  origin: 'http://localhost:3000',
  secret: 'a secret of at least 32 characters',
};
let database: Database;
let server: Server;
let app: App;
let done: string[];
let failing = false;

beforeAll(async () => {
  database = await openTestDatabase();
  server = await createServer({ config, log: silentLog, database, clock: fixedClock('2026-11-23T12:00:10Z') });
  app = server.app;
  const everybody = { config: { access: 'public', limit: false } } as const;
  app.post(
    '/api/v1/notes',
    { ...everybody, schema: { body: z.object({ text: z.string() }) } },
    async (request, reply) => {
      if (failing) throw new Error('the disk is full');
      done.push(request.body.text);
      return reply.code(201).header('location', `/notes/${done.length}`).send({ number: done.length });
    },
  );
  app.post('/api/v1/slow', everybody, async () => {
    await new Promise((resolve) => setTimeout(resolve, 150));
    done.push('slow');
    return { ok: true };
  });
  app.get('/api/v1/dear', { config: { access: 'public', limit: { hits: 2, seconds: 60 } } }, async () => 'x');
  app.post('/api/v1/plain', { config: { access: 'public' } }, async () => 'x');
});
afterAll(async () => {
  await server.stop();
  await database.close();
});
beforeEach(() => {
  done = [];
  failing = false;
});

const note = (key: string, text: string, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: '/api/v1/notes',
    headers: { 'idempotency-key': key, ...headers },
    payload: { text },
  });

test('the same act sent twice is done once and answered twice', async () => {
  const first = await note('one', 'a');
  const second = await note('one', 'a');
  expect(done).toEqual(['a']);
  expect([second.statusCode, second.body, second.headers.location]).toEqual([201, first.body, '/notes/1']);
  expect(second.headers['idempotency-replayed']).toBe('true');
  expect(second.headers['content-type']).toBe(first.headers['content-type']);
});

test('a key belongs to one request of one client', async () => {
  await note('two', 'a');
  expect((await note('two', 'b')).statusCode).toBe(422);
  expect((await note('two', 'b', { authorization: 'Bearer someone-else' })).statusCode).toBe(201);
  expect(done).toEqual(['a', 'b']);
  expect((await note('a b', 'a')).statusCode).toBe(400);
});

test('what failed here can be tried again under the same key', async () => {
  failing = true;
  expect((await note('three', 'a')).statusCode).toBe(500);
  failing = false;
  expect((await note('three', 'a')).statusCode).toBe(201);
});

test('of two at once only one is done', async () => {
  const send = () => app.inject({ method: 'POST', url: '/api/v1/slow', headers: { 'idempotency-key': 'four' } });
  const answers = await Promise.all([send(), send(), send()]);
  expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 409, 409]);
  expect(done).toEqual(['slow']);
});

test('a request whose process died can be sent again after a minute', async () => {
  await note('five', 'a');
  await sql`update platform.idempotency_key set status = null where key = 'five'`.execute(database.db);
  expect((await note('five', 'a')).statusCode).toBe(409);
  await sql`update platform.idempotency_key set created_at = now() - interval '2 minutes' where key = 'five'`.execute(
    database.db,
  );
  expect((await note('five', 'a')).statusCode).toBe(201);
});

test('each client has its own count, told in the headers', async () => {
  const get = (remoteAddress: string) => app.inject({ url: '/api/v1/dear', remoteAddress });
  expect((await get('203.0.113.1')).headers).toMatchObject({
    'ratelimit-limit': '2',
    'ratelimit-remaining': '1',
    'ratelimit-reset': '50',
  });
  await get('203.0.113.1');
  const third = await get('203.0.113.1');
  expect([third.statusCode, third.headers['retry-after']]).toEqual([429, '50']);
  expect(third.json()).toMatchObject({ status: 429, detail: expect.stringContaining('50 seconds') });
  expect((await get('203.0.113.2')).statusCode).toBe(200);
  const { rows } = await sql<{ key: string }>`select key from platform.rate_window`.execute(database.db);
  expect(rows.map(({ key }) => key).join()).not.toContain('203.0.113');
});

test('what writes is limited without being told to', async () => {
  const answer = await app.inject({ method: 'POST', url: '/api/v1/plain', remoteAddress: '203.0.113.3' });
  expect(answer.headers['ratelimit-limit']).toBe('60');
});
