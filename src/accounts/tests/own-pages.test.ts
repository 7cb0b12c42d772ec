/** What a person decides about their own: name, letters, consent. By requests, as a browser sends them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { get, newestLink, post, signUp, type TestPerson } from '../../../tests/support/people.js';
import { openSite, type RunningSite } from '../../../tests/support/site.js';
import { startJobs } from '../../platform/jobs/index.js';
import { silentLog } from '../../platform/log/index.js';
import { listMail, openPost } from '../../platform/mail/index.js';
import { hasConsent, NAMED_VIEWS, SHARE_OPENED, sendToPerson } from '../index.js';
import { findPersonByEmail } from '../queries/people.js';
import { unsubscribeToken } from '../rules/unsubscribe.js';

let site: RunningSite;
let ada: TestPerson;
let adaId: string;
beforeAll(async () => {
  site = await openSite({ starter: false });
  ada = await signUp(site, 'Demo Ada', 'ada@example.org');
  adaId = (await findPersonByEmail(site.database.db, ada.email))?.id ?? '';
});
afterAll(() => site.close());

describe('the name', () => {
  test('is changed by its form, on one line, and shown from then on', async () => {
    const done = await post(site, '/account', { name: '  Demo\n Ada \u202e Byron ' }, ada.cookie);
    expect(done.headers.location).toBe('/account?done=name');
    expect((await get(site, '/account?done=name', ada.cookie)).body).toContain('value="Demo Ada Byron"');
  });

  test('is not taken away by an empty form, and what was typed is kept', async () => {
    const refused = await post(site, '/account', { name: '   ' }, ada.cookie);
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('Write your name.');
    expect((await get(site, '/account', ada.cookie)).body).toContain('value="Demo Ada Byron"');
  });
});

test('every page of one’s own leads to the sign-in page and back, and is kept by no cache', async () => {
  for (const path of ['/my', '/account', '/account/letters', '/account/consent', '/account/shared', '/account/data']) {
    const away = await get(site, path);
    expect(`${path} ${away.statusCode} ${away.headers.location}`).toBe(
      `${path} 303 /sign-in?next=${encodeURIComponent(path)}`,
    );
    const own = await get(site, path, ada.cookie);
    expect(`${path} ${own.statusCode} ${own.headers['cache-control']}`).toBe(`${path} 200 no-store`);
    expect(own.body).toContain('content="noindex"');
  }
});

describe('consent', () => {
  test('is given, withdrawn and kept with its wording and time; what holds is not written twice', async () => {
    const { db } = site.database;
    const choose = (given: string) => post(site, '/account/consent', { purpose: NAMED_VIEWS.id, given }, ada.cookie);
    expect(await hasConsent(db, adaId, NAMED_VIEWS)).toBe(false);
    await choose('no');
    await choose('yes');
    await choose('yes');
    expect(await hasConsent(db, adaId, NAMED_VIEWS)).toBe(true);
    await choose('no');
    expect(await hasConsent(db, adaId, NAMED_VIEWS)).toBe(false);
    const { body } = await get(site, '/account/consent', ada.cookie);
    expect(body.match(/>(agreed|withdrew)<\/td>/g)).toEqual(['>withdrew</td>', '>agreed</td>', '>agreed</td>']);
    expect(body).toContain(NAMED_VIEWS.wordings[0]?.text);
  });

  test('to an older wording is none to the newer one', async () => {
    const { db } = site.database;
    await post(site, '/account/consent', { purpose: NAMED_VIEWS.id, given: 'yes' }, ada.cookie);
    const reworded = { ...NAMED_VIEWS, wordings: [...NAMED_VIEWS.wordings, { version: '2027-01-01', text: 'More.' }] };
    expect(await hasConsent(db, adaId, reworded)).toBe(false);
  });

  test('to what nobody asks for is refused', async () => {
    const refused = await post(site, '/account/consent', { purpose: 'accounts.everything', given: 'yes' }, ada.cookie);
    expect(refused.statusCode).toBe(404);
  });
});

describe('letters of a topic', () => {
  const letters = () => ({ post: postOf(site), origin: site.origin, secret: site.config.secret });
  const send = () =>
    site.database.db
      .transaction()
      .execute((trx) => sendToPerson(trx, letters(), adaId, SHARE_OPENED, { subject: 'Demo', text: 'Demo letter' }));

  test('come only to who wants them', async () => {
    expect(await send()).toBe(false);
    await post(site, '/account/letters', { topic: SHARE_OPENED.id }, ada.cookie);
    expect(await send()).toBe(true);
    await post(site, '/account/letters', {}, ada.cookie);
    expect(await send()).toBe(false);
  });

  test('end by one click without signing in, as RFC 8058 has mail programs send it; opening the link ends nothing', async () => {
    await post(site, '/account/letters', { topic: SHARE_OPENED.id }, ada.cookie);
    await send();
    const [letter] = await listMail(site.database.db, 1);
    const link = await newestLink(site.database, ada.email, '/letters/unsubscribe/');
    expect(letter?.unsubscribe).toBe(site.origin + link);
    expect((await get(site, link)).body).toContain('Stop them');
    expect(await send()).toBe(true);
    const oneClick = await site.app.inject({
      method: 'POST',
      url: link,
      headers: { 'content-type': 'multipart/form-data; boundary=demo' },
      payload: '--demo\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--demo--\r\n',
    });
    expect(oneClick.statusCode).toBe(200);
    expect(await send()).toBe(false);
    expect((await post(site, link, { 'List-Unsubscribe': 'One-Click' })).statusCode).toBe(200);
  });

  test('a token that was tampered with ends nothing', async () => {
    await post(site, '/account/letters', { topic: SHARE_OPENED.id }, ada.cookie);
    const token = unsubscribeToken('another secret', { personId: adaId, topic: SHARE_OPENED.id });
    expect((await post(site, `/letters/unsubscribe/${token}`, {})).statusCode).toBe(404);
    expect(await send()).toBe(true);
  });

  test('carry the headers by which mail programs offer the click', async () => {
    const jobs = await startJobs({ database: site.database, log: silentLog, handlers: postOf(site).handlers });
    try {
      await post(site, '/account/letters', { topic: SHARE_OPENED.id }, ada.cookie);
      await send();
      await expect.poll(async () => (await listMail(site.database.db, 1))[0]?.sentAt ?? null).not.toBe(null);
    } finally {
      await jobs.stop();
    }
    const [letter] = await listMail(site.database.db, 1);
    const raw = site.fileOf(`mail/${letter?.id}.eml`).replace(/\r?\n\s+/g, ' ');
    expect(raw).toContain(`List-Unsubscribe: <${letter?.unsubscribe}>`);
    expect(raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  });
});

function postOf({ config, database }: RunningSite) {
  return openPost(config, database);
}
