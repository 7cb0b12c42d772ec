/** Passkeys, in a real browser with an authenticator of its own; and what a browser may not do with them. */
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openClient } from '../../../tests/support/client.js';
import { axeInJsdom, invalidHtml } from '../../../tests/support/html.js';
import { PASSWORD, signUp } from '../../../tests/support/people.js';
import { openSite, type RunningSite } from '../../../tests/support/site.js';
import { openVisitor, type Visitor } from '../../../tests/support/visitor.js';

const EMAIL = 'ada@example.org';

let site: RunningSite;
let visitor: Visitor;
let devtools: CDPSession;
let authenticatorId: string;
beforeAll(async () => {
  site = await openSite({ starter: false });
  await signUp(site, 'Demo Ada', EMAIL);
  visitor = await openVisitor(site.origin);
  devtools = await visitor.page.context().newCDPSession(visitor.page);
  await devtools.send('WebAuthn.enable');
  await addAuthenticator();
});
afterAll(async () => {
  await visitor.leave();
  await site.close();
});

async function addAuthenticator(): Promise<void> {
  ({ authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  }));
}

/** Signs in with the passkey, and catches what the browser sends, to try it again. */
async function signInWithPasskey(page: Page): Promise<string> {
  await visitor.open('/sign-in?next=/account/security');
  const sent = page.waitForRequest(
    (request) => request.method() === 'POST' && request.url().endsWith('/sign-in/passkey'),
  );
  const moved = page.waitForEvent('framenavigated');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  const body = new URLSearchParams((await sent).postData() ?? '');
  await moved;
  await page.waitForLoadState('load');
  return body.get('answer') ?? '';
}

const signOut = (page: Page) => page.getByRole('button', { name: 'Sign out', exact: true }).click();

test('a passkey is made, named, signs in alone, and is removed', async () => {
  const { page } = visitor;
  await visitor.open('/sign-in?next=/account/security');
  await page.getByLabel('E-mail address').fill(EMAIL);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('link', { name: 'Add a passkey' }).click();
  await page.getByLabel('Name').fill('Demo laptop');
  await page.getByRole('button', { name: 'Make the passkey' }).click();
  await page.getByText('The passkey is added').waitFor();
  await page.getByText('Demo laptop').first().waitFor();

  await page.getByRole('link', { name: /Rename or remove.*Demo laptop/ }).click();
  await page.getByLabel('Name').fill('Demo desk');
  await page.getByRole('button', { name: 'Rename it' }).click();
  await page.getByText('Demo desk').first().waitFor();

  await signOut(page);
  await signInWithPasskey(page);
  await page.getByRole('heading', { name: 'Signing in', level: 1 }).waitFor();
  expect(
    await page
      .getByText(/last used/)
      .first()
      .isVisible(),
  ).toBe(true);

  await page.getByRole('link', { name: /Rename or remove/ }).click();
  await page.getByRole('button', { name: 'Remove this passkey' }).click();
  await page.getByText('The passkey is removed').waitFor();
  await signOut(page);
  await signInWithPasskey(page);
  await page.getByText('This passkey is not known here').waitFor();
  expect(visitor.complaints.filter((words) => !words.includes('422'))).toEqual([]);
});

test('an answer counts once, and only for what it was asked for', async () => {
  const { page } = visitor;
  await devtools.send('WebAuthn.disable');
  await devtools.send('WebAuthn.enable');
  await addAuthenticator();
  const client = openClient(site);
  await client.post('/sign-in', { email: EMAIL, password: PASSWORD });
  await page.context().addCookies([...client.cookies].map(([name, value]) => ({ name, value, url: site.origin })));
  await visitor.open('/account/passkeys/new');
  await page.getByRole('button', { name: 'Make the passkey' }).click();
  await page.getByText('The passkey is added').waitFor();
  await signOut(page);
  const answer = await signInWithPasskey(page);
  expect(visitor.where()).toBe('/account/security');

  // An authenticator without a counter always says zero: the challenge alone must be enough.
  await site.database.pool.query('update accounts.passkey set counter = 0');
  const thief = openClient(site);
  const replayed = await thief.post('/sign-in/passkey', { answer });
  expect(replayed.statusCode).toBe(422);
  const changed = JSON.parse(answer);
  const data = JSON.parse(Buffer.from(changed.response.clientDataJSON, 'base64url').toString());
  const { challenge } = (await thief.post('/sign-in/passkey/challenge')).json();
  changed.response.clientDataJSON = Buffer.from(JSON.stringify({ ...data, challenge })).toString('base64url');
  expect((await thief.post('/sign-in/passkey', { answer: JSON.stringify(changed) })).statusCode).toBe(422);
  for (const nonsense of ['', '{}', 'null', '[]', '{"id":"x"}', '"'.repeat(9999)]) {
    expect((await thief.post('/sign-in/passkey', { answer: nonsense })).statusCode).toBe(422);
  }
  expect((await thief.get('/account/security')).statusCode).toBe(303);
});

test('a passkey of somebody else can be neither renamed nor removed', async () => {
  await signUp(site, 'Demo Eve', 'eve@example.org');
  const eve = openClient(site);
  await eve.post('/sign-in', { email: 'eve@example.org', password: PASSWORD });
  const { rows } = await site.database.pool.query('select id from accounts.passkey');
  const id = String(rows[0].id);
  expect((await eve.get(`/account/passkeys?id=${id}`)).statusCode).toBe(404);
  expect((await eve.post('/account/passkeys/name', { id, name: 'mine' })).statusCode).toBe(404);
  expect((await eve.post('/account/passkeys/removal', { id })).statusCode).toBe(404);
});

test('without finger, face or PIN a passkey opens nothing, even where the browser would let it', async () => {
  const { page } = visitor;
  await page.context().clearCookies();
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await visitor.open('/sign-in');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.getByText(/It was stopped, or took too long/).waitFor();
  expect(visitor.where()).toBe('/sign-in');

  await page.route('**/sign-in/passkey/challenge', async (route) => {
    const challenge = await (await route.fetch()).json();
    await route.fulfill({ json: { ...challenge, userVerification: 'discouraged' } });
  });
  await signInWithPasskey(page);
  await page.getByText('This passkey could not be used here').waitFor();
  expect((await page.context().cookies()).map(({ name }) => name)).not.toContain('cairn.session_token');
});

test('the pages are valid, and axe finds nothing', async () => {
  const client = openClient(site);
  const check = async (path: string) => {
    const { body, statusCode } = await client.get(path);
    expect(`${path} ${statusCode}`).toBe(`${path} 200`);
    expect(await invalidHtml(body)).toEqual([]);
    expect(await axeInJsdom(body)).toEqual([]);
  };
  for (const path of ['/sign-in', '/sign-in/code', '/new-password', '/sign-up']) await check(path);
  await client.post('/sign-in', { email: EMAIL, password: PASSWORD });
  const { rows } = await site.database.pool.query('select id from accounts.passkey');
  await client.post('/account/addresses', { email: 'more@example.org' });
  await client.post('/account/second-factor', { password: PASSWORD });
  for (const path of [
    '/account/security',
    '/account/password',
    '/account/addresses',
    '/account/second-factor',
    '/account/second-factor/code',
    '/account/second-factor/removal',
    '/account/backup-codes',
    '/account/passkeys/new',
    `/account/passkeys?id=${rows[0].id}`,
    '/sign-in/again?next=/account',
  ])
    await check(path);
});
