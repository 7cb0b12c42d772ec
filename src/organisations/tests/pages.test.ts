/** Every page of organisations that is not for everybody: valid HTML, and nothing for axe-core to find. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeInJsdom, invalidHtml } from '../../../tests/support/html.js';
import { get, newestLink, post, signUp, verifiedOrganisation } from '../../../tests/support/people.js';
import { openSite, type RunningSite } from '../../../tests/support/site.js';
import { findPersonByEmail } from '../../accounts/index.js';
import { resolveOrganisations } from '../index.js';

type Page = { path: string; cookie: string };

let site: RunningSite;
let pages: Page[];
beforeAll(async () => {
  site = await openSite({ starter: false });
  pages = await pagesWithSomethingOn();
});
afterAll(() => site.close());

test('they open, and are valid HTML of one heading', async () => {
  const findings: string[] = [];
  for (const { path, cookie } of pages) {
    const { body, statusCode } = await get(site, path, cookie);
    expect(`${statusCode} ${path}`).toBe(`200 ${path}`);
    expect(`${path} ${body.match(/<h1[\s>]/g)?.length}`).toBe(`${path} 1`);
    for (const finding of await invalidHtml(body)) findings.push(`${path} ${finding}`);
  }
  expect(findings).toEqual([]);
});

test('axe-core finds nothing', async () => {
  const findings: string[] = [];
  for (const { path, cookie } of pages) {
    for (const finding of await axeInJsdom((await get(site, path, cookie)).body)) findings.push(`${path} ${finding}`);
  }
  expect(findings).toEqual([]);
});

/** Addresses with who opens them, when as much as can wait does: claims, invitations, an offer, a name. */
async function pagesWithSomethingOn(): Promise<Page[]> {
  const [ada, ben, cem] = [
    await signUp(site, 'Demo Ada', 'ada@example.org'),
    await signUp(site, 'Demo Ben', 'ben@example.org'),
    await signUp(site, 'Demo Cem', 'cem@example.org'),
  ];
  const benId = (await findPersonByEmail(site.database.db, ben.email))?.id ?? '';
  await site.database.pool.query('insert into accounts.staff (person_id) values ($1)', [benId]);
  const at = `/organisations/${(await verifiedOrganisation(site, 'Demo University', { owner: ada, editor: ben })).slug}`;
  await verifiedOrganisation(site, 'Demo Ownerless');
  const waiting = await claims(cem.cookie);
  await post(site, `${at}/members/new`, { email: 'new@example.org', roles: 'editor' }, ada.cookie);
  await post(site, `${at}/hand-over`, { person: benId }, ada.cookie);
  await post(site, `${at}/profile/name`, { name: 'Demo University of Names', message: 'Renamed.' }, ben.cookie);
  const invitation = await newestLink(site.database, 'new@example.org', '/invitations/');
  const by = (cookie: string, ...paths: string[]) => paths.map((path) => ({ path, cookie }));
  const own = [
    '',
    '/members',
    '/members/new',
    `/members/${benId}`,
    `/members/${benId}/removal`,
    '/hand-over',
    '/profile',
  ];
  return [
    ...by('', invitation),
    ...by(ada.cookie, ...own.map((path) => at + path), `${at}/leaving`),
    ...by(ben.cookie, `${at}/hand-over`, '/staff/organisations', `/staff/claims/${waiting.id}/refusal`),
    ...by(ben.cookie, `/staff${at}/withdrawal`),
    ...by(cem.cookie, ...waiting.paths, `${at}/claim`, '/organisations/demo-ownerless/claim', '/organisations/new'),
  ];
}

async function claims(cookie: string): Promise<{ id: string; paths: string[] }> {
  const ways: { name: string; url?: string; fields: Record<string, string> | null }[] = [
    { name: 'Demo by DNS', url: 'https://dns.example', fields: { method: 'dns' } },
    { name: 'Demo by Letter', url: 'https://letter.example', fields: { method: 'address', email: 'a@letter.example' } },
    { name: 'Demo by Staff', fields: { method: 'staff', message: 'I am the registrar.\nRing us.' } },
    { name: 'Demo not yet', url: 'https://not-yet.example', fields: null },
  ];
  const paths: string[] = [];
  for (const { fields, ...ref } of ways) {
    const [found] = await site.database.db.transaction().execute((trx) => resolveOrganisations(trx, [ref]));
    const path = `/organisations/${found?.slug}/claim`;
    if (fields) await post(site, path, fields, cookie);
    paths.push(path);
  }
  paths.push(await newestLink(site.database, 'a@letter.example', '/organisations/'));
  const { rows } = await site.database.pool.query(`select id from organisations.claim where method = 'staff'`);
  return { id: rows[0].id, paths };
}
