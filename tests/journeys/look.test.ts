/** Every page as it is drawn: wide and narrow, light and dark, with script and without, enlarged, in forced colours. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBrowser } from '../support/browser.js';
import { axeInBrowser } from '../support/html.js';
import { type PageAddress, pagesOf } from '../support/pages.js';
import { openSite, type RunningSite } from '../support/site.js';
import { openVisitor, overflow, scriptBytes, type Visit } from '../support/visitor.js';

const MOST_SCRIPT = 15 * 1024;

let site: RunningSite;
let pages: PageAddress[];
beforeAll(async () => {
  site = await openSite();
  pages = await pagesOf(site);
});
afterAll(async () => {
  await closeBrowser();
  await site.close();
});

/** One address a route; the long tests look at all of them. */
const oneOfEach = () =>
  process.env.CAIRN_SOAK ? pages : [...new Map(pages.map((page) => [page.route, page])).values()];

/** The rules whose answer depends on how a page is drawn; the others read the same HTML every time. */
const DRAWN = ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable'];

/**
 * Light it is looked at whole, and dark, at one width and without opening it again, for what depends on how it is drawn. Narrow, colours
 * are not asked about again: they do not depend on the width (the long tests ask).
 */
describe.each<[string, Visit, boolean]>([
  ['at 1280 pixels, light and dark', { width: 1280 }, true],
  ['at 360 pixels, without script', { width: 360, script: 'blocked' }, false],
])('%s', (_, visit, isAlsoDark) => {
  it('gives axe-core nothing to find, contrast included', { timeout: 240_000 }, async () => {
    const findings = await onEach(oneOfEach(), { ...visit, axe: true }, async ({ page }) => {
      await page.emulateMedia({ colorScheme: 'light' });
      if (!isAlsoDark) return axeInBrowser(page, { but: process.env.CAIRN_SOAK ? [] : ['color-contrast'] });
      const light = await axeInBrowser(page, { but: [] });
      await page.emulateMedia({ colorScheme: 'dark' });
      const dark = await axeInBrowser(page, { only: DRAWN });
      return [...light, ...dark.map((finding) => `dark: ${finding}`)];
    });
    expect(findings).toEqual([]);
  });
});

/** 320 pixels is 1280 at 400 %, as WCAG 2.2 asks of reflow; 640 is a laptop at 200 %. */
const WIDTHS = [320, 360, 640];

describe('every page, opened once', () => {
  const sideways: string[] = [];
  const heavy: string[] = [];
  const loud: string[] = [];
  const cut: string[] = [];
  beforeAll(async () => {
    const visitor = await openVisitor(site.origin, { width: 360 });
    const enlarged = new Set(oneOfEach());
    for (const address of pages) {
      const { path, status } = address;
      await visitor.open(path);
      for (const width of WIDTHS) {
        await visitor.page.setViewportSize({ width, height: 740 });
        const wide = await overflow(visitor.page);
        if (wide > 0) sideways.push(`${path} ${wide} pixels too wide at ${width}`);
      }
      const bytes = await scriptBytes(visitor.page);
      if (bytes > MOST_SCRIPT) heavy.push(`${path} ${bytes} bytes of script`);
      if (enlarged.has(address)) for (const finding of await cutWords(visitor.page)) cut.push(`${path} ${finding}`);
      const complaints = visitor.complaints.splice(0);
      if (status === undefined) loud.push(...complaints.map((complaint) => `${path} ${complaint}`));
    }
    await visitor.leave();
  }, 240_000);

  it(`never scrolls sideways at ${WIDTHS.join(', ')} pixels`, () => expect(sideways).toEqual([]));
  it('needs at most 15 kB of script, gzipped', () => expect(heavy).toEqual([]));
  it('is quiet in the console and loads every file that it names', () => expect(loud).toEqual([]));
  it('never scrolls sideways, and cuts no words, with text at twice its size on a phone', () =>
    expect(cut).toEqual([]));
});

it('keeps buttons, fields, ticks and stones visible in forced colours', async () => {
  const visitor = await openVisitor(site.origin, { forcedColours: true });
  for (const path of ['/', '/courses?q=law']) {
    await visitor.open(path);
    const lost = await visitor.page.evaluate(() => {
      const edges = (element: Element) => {
        const style = getComputedStyle(element);
        return ['Top', 'Right', 'Bottom', 'Left'].some(
          (side) =>
            style.getPropertyValue(`border-${side.toLowerCase()}-style`) !== 'none' &&
            Number.parseFloat(style.getPropertyValue(`border-${side.toLowerCase()}-width`)) > 0,
        );
      };
      return [...document.querySelectorAll('.btn, .search-box, .input, .tick input')]
        .filter(
          (element) => element.getClientRects().length > 0 && !edges(element) && !(element instanceof HTMLInputElement),
        )
        .map((element) => element.outerHTML.slice(0, 120));
    });
    expect(lost).toEqual([]);
  }
  await visitor.leave();
});

async function onEach(
  addresses: PageAddress[],
  visit: Visit,
  look: (visitor: Awaited<ReturnType<typeof openVisitor>>) => Promise<string[]>,
): Promise<string[]> {
  const visitor = await openVisitor(site.origin, visit);
  const findings: string[] = [];
  for (const { path } of addresses) {
    await visitor.open(path);
    for (const finding of await look(visitor)) findings.push(`${path} ${finding}`);
  }
  await visitor.leave();
  return findings;
}

/** With text at twice its size on a phone: boxes that hide part of their words, and a page wider than its window. */
async function cutWords(page: Parameters<typeof overflow>[0]): Promise<string[]> {
  await page.setViewportSize({ width: 360, height: 740 });
  const cut = await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
    return [...document.querySelectorAll<HTMLElement>('a, button, h1, h2, h3, dd, td, th, label, p, li')]
      .filter((element) => {
        const { overflowX, overflowY } = getComputedStyle(element);
        const hides = [overflowX, overflowY].some((how) => how === 'hidden' || how === 'clip');
        const shown = element.clientWidth > 1 && element.clientHeight > 1;
        return (
          hides &&
          shown &&
          (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
        );
      })
      .map((element) => `cut: ${element.outerHTML.slice(0, 120)}`);
  });
  const wide = await overflow(page);
  return wide > 0 ? [...cut, `${wide} pixels too wide`] : cut;
}
