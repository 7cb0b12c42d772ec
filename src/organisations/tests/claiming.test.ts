/** Claiming an organisation by DNS, by letter and before staff: through the pages, with real letters and a real name server. */
import { createSocket, type Socket } from 'node:dgram';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { get, newestLink, post, signUp, type TestPerson } from '../../../tests/support/people.js';
import { openSite, type RunningSite } from '../../../tests/support/site.js';
import { checkAudit, SYSTEM } from '../../accounts/index.js';
import { openPost } from '../../platform/mail/index.js';
import { checkClaims } from '../actions/claiming.js';
import { openTxtLookup, resolveOrganisations, rolesOf, verificationsOf } from '../index.js';

let names: NameServer;
let site: RunningSite;
beforeAll(async () => {
  names = await openNameServer();
  site = await openSite({ starter: false, lookup: openTxtLookup([names.address]) });
});
afterAll(async () => {
  await site.close();
  names.close();
});

test('a domain proves an organisation once its record is there', async () => {
  const { slug, id } = await known('Demo Body', 'https://www.demo-body.example');
  const ada = await signUp(site, 'Demo Ada', 'ada@example.org');
  expect((await get(site, `/organisations/${slug}`, ada.cookie)).statusCode).toBe(403);
  await claim(slug, { method: 'dns' }, ada);
  const page = await get(site, `/organisations/${slug}/claim`, ada.cookie);
  const value = /cairn-verification=[\w-]+/.exec(page.body)?.[0] ?? '';
  expect(page.body).toContain('_cairn.demo-body.example');
  const early = await post(site, `/organisations/${slug}/claim/check`, {}, ada.cookie);
  expect(early.headers.location).toBe(`/organisations/${slug}/claim?done=absent`);
  names.records.set('_cairn.demo-body.example', [`${value}x`, 'v=spf1 -all']);
  await post(site, `/organisations/${slug}/claim/check`, {}, ada.cookie);
  expect(await rolesOf(site.database.db, slug, await idOf(ada))).toEqual([]);
  names.records.set('_cairn.demo-body.example', ['v=spf1 -all', value]);
  const done = await post(site, `/organisations/${slug}/claim/check`, {}, ada.cookie);
  expect(done.headers.location).toBe(`/organisations/${slug}?done=verified`);
  const start = await get(site, `/organisations/${slug}`, ada.cookie);
  expect(start.statusCode).toBe(200);
  expect(start.body).toContain('by a DNS record of demo-body.example');
  expect((await verificationsOf(site.database.db, [id])).get(id)).toMatchObject({ method: 'dns' });
  expect((await checkAudit(site.database.db)).fault).toBe(null);
});

test('the job finds a record that comes later, and ends claims after seven days', async () => {
  const { slug } = await known('Demo Later', 'https://demo-later.example');
  const { slug: never } = await known('Demo Never', 'https://demo-never.example');
  const ben = await signUp(site, 'Demo Ben', 'ben@example.org');
  await claim(slug, { method: 'dns' }, ben);
  await claim(never, { method: 'dns' }, ben);
  const page = await get(site, `/organisations/${slug}/claim`, ben.cookie);
  // Below the name of the organisation itself counts too.
  names.records.set('demo-later.example', [/cairn-verification=[\w-]+/.exec(page.body)?.[0] ?? '']);
  const parts = {
    db: site.database.db,
    post: openPost(site.config, site.database),
    origin: site.origin,
    lookup: openTxtLookup([names.address]),
  };
  const start = Date.parse('2026-11-23T00:00:00Z');
  expect(await checkClaims(parts, new Date(start + 3_600_000))).toEqual({ proved: 1 });
  expect(await rolesOf(site.database.db, slug, await idOf(ben))).toEqual(['owner']);
  await checkClaims(parts, new Date(start + 8 * 86_400_000));
  const later = await get(site, `/organisations/${never}/claim`, ben.cookie);
  expect(later.body).toContain('was not proved in time');
  expect(SYSTEM.kind).toBe('system');
});

