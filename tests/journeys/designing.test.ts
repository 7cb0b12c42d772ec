/** A badge is designed from a course, published and found on the course's page: on a phone without script, and on a desk in the dark. */
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBrowser } from '../support/browser.js';
import { axeInBrowser } from '../support/html.js';
import { get, post, signUp, type TestOrganisation, type TestPerson, verifiedOrganisation } from '../support/people.js';
import { aboutOf } from '../support/roles.js';
import { openSite, type RunningSite } from '../support/site.js';
import { openVisitor, overflow, type Visit, type Visitor } from '../support/visitor.js';

let site: RunningSite;
let owner: TestPerson;
let organisation: TestOrganisation;
beforeAll(async () => {
  site = await openSite({ starter: false });
  owner = await signUp(site, 'Demo Owner', 'owner@example.org');
  organisation = await verifiedOrganisation(site, 'Demo Northmoor University', { owner });
  const at = `/organisations/${organisation.slug}/courses`;
  const course = {
    title: 'Demo: Safe use of AI in the clinic',
    url: 'https://northmoor.example.org/ai',
    summary: 'Judge, introduce and watch over tools.',
    outcomes: 'Judge the evidence for a tool\nWatch over a tool in use',
    level: 'FHEQ 7',
    credit: '15 CATS at FHEQ 7',
    total_hours: '150',
    mode: 'online',
  };
  const form = aboutOf((await get(site, `${at}/new`, owner.cookie)).body);
  expect((await post(site, `${at}/publish`, { ...form, ...course }, owner.cookie)).statusCode).toBe(303);
});
afterAll(async () => {
  await closeBrowser();
  await site.close();
});

async function openAs({ cookie }: TestPerson, visit: Visit): Promise<Visitor> {
  const visitor = await openVisitor(site.origin, visit);
  const cookies = cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: site.origin };
  });
  await visitor.page.context().addCookies(cookies);
  return visitor;
}

/** axe looks at the refused form alone: the tests of all pages look at the others. */
async function expectFit({ page }: Visitor, name: string, withAxe = false): Promise<void> {
  await page.waitForLoadState('load');
  if (process.env.CAIRN_LOOK) await page.screenshot({ path: `${process.env.CAIRN_LOOK}/${name}.png`, fullPage: true });
  expect(await overflow(page), name).toBe(0);
  if (withAxe) expect(await axeInBrowser(page), name).toEqual([]);
}

describe.each([
  ['a phone, without script', { width: 360, script: 'blocked' } as Visit],
  ['a desk, in the dark', { width: 1280, dark: true } as Visit],
])('on %s', (_, visit) => {
  const width = visit.width ?? 0;

  it('a badge is designed from a course', async () => {
    const visitor = await openAs(owner, visit);
    const { page } = visitor;
    await visitor.open(`/organisations/${organisation.slug}/achievements`);
    await expectFit(visitor, `achievements-${width}`);
    await visitor.follow(page.getByRole('link', { name: /Design a badge|New achievement/ }));
    await page.getByLabel('Course that it ends').selectOption({ label: 'Demo: Safe use of AI in the clinic' });
    await visitor.follow(page.getByRole('button', { name: 'Start' }));
    // What the course states is there, with its source; what it does not state is not.
    expect(await page.getByLabel('Academic credit').inputValue()).toBe('15 CATS at FHEQ 7');
    expect(await page.getByText('Filled in from Demo Northmoor University').count()).toBeGreaterThan(3);
    expect(await page.getByLabel('Quality assurance').getByRole('checkbox', { checked: true }).count()).toBe(0);
    await page.getByLabel('Name', { exact: true }).first().fill(`Demo badge ${width}`);
    await page.getByLabel('Colour of the stone').fill('#777777');
    await page.getByLabel('What it takes', { exact: true }).first().fill('Pass the assignment.');
    if (visit.script !== 'blocked') {
      await page.getByText('Neither white nor black').waitFor();
      await page.locator('#preview').getByText(`Demo badge ${width}`).first().waitFor({ state: 'attached' });
    }
    await visitor.follow(page.getByRole('button', { name: /^Save and publish/ }));
    // Refused: the words stay, and the field says what to change.
    await page.getByRole('link', { name: 'Colour of the stone' }).waitFor();
    expect(await page.getByLabel('Name', { exact: true }).first().inputValue()).toBe(`Demo badge ${width}`);
    await expectFit(visitor, `design-refused-${width}`, width === 360);
    await page.getByLabel('Colour of the stone').fill('#5b2346');
    await page.getByRole('checkbox', { name: 'Exam' }).check();
    await visitor.follow(page.getByRole('button', { name: /^Save and publish/ }));
    await page.getByText('It is published').waitFor();
    await expectFit(visitor, `design-${width}`);
    await visitor.follow(page.getByRole('link', { name: 'See its page' }));
    await page.getByRole('heading', { level: 1, name: `Demo badge ${width}` }).waitFor();
    await expectFit(visitor, `achievement-${width}`);
    await visitor.follow(page.getByRole('link', { name: /^How to get it/ }));
    await page.getByRole('link', { name: `Demo badge ${width}` }).waitFor();
    await expectFit(visitor, `course-with-badge-${width}`);
    expect(visitor.complaints.filter((complaint) => !/\b422\b/.test(complaint))).toEqual([]);
    await visitor.leave();
  });
});

