/** Erasing an account: by whoever proves who they are, by a link, and not while others would be left alone. */
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openClient } from '../../../tests/support/client.js';
import { get, newestLink, PASSWORD, post, signUp, verifiedOrganisation } from '../../../tests/support/people.js';
import { openSite, type RunningSite } from '../../../tests/support/site.js';
import { checkAudit, findPersonByEmail } from '../index.js';

let site: RunningSite;
beforeAll(async () => {
  site = await openSite({ starter: false });
});
afterAll(() => site.close());

const isThere = async (email: string) => (await findPersonByEmail(site.database.db, email)) !== null;

test('whoever proved who they are long ago is asked again first, and nothing is erased meanwhile', async () => {
  const ada = await signUp(site, 'Demo Ada', 'ada@example.org');
  await site.database.pool.query("update accounts.session set proved = '2026-11-22T23:00:00Z'");
  for (const answer of [
    await get(site, '/account/data/erasure', ada.cookie),
    await post(site, '/account/data/erasure', {}, ada.cookie),
  ])
    expect(answer.headers.location).toBe(`/sign-in/again?next=${encodeURIComponent('/account/data/erasure')}`);
  expect(await isThere(ada.email)).toBe(true);
});

test('the link that erases works once, opening it erases nothing, and the address can be used anew', async () => {
  const ben = await signUp(site, 'Demo Ben', 'ben@example.org');
  await post(site, '/account/data/erasure/letter', {}, ben.cookie);
  const link = await newestLink(site.database, ben.email, '/account/data/erasure/');
  expect((await get(site, link)).body).toContain('ben@example.org');
  await site.app.inject({ method: 'HEAD', url: link });
  expect(await isThere(ben.email)).toBe(true);
  const [first, second] = await Promise.all([post(site, link, {}), post(site, link, {})]);
  expect([first.statusCode, second.statusCode].sort()).not.toEqual([303, 303]);
  expect([first, second].some(({ headers }) => headers.location === '/farewell')).toBe(true);
  expect(await isThere(ben.email)).toBe(false);
  expect((await get(site, link)).statusCode).toBe(410);
  await signUp(site, 'Demo Ben', 'ben@example.org');
  expect((await checkAudit(site.database.db)).fault).toBe(null);
});

test('the only owner of an organisation with other members hands it over first, and is told which', async () => {
  const cem = await signUp(site, 'Demo Cem', 'cem@example.org');
  const dee = await signUp(site, 'Demo Dee', 'dee@example.org');
  const { id } = await verifiedOrganisation(site, 'Demo Institute', { owner: cem, editor: dee });
  const client = openClient(site);
  await client.post('/sign-in', { email: cem.email, password: PASSWORD });
  const page = await client.get('/account/data/erasure');
  expect(page.body).toContain('You are the only owner of Demo Institute');
  expect(page.body).not.toContain('Erase my account for good');
  expect((await client.post('/account/data/erasure')).statusCode).toBe(409);
  await post(site, '/account/data/erasure/letter', {}, cem.cookie);
  const link = await newestLink(site.database, cem.email, '/account/data/erasure/');
  const refused = await post(site, link, {});
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain('Demo Institute');
  await site.database.pool.query("update organisations.member set roles = '{owner}' where organisation_id = $1", [id]);
  expect((await post(site, link, {})).headers.location).toBe('/farewell');
  expect([await isThere(cem.email), await isThere(dee.email)]).toEqual([false, true]);
});

test('letters to an address that somebody only claims are not theirs to see or to erase', async () => {
  const eva = await signUp(site, 'Demo Eva', 'eva@example.org');
  const fay = await signUp(site, 'Demo Fay', 'fay@example.org');
  await post(site, '/new-password', { email: eva.email });
  await site.database.pool.query(
    `insert into accounts.address (id, person_id, email) select gen_random_uuid(), id, 'eva@example.org' from accounts.person where email = 'fay@example.org'`,
  );
  const letters = async () =>
    (await site.database.pool.query("select count(*)::int as n from platform.mail where recipient = 'eva@example.org'"))
      .rows[0].n;
  const before = await letters();
  const client = openClient(site);
  await client.post('/sign-in', { email: fay.email, password: PASSWORD });
  const { rawPayload } = await client.get('/account/data/export.zip');
  expect(strFromU8(unzipSync(rawPayload)['account/letters.json'] ?? new Uint8Array())).not.toContain('eva@example.org');
  expect((await client.post('/account/data/erasure')).headers.location).toBe('/farewell');
  expect(await letters()).toBe(before);
  const link = await newestLink(site.database, eva.email, '/new-password/');
  expect((await get(site, link)).statusCode).toBe(200);
});
