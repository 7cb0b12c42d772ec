/** Signing in with an account elsewhere, at real OpenID providers; and every way to mix up what they say. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, openClient } from '../../../tests/support/client.js';
import { PASSWORD, signUp } from '../../../tests/support/people.js';
import { openSite, type RunningSite } from '../../../tests/support/site.js';
import { CLIENT, type LyingServer, type OidcServer, openLyingServer, openOidcServer } from './oidc-server.js';

const ORIGIN = 'http://localhost:3999';
const doneAt = (id: string) => `${ORIGIN}/sign-in/with/${id}/done`;

let site: RunningSite;
let college: OidcServer;
let union: OidcServer;
let liar: LyingServer;
let folder: string;
beforeAll(async () => {
  // Each lets the other's address pass, as a careless or hostile provider might: Cairn itself must notice.
  const both = [doneAt('college'), doneAt('union')];
  college = await openOidcServer(both);
  union = await openOidcServer(both);
  liar = await openLyingServer();
  folder = mkdtempSync(join(tmpdir(), 'cairn-oidc-'));
  const file = join(folder, 'providers.json');
  writeFileSync(
    file,
    JSON.stringify([
      { id: 'college', name: 'Demo College', issuer: college.issuer, ...CLIENT },
      { id: 'union', name: 'Demo Union', issuer: union.issuer, ...CLIENT },
      { id: 'liar', name: 'Demo Liar', issuer: liar.issuer, ...CLIENT },
      { id: 'mask', name: 'Demo Mask', issuer: `${college.issuer}/`, ...CLIENT },
      { id: 'gone', name: 'Demo Gone', issuer: 'http://127.0.0.1:9', ...CLIENT },
      { id: 'inside', name: 'Demo Inside', issuer: 'http://127.0.0.2:9', ...CLIENT },
    ]),
  );
  const env = {
    CAIRN_ORIGIN: ORIGIN,
    CAIRN_OIDC: file,
    CAIRN_FETCH_ALLOW: `${college.host} ${union.host} ${liar.host} 127.0.0.1:9`,
  };
  site = await openSite({ starter: false, env });
  college.accounts.set('ada', { email: 'Ada@example.org', email_verified: true, name: 'Demo Ada' });
  college.accounts.set('new', { email: 'new@example.org', email_verified: true, name: 'Demo New' });
  college.accounts.set('unchecked', { email: 'ada@example.org', email_verified: false });
  college.accounts.set('silent', {});
  union.accounts.set('ada', { email: 'somebody@example.org', email_verified: true });
  await signUpAt('Demo Ada', 'ada@example.org');
});
afterAll(async () => {
  await site.close();
  await college.close();
  await union.close();
  await liar.close();
  rmSync(folder, { recursive: true });
});

/** The pages of this site are asked for under its public address. */
async function signUpAt(name: string, email: string) {
  return signUp({ ...site, origin: ORIGIN }, name, email);
}

/** To the provider, signed in there, and with what it says. Not yet back. */
async function goTo(client: Client, id: 'college' | 'union', who: string, query = ''): Promise<string> {
  const begun = await client.get(`/sign-in/with/${id}${query}`);
  expect(begun.statusCode).toBe(303);
  const server = id === 'college' ? college : union;
  const back = await server.signIn(String(begun.headers.location), who);
  expect(back.startsWith(`${ORIGIN}/sign-in/with/`)).toBe(true);
  return back.slice(ORIGIN.length);
}

const isIn = async (client: Client) => (await client.get('/account/security')).statusCode === 200;