test('an address at the domain proves a body; the link acts once, for the claimant alone, and only by its button', async () => {
  const { slug } = await known('Demo Institute', 'https://demo-institute.org.uk');
  const [cem, dee] = [
    await signUp(site, 'Demo Cem', 'cem@example.org'),
    await signUp(site, 'Demo Dee', 'dee@example.org'),
  ];
  for (const email of ['cem@gmail.com', 'cem@org.uk', 'cem@demo-institute.com', 'cem@notdemo-institute.org.uk']) {
    const refused = await post(site, `/organisations/${slug}/claim`, { method: 'address', email }, cem.cookie);
    expect(refused.statusCode, email).toBe(422);
  }
  await claim(slug, { method: 'address', email: 'office@demo-institute.org.uk' }, cem);
  const link = await newestLink(site.database, 'office@demo-institute.org.uk', `/organisations/${slug}/claim/letter/`);
  for (let opened = 0; opened < 2; opened++) expect((await get(site, link, cem.cookie)).statusCode).toBe(200);
  expect((await post(site, link, {}, dee.cookie)).statusCode).toBe(409);
  expect((await post(site, link, {})).statusCode).toBe(401);
  const [one, two] = await Promise.all([post(site, link, {}, cem.cookie), post(site, link, {}, cem.cookie)]);
  expect([one?.statusCode, two?.statusCode].sort()).toEqual([303, 410]);
  expect(await rolesOf(site.database.db, slug, await idOf(cem))).toEqual(['owner']);
  expect((await post(site, link, {}, cem.cookie)).statusCode).toBe(410);
});

test('at a university a personal address is evidence for staff, the address of whoever runs the domain is proof', async () => {
  const { slug } = await known('Demo University', 'https://www.demo-university.ac.uk', 'university');
  const [eva, fay] = [
    await signUp(site, 'Demo Eva', 'eva@example.org'),
    await signUp(site, 'Demo Fay', 'fay@example.org'),
  ];
  await claim(slug, { method: 'address', email: 'eva@demo-university.ac.uk' }, eva);
  const link = await newestLink(site.database, 'eva@demo-university.ac.uk', `/organisations/${slug}/claim/letter/`);
  expect((await post(site, link, {}, eva.cookie)).headers.location).toContain('done=waits');
  expect(await rolesOf(site.database.db, slug, await idOf(eva))).toEqual([]);
  await claim(slug, { method: 'address', email: 'postmaster@demo-university.ac.uk' }, fay);
  const sure = await newestLink(site.database, 'postmaster@demo-university.ac.uk', `/organisations/${slug}/claim/`);
  expect((await post(site, sure, {}, fay.cookie)).headers.location).toContain('done=verified');
  // The first who proves it owns it; the other is told, and led to the owners.
  const lost = await get(site, `/organisations/${slug}/claim`, eva.cookie);
  expect(lost.body).toContain('Ask to join');
  await post(site, `/organisations/${slug}/claim/joining`, { joining: 'I teach here.' }, eva.cookie);
  const letters = await site.database.pool.query(`select body_text from platform.mail where recipient = $1`, [
    fay.email,
  ]);
  expect(letters.rows.some(({ body_text }) => body_text.includes('> I teach here.'))).toBe(true);
});

test('staff decide where no domain is known; others cannot', async () => {
  const { slug, id } = await known('Demo Employer');
  const [gus, hal, staff] = [
    await signUp(site, 'Demo Gus', 'gus@example.org'),
    await signUp(site, 'Demo Hal', 'hal@example.org'),
    await signUp(site, 'Demo Staff', 'staff@example.org'),
  ];
  await site.database.pool.query('insert into accounts.staff (person_id) values ($1)', [await idOf(staff)]);
  const closed = await post(site, `/organisations/${slug}/claim`, { method: 'dns' }, gus.cookie);
  expect(closed.statusCode).toBe(422);
  await claim(slug, { method: 'staff', message: 'Ring <b>our</b> switchboard.' }, gus);
  await claim(slug, { method: 'staff', message: 'No, ring me.' }, hal);
  const page = await get(site, '/staff/organisations', staff.cookie);
  expect(page.body).toContain('Ring &lt;b>our&lt;/b> switchboard.');
  const { rows } = await site.database.pool.query(
    `select id, person_id from organisations.claim where organisation_id = $1 order by created`,
    [id],
  );
  const [first, second] = [rows.find((row) => row.person_id !== null)!.id, rows.at(-1)!.id];
  expect((await post(site, `/staff/claims/${first}/approval`, {}, gus.cookie)).statusCode).toBe(403);
  expect((await post(site, `/staff/claims/${second}/refusal`, { reason: ' ' }, staff.cookie)).statusCode).toBe(422);
  const refused = { reason: 'The switchboard does not know you.' };
  expect((await post(site, `/staff/claims/${second}/refusal`, refused, staff.cookie)).statusCode).toBe(303);
  expect((await post(site, `/staff/claims/${first}/approval`, {}, staff.cookie)).statusCode).toBe(303);
  expect((await post(site, `/staff/claims/${first}/approval`, {}, staff.cookie)).statusCode).toBe(409);
  const owners = await Promise.all([gus, hal].map(async (one) => rolesOf(site.database.db, slug, await idOf(one))));
  expect(owners.filter((roles) => roles.includes('owner'))).toHaveLength(1);
  const withdrawn = { reason: 'It was a mistake.', members: 'yes' };
  await post(site, `/staff/organisations/${slug}/withdrawal`, withdrawn, staff.cookie);
  expect((await verificationsOf(site.database.db, [id])).size).toBe(0);
  expect(await rolesOf(site.database.db, slug, await idOf(gus))).toEqual([]);
});

