/** Links in letters: opened by scanners, used twice, used at once, used for something else; and what a new password ends. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openClient } from '../../../tests/support/client.js';
import { get, newestLink, PASSWORD, post, signUp } from '../../../tests/support/people.js';
import { openSite, type RunningSite } from '../../../tests/support/site.js';
import { makeLink } from '../index.js';

let site: RunningSite;
let cookie: string;
const EMAIL = 'ada@example.org';
const OTHER = 'marble compass winter fennel';
beforeAll(async () => {
  site = await openSite({ starter: false });
  ({ cookie } = await signUp(site, 'Demo Ada', EMAIL));
});
afterAll(() => site.close());

async function resetLink(): Promise<string> {
  await post(site, '/new-password', { email: EMAIL });
  return newestLink(site.database, EMAIL, '/new-password/');
}

/** Every way in which a program looks at a link before a person does. */
async function scan(link: string, from = cookie): Promise<number[]> {
  const looks = [
    { method: 'GET' },
    { method: 'HEAD' },
    { method: 'GET', headers: { 'sec-purpose': 'prefetch;prerender', purpose: 'prefetch' } },
    { method: 'GET', headers: { 'user-agent': 'Mail scanner', 'sec-fetch-site': 'none' } },
    { method: 'OPTIONS' },
  ] as const;
  const statuses: number[] = [];
  for (const look of looks) {
    const headers = { cookie: from, ...('headers' in look ? look.headers : {}) };
    statuses.push((await site.app.inject({ method: look.method, url: link, headers })).statusCode);
  }
  return statuses;
}

describe('a link for a new password', () => {
  test('is not used up by whoever only looks', async () => {
    const link = await resetLink();
    const statuses = await scan(link);
    expect(statuses.every((status) => status < 500)).toBe(true);
    expect((await post(site, link, { password: OTHER })).statusCode).toBe(303);
    expect((await post(site, link, { password: PASSWORD })).statusCode).toBe(410);
  });

  test('acts once, also for two at the same time', async () => {
    const link = await resetLink();
    const answers = await Promise.all([PASSWORD, OTHER, PASSWORD].map((password) => post(site, link, { password })));
    expect(answers.filter(({ statusCode }) => statusCode === 303)).toHaveLength(1);
    for (const { statusCode } of answers.filter((answer) => answer.statusCode !== 303))
      expect([410, 422]).toContain(statusCode);
  });

  test('is worth nothing when a newer one was sent, or for another purpose', async () => {
    const old = await resetLink();
    const link = await resetLink();
    expect((await post(site, old, { password: PASSWORD })).statusCode).toBe(410);
    expect(
      (await post(site, link.replace('/new-password/', '/sign-up/'), { name: 'x', password: PASSWORD })).statusCode,
    ).toBe(410);
    expect((await post(site, link, { password: PASSWORD })).statusCode).toBe(303);
  });

  test('ends every session and says so by letter', async () => {
    const here = openClient(site);
    const there = openClient(site);
    for (const client of [here, there]) await client.post('/sign-in', { email: EMAIL, password: PASSWORD });
    await here.post(await resetLink(), { password: OTHER });
    expect((await there.get('/account/security')).statusCode).toBe(303);
    expect((await here.get('/account/security')).statusCode).toBe(200);
    const { rows } = await site.database.pool.query(
      'select subject from platform.mail order by created_at desc limit 1',
    );
    expect(rows[0].subject).toBe('Your Cairn password was changed');
  });
});

test('a changed password ends the other sessions, needs the old one, and cannot be guessed at', async () => {
  const here = openClient(site);
  const there = openClient(site);
  for (const client of [here, there]) await client.post('/sign-in', { email: EMAIL, password: OTHER });
  const refused = await here.post('/account/password', { password: 'wrong', wanted: PASSWORD });
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain('This is not your password');
  expect((await there.get('/account/security')).statusCode).toBe(200);
  expect((await here.post('/account/password', { password: OTHER, wanted: 'password1' })).body).toContain(
    'easy to guess',
  );
  const done = await here.post('/account/password', { password: OTHER, wanted: PASSWORD });
  expect(done.headers.location).toBe('/account/security?done=password');
  expect((await here.get('/account/security')).statusCode).toBe(200);
  expect((await there.get('/account/security')).statusCode).toBe(303);
  await site.database.pool.query('update accounts.attempt set failures = 10');
  expect((await here.post('/account/password', { password: PASSWORD, wanted: OTHER })).statusCode).toBe(422);
  expect((await there.post('/sign-in', { email: EMAIL, password: PASSWORD })).statusCode).toBe(303);
});