describe('an account elsewhere', () => {
  test('signs in to the account with the same address, proved on both sides, and its owner is told', async () => {
    const client = openClient(site);
    expect((await client.get('/sign-in')).body).toContain('Sign in with Demo College');
    const done = await client.get(await goTo(client, 'college', 'ada', '?next=/courses'));
    expect(done.headers.location).toBe('/courses');
    expect(await isIn(client)).toBe(true);
    const { rows } = await site.database.pool.query(
      `select recipient from platform.mail where subject = 'Your account at Demo College was linked'`,
    );
    expect(rows).toEqual([{ recipient: 'ada@example.org' }]);
    const page = await client.get('/account/security');
    expect(page.body).toContain('Linked since');
  });

  test('with an address that nobody has makes an account after name and terms', async () => {
    const client = openClient(site);
    const offered = await client.get(await goTo(client, 'college', 'new'));
    const offer = String(offered.headers.location);
    expect(offer).toMatch(/^\/sign-up\/with\//);
    const page = await client.get(offer);
    expect(page.body).toContain('value="Demo New"');
    expect(page.body).toContain('/terms');
    expect(await isIn(client)).toBe(false);
    expect((await client.post(offer, { name: '' })).statusCode).toBe(422);
    expect((await client.post(offer, { name: 'Demo New' })).headers.location).toBe('/my');
    expect(await isIn(client)).toBe(true);
    expect((await client.get(offer)).statusCode).toBe(410);
    const again = openClient(site);
    expect((await again.get(await goTo(again, 'college', 'new'))).headers.location).toBe('/my');
    const back = await again.get('/sign-in/again?next=/account/addresses');
    expect(back.body).toContain('no password yet');
  });

  test('whose address the provider has not checked is not let in', async () => {
    for (const [who, words] of [
      ['unchecked', 'has not checked'],
      ['silent', 'does not tell us your mail address'],
    ] as const) {
      const client = openClient(site);
      const refused = await client.get(await goTo(client, 'college', who));
      expect(refused.statusCode).toBe(403);
      expect(refused.body).toContain(words);
      expect(await isIn(client)).toBe(false);
    }
  });

  test('is linked from the account page only where the address is one’s own', async () => {
    const client = openClient(site);
    await client.post('/sign-in', { email: 'ada@example.org', password: PASSWORD });
    const begun = await client.post('/account/providers/link', { provider: 'union' });
    const address = /href="(http[^"]+)"[^>]*>Go on to/.exec(begun.body)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const back = (await union.signIn(address, 'ada')).slice(ORIGIN.length);
    const refused = await client.get(back);
    expect(refused.body).toContain('Add it to your addresses here first');
  });

  test('can be unlinked', async () => {
    const client = openClient(site);
    await client.post('/sign-in', { email: 'ada@example.org', password: PASSWORD });
    const done = await client.post('/account/providers/unlink', { issuer: college.issuer });
    expect(done.headers.location).toBe('/account/security?done=unlinked');
    expect((await client.get('/account/security')).body).toContain('Not linked');
    const { rows } = await site.database.pool.query(`select 1 from accounts.sign_in_method where account_id = 'ada'`);
    expect(rows).toEqual([]);
  });

  test('does not go round the second factor', async () => {
    await site.database.pool.query(`update accounts.person set second_factor = true where email = 'new@example.org'`);
    const client = openClient(site);
    const asked = await client.get(await goTo(client, 'college', 'new'));
    expect(asked.headers.location).toContain('/sign-in/code');
    expect(await isIn(client)).toBe(false);
    await site.database.pool.query('update accounts.person set second_factor = false');
  });

  test('proves once more who one is, by signing in there afresh', async () => {
    const client = openClient(site);
    await client.get(await goTo(client, 'college', 'new'));
    await site.database.pool.query(`update accounts.session set proved = '2020-01-01'`);
    expect((await client.get('/account/passkeys/new')).statusCode).toBe(303);
    const begun = await client.get('/sign-in/with/college?again=1&next=/account/passkeys/new');
    const asked = new URL(String(begun.headers.location)).searchParams;
    expect([asked.get('prompt'), asked.get('max_age')]).toEqual(['login', '0']);
    const back = (await college.signIn(String(begun.headers.location), 'new')).slice(ORIGIN.length);
    expect((await client.get(back)).headers.location).toBe('/account/passkeys/new');
    expect((await client.get('/account/passkeys/new')).statusCode).toBe(200);
  });
});

