/** Staff: made by the operator's link, through the command and the page; ended at once. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { get, post, signUp } from '../../../tests/support/people.js';
import { openSite, type RunningSite } from '../../../tests/support/site.js';
import { runCommands } from '../../platform/commands/index.js';
import { checkAudit, findPersonByEmail, staffCommand } from '../index.js';

let site: RunningSite;
let folder: string;
beforeAll(async () => {
  site = await openSite({ starter: false });
  folder = mkdtempSync(join(tmpdir(), 'cairn-staff-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await site.close();
});

async function cairn(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const env = {
    DATABASE_URL: site.database.url,
    CAIRN_DATA: folder,
    CAIRN_SECRET: site.config.secret,
    CAIRN_ORIGIN: site.origin,
  };
  const code = await runCommands([staffCommand], ['staff', ...args], { stdout, stderr, env });
  stdout.end();
  stderr.end();
  return { code, out: await text(stdout), err: await text(stderr) };
}

async function linkFor(email: string): Promise<string> {
  const { out } = await cairn('add', email, '--json');
  return JSON.parse(out).link.replace(site.origin, '');
}

const isStaff = async (email: string) => (await findPersonByEmail(site.database.db, email))?.isStaff;

test('the link makes staff of who proved its address, once; opening it makes nobody staff', async () => {
  const ada = await signUp(site, 'Demo Ada', 'ada@example.org');
  const link = await linkFor('ADA@example.org');
  expect((await get(site, link, ada.cookie)).body).toContain('Make me staff');
  expect(await isStaff(ada.email)).toBe(false);
  expect((await post(site, link, {}, ada.cookie)).headers.location).toBe('/my?done=staff');
  expect(await isStaff(ada.email)).toBe(true);
  expect((await post(site, link, {}, ada.cookie)).statusCode).toBe(410);
});

test('the link is of no use to anybody else: not signed in, or with another address', async () => {
  const link = await linkFor('cem@example.org');
  const page = await get(site, link);
  expect(page.body).toContain(`/sign-in?next=${encodeURIComponent(link)}`);
  expect((await post(site, link, {})).statusCode).toBe(401);
  const ben = await signUp(site, 'Demo Ben', 'ben@example.org');
  expect((await get(site, link, ben.cookie)).body).toContain('has not proved that address');
  expect((await post(site, link, {}, ben.cookie)).statusCode).toBe(403);
  expect(await isStaff(ben.email)).toBe(false);
  const cem = await signUp(site, 'Demo Cem', 'cem@example.org');
  expect((await post(site, link, {}, cem.cookie)).statusCode).toBe(303);
});

test('rights end at once when staff are removed, and waiting links with them', async () => {
  const dee = await signUp(site, 'Demo Dee', 'dee@example.org');
  await post(site, await linkFor(dee.email), {}, dee.cookie);
  expect((await cairn('list')).out).toContain('dee@example.org  Demo Dee');
  const waiting = await linkFor(dee.email);
  expect((await cairn('remove', dee.email)).code).toBe(0);
  expect(await isStaff(dee.email)).toBe(false);
  expect((await post(site, waiting, {}, dee.cookie)).statusCode).toBe(410);
  expect((await cairn('list')).out).not.toContain('dee@example.org');
});

test('what the operator types wrongly is said in a sentence', async () => {
  for (const args of [
    ['add'],
    ['add', 'no address'],
    ['remove', 'nobody@example.org'],
    ['constructor'],
    ['promote', 'a@b.test'],
  ]) {
    const { code, err } = await cairn(...args);
    expect(`${args.join(' ')}: ${code}`).toBe(`${args.join(' ')}: 1`);
    expect(err).toMatch(/^cairn staff: [^\n]+\n$/);
  }
});

test('what was done stands in the log, by the operator and by the person, without an address', async () => {
  const { rows } = await site.database.pool.query(
    "select actor, act, subject, detail::text from accounts.audit where act like 'accounts.staff-%' order by seq",
  );
  expect(new Set(rows.map(({ act }) => act))).toEqual(
    new Set(['accounts.staff-invited', 'accounts.staff-added', 'accounts.staff-removed']),
  );
  expect(rows.find(({ act }) => act === 'accounts.staff-invited').actor).toBe('operator');
  expect(JSON.stringify(rows)).not.toContain('@');
  expect((await checkAudit(site.database.db)).fault).toBe(null);
});
