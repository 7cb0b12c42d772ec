/**
 * The staff pages, through requests and with the worker running: who may, what it does, what the log says of it. How each
 * is to use is looked at in `people-pages.test.ts`; here, only what is a page in a state of its own.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkAudit } from '../src/accounts/index.js';
import { type CourseRecordInput, findCourse, importReadings, type Reading } from '../src/catalogue/index.js';
import { composeWorker } from '../src/main/compose.js';
import type { Jobs } from '../src/platform/jobs/index.js';
import { silentLog } from '../src/platform/log/index.js';
import { axeInJsdom, invalidHtml } from './support/html.js';
import { get, post, signUp, type TestPerson } from './support/people.js';
import { makeStaff } from './support/roles.js';
import { openSite, type RunningSite } from './support/site.js';

let site: RunningSite;
let worker: Jobs;
let ada: TestPerson;
let ben: TestPerson;
let feed: Server;

beforeAll(async () => {
  feed = createServer((_request, answer) => void answer.end('id,title\r\n1,Demo by address\r\n')).listen(
    0,
    '127.0.0.1',
  );
  await new Promise((resolve) => feed.once('listening', resolve));
  const env = { CAIRN_FETCH_ALLOW: `127.0.0.1:${(feed.address() as AddressInfo).port}` };
  site = await openSite({ starter: false, env });
  worker = await composeWorker({ config: site.config, database: site.database, log: silentLog });
  ada = await signUp(site, 'Demo Ada', 'ada@example.org');
  ben = await signUp(site, 'Demo Ben', 'ben@example.org');
  await makeStaff(site, ada);
});
afterAll(async () => {
  await worker.stop();
  await site.close();
  feed.close();
});

const page = async (url: string) => {
  const answer = await get(site, url, ada.cookie);
  expect(answer.statusCode, `${url}: ${answer.body.slice(0, 300)}`).toBe(200);
  return answer.body;
};
const act = async (url: string, fields: Record<string, string> = {}) => {
  const answer = await post(site, url, fields, ada.cookie);
  expect(answer.statusCode, `${url}: ${answer.body}`).toBe(303);
  return String(answer.headers.location);
};
const rows = async (query: string, values: unknown[] = []) => (await site.database.pool.query(query, values)).rows;
const acts = async () => (await rows('select act from accounts.audit order by seq')).map(({ act }) => act);

async function read(key: string, records: CourseRecordInput[]): Promise<void> {
  async function* readings(): AsyncGenerator<Reading> {
    for (const record of records) yield { type: 'course', at: 'row', record } as Reading;
  }
  const source = { key, name: `Demo ${key}` };
  await importReadings({ db: site.database.db, source, format: 'demo', today: '2026-11-23', readings: readings() });
}
const record = (id: string, title: string): CourseRecordInput => ({
  externalId: id,
  title,
  url: `https://demo.example/${id}`,
  provider: { name: 'Demo Academy', country: 'GB' },
});

/** Sends files as a browser does. */
async function upload(url: string, files: Record<string, string>, fields: Record<string, string>, { cookie } = ada) {
  const form = new FormData();
  for (const [name, content] of Object.entries(files)) form.append('files', new File([content], name));
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const sent = new Response(form);
  return site.app.inject({
    method: 'POST',
    url,
    headers: { origin: site.origin, cookie, 'content-type': sent.headers.get('content-type') ?? '' },
    payload: Buffer.from(await sent.arrayBuffer()),
  });
}

