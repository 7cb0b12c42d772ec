/** Signing in under attack: too many tries, telling who has an account, foreign forms, planted sessions, ways off the site. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openClient } from '../../../tests/support/client.js';
import { get, newestLink, PASSWORD, post, signUp } from '../../../tests/support/people.js';
import { openSite, type RunningSite } from '../../../tests/support/site.js';
import { localPath } from '../rules/addresses.js';

let site: RunningSite;
beforeAll(async () => {
  site = await openSite({ starter: false });
});
afterAll(() => site.close());

const WRONG = 'not this one at all';

describe('too many wrong tries', () => {
  test('stop strangers, not the browser that the owner used before', async () => {
    const email = 'ada@example.org';
    await signUp(site, 'Demo Ada', email);
    const home = openClient(site, { from: '192.0.2.1' });
    await home.post('/sign-in', { email, password: PASSWORD });
    await home.post('/sign-out');

    const stranger = openClient(site, { from: '192.0.2.66' });
    const answers = [];
    for (let tried = 0; tried < 11; tried++) {
      answers.push((await stranger.post('/sign-in', { email, password: WRONG })).statusCode);
    }
    expect(answers).toEqual([...Array(10).fill(401), 429]);
    const right = await stranger.post('/sign-in', { email, password: PASSWORD });
    expect([right.statusCode, right.headers.location]).toEqual([429, undefined]);
    expect(Number(right.headers['retry-after'])).toBeGreaterThan(0);

    expect((await home.post('/sign-in', { email, password: PASSWORD })).statusCode).toBe(303);
  });

  test('leave the letter open as a way in', async () => {
    const email = 'ada@example.org';
    const elsewhere = openClient(site, { from: '192.0.2.3' });
    expect((await elsewhere.post('/sign-in', { email, password: PASSWORD })).statusCode).toBe(429);
    await elsewhere.post('/new-password', { email });
    const done = await elsewhere.post(await newestLink(site.database, email, '/new-password/'), { password: PASSWORD });
    expect(done.headers.location).toBe('/my');
    expect((await elsewhere.get('/account/security')).statusCode).toBe(200);
  });

  test('are counted before they are judged: many at once gain nothing', async () => {
    const email = 'many@example.org';
    const answers = await Promise.all(
      Array.from({ length: 14 }, () =>
        openClient(site, { from: '192.0.2.7' }).post('/sign-in', { email, password: WRONG }),
      ),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 401)).toHaveLength(10);
  });

  test('of one client are limited whatever the addresses', async () => {
    const from = '192.0.2.9';
    const client = openClient(site, { from });
    await client.post('/sign-in', { email: 'one@example.org', password: WRONG });
    const { rows } = await site.database.pool.query('select key, failures from accounts.attempt where failures = 1');
    expect(rows.length).toBeGreaterThan(1);
    await site.database.pool.query('update accounts.attempt set failures = 100 where failures = 1');
    expect((await client.post('/sign-in', { email: 'two@example.org', password: WRONG })).statusCode).toBe(429);
  });

  test('say nothing of who was tried, and are kept under seals', async () => {
    const { rows } = await site.database.pool.query('select key from accounts.attempt');
    for (const { key } of rows) expect(key).toMatch(/^[\w-]{43}$/);
  });
});

describe('who has an account is not told', () => {
  /** The page without what was typed. */
  const plain = (body: string, email: string) => body.replaceAll(email, 'ADDRESS');

  test('by any form that takes an address: same status, same words', async () => {
    const known = 'bea@example.org';
    await signUp(site, 'Demo Bea', known);
    const unknown = 'nobody@example.org';
    for (const [path, fields] of [
      ['/sign-up', { name: 'Demo Somebody' }],
      ['/new-password', {}],
      ['/sign-in', { password: WRONG }],
    ] as const) {
      const [one, other] = await Promise.all(
        [known, unknown].map((email) => openClient(site, { from: '192.0.2.20' }).post(path, { ...fields, email })),
      );
      expect(`${path} ${one?.statusCode}`).toBe(`${path} ${other?.statusCode}`);
      expect(plain(one?.body ?? '', known)).toBe(plain(other?.body ?? '', unknown));
      expect(Object.keys(one?.headers ?? {}).sort()).toEqual(Object.keys(other?.headers ?? {}).sort());
    }
    expect(await newestLink(site.database, unknown, '/sign-up/')).toMatch(/^\/sign-up\//);
    await expect(newestLink(site.database, known, '/new-password/')).resolves.toBeTruthy();
    await expect(newestLink(site.database, unknown, '/new-password/')).rejects.toThrow();
  });

  // A clock on a shared machine would say little. What costs time is one scrypt: both do it, as both take its share of the CPU.
  test('by the work that is done: a password is hashed for unknown addresses too', async () => {
    const cost = async (email: string) => {
      const before = process.cpuUsage();
      await openClient(site, { from: '192.0.2.21' }).post('/sign-in', { email, password: WRONG });
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    const least = { known: Number.POSITIVE_INFINITY, unknown: Number.POSITIVE_INFINITY };
    for (let round = 0; round < 3; round++) {
      least.known = Math.min(least.known, await cost('bea@example.org'));
      least.unknown = Math.min(least.unknown, await cost('nobody-at-all@example.org'));
    }
    // Without the hash an answer takes a tenth of the work.
    expect(least.unknown).toBeGreaterThan(least.known / 3);
    expect(least.known).toBeGreaterThan(least.unknown / 3);
  });

  test('by asking for an address that somebody else has', async () => {
    const asker = await signUp(site, 'Demo Cleo', 'cleo@example.org');
    const taken = await post(site, '/account/addresses', { email: 'bea@example.org' }, asker.cookie);
    const free = await post(site, '/account/addresses', { email: 'free@example.org' }, asker.cookie);
    expect([taken.statusCode, taken.headers.location]).toEqual([free.statusCode, free.headers.location]);
    const page = await get(site, '/account/addresses', asker.cookie);
    const rowOf = (email: string) =>
      page.body
        .split(/<\/?li>/)
        .find((row) => row.includes(email))
        ?.replaceAll(email, 'ADDRESS')
        .replaceAll(/[0-9a-f-]{36}/g, 'ID');
    expect(rowOf('bea@example.org')).toBe(rowOf('free@example.org'));
  });
});

