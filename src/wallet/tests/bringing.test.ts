/** Bringing credentials from anywhere: real ones where they are at hand, and what is none. */
import { existsSync, readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { broughtCredential } from '../../../tests/support/brought.js';
import { bring } from '../../../tests/support/holding-site.js';
import { get, newClient, post, signUp, type TestPerson } from '../../../tests/support/people.js';
import { openSite, type RunningSite, SITE_DAY } from '../../../tests/support/site.js';
import { openContexts, openVerifier } from '../../credentials/index.js';
import { fixedClock } from '../../platform/clock/index.js';
import { createClient } from '../../platform/fetch/index.js';
import { mailTo, openPost } from '../../platform/mail/index.js';
import { checkDue } from '../actions/checking.js';

const SAMPLES = `${process.env.CAIRN_SAMPLES ?? '../shared/data'}/credentials`;
const sample = (path: string): Uint8Array => readFileSync(`${SAMPLES}/${path}`);

let site: RunningSite;
let ada: TestPerson;
let ben: TestPerson;
beforeAll(async () => {
  site = await openSite({ starter: false });
  ada = await signUp(site, 'Demo Ada', 'ada@example.org');
  ben = await signUp(site, 'Demo Ben', 'ben@example.org');
});
afterAll(() => site.close());

const paste = (fields: Record<string, string>, person = ada) =>
  post(site, '/my/credentials/new', fields, person.cookie, newClient());
const plain = (body: string) => body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe.skipIf(!existsSync(SAMPLES))('real credentials', () => {
  const FILES = [
    'openbadges/ob30/simple.json',
    'openbadges/ob30/simple.jwt',
    'openbadges/ob30/simple-json.png',
    'openbadges/ob30/simple-jwt.svg',
    'openbadges/ob20/basic-assertion.json',
    'openbadges/ob20/simple.jwt',
    'openbadges/clr20/simple.json',
    'openbadges/ob30/endorsement-valid.json',
  ];

  test('each is kept byte for byte, with what was found out about it', async () => {
    for (const path of FILES) {
      const bytes = sample(path);
      // These are the same as others of them, in another shape.
      const [whose, other] = /png$|ob20\/simple.jwt$/.test(path) ? [ben, ada] : [ada, ben];
      const answer = await bring(site, { [path.split('/').at(-1) ?? '']: bytes }, whose.cookie);
      expect(`${path} ${answer.statusCode} ${plain(answer.body).slice(0, 300)}`).toMatch(/ 303 /);
      const page = String(answer.headers.location).split('?')[0] ?? '';
      const shown = await get(site, page, whose.cookie);
      expect(`${path} ${shown.statusCode}`).toBe(`${path} 200`);
      expect(shown.body).toContain('The whole check');
      const original = await get(site, `${page}/original.bin`, whose.cookie);
      expect(original.rawPayload.equals(Buffer.from(bytes)), path).toBe(true);
      expect((await get(site, page, other.cookie)).statusCode).toBe(404);
    }
    const { rows } = await site.database.pool.query('select file_name, verdict from wallet.holding');
    expect(rows.find(({ file_name }) => file_name === 'simple.json')?.verdict.authentic).not.toBe(false);
    const zip = unzipSync((await get(site, '/my/credentials/all.zip', ada.cookie)).rawPayload);
    const list = JSON.parse(strFromU8(zip['credentials.json'] ?? new Uint8Array()));
    expect(list).toHaveLength(rows.length - 2);
    for (const { file, address } of list) expect([file in zip, address]).toEqual([true, null]);
  });

  test('the same again is said to be there; what was changed does not take its place', async () => {
    const again = await bring(site, { 'again.json': sample('openbadges/ob30/simple.json') }, ada.cookie);
    expect(again.headers.location).toContain('done=same');
    const baked = await bring(site, { 'again.png': sample('openbadges/ob30/simple-json.png') }, ada.cookie);
    expect(baked.headers.location).toContain('done=older');
    const changed = JSON.parse(Buffer.from(sample('openbadges/ob30/simple.json')).toString());
    changed.name = 'Something greater';
    const older = await paste({ text: JSON.stringify(changed) });
    expect(older.headers.location).toContain('done=older');
    expect((await get(site, String(older.headers.location), ada.cookie)).body).not.toContain('Something greater');
  });
});

test('what is no credential is refused with what to do, and nothing is kept', async () => {
  const count = async () => (await site.database.pool.query('select count(*)::int as n from wallet.holding')).rows[0].n;
  const before = await count();
  const refused = [
    await paste({}),
    await paste({ text: 'hello' }),
    await paste({ text: '{"a":1}' }),
    await paste({ text: '[]' }),
    await paste({ address: 'http://127.0.0.1:1/badge.json' }),
    await paste({ address: 'file:///etc/passwd' }),
    await bring(site, { 'photo.png': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]) }, ada.cookie),
    await bring(site, { 'nothing.pdf': Buffer.from('%PDF-1.7\n') }, ada.cookie),
  ];
  expect(refused.map(({ statusCode }) => statusCode)).toEqual(refused.map(() => 422));
  for (const { body } of refused) expect(body).toContain('role="alert"');
  expect(await count()).toBe(before);
  const both = { 'one.json': Buffer.from(broughtCredential('two')), 'two.txt': Buffer.from('no') };
  const several = await bring(site, both, ada.cookie);
  expect(plain(several.body)).toMatch(/one\.json kept.*two\.txt not kept/);
});

