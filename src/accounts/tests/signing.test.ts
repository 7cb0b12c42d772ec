/** Making an account, signing in, a forgotten password: over the pages, with the letters that are really sent. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cookieOf, get, newestLink, PASSWORD, post, signUp } from '../../../tests/support/people.js';
import { openSite, type RunningSite } from '../../../tests/support/site.js';
import { checkAudit, closeDoors } from '../index.js';

let site: RunningSite;
beforeAll(async () => {
  site = await openSite({ starter: false });
});
afterAll(() => site.close());

test('an account is made by whoever reads the mail of its address', async () => {
  const { cookie } = await signUp(site, 'Demo Ada', 'ada@example.org');
  expect(cookie).toContain('cairn.session_token=');
  const again = await post(site, '/sign-in', { email: 'ADA@example.org', password: PASSWORD });
  expect(again.statusCode).toBe(303);
  expect(again.headers.location).toBe('/my');
  const page = await get(site, '/sign-in?next=/courses', cookieOf(again.headers['set-cookie']));
  expect(page.headers.location).toBe('/courses');
});

test('opening a link changes nothing, its form acts once', async () => {
  await post(site, '/sign-up', { name: 'Demo Ben', email: 'ben@example.org' });
  const link = await newestLink(site.database, 'ben@example.org', '/sign-up/');
  for (let opened = 0; opened < 3; opened++) expect((await get(site, link)).statusCode).toBe(200);
  expect((await post(site, link, { name: 'Demo Ben', password: PASSWORD })).statusCode).toBe(303);
  expect((await post(site, link, { name: 'Demo Ben', password: PASSWORD })).statusCode).toBe(410);
  expect((await get(site, link)).statusCode).toBe(410);
});

test('a password that is easy to guess is refused with a reason, and the link still works', async () => {
  await post(site, '/sign-up', { name: 'Demo Cem', email: 'cem@example.org' });
  const link = await newestLink(site.database, 'cem@example.org', '/sign-up/');
  const refused = await post(site, link, { name: 'Demo Cem', password: 'password123' });
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain('easy to guess');
  expect((await post(site, link, { name: 'Demo Cem', password: PASSWORD })).statusCode).toBe(303);
});

test('a new password ends every session', async () => {
  const person = await signUp(site, 'Demo Dee', 'dee@example.org');
  await post(site, '/new-password', { email: person.email });
  const link = await newestLink(site.database, person.email, '/new-password/');
  const done = await post(site, link, { password: 'marble compass winter fennel' });
  expect(done.statusCode).toBe(303);
  expect((await get(site, '/sign-in', person.cookie)).statusCode).toBe(200);
  expect((await post(site, '/sign-in', { email: person.email, password: PASSWORD })).statusCode).toBe(401);
  expect((await checkAudit(site.database.db)).fault).toBe(null);
});

test('after a restore nothing that was open before opens anything', async () => {
  const person = await signUp(site, 'Demo Eli', 'eli@example.org');
  await post(site, '/new-password', { email: person.email });
  const link = await newestLink(site.database, person.email, '/new-password/');
  expect((await get(site, '/account', person.cookie)).statusCode).toBe(200);
  await site.database.db.transaction().execute(closeDoors);
  expect((await get(site, '/account', person.cookie)).statusCode).toBe(303);
  expect((await get(site, link)).statusCode).toBe(410);
  expect((await post(site, '/sign-in', { email: person.email, password: PASSWORD })).statusCode).toBe(303);
});