describe('a mix-up is noticed', () => {
  const refusedAt = async (client: Client, back: string) => {
    const refused = await client.get(back);
    expect(refused.headers.location).toBeUndefined();
    expect(await isIn(client)).toBe(false);
    return refused;
  };
  const changed = (back: string, change: (query: URLSearchParams) => void): string => {
    const url = new URL(back, ORIGIN);
    change(url.searchParams);
    return url.pathname + url.search;
  };

  test('a code of one provider at the address of the other', async () => {
    const client = openClient(site);
    const back = await goTo(client, 'college', 'new');
    const refused = await refusedAt(client, back.replace('/college/', '/union/'));
    expect(refused.body).toContain('Begin again here');
  });

  test('a code of one provider is not even shown to another that names no issuer', async () => {
    const client = openClient(site);
    const back = await goTo(client, 'college', 'new');
    const before = liar.codes();
    const led = changed(back, (query) => query.delete('iss')).replace('/college/', '/liar/');
    await refusedAt(client, led);
    expect(liar.codes()).toBe(before);
  });

  test('a provider that sends people to another and takes what comes back for its own', async () => {
    // Begun at the union, whose page leads to the college: state and address are the union's, code and issuer the college's.
    const client = openClient(site);
    const begun = new URL(String((await client.get('/sign-in/with/union')).headers.location));
    const led = new URL(begun.pathname + begun.search, college.issuer);
    const back = (await college.signIn(led.href, 'new')).slice(ORIGIN.length);
    expect(back).toContain('/sign-in/with/union/done');
    expect(new URL(back, ORIGIN).searchParams.get('iss')).toBe(college.issuer);
    await refusedAt(client, back);
  });

  test('an answer that names no issuer where the provider always names it, or another', async () => {
    for (const iss of [null, union.issuer]) {
      const client = openClient(site);
      const back = await goTo(client, 'college', 'new');
      await refusedAt(
        client,
        changed(back, (query) => (iss === null ? query.delete('iss') : query.set('iss', iss))),
      );
    }
  });

  test('a wrong state, none, or that of another try', async () => {
    const other = openClient(site);
    const theirs = new URL(await goTo(other, 'college', 'new'), ORIGIN).searchParams.get('state') ?? '';
    for (const state of ['', 'x'.repeat(43), theirs]) {
      const client = openClient(site);
      const back = await goTo(client, 'college', 'new');
      await refusedAt(
        client,
        changed(back, (query) => query.set('state', state)),
      );
    }
  });

  test('an answer that comes to another browser: nobody is signed in as somebody else', async () => {
    const attacker = openClient(site);
    const back = await goTo(attacker, 'college', 'new');
    await refusedAt(openClient(site), back);
    const victim = openClient(site);
    await victim.get('/sign-in/with/college');
    await refusedAt(victim, back);
  });

  test('a code that was used before', async () => {
    const client = openClient(site);
    const back = await goTo(client, 'college', 'new');
    const onward = client.cookies.get('cairn.onward') as string;
    await client.get(back);
    expect(await isIn(client)).toBe(true);
    const thief = openClient(site);
    thief.cookies.set('cairn.onward', onward);
    const refused = await refusedAt(thief, back);
    expect(refused.body).toContain('Demo College refused this');
  });

  test('a code that was asked for with another nonce, put into this browser’s try', async () => {
    const client = openClient(site);
    const mine = await client.get('/sign-in/with/college');
    const asked = new URL(String(mine.headers.location));
    asked.searchParams.set('nonce', 'another');
    const back = (await college.signIn(asked.href, 'new')).slice(ORIGIN.length);
    await refusedAt(client, back);
  });

  test('a code that was asked for with another verifier', async () => {
    const client = openClient(site);
    const mine = await client.get('/sign-in/with/college');
    const asked = new URL(String(mine.headers.location));
    asked.searchParams.set('code_challenge', 'x'.repeat(43));
    const back = (await college.signIn(asked.href, 'new')).slice(ORIGIN.length);
    await refusedAt(client, back);
  });

  test('a cookie of the way that was changed', async () => {
    const client = openClient(site);
    const back = await goTo(client, 'college', 'new');
    const [body = '', seal = ''] = (client.cookies.get('cairn.onward') ?? '').split('.');
    const onward = JSON.parse(Buffer.from(body, 'base64url').toString());
    const forged = Buffer.from(JSON.stringify({ ...onward, next: '/staff' })).toString('base64url');
    client.cookies.set('cairn.onward', `${forged}.${seal}`);
    await refusedAt(client, back);
  });

  test('somebody who stops there comes back to the sign-in page', async () => {
    const client = openClient(site);
    const begun = new URL(String((await client.get('/sign-in/with/college')).headers.location));
    const state = begun.searchParams.get('state') ?? '';
    const query = new URLSearchParams({ error: 'access_denied', state, iss: college.issuer });
    const refused = await refusedAt(client, `/sign-in/with/college/done?${query}`);
    expect(refused.body).toContain('or you stopped there');
    expect(refused.body).not.toContain('access_denied');
  });
});