test('what becomes different is told by letter, once; nobody who answers changes nothing', async () => {
  const { db, pool } = site.database;
  const client = createClient([]);
  const clock = fixedClock(SITE_DAY);
  const verifier = openVerifier({ db, clock, client, contexts: openContexts() });
  const { config } = site;
  const letters = { post: openPost(config, site.database), origin: site.origin, secret: config.secret };
  const kept = await paste({ text: broughtCredential('due') });
  const id = /[\w-]{36}/.exec(String(kept.headers.location))?.[0];
  const told = async () =>
    (await mailTo(db, [ada.email])).filter(({ subject }) => /does not check/.test(subject)).length;
  const run = () => checkDue({ db, verifier, letters }, () => clock.now(), new AbortController().signal);
  // As if it had been good, and were due.
  const was = { authentic: true, current: true, issuerKnown: false, policy: null };
  await pool.query(`update wallet.holding set verdict = $1, check_due = '2026-11-22' where id = $2`, [was, id]);
  expect(await run()).toBe(1);
  expect(await told()).toBe(1);
  expect(await run(), 'it waits a week').toBe(0);
  await pool.query(`update wallet.holding set check_due = '2026-11-22' where id = $1`, [id]);
  await run();
  expect(await told(), 'told once').toBe(1);
  await verifier.close();
  await client.close();
});

test('words, group and place are its holder’s; removed, it is gone with its page', async () => {
  const kept = await paste({ text: broughtCredential('Ben') }, ben);
  const at = String(kept.headers.location).split('?')[0] ?? '';
  const act = (path: string, fields: Record<string, string> = {}, person = ben) =>
    post(site, `${at}${path}`, fields, person.cookie, newClient());
  expect((await act('/words', { grouping: 'g'.repeat(101), note: 'kept' })).statusCode).toBe(422);
  expect((await act('/words', { grouping: 'At work', note: 'Mine', hidden: 'yes' })).statusCode).toBe(303);
  expect((await act('/words', { grouping: 'Not yours' }, ada)).statusCode).toBe(404);
  expect((await get(site, '/my/credentials', ben.cookie)).body).toContain('1 credential put away');
  expect((await get(site, '/my/credentials?hidden=show', ben.cookie)).body).toContain('<h2>At work</h2>');
  const id = at.split('/').at(-1);
  expect((await get(site, `/credentials/${id}`)).statusCode).toBe(404);
  // It bears no signature, so it is not shown to the world as a credential.
  expect((await act('/publication', { name: '', agreed: 'yes' })).statusCode).toBe(409);
  expect((await act('/removal', {}, ada)).statusCode).toBe(404);
  expect((await act('/removal')).statusCode).toBe(303);
  expect((await get(site, at, ben.cookie)).statusCode).toBe(404);
});