describe('a session', () => {
  test('has a new name after signing in, and none that somebody planted', async () => {
    const client = openClient(site, { from: '192.0.2.30' });
    client.cookies.set('cairn.session_token', 'planted.c2lnbmVk');
    await client.post('/sign-in', { email: 'bea@example.org', password: PASSWORD });
    const first = client.cookies.get('cairn.session_token') as string;
    expect(first).not.toContain('planted');
    await client.post('/sign-in', { email: 'bea@example.org', password: PASSWORD });
    expect(client.cookies.get('cairn.session_token')).not.toBe(first);
    expect((await get(site, '/account/security', `cairn.session_token=${first}`)).statusCode).toBe(303);
  });

  test('is dead after signing out, also for who kept its cookie', async () => {
    const client = openClient(site, { from: '192.0.2.30' });
    await client.post('/sign-in', { email: 'bea@example.org', password: PASSWORD });
    const kept = client.cookies.get('cairn.session_token');
    await client.post('/sign-out');
    expect((await get(site, '/account/security', `cairn.session_token=${kept}`)).statusCode).toBe(303);
  });

  test('cannot be forged or borrowed: a cookie without its seal is nobody', async () => {
    const client = openClient(site, { from: '192.0.2.30' });
    await client.post('/sign-in', { email: 'bea@example.org', password: PASSWORD });
    const [token] = decodeURIComponent(client.cookies.get('cairn.session_token') ?? '').split('.');
    for (const value of [token, `${token}.`, `${token}.AAAA`, '', 'x'.repeat(5000)]) {
      expect((await get(site, '/account/security', `cairn.session_token=${value}`)).statusCode).toBe(303);
    }
  });
});

