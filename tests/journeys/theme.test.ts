/** Light or dark, chosen by a person. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeBrowser } from '../support/browser.js';
import { openSite, type RunningSite } from '../support/site.js';
import { openVisitor, type Visitor } from '../support/visitor.js';

let site: RunningSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(async () => {
  await closeBrowser();
  await site.close();
});

const ground = () => getComputedStyle(document.body).backgroundColor;

test('without script, a visitor chooses dark, keeps it on every page, and goes back to the system', async () => {
  const visitor = await openVisitor(site.origin, { script: 'blocked' });
  await visitor.open('/courses?q=law');
  const light = await visitor.page.evaluate(ground);
  await choose(visitor, 'Dark');
  expect(visitor.where()).toBe('/courses?q=law');
  const dark = await visitor.page.evaluate(ground);
  expect(dark).not.toBe(light);
  for (const path of ['/', '/privacy', '/courses?q=health']) {
    await visitor.open(path);
    expect(await visitor.page.evaluate(ground), path).toBe(dark);
  }
  await choose(visitor, 'As the system');
  expect(await visitor.page.evaluate(ground)).toBe(light);
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
});

async function choose({ page }: Visitor, name: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name }).click()]);
}
