/** Showing one thing to whoever holds a link: made, opened, counted, withdrawn. By requests, with what the site can share. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { get, post, signUp, type TestPerson } from '../../../tests/support/people.js';
import { openSite, type RunningSite } from '../../../tests/support/site.js';
import { listMail } from '../../platform/mail/index.js';
import { openShare } from '../actions/share-grants.js';
import { NAMED_VIEWS, SHARE_OPENED } from '../index.js';
import { findPersonByEmail } from '../queries/people.js';
import { listViewings } from '../queries/share-grants.js';
import { minutesToWait } from '../rules/sharing.js';

let site: RunningSite;
let ada: TestPerson;
let ben: TestPerson;
beforeAll(async () => {
  site = await openSite({ starter: false });
  ada = await signUp(site, 'Demo Ada', 'ada@example.org');
  ben = await signUp(site, 'Demo Ben', 'ben@example.org');
});
afterAll(() => site.close());

const idOf = async (person: TestPerson) => (await findPersonByEmail(site.database.db, person.email))?.id ?? '';
const ownSubject = async (person: TestPerson) => `organisations:memberships:${await idOf(person)}`;

/** Shares Ada's statement; the path of the link. */
async function share(fields: Record<string, string> = {}): Promise<string> {
  const asked = { subject: await ownSubject(ada), label: 'For Demo Employer', days: '30', passcode: '', ...fields };
  const made = await post(site, '/account/shared/new', asked, ada.cookie);
  expect(made.statusCode).toBe(303);
  const id = /#share-(.+)$/.exec(String(made.headers.location))?.[1] ?? '';
  const { body } = await get(site, '/account/shared', ada.cookie);
  const link = body.slice(body.indexOf(`id="share-${id}"`)).match(/https?:\/\/[^/<]+(\/shared\/[\w-]+)/)?.[1];
  if (!link) throw new Error('the list shows no link');
  return link;
}

const withdrawalOf = async () =>
  (await get(site, '/account/shared', ada.cookie)).body.match(/\/account\/shared\/[\w-]+\/withdrawal/)?.[0] ?? '';

test('whoever holds the link sees the thing, until it is withdrawn: then at once nobody does', async () => {
  const link = await share();
  const shown = await get(site, link);
  expect(shown.body).toContain('Memberships of Demo Ada');
  expect(shown.headers['cache-control']).toBe('no-store');
  expect(shown.headers['x-robots-tag']).toBe('noindex');
  await post(site, await withdrawalOf(), {}, ada.cookie);
  const gone = await get(site, link);
  expect(gone.statusCode).toBe(410);
  expect(gone.body).not.toContain('Demo Ada');
});

test('nobody shares what is another’s, or withdraws another’s link', async () => {
  const asked = { subject: await ownSubject(ada), label: 'Demo', days: '30', passcode: '' };
  expect((await post(site, '/account/shared/new', asked, ben.cookie)).statusCode).toBe(403);
  expect((await post(site, '/account/shared/new', { ...asked, subject: 'a:b:c' }, ada.cookie)).statusCode).toBe(403);
  const link = await share();
  expect((await post(site, await withdrawalOf(), {}, ben.cookie)).statusCode).toBe(403);
  expect((await get(site, link)).statusCode).toBe(200);
});

test('a form at fault comes back with what was typed', async () => {
  const asked = { subject: await ownSubject(ada), label: 'Kept words', days: '5000', passcode: '123' };
  const refused = await post(site, '/account/shared/new', asked, ada.cookie);
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain('value="Kept words"');
  expect(refused.body).toContain('6 to 100 characters');
  expect(refused.body).not.toContain('value="123"');
});

test('a link ends on its day', async () => {
  const token = (await share({ days: '7' })).slice('/shared/'.length);
  const { db } = site.database;
  expect((await openShare(db, token, null, new Date('2026-11-29T23:59:00Z'))).state).toBe('open');
  expect((await openShare(db, token, null, new Date('2026-11-30T00:00:00Z'))).state).toBe('expired');
});

test('a link that was never made opens nothing', async () => {
  expect((await get(site, `/shared/${'a'.repeat(43)}`)).statusCode).toBe(404);
});

