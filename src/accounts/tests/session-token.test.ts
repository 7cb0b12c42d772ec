/** The short way to whoever is signed in says what better-auth says, of every cookie. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { get, signUp, type TestPerson } from '../../../tests/support/people.js';
import { openSite, type RunningSite } from '../../../tests/support/site.js';
import { silentLog } from '../../platform/log/index.js';
import { type Auth, openAuth, SESSION_SECONDS } from '../actions/auth.js';
import { sealedToken } from '../actions/session-token.js';

let site: RunningSite;
let ada: TestPerson;
let auth: Auth;
let token: string;
beforeAll(async () => {
  site = await openSite({ starter: false });
  ada = await signUp(site, 'Demo Ada', 'ada@example.org');
  auth = openAuth(site.database.db, site.config, silentLog);
  token = (await site.database.pool.query('select token from accounts.session')).rows[0].token;
});
afterAll(() => site.close());

const isIn = async (cookie: string): Promise<boolean> => (await get(site, '/account', cookie)).statusCode === 200;
const askedOfAuth = async (cookie: string): Promise<boolean> =>
  (await auth.api.getSession({ headers: new Headers({ cookie }) })) !== null;
const name = 'cairn.session_token';

test('the token is the one of the session', async () => {
  expect(await sealedToken(auth, ada.cookie)).toBe(token);
  expect(await sealedToken(auth, `theme=dark; ${ada.cookie}; other=1`)).toBe(token);
});

describe('a cookie that was meddled with', () => {
  const value = () => decodeURIComponent(new RegExp(`${name}=([^;]+)`).exec(ada.cookie)?.[1] ?? '');
  test.each<[string, () => string]>([
    ['another token under the same seal', () => `${name}=${encodeURIComponent(`x${value()}`)}`],
    ['no seal', () => `${name}=${token}`],
    ['an empty seal', () => `${name}=${token}.`],
    ['a seal of another secret', () => `${name}=${encodeURIComponent(`${token}.${'A'.repeat(43)}=`)}`],
    ['a seal cut short', () => `${name}=${encodeURIComponent(value().slice(0, -2))}`],
    ['half a character', () => `${name}=%E0%A4%A`],
    ['another name around it', () => `x${name}=${encodeURIComponent(value())}`],
    ['nothing', () => `${name}=`],
  ])('%s opens nothing', async (_, cookie) => {
    expect(await sealedToken(auth, cookie())).toBe(null);
    expect([await isIn(cookie()), await askedOfAuth(cookie())]).toEqual([false, false]);
  });
});

test('one that is to be renewed is renewed; one that has run out, and one that was ended, open nothing', async () => {
  const { pool } = site.database;
  const rest = "now() + interval '3 days'";
  await pool.query(`update accounts.session set expires_at = ${rest}`);
  expect(await isIn(ada.cookie)).toBe(true);
  const { rows } = await pool.query('select extract(epoch from expires_at - now()) as left from accounts.session');
  expect(Number(rows[0].left)).toBeGreaterThan(SESSION_SECONDS - 600);
  await pool.query("update accounts.session set expires_at = now() - interval '1 second'");
  expect([await isIn(ada.cookie), await askedOfAuth(ada.cookie)]).toEqual([false, false]);
  const eve = await signUp(site, 'Demo Eve', 'eve@example.org');
  expect(await isIn(eve.cookie)).toBe(true);
  await pool.query('delete from accounts.session');
  expect(await isIn(eve.cookie)).toBe(false);
});