/** The page of an errand once it has ended. */
async function ended(location: string): Promise<string> {
  for (let looked = 0; looked < 300; looked++) {
    const body = await page(location);
    if (body.includes('data-progress="ended"')) return body;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${location} has not ended`);
}

const TABLE = (title: string) => `id,title,provider\r\n1,${title},Demo College\r\n2,,Demo College\r\n`;

test('every staff page is for staff alone', async () => {
  const pages = [
    '',
    '/sources',
    '/imports',
    '/imports/esco',
    '/merging',
    '/organisations/merging',
    '/jobs',
    '/audit',
    '/audit/chain',
  ];
  for (const path of pages.map((one) => `/staff${one}`)) {
    expect((await get(site, path)).headers.location, path).toContain('/sign-in?next=');
    expect((await get(site, path, ben.cookie)).statusCode, path).toBe(403);
    await page(path);
  }
  expect((await upload('/staff/imports', { 'a.csv': TABLE('No') }, {}, ben)).statusCode).toBe(403);
  expect((await post(site, '/staff/jobs/1/discard', {}, ben.cookie)).statusCode).toBe(403);
  expect(await rows('select from catalogue.errand')).toEqual([]);
});

describe('an import', () => {
  test('is rehearsed, done, and told row by row', async () => {
    const dry = await upload(
      '/staff/imports',
      { 'demo.csv': TABLE('Demo by file') },
      { source: 'demo-file', dryRun: 'yes' },
    );
    expect(dry.statusCode, dry.body).toBe(303);
    const rehearsed = await ended(String(dry.headers.location));
    expect(rehearsed).toContain('nothing of this was kept');
    expect(await rows(`select from catalogue.course where title = 'Demo by file'`)).toEqual([]);
    const sent = await upload('/staff/imports', { 'demo.csv': TABLE('Demo by file') }, { source: 'demo-file' });
    const body = await ended(String(sent.headers.location));
    expect(body).toContain('Demo by file');
    expect(body).toContain('no title');
    expect(body).not.toContain('cairn-errand');
    expect(await invalidHtml(body)).toEqual([]);
    expect(await axeInJsdom(body)).toEqual([]);
    expect(await rows(`select from catalogue.course where title = 'Demo by file'`)).toHaveLength(1);
    expect(await page('/staff/sources/demo-file')).toContain('by staff');
    expect(await page('/staff/imports')).toContain('demo.csv');
  });

  test('reads an address by the guarded client, and says what is wrong with one that it may not read', async () => {
    const { port } = feed.address() as AddressInfo;
    const asked = { address: `http://127.0.0.1:${port}/demo.csv`, source: 'demo-address' };
    const body = await ended(String((await upload('/staff/imports', {}, asked)).headers.location));
    expect(body).toContain('provider');
    const barred = { address: 'http://127.0.0.1:1/demo.csv' };
    const refused = await ended(String((await upload('/staff/imports', {}, barred)).headers.location));
    expect(refused).toContain('>failed<');
    expect(refused).toMatch(/127\.0\.0\.1/);
  });

  test('is asked for again with its files, and refused without any', async () => {
    const [{ id }] = await rows(`select errand_id as id from catalogue.errand_file limit 1`);
    const again = await act(`/staff/imports/${id}/again`);
    expect(await ended(again)).toContain('demo.csv');
    const nothing = await upload('/staff/imports', {}, { source: 'demo' });
    expect(nothing.statusCode).toBe(422);
    expect(nothing.body).toContain('Choose a file, or give an address.');
    for (const fields of [
      { address: 'ftp://demo.example' },
      { format: 'none' },
      { source: 'organisation:demo' },
    ] as const)
      expect(
        (await upload('/staff/imports', { 'a.csv': 'x' }, fields as unknown as Record<string, string>)).statusCode,
      ).toBe(422);
    await rows('delete from catalogue.errand_file');
    expect((await post(site, `/staff/imports/${id}/again`, {}, ada.cookie)).statusCode).toBe(409);
  });

  test('names of files are names, never paths', async () => {
    const sent = await upload('/staff/imports', { '../../../etc/.demo.csv': TABLE('Demo by path') }, {});
    const [{ name }] = await rows('select name from catalogue.errand_file');
    expect(name).toBe('demo.csv');
    expect(await ended(String(sent.headers.location))).toContain('Demo by path');
  });

  test('what waits can be stopped', async () => {
    await worker.stop();
    const sent = await upload('/staff/imports', { 'demo.csv': TABLE('Demo stopped') }, {});
    const location = String(sent.headers.location).replace(/\?.*/, '');
    expect(await page(location)).toContain('waits for its turn');
    await act(`${location}/stop`);
    expect((await post(site, `${location}/stop`, {}, ada.cookie)).statusCode).toBe(409);
    worker = await composeWorker({ config: site.config, database: site.database, log: silentLog });
    expect(await ended(location)).toContain('It was stopped');
    expect(await rows(`select from catalogue.course where title = 'Demo stopped'`)).toEqual([]);
  });

  test('of ESCO says which file is missing, without saying where it looked', async () => {
    const sent = await upload('/staff/imports/esco', { 'skills_en.csv': 'a,b\r\n' }, {});
    const body = await ended(String(sent.headers.location));
    expect(body).toContain('what was sent holds no');
    expect(body).not.toContain('cairn-errand');
  });
});