describe('a form of another site', () => {
  test('does nothing here, whichever of our addresses it is sent to', async () => {
    const { cookie } = await signUp(site, 'Demo Dora', 'dora@example.org');
    const paths = [
      ...'/sign-in /sign-in/code /sign-in/again /sign-in/passkey /sign-in/passkey/challenge /sign-out /sign-up'.split(
        ' ',
      ),
      ...'/new-password /account/password /account/sessions/end /account/sessions/end-others'.split(' '),
      ...'/account/second-factor /account/second-factor/code /account/second-factor/removal'.split(' '),
      ...'/account/backup-codes /account/passkeys /account/passkeys/challenge /account/passkeys/name'.split(' '),
      ...'/account/passkeys/removal /account/addresses /account/addresses/removal /account/addresses/first'.split(' '),
      ...'/account/providers/link /account/providers/unlink'.split(' '),
    ];
    for (const url of paths) {
      for (const headers of [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
      ]) {
        const answer = await site.app.inject({
          method: 'POST',
          url,
          headers: { ...headers, cookie, 'content-type': 'application/x-www-form-urlencoded' },
          payload: 'email=bea%40example.org',
        });
        expect(`${url} ${answer.statusCode}`).toBe(`${url} 403`);
      }
    }
    expect((await get(site, '/account/security', cookie)).statusCode).toBe(200);
  });
});

describe('the way on after signing in', () => {
  test('stays on this site, whatever was asked for', () => {
    const hostile = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.string().map((rest) => `/${rest}`),
      fc
        .tuple(fc.constantFrom('/', '\\', '//', '/\\', '/%09/', '/.//', '/..//', 'javascript:', '/\t/'), fc.webUrl())
        .map((two) => two.join('')),
    );
    fc.assert(
      fc.property(hostile, (next) => {
        const path = localPath(next);
        expect(new URL(path, site.origin).origin).toBe(site.origin);
        expect(path).toMatch(/^\/(?![/\\])/);
      }),
      { numRuns: 2000 },
    );
  });

  test('as requests see it', async () => {
    for (const next of [
      '//evil.example',
      'https://evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      '/.//evil.example',
    ]) {
      const client = openClient(site, { from: '192.0.2.40' });
      const answer = await client.post('/sign-in', { email: 'bea@example.org', password: PASSWORD, next });
      expect(new URL(String(answer.headers.location), site.origin).origin).toBe(site.origin);
      const page = await client.get(`/sign-in?next=${encodeURIComponent(next)}`);
      expect(new URL(String(page.headers.location), site.origin).origin).toBe(site.origin);
    }
  });
});

test('cookies are out of reach of scripts and of other sites, and over https of plain http', async () => {
  const secure = await openSite({
    starter: false,
    env: { CAIRN_ORIGIN: 'https://cairn.test', SMTP_URL: 'smtp://127.0.0.1:9' },
  });
  try {
    for (const [place, isSecure] of [
      [site, false],
      [secure, true],
    ] as const) {
      const client = openClient(place);
      await client.post('/sign-up', { name: 'Demo Eve', email: 'eve@example.org' });
      const link = await newestLink(place.database, 'eve@example.org', '/sign-up/');
      const answer = await client.post(link, { name: 'Demo Eve', password: PASSWORD });
      const cookies = [answer.headers['set-cookie'] ?? []].flat();
      expect(cookies.map((cookie) => cookie.split('=')[0]).sort()).toEqual(
        isSecure ? ['__Host-cairn.known', '__Secure-cairn.session_token'] : ['cairn.known', 'cairn.session_token'],
      );
      for (const cookie of cookies) {
        expect(cookie).toMatch(/; HttpOnly/i);
        expect(cookie).toMatch(/; SameSite=Lax/i);
        expect(/; Secure/i.test(cookie)).toBe(isSecure);
        expect(cookie).not.toMatch(/; Domain=/i);
      }
      expect((await client.get('/account/security')).statusCode).toBe(200);
    }
  } finally {
    await secure.close();
  }
});
