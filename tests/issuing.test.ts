/** Issuing by people and programs: form, table, batch, revoking, keys, and what verifiers fetch. No script anywhere. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { composeWorker } from '../src/main/compose.js';
import { fixedClock } from '../src/platform/clock/index.js';
import type { Jobs } from '../src/platform/jobs/index.js';
import { silentLog } from '../src/platform/log/index.js';
import { invalidHtml } from './support/html.js';
import { addAchievement } from './support/issuing.js';
import { get, post, signUp, type TestOrganisation, type TestPerson, verifiedOrganisation } from './support/people.js';
import { openSite, type RunningSite } from './support/site.js';

let site: RunningSite;
let worker: Jobs;
let owner: TestPerson;
let issuer: TestPerson;
let stranger: TestPerson;
let organisation: TestOrganisation;
let achievement: string;
let base: string;

beforeAll(async () => {
  site = await openSite({ starter: false });
  worker = await composeWorker({ ...site, log: silentLog, clock: fixedClock('2026-11-23T10:00:00Z') });
  owner = await signUp(site, 'Demo Owner', 'owner@example.org');
  issuer = await signUp(site, 'Demo Issuer', 'issuer@example.org');
  stranger = await signUp(site, 'Demo Stranger', 'stranger@example.org');
  organisation = await verifiedOrganisation(site, 'Demo Issuing Institute', { owner, issuer });
  base = `/organisations/${organisation.slug}/credentials`;
  achievement = await addAchievement(site.database.db, organisation.id, {
    name: 'Demo wound care',
    results: [{ name: 'Score', type: 'Percent', min: '0', max: '100', required: null, allowed: [], levels: [] }],
  });
});
afterAll(async () => {
  await worker.stop();
  await site.close();
});

const to = (url: string, fields: Record<string, string>, who = issuer) => post(site, url, fields, who.cookie);
const from = (url: string, who = issuer) => get(site, url, who.cookie);

test('one by the form: refused with the fault at its field, then issued and found', async () => {
  const refused = await to(`${base}/new`, { achievement, email: 'no address', 'results.1': '120' });
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain('This is not an e-mail address');
  expect(refused.body).toContain('value="120"');
  const tooHigh = await to(`${base}/new`, { achievement, email: 'ada@example.org', 'results.1': '120' });
  expect(tooHigh.body).toContain('is at most 100');
  const done = await to(`${base}/new`, { achievement, email: 'ada@example.org', name: 'Demo Ada', 'results.1': '82' });
  expect(done.statusCode, done.body).toBe(303);
  const page = await from(String(done.headers.location));
  expect(page.body).toContain('Demo Ada');
  expect(await invalidHtml(page.body)).toEqual([]);
  expect((await from(`${base}?q=ada%40`)).body).toContain('Demo Ada');
  expect((await from(String(done.headers.location), stranger)).statusCode).toBe(403);
});

describe('a table', () => {
  const table = [
    'E-mail;Name;Finished;Score;Shoe size',
    'b1@example.org;Demo B1;20/11/2026;70;40',
    'b2@example.org;Demo B2;2026-11-20;;',
    'nobody;Demo B3;31/02/2026;999;',
    'b1@example.org;Demo again;;;',
    'ada@example.org;Demo Ada;;;',
  ].join('\n');

  test('names row and column of each fault, issues nothing before it is confirmed, then all of the rest by itself', async () => {
    const sent = await to(`${base}/table`, { achievement, text: table });
    expect(sent.statusCode, sent.body).toBe(303);
    const at = String(sent.headers.location);
    const { body } = await from(at);
    const text = body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    expect(text).toMatch(/Row 4 e-mail This is not an e-mail address/);
    expect(text).toMatch(/Row 4 finished “31\/02\/2026” is not a day/);
    expect(text).toMatch(/Row 5 e-mail The same person stands in row 2/);
    expect(text).toMatch(/Row 6 e-mail This person holds this credential already/);
    expect(text).toContain('“Shoe size”');
    expect(await invalidHtml(body)).toEqual([]);
    const count = async () =>
      (await site.database.pool.query('select count(*)::int as n from credentials.credential')).rows[0].n;
    const before = await count();
    expect((await to(at, {})).statusCode).toBe(422);
    expect((await to(at, { leaveOut: 'yes' })).statusCode).toBe(303);
    expect((await to(at, { leaveOut: 'yes' })).statusCode).toBe(303);
    await expect.poll(async () => (await from(at)).body, { timeout: 20_000 }).toContain('2 of 2 issued');
    expect((await count()) - before).toBe(2);
    const done = await from(at);
    expect(await invalidHtml(done.body)).toEqual([]);
    const batch = at.split('/').at(-1);
    expect((await from(`${base}/change?how=revoked&batch=${batch}`)).body).toContain('2 credentials of it stand');
    const revoked = await to(`${base}/change`, { how: 'revoked', batch: batch ?? '', reason: 'mistake' });
    expect(revoked.statusCode).toBe(303);
    expect((await from(`${base}?state=revoked`)).body).toContain('Demo B1');
  });

  test('what is no table is refused in a sentence', async () => {
    for (const [text, words] of [
      ['', 'Choose a file'],
      ['e-mail', 'holds no award'],
      ['colour\nred', '“e-mail” or “did”'],
      ['e-mail\n"open', 'quotation mark'],
    ] as const) {
      const sent = await to(`${base}/table`, { achievement, text });
      const body = sent.statusCode === 303 ? (await from(String(sent.headers.location))).body : sent.body;
      expect(body).toContain(words);
    }
  });
});

describe('programs', () => {
  let key: string;
  const ask = (method: 'GET' | 'POST', url: string, payload?: object, headers: Record<string, string> = {}) =>
    site.app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${key}`, ...headers },
      ...(payload && { payload }),
    });

  test('have a key from an owner alone, shown once', async () => {
    expect((await to(`${base}/keys/programs`, { name: 'Demo LMS' })).statusCode).toBe(403);
    const made = await to(`${base}/keys/programs`, { name: 'Demo LMS' }, owner);
    key = /cairn_[\w-]{43}/.exec(made.body)?.[0] ?? '';
    expect(key).not.toBe('');
    expect((await from(`${base}/keys`, owner)).body).not.toContain(key);
  });

  test('issue one and many, once under one key of the request, and revoke', async () => {
    const award = { recipient: { email: 'api@example.org' } };
    const headers = { 'idempotency-key': 'demo-api-1' };
    const first = await ask('POST', '/api/v1/credentials', { achievement, award }, headers);
    expect(first.statusCode, first.body).toBe(201);
    expect((await ask('POST', '/api/v1/credentials', { achievement, award }, headers)).json().id).toBe(first.json().id);
    const { id } = first.json();
    const many = { achievement, awards: [1, 2, 3].map((at) => ({ recipient: { email: `many-${at}@example.org` } })) };
    const batch = await ask('POST', '/api/v1/credential-batches', many, { 'idempotency-key': 'demo-batch-1' });
    expect(batch.statusCode, batch.body).toBe(202);
    const state = async () => (await ask('GET', `/api/v1/credential-batches/${batch.json().id}`)).json();
    await expect.poll(state, { timeout: 20_000 }).toMatchObject({ state: 'done', done: 3 });
    const twice = { ...many, awards: [many.awards[0], many.awards[0]] };
    expect((await ask('POST', '/api/v1/credential-batches', twice)).json().detail).toContain(
      'Award 2 is for the same person',
    );
    const revoked = await ask('POST', `/api/v1/credentials/${id}/revocation`, { reason: 'asked' });
    expect(revoked.json()).toMatchObject({ state: 'revoked' });
    const { credentialStatus, issuer: by } = revoked.json().credential;
    const list = await get(site, new URL(credentialStatus.statusListCredential).pathname);
    expect(list.headers['content-type']).toContain('application/vc');
    expect(list.headers.etag).toBeDefined();
    expect(
      (
        await site.app.inject({
          url: new URL(credentialStatus.statusListCredential).pathname,
          headers: { 'if-none-match': String(list.headers.etag) },
        })
      ).statusCode,
    ).toBe(304);
    // Under no web address a key is its own identifier, and the name says that this is a demonstration.
    expect(by).toMatchObject({
      id: expect.stringMatching(/^did:key:z6Mk/),
      name: 'Demo Issuing Institute (demonstration)',
    });
    expect((await get(site, `/issuers/${organisation.id}/did.json`)).statusCode).toBe(404);
    expect(
      (await get(site, `${new URL(credentialStatus.statusListCredential).pathname}?timestamp=2020-01-01T00:00:00Z`))
        .statusCode,
    ).toBe(404);
  });

  test('without a key, or with one that was withdrawn, nothing', async () => {
    const sent = { achievement, award: { recipient: { email: 'nobody@example.org' } } };
    expect((await ask('POST', '/api/v1/credentials', sent, { authorization: 'Bearer cairn_none' })).statusCode).toBe(
      401,
    );
    const { body } = await from(`${base}/keys`, owner);
    const withdrawal = /[^"]*\/programs\/[0-9a-f-]{36}\/withdrawal/.exec(body)?.[0] ?? '';
    expect((await to(withdrawal, {}, owner)).statusCode).toBe(303);
    expect((await ask('POST', '/api/v1/credentials', sent)).statusCode).toBe(401);
  });
});

test('corrected by the form, filled in with what it said; the chain is shown', async () => {
  const done = await to(`${base}/new`, { achievement, email: 'fix@example.org', name: 'Demo Fix', 'results.1': '40' });
  const own = String(done.headers.location).split('?')[0];
  const form = await from(`${own}/correct`);
  expect(form.body).toContain('value="40"');
  expect(await invalidHtml(form.body)).toEqual([]);
  const fixed = await to(`${own}/correct`, {
    achievement,
    email: 'fix@example.org',
    name: 'Demo Fix',
    'results.1': '80',
  });
  expect(fixed.statusCode, fixed.body).toBe(303);
  expect((await from(String(fixed.headers.location))).body).toContain('Before and after it');
  expect((await from(own ?? '')).body).toContain('replaced by a corrected one');
});
