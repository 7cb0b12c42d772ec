import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSite, type RunningSite } from '../../../tests/support/site.js';

let site: RunningSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

test('a kept page and its tag are for one theme alone', async () => {
  const get = (cookie: string, tag = '') =>
    site.app.inject({ url: '/courses?q=data', headers: { cookie, 'if-none-match': tag } });
  const plain = await get('');
  const dark = await get('a=1; theme=dark');
  expect(plain.body).toContain('<html lang');
  expect(dark.body).toContain('<html data-theme="dark" lang');
  expect((await get('theme=dark')).body).toBe(dark.body);
  expect((await get('theme=<script>')).body).toBe(plain.body);
  expect((await get('theme=dark', String(plain.headers.etag))).statusCode).toBe(200);
  expect((await get('theme=dark', String(dark.headers.etag))).statusCode).toBe(304);
});

test.each([
  ['http://localhost/courses?q=a', '/courses?q=a'],
  ['https://elsewhere.test/courses', '/'],
  ['http://localhost//elsewhere.test/', '/'],
  ['not an address', '/'],
  ['', '/'],
])('from “%s” the way back is %s', async (referer, location) => {
  const answer = await site.app.inject({
    method: 'POST',
    url: '/theme',
    headers: { host: 'localhost', referer, 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'theme=light',
  });
  expect([answer.statusCode, answer.headers.location]).toEqual([303, location]);
  expect(answer.headers['set-cookie']).toBe('theme=light; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax');
});

test('no other theme can be chosen, and not from another site', async () => {
  const choose = (theme: string, headers = {}) =>
    site.app.inject({ method: 'POST', url: '/theme', headers, payload: { theme } });
  expect((await choose('pink')).statusCode).toBe(400);
  expect((await choose('dark', { origin: 'https://elsewhere.test' })).statusCode).toBe(403);
});