describe('a source', () => {
  test('is named for good, and withdrawn as a whole after asking', async () => {
    await read('withdrawn', [record('w1', 'Demo goes'), record('w2', 'Demo stays'), record('w3', 'Demo goes too')]);
    await read('other', [record('o2', 'Demo stays')]);
    await act('/staff/sources/withdrawn', { name: 'Demo list of 2026', url: '', licence: 'CC BY 4.0' });
    expect((await post(site, '/staff/sources/withdrawn', { name: '' }, ada.cookie)).statusCode).toBe(422);
    await read('withdrawn', [record('w1', 'Demo goes'), record('w2', 'Demo stays'), record('w3', 'Demo goes too')]);
    expect(await page('/staff/sources/withdrawn')).toContain('Demo list of 2026');
    expect((await rows(`select licence from catalogue.source where key = 'withdrawn'`))[0]).toEqual({
      licence: 'CC BY 4.0',
    });
    expect(await page('/staff/sources/withdrawn/withdrawal')).toContain('Withdraw 3 courses');
    const body = await ended(await act('/staff/sources/withdrawn/withdrawal'));
    expect(body).toContain('3 entries withdrawn');
    const states = await rows(
      `select title, state from catalogue.course where title like 'Demo goes%' or title = 'Demo stays' order by 1, 2`,
    );
    expect(states.map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn', 'published', 'withdrawn']);
    expect((await get(site, '/staff/sources/none', ada.cookie)).statusCode).toBe(404);
    expect((await post(site, '/staff/sources/none/withdrawal', {}, ada.cookie)).statusCode).toBe(404);
  });
});

describe('courses', () => {
  test('are merged, their old address leads on, and parted again', async () => {
    await read('left', [record('m1', 'Demo wards made safer')]);
    await read('right', [record('m2', 'Safer demo wards made')]);
    const [one, two] = await rows(
      `select id, num, slug from catalogue.course where title ilike '%wards%' order by num`,
    );
    const [provider] = await rows(`select slug from organisations.organisation where name = 'Demo Academy'`);
    const candidates = await page(`/staff/merging?provider=${provider.slug}`);
    expect(candidates).toContain(`/staff/merging/pair?one=${one.num}&amp;other=${two.num}`);
    const pair = await page(`/staff/merging/pair?one=${site.origin}/courses/${one.slug}&other=${two.num}`);
    expect(await invalidHtml(pair)).toEqual([]);
    expect(await axeInJsdom(pair)).toEqual([]);
    const ids = { one: one.id, other: two.id };
    expect(
      (await post(site, '/staff/merging/pair', { ...ids, keep: one.id, reason: ' ' }, ada.cookie)).statusCode,
    ).toBe(422);
    const merged = await act('/staff/merging/pair', { ...ids, keep: one.id, reason: 'The same page.' });
    expect(await page(merged)).toContain('They are one course now.');
    const moved = await get(site, `/courses/${two.slug}`);
    expect([moved.statusCode, moved.headers.location]).toEqual([302, `/courses/${one.slug}`]);
    const [{ id }] = await rows('select id from catalogue.course_merge');
    expect(await page(`/staff/merging/${id}/undoing`)).toContain('Part these again?');
    await act(`/staff/merging/${id}/undoing`, { reason: 'They are two.' });
    expect((await get(site, `/courses/${two.slug}`)).statusCode).toBe(200);
    expect((await post(site, `/staff/merging/${id}/undoing`, { reason: 'Again.' }, ada.cookie)).statusCode).toBe(404);
    expect(await page(`/staff/merging?provider=${provider.slug}`)).not.toContain(`one=${one.num}&amp;other=${two.num}`);
  });

  test('that rules joined are parted by listing', async () => {
    await read('near', [record('p1', 'Demo joined')]);
    await read('far', [{ ...record('p1', 'Demo joined'), externalId: 'p9' }]);
    const [course] = await rows(`select id, num from catalogue.course where title = 'Demo joined'`);
    const listings = await rows('select id from catalogue.listing where course_id = $1 order by id', [course.id]);
    expect(listings).toHaveLength(2);
    const about = await page(`/staff/merging/courses/${course.num}`);
    expect(about).toContain('they have the same page');
    expect(await invalidHtml(about)).toEqual([]);
    expect(await axeInJsdom(about)).toEqual([]);
    const none = await post(site, `/staff/merging/courses/${course.num}/parting`, { reason: 'Two.' }, ada.cookie);
    expect([none.statusCode, none.body.includes('Choose at least one')]).toEqual([422, true]);
    const own = await act(`/staff/merging/courses/${course.num}/parting`, { listing: listings[0].id, reason: 'Two.' });
    expect(await page(own)).toContain('course of its own');
    expect(await findCourse(site.database.db, course.id)).toMatchObject({ state: 'published' });
    expect(await rows(`select from catalogue.course where title = 'Demo joined'`)).toHaveLength(2);
  });
});

test('organisations are merged and parted', async () => {
  await read('twins', [
    { ...record('t1', 'Demo twin one'), provider: { name: 'Demo Twin', country: 'GB' } },
    { ...record('t2', 'Demo twin two'), provider: { name: 'Demo Twin', country: 'IE' } },
  ]);
  const [one, two] = await rows(`select slug from organisations.organisation where name = 'Demo Twin' order by slug`);
  expect(await page('/staff/organisations/merging')).toContain('They share a name');
  const path = `/staff/organisations/merging/pair`;
  const pair = await page(`${path}?from=${two.slug}&into=${site.origin}/providers/${one.slug}`);
  expect(await invalidHtml(pair)).toEqual([]);
  await act(path, { from: two.slug, into: one.slug });
  expect((await post(site, path, { from: two.slug, into: one.slug }, ada.cookie)).statusCode).toBe(422);
  expect((await get(site, `/providers/${two.slug}`)).headers.location).toBe(`/providers/${one.slug}`);
  const [{ id }] = await rows('select id from organisations.merge');
  await act(`/staff/organisations/merging/${id}/undoing`);
  expect((await post(site, `/staff/organisations/merging/${id}/undoing`, {}, ada.cookie)).statusCode).toBe(422);
});

test('a job that failed is shown without what it was given, run again, and thrown away', async () => {
  await worker.stop();
  const add = async () => {
    const [{ id }] = await rows(
      `select id from graphile_worker.add_job('demo.fails', '{"secret":"quill"}', max_attempts => 1)`,
    );
    await rows(`select graphile_worker.permanently_fail_jobs(array[$1::bigint], $2)`, [
      id,
      'No letter to ada@example.org\n at line 3',
    ]);
    return id;
  };
  const id = await add();
  expect(await page('/staff')).toContain('One job failed for good');
  const body = await page('/staff/jobs');
  expect(body).toContain('demo.fails');
  expect(body).toContain('No letter to [address]');
  for (const hidden of ['quill', 'ada@', 'line 3']) expect(body).not.toContain(hidden);
  expect(await invalidHtml(body)).toEqual([]);
  await act(`/staff/jobs/${id}/retry`);
  expect((await rows('select attempts from graphile_worker.jobs where id = $1', [id]))[0]).toEqual({ attempts: 0 });
  expect(await page(`/staff/jobs/${id}/discard`)).toContain('cannot be brought back');
  await act(`/staff/jobs/${id}/discard`);
  expect(await rows('select from graphile_worker.jobs where id = $1', [id])).toEqual([]);
  expect((await post(site, `/staff/jobs/${id}/discard`, {}, ada.cookie)).statusCode).toBe(404);
  expect((await get(site, '/staff/jobs/x/discard', ada.cookie)).statusCode).toBe(400);
  worker = await composeWorker({ config: site.config, database: site.database, log: silentLog });
});

test('everything is in the log, which shows no name, is searched, and is checked', async () => {
  const done = await acts();
  for (const one of [
    'catalogue.errand-asked',
    'catalogue.errand-stopped',
    'catalogue.source-renamed',
    'catalogue.courses-merged',
    'catalogue.courses-parted',
    'catalogue.listings-parted',
    'organisations.merged',
    'organisations.parted',
    'site.job-retried',
    'site.job-discarded',
  ])
    expect(done, one).toContain(one);
  expect((await checkAudit(site.database.db)).fault).toBeNull();
  const found = await page('/staff/audit?act=courses-merged');
  expect(found).toContain('catalogue.courses-merged');
  expect(found).not.toContain('catalogue.source-renamed');
  expect(found).not.toContain('Demo Ada');
  const [entry] = await rows(`select seq, actor from accounts.audit where act = 'catalogue.courses-merged'`);
  expect(await page(`/staff/audit?actor=${entry.actor}&before=${entry.seq}`)).not.toContain('courses-merged');
  expect(await page('/staff/audit?act=%25')).toContain('No entry is like that');
  expect(await page('/staff/audit/chain')).toContain('It is:');
  await rows('alter table accounts.audit disable trigger audit_stays');
  await rows(`update accounts.audit set act = 'demo.changed' where seq = 2`);
  expect(await page('/staff/audit/chain')).toContain('It is not');
});
