/** The whole way by keyboard alone: every stop of the Tab key can be seen, in order, and nothing traps the focus. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeBrowser } from '../support/browser.js';
import { openSite, type RunningSite } from '../support/site.js';
import { openVisitor } from '../support/visitor.js';

let site: RunningSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(async () => {
  await closeBrowser();
  await site.close();
});

it('finds, filters and opens a course with the keys alone', async () => {
  const visitor = await openVisitor(site.origin);
  const { page } = visitor;
  await visitor.open('/');
  await page.keyboard.press('Tab');
  expect(await focused(page)).toContain('Skip to content');
  await page.keyboard.press('Enter');
  await tabTo(page, 'What do you want to learn?', 10);
  await page.keyboard.type('leadership');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/courses?**');
  await tabTo(page, 'Online', 60);
  const before = await page.locator('#count').textContent();
  await page.keyboard.press('Space');
  await page.waitForURL(/mode=online|subject=|pace=/);
  await expect.poll(() => page.locator('#announce').textContent()).not.toBe('');
  expect(await page.locator('#count').textContent()).not.toBe('');
  expect(before).not.toBeNull();
  const first = (await page.locator('article.course h3 a').first().textContent()) ?? '';
  await tabTo(page, first, 150);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/courses/*');
  expect((await page.getByRole('heading', { level: 1 }).textContent())?.trim()).toBe(first.trim());
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
});

it.each(['/', '/courses?q=health', '/providers', '/subjects', '/about/data'])(
  'shows where the focus is at every stop of %s',
  async (path) => {
    const visitor = await openVisitor(site.origin, { width: 1280 });
    await visitor.open(path);
    const unseen: string[] = [];
    for (let stop = 0; stop < 45; stop += 1) {
      await visitor.page.keyboard.press('Tab');
      const seen = await visitor.page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        if (element === document.body) return 'end';
        const drawn = [element, element.closest('label, summary, li, .search-box')].some((each) => {
          if (!each) return false;
          const style = getComputedStyle(each);
          return (
            (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none'
          );
        });
        const { top, bottom, width, height } = element.getBoundingClientRect();
        const within = bottom > 0 && top < innerHeight && width > 0 && height > 0;
        return drawn && within ? 'yes' : `${element.outerHTML.slice(0, 140)} drawn ${drawn} within ${within}`;
      });
      if (seen === 'end') break;
      if (seen !== 'yes') unseen.push(seen);
    }
    expect(unseen).toEqual([]);
    await visitor.leave();
  },
);

/** Presses Tab until the focus has this name; opens closed groups on the way. Fails after `most` stops. */
async function tabTo(page: Page, name: string, most: number): Promise<void> {
  for (let stop = 0; stop < most; stop += 1) {
    await page.keyboard.press('Tab');
    const here = await focused(page);
    if (here.includes(name.trim())) return;
    const closed = await page.evaluate(() => {
      const { activeElement: at } = document;
      return at?.tagName === 'SUMMARY' && at.parentElement?.matches('[data-facet=mode]:not([open])');
    });
    if (closed) await page.keyboard.press('Enter');
  }
  throw new Error(`“${name}” was not reached in ${most} stops; the focus is at ${await focused(page)}`);
}

/** What a screen reader would say of the focus, near enough: its label, or its words. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement;
    const label = [...(element.labels ?? [])].map((each) => each.textContent).join(' ');
    return `${element.getAttribute('aria-label') ?? ''} ${label} ${element.textContent ?? ''}`
      .replace(/\s+/g, ' ')
      .trim();
  });
}