test('whoever registers an organisation cannot prove it by an address of their own choice alone', async () => {
  const ida = await signUp(site, 'Demo Ida', 'ida@example.org');
  await known('Demo Federation of Bakers', 'https://demo-bakers.example');
  const asked = { name: 'Demo Federation of Bakers', kind: 'professional-body', country: 'GB', url: 'evil.example' };
  const like = await post(site, '/organisations/new', asked, ida.cookie);
  expect(like.statusCode).toBe(422);
  expect(like.body).toContain('/organisations/demo-federation-of-bakers/claim');
  expect((await post(site, '/organisations/new', { ...asked, none: 'yes' }, ida.cookie)).statusCode).toBe(422);
  const { rows } = await site.database.pool.query(
    `select url from organisations.organisation where slug = 'demo-federation-of-bakers'`,
  );
  expect(rows[0].url).toBe('https://demo-bakers.example');
  const made = await post(site, '/organisations/new', { ...asked, name: 'Demo Guild of Millers' }, ida.cookie);
  expect(made.headers.location).toBe('/organisations/demo-guild-of-millers/claim');
  await claim('demo-guild-of-millers', { method: 'address', email: 'ida@evil.example' }, ida);
  const link = await newestLink(
    site.database,
    'ida@evil.example',
    '/organisations/demo-guild-of-millers/claim/letter/',
  );
  expect((await post(site, link, {}, ida.cookie)).headers.location).toContain('done=waits');
});

async function claim(slug: string, fields: Record<string, string>, { cookie }: TestPerson): Promise<void> {
  const answer = await post(site, `/organisations/${slug}/claim`, fields, cookie);
  expect(answer.headers.location, answer.body).toBe(`/organisations/${slug}/claim?done=asked`);
}

async function known(name: string, url?: string, kind: 'university' | 'professional-body' = 'professional-body') {
  const [found] = await site.database.db
    .transaction()
    .execute((trx) => resolveOrganisations(trx, [{ name, kind, country: 'GB', ...(url && { url }) }]));
  return found!;
}

async function idOf({ email }: TestPerson): Promise<string> {
  const { rows } = await site.database.pool.query('select id from accounts.person where email = $1', [email]);
  return rows[0].id;
}

type NameServer = { address: string; records: Map<string, string[]>; close(): void };

/** A name server on the loopback that answers TXT questions (RFC 1035 §4), and nothing else. */
async function openNameServer(): Promise<NameServer> {
  const records = new Map<string, string[]>();
  const socket: Socket = createSocket('udp4');
  socket.on('message', (question, { port, address }) => socket.send(answerTo(question, records), port, address));
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return { address: `127.0.0.1:${socket.address().port}`, records, close: () => socket.close() };
}

function answerTo(question: Buffer, records: ReadonlyMap<string, string[]>): Buffer {
  const labels: string[] = [];
  let at = 12;
  for (let length = question[at]!; length > 0; length = question[at]!) {
    labels.push(question.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  const asked = question.subarray(12, at + 5);
  const found = records.get(labels.join('.').toLowerCase()) ?? [];
  const head = Buffer.from(question.subarray(0, 12));
  head.writeUInt16BE(found.length > 0 ? 0x8180 : 0x8183, 2);
  head.writeUInt16BE(found.length, 6);
  head.writeUInt32BE(0, 8);
  return Buffer.concat([head, asked, ...found.map(textRecord)]);
}

function textRecord(text: string): Buffer {
  const data = Buffer.concat([Buffer.from([text.length]), Buffer.from(text, 'latin1')]);
  const head = Buffer.from([0xc0, 0x0c, 0, 16, 0, 1, 0, 0, 0, 0, 0, data.length]);
  return Buffer.concat([head, data]);
}