it('who saves second is told, and a version that was published stays', async () => {
  const begun = await post(site, `/organisations/${organisation.slug}/achievements/new`, { course: '' }, owner.cookie);
  const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(String(begun.headers.location))?.[0] ?? '';
  const at = `/organisations/${organisation.slug}/achievements/${id}`;
  const words = { name: 'Demo first', description: 'Demo', criteria: 'Demo' };
  const save = (given: object) => post(site, at, { ...words, ...given }, owner.cookie);
  expect((await site.app.inject(`/achievements/${id}`)).statusCode).toBe(404);
  expect((await save({ saves: '1', act: 'publish' })).statusCode).toBe(303);
  const late = await save({ saves: '1', name: 'Demo late' });
  expect([late.statusCode, late.body.includes('Demo late')]).toEqual([409, true]);
  expect((await save({ saves: '2', name: 'Demo second', act: 'publish' })).statusCode).toBe(303);
  const read = (path: string) => site.app.inject({ url: path, headers: { accept: 'application/ld+json' } });
  const [first, newest] = [await read(`/achievements/${id}?version=1`), await read(`/achievements/${id}`)];
  expect([first.json().name, newest.json().name]).toEqual(['Demo first', 'Demo second']);
  expect(newest.json()).toMatchObject({ type: ['Achievement'], version: '2', criteria: { narrative: 'Demo' } });
  expect((await read(`/achievements/${id}?version=3`)).statusCode).toBe(404);
  await expect(
    site.database.pool.query('update credentials.achievement_version set version = 9 where achievement_id = $1', [id]),
  ).rejects.toThrow('never changes');
});

it('an uploaded picture is drawn anew, and a file that is none is refused in words', async () => {
  const { rows } = await site.database.pool.query('select id from credentials.achievement order by id limit 1');
  const id = String(rows[0]?.id);
  const at = `/organisations/${organisation.slug}/achievements/${id}`;
  const before = await site.app.inject(`/achievements/${id}/badge.png`);
  expect(before.headers['content-type']).toBe('image/png');
  const secret = Buffer.concat([
    before.rawPayload.subarray(0, 33),
    textChunk('Comment', 'taken at home'),
    before.rawPayload.subarray(33),
  ]);
  expect((await send(at, secret)).statusCode).toBe(303);
  const kept = await get(site, `${at}/picture.png`, owner.cookie);
  expect(kept.rawPayload.readUInt32BE(16)).toBe(512);
  expect(kept.rawPayload.includes('taken at home')).toBe(false);
  const svg = await send(at, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'));
  expect([svg.statusCode, svg.body.includes('An SVG can carry scripts')]).toEqual([422, true]);
  const torn = await send(at, Buffer.concat([before.rawPayload.subarray(0, 40), Buffer.alloc(200)]));
  expect(torn.statusCode).toBe(422);
  // What was published keeps its stone.
  expect((await site.app.inject(`/achievements/${id}/badge.svg`)).body).not.toContain('<image');
});

function send(at: string, picture: Buffer) {
  const edge = 'demo-edge';
  const head = `--${edge}\r\ncontent-disposition: form-data; name="picture"; filename="demo.png"\r\ncontent-type: image/png\r\n\r\n`;
  return site.app.inject({
    method: 'POST',
    url: `${at}/picture`,
    headers: { cookie: owner.cookie, 'content-type': `multipart/form-data; boundary=${edge}` },
    payload: Buffer.concat([Buffer.from(head), picture, Buffer.from(`\r\n--${edge}--\r\n`)]),
  });
}

function textChunk(keyword: string, text: string): Buffer {
  const data = Buffer.from(`tEXt${keyword}\0${text}`, 'latin1');
  const chunk = Buffer.alloc(data.length + 8);
  chunk.writeUInt32BE(data.length - 4, 0);
  data.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(data), data.length + 4);
  return chunk;
}
