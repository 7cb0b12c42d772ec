/** A person with a browser: opens pages of a site, and notices what a person would not (errors, refused scripts, lost files). */
import { gzipSync } from 'node:zlib';
import type { Locator, Page } from 'playwright-core';
import { openBrowser } from './browser.js';
import { AXE } from './html.js';

export type Visit = {
  /** CSS pixels; a phone is 360. */
  width?: number;
  dark?: boolean;
  /** `off`: switched off in the browser. `blocked`: the site's scripts do not arrive, ours (axe) still run. */
  script?: 'on' | 'off' | 'blocked';
  forcedColours?: boolean;
  /** axe-core will be asked of most pages: it is there when they open, in half the time of bringing it afterwards. */
  axe?: boolean;
};

export type Visitor = {
  page: Page;
  /** Opens an address of the site and waits until its pictures and scripts are there. */
  open(path: string): Promise<void>;
  /** Clicks what leads to another page and waits until that page is there, with its look. */
  follow(link: Locator): Promise<void>;
  /** Path and query of where the visitor is now. */
  where(): string;
  /** Errors in the console, scripts that threw, files that did not come. */
  complaints: string[];
  leave(): Promise<void>;
};

export async function openVisitor(origin: string, visit: Visit = {}): Promise<Visitor> {
  const { width = 1280, dark = false, script = 'on', forcedColours = false, axe = false } = visit;
  const browser = await openBrowser();
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width, height: width < 600 ? 740 : 900 },
    hasTouch: width < 600,
    colorScheme: dark ? 'dark' : 'light',
    forcedColors: forcedColours ? 'active' : 'none',
    reducedMotion: 'reduce',
    javaScriptEnabled: script !== 'off',
    locale: 'en-GB',
  });
  if (script === 'blocked')
    await context.route(/\.js(\?|$)/, (route) => route.fulfill({ body: '', contentType: 'text/javascript' }));
  if (axe) await context.addInitScript({ content: AXE });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('response', (answer) => answer.status() >= 400 && complaints.push(`${answer.status()} ${answer.url()}`));
  return {
    page,
    open: async (path) => void (await page.goto(path, { waitUntil: 'load' })),
    follow: async (link) => void (await Promise.all([page.waitForEvent('load'), link.click()])),
    where: () => page.url().replace(origin, ''),
    complaints,
    leave: () => context.close(),
  };
}

/** How far the page is wider than the window, in CSS pixels. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** What was weighed once: the address of a script of ours holds the hash of its content. */
const weights = new Map<string, number>();

/** Bytes of script that the page loads, gzipped: all `script` elements with an address, and inline ones but data. */
export async function scriptBytes(page: Page): Promise<number> {
  const scripts = await page.evaluate(() =>
    [...document.querySelectorAll('script')].map(({ src, type, text }) => ({
      src,
      text: type === 'application/ld+json' ? '' : text,
    })),
  );
  let bytes = 0;
  for (const { src, text } of scripts) {
    const known = src === '' ? undefined : weights.get(new URL(src).pathname);
    const weight = known ?? weightOf(src ? await (await page.request.get(src)).body() : Buffer.from(text));
    if (src) weights.set(new URL(src).pathname, weight);
    bytes += weight;
  }
  return bytes;
}

const weightOf = (body: Buffer): number => (body.length > 0 ? gzipSync(body, { level: 9 }).length : 0);
