/** The search page answers in place: address, history, announcements, suggestions, the tray, and what happens when it fails. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { closeBrowser } from '../support/browser.js';
import { openSite, type RunningSite } from '../support/site.js';
import { openVisitor, type Visitor } from '../support/visitor.js';

let site: RunningSite;
let visitor: Visitor;
beforeAll(async () => {
  site = await openSite();
});
afterAll(async () => {
  await closeBrowser();
  await site.close();
});
beforeEach(async () => {
  visitor = await openVisitor(site.origin);
});
afterEach(() => visitor.leave());

const count = () => visitor.page.locator('#count').textContent();
const announced = () => visitor.page.locator('#announce').textContent();
const tick = (name: string | RegExp) =>
  visitor.page.getByRole('form', { name: 'Filters' }).getByRole('checkbox', { name });

it('swaps the list without loading a page, writes the address, and announces the number found', async () => {
  await visitor.open('/courses?q=data');
  await mark();
  const before = await count();
  await tick(/^Free only/).check();
  await visitor.page.waitForURL(/free=1/);
  await expect.poll(count).not.toBe(before);
  await expect.poll(async () => (await announced()) === (await count())).toBe(true);
  expect(await isSamePage()).toBe(true);
  expect(await visitor.page.title()).toContain((await count())?.trim().split(' ')[0]);
  expect(await tick(/^Free only/).evaluate((box) => box === document.activeElement)).toBe(true);
  expect(visitor.complaints).toEqual([]);
});

it('shows by the address what it shows by ticking', async () => {
  await visitor.open('/courses?q=data');
  await tick(/^Free only/).check();
  await visitor.page.waitForURL(/free=1/);
  const titles = () => visitor.page.locator('article.course h3').allTextContents();
  await expect.poll(async () => (await announced()) === (await count())).toBe(true);
  const ticked = await titles();
  await visitor.open(visitor.where());
  expect(await titles()).toEqual(ticked);
  expect(await tick(/^Free only/).isChecked()).toBe(true);
});

it('goes back and forward through the states of a search', async () => {
  await visitor.open('/courses?q=data');
  await mark();
  const first = await count();
  await tick(/^Free only/).check();
  await expect.poll(count).not.toBe(first);
  const second = await count();
  await visitor.page.goBack();
  await expect.poll(count).toBe(first);
  expect(await tick(/^Free only/).isChecked()).toBe(false);
  await visitor.page.goForward();
  await expect.poll(count).toBe(second);
  expect(await tick(/^Free only/).isChecked()).toBe(true);
  expect(await isSamePage()).toBe(true);
});

it('sorts, and turns the page with the focus at the head of the list', async () => {
  await visitor.open('/courses');
  await visitor.page.getByLabel('Sort by').selectOption('rating');
  await visitor.page.waitForURL(/sort=rating/);
  await expect.poll(async () => (await announced()) === (await count())).toBe(true);
  const firstPage = await visitor.page.locator('article.course h3').first().textContent();
  await visitor.page.getByRole('navigation', { name: /page/i }).getByRole('link', { name: /next/i }).click();
  await visitor.page.waitForURL(/page=2/);
  await expect.poll(() => visitor.page.locator('article.course h3').first().textContent()).not.toBe(firstPage);
  expect(await visitor.page.evaluate(() => document.activeElement?.id)).toBe('results');
});

it('keeps the filters and offers to try again when the answer does not come', async () => {
  await visitor.open('/courses?q=data');
  const before = await count();
  await visitor.page.route('**/courses?**', (route) => route.abort());
  await tick(/^Free only/).check();
  const failure = visitor.page.locator('.state-error');
  await failure.waitFor();
  expect(await announced()).toContain('could not load');
  expect(await tick(/^Free only/).isChecked()).toBe(true);
  expect(await count()).toBe(before);
  await visitor.page.unroute('**/courses?**');
  await failure.getByRole('link', { name: 'Try again' }).click();
  await expect.poll(count).not.toBe(before);
  expect(await visitor.page.locator('.state-error').count()).toBe(0);
});

it('keeps what it shows when the server answers with an error page', async () => {
  await visitor.open('/courses?q=data');
  const before = await count();
  await visitor.page.route('**/courses?**', (route) =>
    route.fulfill({ status: 500, contentType: 'text/html', body: '<h1>500</h1>' }),
  );
  await tick(/^Free only/).check();
  await visitor.page.locator('.state-error').waitFor();
  expect(await count()).toBe(before);
});

it('suggests courses, skills and providers under the box, by keyboard and announced as a combobox', async () => {
  await visitor.open('/');
  const box = visitor.page.getByLabel('What do you want to learn?');
  await box.pressSequentially('antimicr');
  const list = visitor.page.getByRole('listbox');
  await list.waitFor();
  expect(await box.getAttribute('aria-expanded')).toBe('true');
  expect(await list.getByRole('option').count()).toBeGreaterThan(1);
  await box.press('ArrowDown');
  const active = await box.getAttribute('aria-activedescendant');
  expect(active).not.toBeNull();
  expect(await visitor.page.locator(`#${active}`).getAttribute('aria-selected')).toBe('true');
  await box.press('Escape');
  expect(await list.isVisible()).toBe(false);
  await box.press('ArrowDown');
  await list.waitFor();
  await box.press('ArrowDown');
  await box.press('Enter');
  await visitor.page.waitForURL((address) => address.pathname !== '/');
  expect(visitor.complaints).toEqual([]);
});

it('keeps a search without suggestions when they fail', async () => {
  await visitor.page.route('**/api/v1/suggestions**', (route) => route.fulfill({ status: 200, body: 'no JSON' }));
  await visitor.open('/');
  const box = visitor.page.getByLabel('What do you want to learn?');
  await box.pressSequentially('dementia');
  await box.press('Enter');
  await visitor.page.waitForURL('**/courses?q=dementia');
});

it('remembers up to four courses to compare from page to page', async () => {
  await visitor.open('/courses?q=health');
  const boxes = visitor.page.getByRole('checkbox', { name: /^Compare / });
  for (const at of [0, 1, 2]) await boxes.nth(at).check();
  await visitor.open('/courses?q=management');
  const tray = visitor.page.getByRole('complementary', { name: 'Chosen to compare' });
  expect(await tray.textContent()).toContain('3 of 4');
  await boxes.nth(0).check();
  await boxes.nth(1).click();
  expect(await boxes.nth(1).isChecked()).toBe(false);
  expect(await announced()).toContain('Four courses are chosen already');
  await tray.getByRole('button', { name: 'Compare' }).click();
  await visitor.page.waitForURL('**/compare?**');
  expect(new URL(visitor.page.url()).searchParams.getAll('course')).toHaveLength(4);
  await visitor.open('/courses?q=health');
  await tray.getByRole('button', { name: 'Clear' }).click();
  expect(await boxes.nth(0).isChecked()).toBe(false);
});

it('says what is close when nothing is', async () => {
  await visitor.open('/courses?q=quantum+midwifery+zeppelin');
  const text = await visitor.page.locator('#results').textContent();
  expect(text).toMatch(/nothing/i);
  await visitor.open('/courses?q=leadreship');
  expect(await visitor.page.locator('#results').textContent()).toContain('leadership');
});

/** Leaves a mark on the window that a new page would not have. */
async function mark(): Promise<void> {
  await visitor.page.evaluate(() => Object.assign(window, { stillHere: true }));
}

function isSamePage(): Promise<boolean> {
  return visitor.page.evaluate(() => 'stillHere' in window);
}