describe('an added address', () => {
  let me: ReturnType<typeof openClient>;
  beforeAll(async () => {
    await site.database.pool.query('truncate accounts.attempt');
    me = openClient(site);
    await me.post('/sign-in', { email: EMAIL, password: PASSWORD });
  });
  const ask = async (email: string) => {
    expect((await me.post('/account/addresses', { email })).headers.location).toBe('/account/addresses?done=sent');
    return newestLink(site.database, email, '/account/addresses/confirmation/');
  };
  const idOf = async (email: string) => {
    const { rows } = await site.database.pool.query('select id from accounts.address where email = $1', [email]);
    return String(rows[0]?.id);
  };

  test('counts when its link was used by who asked, signed in, once', async () => {
    const link = await ask('ada@work.example.org');
    expect((await get(site, link)).headers.location).toContain('/sign-in?next=');
    const stranger = await signUp(site, 'Demo Eve', 'eve@example.org');
    expect((await get(site, link, stranger.cookie)).statusCode).toBe(410);
    expect((await post(site, link, {}, stranger.cookie)).statusCode).toBe(410);
    await scan(link, [...me.cookies].map((pair) => pair.join('=')).join('; '));
    const early = await openClient(site).post('/sign-in', { email: 'ada@work.example.org', password: PASSWORD });
    expect(early.statusCode).toBe(401);
    const answers = await Promise.all([me.post(link), me.post(link)]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 410]);
    const late = await openClient(site).post('/sign-in', { email: 'ADA@work.example.org', password: PASSWORD });
    expect(late.statusCode).toBe(303);
  });

  test('belongs to whoever proves it first', async () => {
    const link = await ask('shared@example.org');
    await post(site, '/sign-up', { name: 'Demo Fay', email: 'shared@example.org' });
    const other = await newestLink(site.database, 'shared@example.org', '/sign-up/');
    expect((await post(site, other, { name: 'Demo Fay', password: OTHER })).statusCode).toBe(303);
    const refused = await me.post(link);
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('cannot be added any more');
  });

  test('can become the first; the old one is told, and cannot be lost by removing', async () => {
    const work = await idOf('ada@work.example.org');
    expect((await me.post('/account/addresses/first', { id: work })).headers.location).toBe(
      '/account/addresses?done=first',
    );
    const { rows } = await site.database.pool.query(
      `select recipient from platform.mail where subject = 'The addresses of your Cairn account changed' order by created_at`,
    );
    expect(rows.map(({ recipient }) => recipient)).toContain(EMAIL);
    const kept = await me.post('/account/addresses/removal', { id: work });
    expect(kept.statusCode).toBe(422);
    expect(kept.body).toContain('Choose another for letters first');
    expect((await me.get(`/account/addresses/removal?id=${await idOf(EMAIL)}`)).body).toContain('Remove this address?');
    expect((await me.post('/account/addresses/removal', { id: await idOf(EMAIL) })).statusCode).toBe(303);
    expect((await openClient(site).post('/sign-in', { email: EMAIL, password: PASSWORD })).statusCode).toBe(401);
  });

  test('of somebody else is out of reach', async () => {
    const theirs = await idOf('eve@example.org');
    for (const act of ['removal', 'first']) {
      expect((await me.post(`/account/addresses/${act}`, { id: theirs })).statusCode).toBe(422);
    }
    expect((await openClient(site).post('/sign-in', { email: 'eve@example.org', password: PASSWORD })).statusCode).toBe(
      303,
    );
  });

  test('needs a recent proof of who one is', async () => {
    await site.database.pool.query(`update accounts.session set proved = '2020-01-01'`);
    const asked = await me.post('/account/addresses', { email: 'late@example.org' });
    expect(asked.headers.location).toBe('/sign-in/again?next=%2Faccount%2Faddresses');
    expect((await me.get('/account/passkeys/new')).headers.location).toBe(
      '/sign-in/again?next=%2Faccount%2Fpasskeys%2Fnew',
    );
    expect((await me.post('/sign-in/again', { password: 'wrong', next: '/account/addresses' })).statusCode).toBe(422);
    const proved = await me.post('/sign-in/again', { password: PASSWORD, next: '/account/passkeys/new' });
    expect(proved.headers.location).toBe('/account/passkeys/new');
    expect((await me.get('/account/passkeys/new')).statusCode).toBe(200);
    expect((await me.post('/account/addresses', { email: 'late@example.org' })).headers.location).toContain(
      'done=sent',
    );
  });
});

test('sessions are listed in words; one, or all others, can be ended, but none of somebody else', async () => {
  const email = 'gil@example.org';
  const { cookie: first } = await signUp(site, 'Demo Gil', email);
  const phone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19.0 Mobile/15E148 Safari/604.1';
  const mobile = openClient(site, { agent: phone });
  await mobile.post('/sign-in', { email, password: PASSWORD });
  const page = await get(site, '/account/security', first);
  expect(page.body).toContain('Safari on iPhone');
  expect(page.body.match(/this browser/g)).toHaveLength(1);

  const ids = async (person: string) => {
    const found = await site.database.pool.query(
      'select session.id from accounts.session join accounts.person on person.id = person_id where email = $1 order by session.created',
      [person],
    );
    return found.rows.map(({ id }) => String(id));
  };
  const [theirs = ''] = await ids('eve@example.org');
  await post(site, '/account/sessions/end', { id: theirs }, first);
  expect(await ids('eve@example.org')).toContain(theirs);

  await post(site, '/account/sessions/end-others', {}, first);
  expect((await mobile.get('/account/security')).statusCode).toBe(303);
  expect((await get(site, '/account/security', first)).statusCode).toBe(200);
  await mobile.post('/sign-in', { email, password: PASSWORD });
  const ended = await post(site, '/account/sessions/end', { id: (await ids(email)).at(-1) as string }, first);
  expect(ended.headers.location).toBe('/account/security?done=session-ended');
});

test('a link of any purpose opens nothing of another', async () => {
  const { db } = site.database;
  const now = new Date('2026-11-23');
  for (const purpose of ['claim', 'invitation', 'staff', 'hand-over', 'provider'] as const) {
    const token = await makeLink(db, { purpose, email: 'eve@example.org', hours: 1, now });
    for (const place of ['/sign-up/', '/new-password/']) {
      expect((await post(site, place + token, { name: 'Demo Eve', password: PASSWORD })).statusCode).toBe(410);
    }
  }
});
