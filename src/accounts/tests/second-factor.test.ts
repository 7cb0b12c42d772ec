/** A code after the password: set up with an authenticator app, each code once, backup codes, switched off. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openClient } from '../../../tests/support/client.js';
import { newestLink, PASSWORD, signUp } from '../../../tests/support/people.js';
import { openSite, type RunningSite } from '../../../tests/support/site.js';
import { codeOf } from './authenticator.js';

let site: RunningSite;
beforeAll(async () => {
  site = await openSite({ starter: false });
});
afterAll(() => site.close());

const EMAIL = 'ada@example.org';
const owner = () => openClient(site);
let secret = '';
let backupCodes: string[] = [];

async function withPassword() {
  const client = owner();
  const answer = await client.post('/sign-in', { email: EMAIL, password: PASSWORD, next: '/courses' });
  return { client, answer };
}

/** 0: what the app shows now, 1: what it shows next. Both stay good while a test runs, whenever the half minute ends. */
const codeAt = (steps: number) => codeOf(secret, Date.now() + steps * 30_000);

test('it is switched on with a code of the app, and backup codes are shown once', async () => {
  await signUp(site, 'Demo Ada', EMAIL);
  const { client } = await withPassword();
  expect((await client.post('/account/second-factor', { password: 'wrong' })).statusCode).toBe(422);
  const started = await client.post('/account/second-factor', { password: PASSWORD });
  expect(started.headers.location).toBe('/account/second-factor/code');
  const page = await client.get('/account/second-factor/code');
  secret = /data-secret="([A-Z2-7]+)"/.exec(page.body)?.[1] ?? '';
  expect(page.body).toContain('<svg class="qr"');
  expect(page.body).toContain(`secret=${secret}`);
  const wrong = await client.post('/account/second-factor/code', { code: '000000' });
  expect(wrong.statusCode).toBe(422);
  expect(wrong.body).toContain(secret);
  const before = client.cookies.get('cairn.session_token');
  const done = await client.post('/account/second-factor/code', { code: codeAt(0) });
  backupCodes = [...done.body.matchAll(/<code>([^<]+)<\/code>/g)].map((found) => found[1] as string);
  expect(new Set(backupCodes).size).toBe(10);
  expect(client.cookies.get('cairn.session_token')).not.toBe(before);
  expect((await client.get('/account/second-factor/code')).headers.location).toBe('/account/security');
});

test('the password alone opens nothing; a code opens once', async () => {
  const { client, answer } = await withPassword();
  expect(answer.headers.location).toBe('/sign-in/code?next=%2Fcourses');
  expect((await client.get('/account/security')).headers.location).toContain('/sign-in?');
  const code = codeAt(1);
  const done = await client.post('/sign-in/code', { code: `${code.slice(0, 3)} ${code.slice(3)}`, next: '/courses' });
  expect(done.headers.location).toBe('/courses');
  expect((await client.get('/account/security')).statusCode).toBe(200);

  const { client: other } = await withPassword();
  const replayed = await other.post('/sign-in/code', { code });
  expect(replayed.statusCode).toBe(422);
  expect(replayed.body).toContain('used already');
});

test('of two who use one code at once, one comes in', async () => {
  await site.database.pool.query('delete from accounts.spent_code');
  const code = codeAt(0);
  const clients = [await withPassword(), await withPassword()].map(({ client }) => client);
  const answers = await Promise.all(clients.map((client) => client.post('/sign-in/code', { code })));
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 422]);
});

test('a backup code opens once', async () => {
  const [code = ''] = backupCodes;
  const { client } = await withPassword();
  expect((await client.post('/sign-in/code', { code })).statusCode).toBe(303);
  const { client: other } = await withPassword();
  expect((await other.post('/sign-in/code', { code })).statusCode).toBe(422);
});

test('a browser can be trusted, until the owner signs out everywhere else', async () => {
  const { client } = await withPassword();
  await client.post('/sign-in/code', { code: backupCodes[1] as string, trust: '1' });
  await client.post('/sign-out');
  const again = await client.post('/sign-in', { email: EMAIL, password: PASSWORD });
  expect(again.headers.location).toBe('/my');

  const { client: elsewhere } = await withPassword();
  await elsewhere.post('/sign-in/code', { code: backupCodes[2] as string });
  await elsewhere.post('/account/sessions/end-others');
  expect((await client.get('/account/security')).statusCode).toBe(303);
  const asked = await client.post('/sign-in', { email: EMAIL, password: PASSWORD });
  expect(asked.headers.location).toContain('/sign-in/code');
});

test('after a new password by letter the code is asked for as well', async () => {
  const client = owner();
  await client.post('/new-password', { email: EMAIL });
  const link = await newestLink(site.database, EMAIL, '/new-password/');
  const done = await client.post(link, { password: PASSWORD });
  expect(done.headers.location).toContain('/sign-in/code');
  expect((await client.get('/account/security')).headers.location).toContain('/sign-in?');
});

test('without a password before it, no code is judged', async () => {
  const answer = await owner().post('/sign-in/code', { code: codeAt(0) });
  expect(answer.statusCode).toBe(401);
  expect(answer.body).toContain('Sign in again');
});

test('new backup codes replace the old, and the password switches it off', async () => {
  const { client } = await withPassword();
  await client.post('/sign-in/code', { code: backupCodes[3] as string });
  const renewed = await client.post('/account/backup-codes', { password: PASSWORD });
  expect(renewed.body).not.toContain(backupCodes[4]);
  const { client: other } = await withPassword();
  expect((await other.post('/sign-in/code', { code: backupCodes[4] as string })).statusCode).toBe(422);
  expect((await client.post('/account/second-factor/removal', { password: 'wrong' })).statusCode).toBe(422);
  const off = await client.post('/account/second-factor/removal', { password: PASSWORD });
  expect(off.headers.location).toBe('/account/security?done=code-off');
  const { answer } = await withPassword();
  expect(answer.headers.location).toBe('/courses');
});
