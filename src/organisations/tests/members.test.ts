/** Members, invitations, ownership: through the pages, with the letters that are really sent. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  get,
  newestLink,
  post,
  signUp,
  type TestOrganisation,
  type TestPerson,
  verifiedOrganisation,
} from '../../../tests/support/people.js';
import { openSite, type RunningSite } from '../../../tests/support/site.js';
import { checkAudit, findPersonByEmail } from '../../accounts/index.js';
import { findOrganisation, findStanding, personal, rolesOf, seedOrganisations } from '../index.js';

let site: RunningSite;
let ada: TestPerson;
let ben: TestPerson;
let cem: TestPerson;
beforeAll(async () => {
  site = await openSite({ starter: false });
  ada = await signUp(site, 'Demo Ada', 'ada@example.org');
  ben = await signUp(site, 'Demo Ben', 'ben@example.org');
  cem = await signUp(site, 'Demo Cem', 'cem@example.org');
});
afterAll(() => site.close());

const idOf = async ({ email }: TestPerson) => (await findPersonByEmail(site.database.db, email))?.id ?? '';
const roles = async ({ slug }: TestOrganisation, person: TestPerson) =>
  rolesOf(site.database.db, slug, await idOf(person));

describe('an invitation', () => {
  let at: TestOrganisation;
  beforeAll(async () => {
    at = await verifiedOrganisation(site, 'Demo Inviting College', { owner: ada });
  });
  const ask = (fields: [string, string][], { cookie }: TestPerson) =>
    site.app.inject({
      method: 'POST',
      url: `/organisations/${at.slug}/members/new`,
      headers: { origin: site.origin, 'content-type': 'application/x-www-form-urlencoded', cookie },
      payload: new URLSearchParams(fields).toString(),
    });

  test('is accepted by whoever has proved the address, once', async () => {
    const sent = await ask(
      [
        ['email', 'Ben@example.org'],
        ['roles', 'editor'],
        ['roles', 'issuer'],
      ],
      ada,
    );
    expect(sent.statusCode, sent.body).toBe(303);
    const link = await newestLink(site.database, 'ben@example.org', '/invitations/');
    for (let opened = 0; opened < 2; opened++) expect((await get(site, link)).statusCode).toBe(200);
    expect((await get(site, link)).body).toContain('make an account');
    const wrong = await post(site, `${link}/acceptance`, {}, cem.cookie);
    expect(wrong.statusCode).toBe(409);
    expect((await get(site, link, cem.cookie)).body).toContain('/account/addresses');
    const waiting = await get(site, '/my', ben.cookie);
    const own = /\/invitations\/[0-9a-f-]{36}/.exec(waiting.body)?.[0] ?? '';
    expect((await get(site, own, cem.cookie)).statusCode).toBe(410);
    const answers = await Promise.all([
      post(site, `${link}/acceptance`, {}, ben.cookie),
      post(site, `${own}/acceptance`, {}, ben.cookie),
    ]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 410]);
    expect(await roles(at, ben)).toEqual(['editor', 'issuer']);
    expect((await get(site, link, ben.cookie)).statusCode).toBe(410);
  });

  test('is declined without an account, and withdrawn by the owner', async () => {
    await ask(
      [
        ['email', 'nobody@example.org'],
        ['roles', 'viewer'],
      ],
      ada,
    );
    const link = await newestLink(site.database, 'nobody@example.org', '/invitations/');
    expect((await post(site, `${link}/refusal`, {})).statusCode).toBe(200);
    expect((await post(site, `${link}/refusal`, {})).statusCode).toBe(410);
    await ask(
      [
        ['email', 'cem@example.org'],
        ['roles', 'viewer'],
      ],
      ada,
    );
    const members = await get(site, `/organisations/${at.slug}/members`, ada.cookie);
    const withdrawal =
      /\/organisations\/[\w-]+\/members\/invitations\/[0-9a-f-]+\/withdrawal/.exec(members.body)?.[0] ?? '';
    expect((await post(site, withdrawal, {}, ben.cookie)).statusCode).toBe(403);
    expect((await post(site, withdrawal, {}, ada.cookie)).statusCode).toBe(303);
    const gone = await newestLink(site.database, 'cem@example.org', '/invitations/');
    expect((await post(site, `${gone}/acceptance`, {}, cem.cookie)).statusCode).toBe(410);
  });

  test('is sent by owners alone, for roles that exist, to real addresses', async () => {
    expect(
      (
        await ask(
          [
            ['email', 'x@example.org'],
            ['roles', 'viewer'],
          ],
          ben,
        )
      ).statusCode,
    ).toBe(403);
    for (const fields of [
      [['email', 'x@example.org']],
      [
        ['email', 'x'],
        ['roles', 'viewer'],
      ],
      [
        ['email', 'x@example.org'],
        ['roles', 'king'],
      ],
      [
        ['email', 'ben@example.org'],
        ['roles', 'viewer'],
      ],
    ] as [string, string][][])
      expect((await ask(fields, ada)).statusCode).toBe(422);
  });
});

describe('the last owner', () => {
  let at: TestOrganisation;
  beforeAll(async () => {
    at = await verifiedOrganisation(site, 'Demo Last College', { owner: ada, viewer: ben });
  });

  test('cannot leave, be removed or be made less', async () => {
    const base = `/organisations/${at.slug}`;
    expect((await post(site, `${base}/leaving`, {}, ada.cookie)).statusCode).toBe(422);
    expect((await post(site, `${base}/members/${await idOf(ada)}/removal`, {}, ada.cookie)).statusCode).toBe(422);
    expect((await post(site, `${base}/members/${await idOf(ada)}`, { roles: 'editor' }, ada.cookie)).statusCode).toBe(
      422,
    );
    expect(await roles(at, ada)).toEqual(['owner']);
    expect(await personal.objections?.(site.database.db, await idOf(ada))).toContain(
      'You are the only owner of Demo Last College, which has other members. Hand its ownership over first.',
    );
  });

  test('hands over: nothing changes until the other accepts, then the giver is an editor', async () => {
    const base = `/organisations/${at.slug}/hand-over`;
    expect((await post(site, base, { person: await idOf(cem) }, ada.cookie)).statusCode).toBe(422);
    expect((await post(site, base, { person: await idOf(ben) }, ben.cookie)).statusCode).toBe(403);
    expect((await post(site, base, { person: await idOf(ben) }, ada.cookie)).statusCode).toBe(303);
    expect(await roles(at, ben)).toEqual(['viewer']);
    expect((await post(site, `${base}/acceptance`, {}, ada.cookie)).statusCode).toBe(409);
    expect((await get(site, `/organisations/${at.slug}`, ben.cookie)).body).toContain(
      'hand this organisation over to you',
    );
    expect((await post(site, `${base}/acceptance`, {}, ben.cookie)).statusCode).toBe(303);
    expect([await roles(at, ada), await roles(at, ben)]).toEqual([['editor'], ['owner']]);
    expect((await post(site, `${base}/acceptance`, {}, ben.cookie)).statusCode).toBe(409);
  });

  test('of two owners who leave at once, one stays', async () => {
    const both = await verifiedOrganisation(site, 'Demo Two Owners', { owner: ada });
    await site.database.pool.query(
      `insert into organisations.member (organisation_id, person_id, roles) values ($1, $2, '{owner}')`,
      [both.id, await idOf(ben)],
    );
    const answers = await Promise.all(
      [ada, ben].map((one) => post(site, `/organisations/${both.slug}/leaving`, {}, one.cookie)),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 422]);
    expect((await findStanding(site.database.db, both.id)).owners).toBe(1);
  });
});

describe('what an organisation states of itself', () => {
  let at: TestOrganisation;
  const stated = { description: 'We teach.', url: 'https://www.open.ac.uk/courses', kind: 'platform', country: 'IE' };
  beforeAll(async () => {
    at = await verifiedOrganisation(site, 'The Open University', { editor: ada, author: ben });
  });

  test('is written by editors, and no list replaces it', async () => {
    const base = `/organisations/${at.slug}/profile`;
    expect((await post(site, base, stated, ben.cookie)).statusCode).toBe(403);
    expect((await post(site, base, { ...stated, url: 'javascript:alert(1)' }, ada.cookie)).statusCode).toBe(422);
    expect((await post(site, base, { ...stated, country: 'XX' }, ada.cookie)).statusCode).toBe(422);
    expect((await post(site, base, stated, ada.cookie)).statusCode).toBe(303);
    await site.database.pool.query('delete from organisations.seed');
    await seedOrganisations(site.database.db);
    expect(await findOrganisation(site.database.db, at.slug)).toMatchObject(stated);
    expect((await get(site, `/providers/${at.slug}`)).body).toContain('its own word, 23 Nov 2026');
  });

  test('stays at the domain that was proved', async () => {
    await site.database.pool.query(
      `update organisations.verification set domain = 'open.ac.uk' where organisation_id = $1`,
      [at.id],
    );
    const moved = { ...stated, url: 'https://open.example' };
    const answer = await post(site, `/organisations/${at.slug}/profile`, moved, ada.cookie);
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('proved by open.ac.uk');
  });

  test('is named anew only by staff', async () => {
    const asked = { name: 'Open University of Demo', message: 'We were renamed.' };
    expect((await post(site, `/organisations/${at.slug}/profile/name`, asked, ada.cookie)).statusCode).toBe(303);
    expect((await findOrganisation(site.database.db, at.slug))?.name).toBe('The Open University');
    const staff = await signUp(site, 'Demo Staff', 'staff@example.org');
    await site.database.pool.query('insert into accounts.staff (person_id) values ($1)', [await idOf(staff)]);
    const page = await get(site, '/staff/organisations', staff.cookie);
    const approval = /\/staff\/names\/[0-9a-f-]+\/approval/.exec(page.body)?.[0] ?? '';
    expect((await post(site, approval, {}, ada.cookie)).statusCode).toBe(403);
    expect((await post(site, approval, {}, staff.cookie)).statusCode).toBe(303);
    await site.database.pool.query('delete from organisations.seed');
    await seedOrganisations(site.database.db);
    const renamed = await findOrganisation(site.database.db, at.slug);
    expect(renamed?.name).toBe('Open University of Demo');
    expect(renamed?.aliases).toContain('The Open University');
  });
});

test('another organisation’s members see nothing, and the log holds', async () => {
  const at = await verifiedOrganisation(site, 'Demo Private', { owner: cem });
  for (const rest of ['', '/members', '/members/new', '/profile', '/hand-over', '/leaving'])
    expect((await get(site, `/organisations/${at.slug}${rest}`, ada.cookie)).statusCode, rest).toBe(403);
  expect((await get(site, `/organisations/${at.slug}/members`)).statusCode).toBe(303);
  expect((await checkAudit(site.database.db)).fault).toBe(null);
});
