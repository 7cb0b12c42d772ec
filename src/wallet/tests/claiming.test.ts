/** Claiming what was issued here, showing it, and what it proves: from the letter to the mark of a verified learner. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HoldingSite, openHoldingSite } from '../../../tests/support/holding-site.js';
import { get, newClient, post, signUp, type TestPerson } from '../../../tests/support/people.js';
import { openWorker } from '../../../tests/support/worker.js';
import { changeCredentials, unwrap } from '../../credentials/index.js';
import type { Jobs } from '../../platform/jobs/index.js';

let on: HoldingSite;
let ada: TestPerson;
let ben: TestPerson;
let worker: Jobs;
beforeAll(async () => {
  on = await openHoldingSite();
  worker = await openWorker(on.site);
  ada = await signUp(on.site, 'Demo Ada', 'ada@example.org');
  ben = await signUp(on.site, 'Demo Ben', 'ben@example.org');
});
afterAll(async () => {
  await worker.stop();
  await on.close();
});

const act = (path: string, cookie: string, fields: Record<string, string> = {}) =>
  post(on.site, path, fields, cookie, newClient());
const signedOf = async (id: string) =>
  (await on.site.database.pool.query('select signed from credentials.credential where id = $1', [id])).rows[0].signed;

test('a letter brings it into a wallet, once; nobody else sees it there', async () => {
  const id = await on.issue('ada@example.org', {
    results: [],
    evidence: [{ name: 'Safety case', url: 'https://example.org/case' }],
  });
  const claim = await on.claimOf('ada@example.org');
  expect((await get(on.site, `/credentials/${id}`)).statusCode).toBe(404);
  const offer = await get(on.site, claim);
  expect(offer.body).toContain('Demo Safe Use of AI in Practice');
  expect(offer.body).toContain('Take it without an account');
  const taken = await act(claim, ada.cookie);
  expect(taken.statusCode).toBe(303);
  const mine = String(taken.headers.location).split('?')[0] ?? '';
  const page = await get(on.site, mine, ada.cookie);
  expect(page.body).toContain('Authentic and current');
  expect(page.body).toMatch(/15 CATS.*150 notional hours.*identity checked/s);
  expect(page.body).toContain('Yes: by the letter that brought it.');
  for (const other of [ben.cookie]) expect((await get(on.site, mine, other)).statusCode).toBe(404);
  expect((await get(on.site, claim)).body).toContain('It was taken already');
  expect((await act(claim, ben.cookie)).statusCode).toBe(410);
  expect((await act(claim, ada.cookie)).statusCode).toBe(303);
  const list = await get(on.site, '/my/credentials?q=safe+northmoor', ada.cookie);
  expect(list.body).toContain(mine);
  expect((await get(on.site, '/my/credentials?q=basket', ada.cookie)).body).toContain('None of yours has these words');
});

test('its page is nameless, unlisted and gives nothing away until it is published; then it bears the name that was chosen', async () => {
  const { rows } = await on.site.database.pool.query('select id, credential_id as public from wallet.holding');
  const { id, public: credential } = rows[0];
  const page = `/credentials/${credential}`;
  const before = await get(on.site, page);
  expect(before.body).toContain('the holder of this page');
  expect(before.body).toContain('content="noindex"');
  expect(before.body).not.toMatch(/Demo Ada|identityHash/);
  expect((await get(on.site, `${page}/credential.json`)).statusCode).toBe(404);
  const publish = `/my/credentials/${id}/publication`;
  expect((await act(publish, ada.cookie, { name: 'Dr Ada Demo' })).statusCode).toBe(422);
  expect((await act(publish, ben.cookie, { name: 'Ben', agreed: 'yes' })).statusCode).toBe(404);
  expect((await act(publish, ada.cookie, { name: 'Dr Ada Demo', agreed: 'yes' })).statusCode).toBe(303);
  const after = await get(on.site, page);
  expect(after.body).toContain('<b>Dr Ada Demo</b>');
  expect(after.body).not.toContain('content="noindex"');
  expect(after.body).toContain(`property="og:image" content="${on.site.origin}${page}/card.png"`);
  const json = await on.site.app.inject({ url: page, headers: { accept: 'application/vc' } });
  expect(json.body).toBe(await signedOf(credential));
  await act(`${publish}/withdrawal`, ada.cookie);
  expect((await get(on.site, page)).body).not.toContain('Dr Ada Demo');
});

test('PDF, PNG and SVG hold the credential byte for byte, and are found good by whoever checks them', async () => {
  const { rows } = await on.site.database.pool.query('select id, credential_id as public from wallet.holding');
  const { id, public: credential } = rows[0];
  const signed = await signedOf(credential);
  for (const file of ['certificate.pdf', 'badge.png', 'badge.svg', 'credential.json']) {
    const answer = await get(on.site, `/my/credentials/${id}/${file}`, ada.cookie);
    expect(`${file} ${answer.statusCode}`).toBe(`${file} 200`);
    expect(unwrap(answer.rawPayload).content).toEqual({ json: signed });
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(answer.rawPayload)]), file);
    const body = new Response(form);
    const verdict = await on.site.app.inject({
      method: 'POST',
      url: '/verify',
      remoteAddress: newClient(),
      headers: { origin: on.site.origin, 'content-type': body.headers.get('content-type') ?? '' },
      payload: Buffer.from(await body.arrayBuffer()),
    });
    expect(`${file} ${verdict.statusCode}`).toBe(`${file} 200`);
    expect(verdict.body).toContain('Demo Safe Use of AI in Practice');
  }
  const card = await get(on.site, `/credentials/${credential}/card.png`);
  expect(card.headers['content-type']).toBe('image/png');
  expect(card.rawPayload.readUInt32BE(16)).toBe(1200);
});

test('without an account it is held by the link of the letter, and later taken into one', async () => {
  const id = await on.issue('cat@example.org');
  const claim = await on.claimOf('cat@example.org');
  expect((await act(claim, '')).headers.location).toBe(`${claim}?done=claimed`);
  const held = await get(on.site, `${claim}?done=claimed`);
  const file = /href="(\/claim\/[^"]+\/badge\.png)"/.exec(held.body)?.[1] ?? '';
  expect(unwrap((await get(on.site, file)).rawPayload).content).toEqual({ json: await signedOf(id) });
  expect((await get(on.site, `/credentials/${id}`)).statusCode).toBe(200);
  const taken = await act(`${claim}/account`, ben.cookie);
  expect((await get(on.site, String(taken.headers.location), ben.cookie)).body).toContain('Authentic and current');
  expect((await get(on.site, file)).statusCode).toBe(404);
  expect((await act(`${claim}/account`, ada.cookie)).statusCode).toBe(410);
});

test('what went to a proved address waits in the wallet; what is not theirs is cancelled', async () => {
  const id = await on.issue('ben@example.org');
  expect((await get(on.site, '/my/credentials', ben.cookie)).body).toContain(`/my/credentials/offered/${id}`);
  expect((await act(`/my/credentials/offered/${id}`, ada.cookie)).statusCode).toBe(404);
  const taken = await act(`/my/credentials/offered/${id}`, ben.cookie);
  expect((await get(on.site, String(taken.headers.location), ben.cookie)).body).toContain(
    'one of the addresses that you proved',
  );
  await on.issue('wrong@example.org');
  const claim = await on.claimOf('wrong@example.org');
  expect((await get(on.site, `${claim}/refusal`)).body).toContain('Demo Northmoor University sees that');
  expect((await act(`${claim}/refusal`, '')).statusCode).toBe(303);
  expect((await get(on.site, claim)).body).toContain('It is cancelled');
  expect((await act(claim, ada.cookie)).statusCode).toBe(410);
});

test('a learner is proved by what they hold, until it is revoked: on the page of the course', async () => {
  const { site, course } = on;
  const said = { overall: '5', finished: 'finished', incentive: 'none', advantages: 'Demo words on practice' };
  expect((await act(`/reviews/${course.slug}/new`, ada.cookie, said)).statusCode).toBe(303);
  const page = async () => (await get(site, `/courses/${course.slug}/reviews`)).body;
  await until(async () => (await page()).includes('>Verified learner<'));
  const { rows } = await site.database.pool.query(
    `select credential_id as id, holding.id as held from wallet.holding
     join accounts.person on person.id = person_id where person.email = 'ada@example.org'`,
  );
  const asked = { ids: [rows[0].id], how: 'revoked' as const, reason: 'mistake' as const, words: null };
  await changeCredentials(on.issuing, { organisationId: on.organisation.id, by: 'key' }, asked);
  await until(async () => !(await page()).includes('>Verified learner<'));
  await until(async () => (await get(site, `/my/credentials/${rows[0].held}`, ada.cookie)).body.includes('Revoked'));
  expect((await get(site, `/credentials/${rows[0].id}`)).body).toContain('Its issuer has taken it back');
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error('it did not come about');
}
