/** What strangers try at the doors of the wallet and of issuing: words that act, a link used twice at once, the key of somebody else. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HoldingSite, openHoldingSite } from '../../../tests/support/holding-site.js';
import { addAchievement } from '../../../tests/support/issuing.js';
import { get, newClient, post, signUp, type TestPerson, verifiedOrganisation } from '../../../tests/support/people.js';
import { credential, mallory, sign } from '../../../tests/support/strangers.js';

let on: HoldingSite;
let ada: TestPerson;
let ben: TestPerson;
beforeAll(async () => {
  on = await openHoldingSite();
  ada = await signUp(on.site, 'Demo Ada', 'ada@example.org');
  ben = await signUp(on.site, 'Demo Ben', 'ben@example.org');
});
afterAll(() => on.close());

const act = (path: string, { cookie }: { cookie: string }, fields: Record<string, string> = {}) =>
  post(on.site, path, fields, cookie, newClient());
const countOf = async (table: string): Promise<number> =>
  (await on.site.database.pool.query(`select count(*)::int as n from ${table}`)).rows[0].n;

/** Markup, an attribute that is left, a link that acts, and an order of letters that is turned round. */
const WORDS = '"><script>alert(1)</script><img src=x onerror=alert(2)> [go](javascript:alert(3)) \u202e';
const ACTING = 'javascript:alert(4)';
const PICTURE = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(5)</script></svg>')}`;

test('words, links and pictures of a credential that would act: text on every page that shows it', async () => {
  const told = credential(
    {
      name: WORDS,
      description: WORDS,
      issuer: { id: mallory.did, type: ['Profile'], name: WORDS, url: ACTING },
      evidence: [{ id: ACTING, type: ['Evidence'], name: WORDS, narrative: WORDS }],
      credentialSubject: {
        type: ['AchievementSubject'],
        achievement: {
          id: 'urn:demo:achievement',
          type: ['Achievement'],
          name: WORDS,
          description: WORDS,
          criteria: { id: ACTING, narrative: WORDS },
          image: { id: PICTURE, type: 'Image' },
          alignment: [{ type: ['Alignment'], targetName: WORDS, targetUrl: ACTING, targetFramework: WORDS }],
          resultDescription: [{ id: 'urn:demo:r', type: ['ResultDescription'], name: WORDS, resultType: 'Result' }],
        },
        result: [{ type: ['Result'], resultDescription: 'urn:demo:r', value: WORDS }],
      },
    },
    mallory,
  );
  const text = JSON.stringify(await sign(told, mallory));
  const form = new FormData();
  form.set('text', text);
  const { origin } = on.site;
  const checked = await fetch(`${origin}/verify`, { method: 'POST', body: form, headers: { origin } });
  const answer = await checked.text();
  expect(answer).toContain('We do not know the issuer.');
  expect(checked.headers.get('content-security-policy')).toMatch(/script-src 'self'/);
  const kept = await act('/my/credentials/new', ada, { text });
  const at = String(kept.headers.location).split('?')[0] ?? '';
  expect((await act(`${at}/publication`, ada, { name: '', agreed: 'yes' })).statusCode).toBe(303);
  const shown = await get(on.site, at, ada.cookie);
  const page = /\/credentials\/[0-9a-f-]{36}/.exec(shown.body.replaceAll('/my/credentials', ''))?.[0] ?? '';
  const pages = [shown, await get(on.site, page), await get(on.site, '/my/credentials', ada.cookie)];
  for (const body of [answer, ...pages.map((one) => one.body)]) {
    expect(body).toContain('&lt;script>alert(1)');
    const bare = body.replace(/<textarea[\s\S]*?<\/textarea>|<input type="hidden"[^\n]*?"\/>/g, '');
    // Where it stands, not the whole page.
    expect(
      /.{0,80}(<script>alert|<img src=x|href="javascript:|src="javascript:|\u202e).{0,40}/.exec(bare)?.[0],
    ).toBeUndefined();
  }
});

test('a link used by two at once brings it to one; a button pressed twice, once', async () => {
  await on.issue('two@example.org');
  const claim = await on.claimOf('two@example.org');
  const before = await countOf('wallet.holding');
  const both = await Promise.all([act(claim, ada), act(claim, ben), act(claim, { cookie: '' })]);
  expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 410, 410]);
  expect(await countOf('wallet.holding')).toBe(before + 1);

  await on.issue('twice@example.org');
  const again = await on.claimOf('twice@example.org');
  const twice = await Promise.all([act(again, ada), act(again, ada)]);
  expect(twice.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
  expect(await countOf('wallet.holding')).toBe(before + 2);

  await on.issue('link@example.org');
  const link = await on.claimOf('link@example.org');
  expect((await act(link, { cookie: '' })).statusCode).toBe(303);
  const taken = await Promise.all([act(`${link}/account`, ada), act(`${link}/account`, ben)]);
  expect(taken.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 410]);

  await on.issue('torn@example.org');
  const torn = await on.claimOf('torn@example.org');
  const ends = await Promise.all([act(torn, ada), act(`${torn}/refusal`, { cookie: '' })]);
  expect(ends.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 410]);
});

test('the page that checks one of ours by its id hands out neither file nor fingerprint', async () => {
  const id = await on.issue('unclaimed@example.org');
  const { body } = await get(on.site, `/verify?credential=${id}`);
  expect(body).toContain('Real and current');
  expect(body).not.toMatch(/identityHash|sha256\$|proofValue|<textarea[^>]*>\{/);
});

test('the key and the desk of another organisation change nothing of it, and do not see it', async () => {
  const { site } = on;
  const id = await on.issue('mine@example.org');
  const rival = await verifiedOrganisation(site, 'Demo Rival College', { owner: ben });
  await addAchievement(site.database.db, rival.id, { name: 'Demo rival badge' });
  const desk = `/organisations/${rival.slug}/credentials`;
  const made = await act(`${desk}/keys/programs`, ben, { name: 'Demo program' });
  const key = /cairn_[\w-]{43}/.exec(made.body)?.[0] ?? 'none';
  const ask = async (method: 'GET' | 'POST', url: string, payload?: object): Promise<number> => {
    const headers = { authorization: `Bearer ${key}` };
    return (await site.app.inject({ method, url, headers, ...(payload && { payload }) })).statusCode;
  };
  expect(key).not.toBe('none');
  expect([
    await ask('GET', `/api/v1/credentials/${id}`),
    await ask('POST', `/api/v1/credentials/${id}/revocation`, { how: 'revoked' }),
    await ask('POST', '/api/v1/credentials', {
      achievement: on.achievement,
      award: { recipient: { email: 'ben@example.org' } },
    }),
    (await get(site, `${desk}/${id}`, ben.cookie)).statusCode,
    (await get(site, `${desk}/${id}/credential.json`, ben.cookie)).statusCode,
  ]).toEqual([404, 404, 404, 404, 404]);
  await act(`${desk}/change`, ben, { how: 'revoked', id, ids: id, reason: 'mistake' });
  const { rows } = await site.database.pool.query('select revoked from credentials.credential where id = $1', [id]);
  expect(rows).toEqual([{ revoked: null }]);
});
