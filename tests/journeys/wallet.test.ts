/** Somebody earns credentials: takes one without an account and script, takes it in, publishes, brings others, shares, prints. */
import { mkdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unwrap } from '../../src/credentials/index.js';
import { broughtCredential } from '../support/brought.js';
import { closeBrowser } from '../support/browser.js';
import { type HoldingSite, openHoldingSite } from '../support/holding-site.js';
import { axeInBrowser, invalidHtml } from '../support/html.js';
import { signUp, type TestPerson } from '../support/people.js';
import { openVisitor, overflow, type Visitor } from '../support/visitor.js';

let on: HoldingSite;
let ada: TestPerson;
beforeAll(async () => {
  on = await openHoldingSite();
  ada = await signUp(on.site, 'Demo Ada', 'ada@example.org');
});
afterAll(async () => {
  await closeBrowser();
  await on.close();
});

let shots = 0;
/** No page is too wide, invalid or hard to use. `CAIRN_SHOTS` names a folder for pictures. */
async function sound({ page }: Visitor, name: string): Promise<void> {
  if (process.env.CAIRN_SHOTS) {
    mkdirSync(process.env.CAIRN_SHOTS, { recursive: true });
    await page.screenshot({ path: `${process.env.CAIRN_SHOTS}/${++shots}-${name}.png`, fullPage: true });
  }
  expect([name, await overflow(page)]).toEqual([name, 0]);
  expect([name, await axeInBrowser(page)]).toEqual([name, []]);
  expect([name, await invalidHtml(await page.content())]).toEqual([name, []]);
}

const button = ({ page }: Visitor, name: string | RegExp) => page.getByRole('button', { name }).first();
const link = ({ page }: Visitor, name: string | RegExp) => page.getByRole('link', { name }).first();
const main = ({ page }: Visitor) => page.locator('main');

async function signIn(visitor: Visitor): Promise<void> {
  await visitor.page.getByLabel('Address').fill(ada.email);
  await visitor.page.getByLabel('Password', { exact: true }).fill(ada.password);
  await visitor.follow(button(visitor, 'Sign in'));
}

test('on a phone without script: claimed by the letter alone, then taken into a wallet', {
  timeout: 120_000,
}, async () => {
  await on.issue('cat@example.org', { evidence: [{ name: 'Safety case', url: 'https://example.org/case' }] });
  const visitor = await openVisitor(on.site.origin, { width: 360, script: 'blocked' });
  const { open, follow, page, where } = visitor;
  const claim = await on.claimOf('cat@example.org');
  await open(claim);
  await sound(visitor, 'offer');
  await follow(link(visitor, 'This is not me'));
  await sound(visitor, 'not-me');
  await follow(link(visitor, 'Back: it is mine'));
  await follow(button(visitor, 'Take it without an account'));
  await sound(visitor, 'held');
  const [download] = await Promise.all([page.waitForEvent('download'), link(visitor, 'Badge, PNG').click()]);
  expect(unwrap(readFileSync(await download.path())).wrapping).toBe('png');
  await follow(link(visitor, /^Sign in$/).last());
  await signIn(visitor);
  expect(where()).toBe(claim);
  await follow(button(visitor, 'Take it into my wallet'));
  expect(await main(visitor).textContent()).toContain('It is in your wallet.');
  await sound(visitor, 'mine-phone');
  await open('/my/credentials');
  await sound(visitor, 'wallet-phone');
  await visitor.leave();
});

test('at a desk: published with a name, seen by a stranger, shared, brought, removed', {
  timeout: 120_000,
}, async () => {
  const visitor = await openVisitor(on.site.origin);
  const { open, follow, page } = visitor;
  await open('/sign-in?next=/my/credentials');
  await signIn(visitor);
  await follow(link(visitor, 'Demo Safe Use of AI in Practice'));
  await sound(visitor, 'mine');
  await follow(link(visitor, 'Publish it'));
  await page.getByLabel('Name on the page').fill('Dr Ada Demo');
  await follow(button(visitor, 'Publish it'));
  await sound(visitor, 'publish-refused');
  await page.getByLabel('I agree to this').check();
  await follow(button(visitor, 'Publish it'));
  const path = (await link(visitor, 'Its page').getAttribute('href')) ?? '';

  const stranger = await openVisitor(on.site.origin, { dark: true });
  await stranger.open(path);
  expect(await main(stranger).textContent()).toContain('Awarded to Dr Ada Demo by Demo Northmoor University');
  await sound(stranger, 'public');
  const [pdf] = await Promise.all([stranger.page.waitForEvent('download'), link(stranger, 'PDF').click()]);
  await stranger.open('/verify');
  await stranger.page.setInputFiles('input[type=file]', {
    name: 'certificate.pdf',
    mimeType: 'application/pdf',
    buffer: readFileSync(await pdf.path()),
  });
  await stranger.follow(button(stranger, 'Check it'));
  expect(await main(stranger).textContent()).toContain('Demo Safe Use of AI in Practice');
  await stranger.leave();

  await follow(link(visitor, 'Share by a link'));
  await page
    .getByLabel(/What you call it|Name|Label/)
    .first()
    .fill('For Demo employer');
  await follow(button(visitor, /Make|Share/));
  const shared = /\/shared\/[\w-]{43}/.exec(await page.content())?.[0] ?? '';
  await open(shared);
  expect(await main(visitor).textContent()).toContain('Check it yourself');
  await sound(visitor, 'shared');

  await open('/my/credentials/new');
  await sound(visitor, 'bring');
  await page.getByLabel('Files').setInputFiles([
    { name: 'one.json', mimeType: 'application/json', buffer: Buffer.from(broughtCredential('one')) },
    { name: 'photo.txt', mimeType: 'text/plain', buffer: Buffer.from('no credential') },
  ]);
  await follow(button(visitor, 'Bring it'));
  await sound(visitor, 'brought');
  await follow(link(visitor, 'one.json'));
  await sound(visitor, 'one');
  await page.getByLabel('Group (if you like)').fill('From elsewhere');
  await follow(button(visitor, 'Keep this'));
  await open('/my/credentials');
  await sound(visitor, 'wallet');
  await follow(link(visitor, 'Demo badge of one'));
  await follow(link(visitor, 'Remove'));
  await follow(button(visitor, 'Remove it'));
  expect(await main(visitor).textContent()).not.toContain('Demo badge of one');
  await visitor.leave();
});