test('a link begun by one person is not finished by another who signed in meanwhile', async () => {
  const client = openClient(site);
  await client.post('/sign-in', { email: 'ada@example.org', password: PASSWORD });
  const begun = await client.post('/account/providers/link', { provider: 'college' });
  const address = /href="(http[^"]+)"[^>]*>Go on to/.exec(begun.body)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const back = (await college.signIn(address, 'new')).slice(ORIGIN.length);
  const eve = await signUpAt('Demo Eve', 'eve@example.org');
  for (const pair of eve.cookie.split('; ')) {
    client.cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
  }
  expect((await client.get(back)).body).toContain('You were signed out meanwhile');
});

describe('an ID token', () => {
  /** The way there and back with the lying server, which gives the code that it takes. */
  async function hear(lie: Parameters<LyingServer['say']>[0]) {
    const client = openClient(site);
    const begun = new URL(String((await client.get('/sign-in/with/liar')).headers.location)).searchParams;
    liar.say({ ...lie, claims: { nonce: begun.get('nonce'), ...lie.claims } });
    const query = new URLSearchParams({ code: 'code', state: begun.get('state') ?? '' });
    return client.get(`/sign-in/with/liar/done?${query}`);
  }

  test('that is right is believed', async () => {
    expect((await hear({})).headers.location).toBe('/my');
  });

  const past = Math.floor(Date.now() / 1000) - 3600;
  test.each([
    ['is not signed', { header: { alg: 'none' }, key: 'none' }],
    ['is signed by another key', { key: 'other' }],
    ['is signed with our own secret', { header: { alg: 'HS256' }, key: 'secret' }],
    ['was made by somebody else', { claims: { iss: 'https://other.example' } }],
    ['was made for somebody else', { claims: { aud: 'another' } }],
    ['was made for several, and not for us first', { claims: { aud: ['cairn', 'another'], azp: 'another' } }],
    ['was made for several, without saying for whom', { claims: { aud: ['cairn', 'another'] } }],
    ['has run out', { claims: { exp: past } }],
    ['is old', { claims: { iat: past } }],
    ['has the nonce of another try', { claims: { nonce: 'another' } }],
    ['has no nonce', { claims: { nonce: undefined } }],
    ['names nobody', { claims: { sub: '' } }],
    ['is of the wrong shape', { claims: { sub: 7 } }],
  ] as const)('that %s is not', async (_, lie) => {
    const refused = await hear(lie);
    expect([403, 502]).toContain(refused.statusCode);
    expect(refused.headers.location).toBeUndefined();
    expect([refused.headers['set-cookie']].flat().join()).not.toContain('session_token');
  });
});

test('a provider that is down, in a private network, somebody else, or unknown is said in a sentence', async () => {
  for (const [id, status, words] of [
    ['gone', 502, 'Demo Gone cannot be reached'],
    ['inside', 502, 'Demo Inside cannot be reached'],
    ['mask', 502, 'Demo Mask describes itself as somebody else'],
    ['nowhere', 404, 'does not offer'],
  ] as const) {
    const answer = await openClient(site).get(`/sign-in/with/${id}`);
    expect(answer.statusCode).toBe(status);
    expect(answer.body).toContain(words);
  }
});