describe('a passcode', () => {
  test('is asked for, opens, and is kept hashed', async () => {
    const link = await share({ passcode: 'granite 42' });
    const asked = await get(site, link);
    expect(asked.body).not.toContain('Demo Ada');
    expect((await post(site, link, { passcode: 'granite 43' })).statusCode).toBe(422);
    expect((await post(site, link, { passcode: 'granite 42' })).body).toContain('Memberships of Demo Ada');
    const { rows } = await site.database.pool.query(
      'select passcode from accounts.share_grant where passcode is not null',
    );
    for (const { passcode } of rows) expect(passcode).not.toContain('granite');
  });

  test('cannot be guessed by trying: one waits, also with the right one, and tries made all at once are counted', async () => {
    const token = (await share({ passcode: 'granite 42' })).slice('/shared/'.length);
    const { db } = site.database;
    const now = new Date('2026-11-24T12:00:00Z');
    const tries = await Promise.all(Array.from({ length: 12 }, () => openShare(db, token, 'wrong one', now)));
    expect(tries.filter(({ state }) => state === 'passcode')).toHaveLength(4);
    expect((await openShare(db, token, 'granite 42', now)).state).toBe('wait');
    const later = new Date(now.getTime() + 61_000);
    expect((await openShare(db, token, 'granite 42', later)).state).toBe('open');
    expect((await openShare(db, token, 'wrong one', later)).state).toBe('passcode');
  });

  test('the wait never shrinks with failures, and never grows beyond an hour', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (failures) => {
        const minutes = minutesToWait(failures);
        expect(minutes).toBeLessThanOrEqual(minutesToWait(failures + 1));
        expect(minutes).toBeLessThanOrEqual(60);
        expect(failures < 5 || minutes >= 1).toBe(true);
      }),
    );
  });
});

describe('who looked', () => {
  test('is told with a name only where they agreed; the owner’s own looks and asking for the head alone do not count', async () => {
    const link = await share({ label: 'Looked at' });
    const views = async () => {
      const { body } = await get(site, '/account/shared', ada.cookie);
      const row = body.slice(body.indexOf('Looked at'));
      return row.slice(0, row.indexOf('</form>'));
    };
    await get(site, link, ada.cookie);
    await site.app.inject({ method: 'HEAD', url: link });
    expect(await views()).toContain('Nobody has opened it yet.');
    await get(site, link, ben.cookie);
    expect(await views()).toContain('Opened 1 time');
    expect(await views()).not.toContain('Demo Ben');
    await post(site, '/account/consent', { purpose: NAMED_VIEWS.id, given: 'yes' }, ben.cookie);
    await get(site, link, ben.cookie);
    expect(await views()).toContain('Demo Ben');
  });

  test('is counted once a minute, however often somebody reloads, and listed only so far back', async () => {
    const link = await share({ label: 'Reloaded' });
    const { db, pool } = site.database;
    for (let times = 0; times < 3; times++) await get(site, link);
    await pool.query(`
      insert into accounts.share_view (id, grant_id, at)
      select gen_random_uuid(), share_grant.id, timestamptz '2026-11-22T00:00:00Z' + nth * interval '1 minute'
      from accounts.share_grant, generate_series(1, 99) nth where label = 'Reloaded'`);
    const [reloaded] = await listViewings(db, await idOf(ada), 50);
    expect(reloaded?.total).toBe(100);
    const { body } = await get(site, '/account/shared', ada.cookie);
    expect(body).toContain('and 50 earlier times');
  });

  test('is told by a letter at the first look, to owners who want it', async () => {
    await post(site, '/account/letters', { topic: SHARE_OPENED.id }, ada.cookie);
    const link = await share({ label: 'Told by letter' });
    await Promise.all(Array.from({ length: 4 }, () => get(site, link)));
    const letters = (await listMail(site.database.db, 500)).filter(({ text }) => text.includes('Told by letter'));
    expect(letters.map(({ recipient }) => recipient)).toEqual([ada.email]);
  });
});

test('no more links can be made in a day than anybody needs, and those that there are go on', async () => {
  const link = await share({ label: 'Before' });
  await site.database.pool.query(`
    insert into accounts.share_grant (id, person_id, subject, label, token_hash, created)
    select gen_random_uuid(), person_id, subject, 'Many', md5(n::text) || md5('x' || n), created
    from accounts.share_grant, generate_series(1, 100) n where label = 'Before'`);
  const asked = { subject: await ownSubject(ada), label: 'One more', days: '30', passcode: '' };
  const refused = await post(site, '/account/shared/new', asked, ada.cookie);
  expect([refused.statusCode, refused.body]).toEqual([429, expect.stringContaining('as many as a day allows')]);
  expect((await get(site, link)).statusCode).toBe(200);
});
