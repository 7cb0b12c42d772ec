/** Somebody saves courses to a list, notes, compares, keeps a search and follows: on a phone without script, then at a desk. */
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeBrowser } from '../support/browser.js';
import { axeInBrowser, invalidHtml } from '../support/html.js';
import { signUp, type TestPerson } from '../support/people.js';
import { openSite, type RunningSite } from '../support/site.js';
import { openVisitor, overflow, type Visitor } from '../support/visitor.js';

let site: RunningSite;
let ada: TestPerson;
beforeAll(async () => {
  site = await openSite();
  ada = await signUp(site, 'Demo Ada', 'ada@example.org');
});
afterAll(async () => {
  await closeBrowser();
  await site.close();
});

let shots = 0;
/** No page is too wide. `CAIRN_SHOTS` names a folder for pictures. How each page is to use is looked at in `people-pages.test.ts`. */
async function fits({ page }: Visitor, name: string): Promise<void> {
  if (process.env.CAIRN_SHOTS) {
    mkdirSync(process.env.CAIRN_SHOTS, { recursive: true });
    await page.screenshot({ path: `${process.env.CAIRN_SHOTS}/${++shots}-${name}.png`, fullPage: true });
  }
  expect([name, await overflow(page)]).toEqual([name, 0]);
}

/** Nor is it invalid or hard to use: for what a page shows in this state alone. */
async function sound(visitor: Visitor, name: string): Promise<void> {
  await fits(visitor, name);
  expect([name, await axeInBrowser(visitor.page)]).toEqual([name, []]);
  expect([name, await invalidHtml(await visitor.page.content())]).toEqual([name, []]);
}

const button = ({ page }: Visitor, name: string | RegExp) => page.getByRole('button', { name }).first();
const main = ({ page }: Visitor) => page.locator('main');

test('on a phone without script', { timeout: 120_000 }, async () => {
  const visitor = await openVisitor(site.origin, { width: 360, script: 'blocked' });
  const { page, open, follow } = visitor;
  await open('/courses?q=nursing');
  const [first, second] = await page
    .locator('article.course h3 a')
    .evaluateAll((links) => links.map((a) => a.getAttribute('href') ?? ''));
  const slugOf = (href = '') => href.replace('/courses/', '');

  // Signed out: the way leads through signing in, and back to the course that was to be saved.
  await open(`/my/lists/add?course=${slugOf(first)}`);
  await page.getByLabel('Address').fill(ada.email);
  await page.getByLabel('Password', { exact: true }).fill(ada.password);
  await follow(button(visitor, 'Sign in'));
  await fits(visitor, 'save');
  await page.getByLabel('Note (if you like)').fill('Ask Jo\nabout the Tuesdays');
  await follow(button(visitor, 'Save it'));
  await open(`/my/lists/add?course=${slugOf(second)}`);
  await follow(button(visitor, 'Save it'));
  const list = visitor.where().replace(/\?.*/, '');
  await fits(visitor, 'list');
  expect(await main(visitor).innerText()).toContain('about the Tuesdays');

  await follow(button(visitor, /^Take out/));
  expect(await page.locator('article.course').count()).toBe(1);
  await sound(visitor, 'taken-out');
  await follow(button(visitor, /^Put it back/));
  expect(await page.locator('article.course').count()).toBe(2);

  for (const tick of await page.locator('article.course input[name=course]').all()) await tick.check();
  await follow(button(visitor, 'Compare'));
  expect(await page.locator('h1').innerText()).toBe('Two courses, side by side');

  await open(list);
  await follow(page.getByRole('link', { name: /^Change the note, move or copy/ }));
  await fits(visitor, 'course-in-list');
  await page.getByLabel('Name of a new list').fill('For the spring');
  await page.getByLabel('List', { exact: true }).selectOption({ label: 'A new list, named below' });
  await follow(button(visitor, 'Move it there'));
  expect(await main(visitor).innerText()).toMatch(/For the spring[\s\S]*Ask Jo/);
  await open('/my/lists');
  await fits(visitor, 'lists');
  await follow(page.getByRole('link', { name: 'For the spring' }));
  await follow(page.getByRole('link', { name: 'Delete' }));
  await fits(visitor, 'deletion');
  await follow(button(visitor, 'Delete the list'));
  expect(await main(visitor).innerText()).not.toContain('For the spring');
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
});

test('at a desk with script: a search and what is followed', { timeout: 120_000 }, async () => {
  const visitor = await openVisitor(site.origin, { dark: true });
  const { page, open, follow } = visitor;
  await open('/sign-in');
  await page.getByLabel('Address').fill(ada.email);
  await page.getByLabel('Password', { exact: true }).fill(ada.password);
  await follow(button(visitor, 'Sign in'));

  await open('/courses?q=nursing&pace=self-paced&free=1');
  await follow(page.getByRole('link', { name: 'Save this search' }));
  await fits(visitor, 'search-new');
  await page.getByLabel('What you call it').fill('Nursing, free');
  await follow(button(visitor, 'Save it'));
  await fits(visitor, 'searches');
  expect(await main(visitor).innerText()).toMatch(/“nursing” · At your own pace · Free/);
  await follow(page.getByRole('link', { name: 'Nursing, free', exact: true }));
  expect(visitor.where()).toBe('/courses?q=nursing&pace=self-paced&free=1');

  for (const [from, link] of [
    ['/subjects/nursing-and-midwifery', 'Follow this subject'],
    ['/skills/data-analysis', 'Follow this skill'],
  ] as const) {
    await open(from);
    await follow(page.getByRole('link', { name: link }));
    await fits(visitor, 'follow');
    await follow(button(visitor, 'Follow'));
  }
  await open('/providers');
  await follow(page.locator('main a[href^="/providers/"]').first());
  await follow(page.getByRole('link', { name: 'Follow this provider' }));
  await follow(button(visitor, 'Follow'));
  await sound(visitor, 'follows');
  expect(await page.locator('main h2').allInnerTexts()).toEqual(['Providers', 'Subjects', 'Skills']);

  await open('/my/lists');
  await follow(page.getByRole('link', { name: 'Saved', exact: true }));
  await sound(visitor, 'list-at-desk');
  await open('/my');
  await fits(visitor, 'my');
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
});
