/** Every page, error pages too: valid HTML, and no page that this test forgot. A real browser looks at them in `journeys/look.test.ts`. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invalidHtml } from './support/html.js';
import { type PageAddress, pagesOf } from './support/pages.js';
import { openSite, type RunningSite } from './support/site.js';

/** Routes that answer with something else than a page. */
const NO_PAGE =
  /^\/(api\/(v1|openapi)|assets\/|healthz|readyz|metrics|robots\.txt|sitemap|courses\.(atom|json|ics|csv)|developments\.atom|discussion\/posts\/:post$|sign-in\/with\/|verify\/offline$|courses\/:slug(\.ics|\/visit)|issuers\/|status\/|xapi\/|(achievements|credentials)\/[^/]+(\.json|\/[a-z]+\.(png|svg|json|jwt|pdf)))/;

let site: RunningSite;
type Opened = PageAddress & { statusCode: number; type: string; body: string };
let pages: Opened[];
beforeAll(async () => {
  site = await openSite();
  pages = [];
  for (const page of await pagesOf(site)) {
    const { statusCode, headers, body } = await site.app.inject({ url: page.path, headers: { accept: 'text/html' } });
    pages.push({ ...page, statusCode, type: String(headers['content-type']), body });
  }
});
afterAll(() => site.close());

describe('every page', () => {
  it('is among those that are looked at', () => {
    const looked = new Set(pages.map(({ route }) => route));
    expect(routesOf(site).filter((route) => !NO_PAGE.test(route) && !looked.has(route))).toEqual([]);
  });

  it('answers as a page with the status it should have', () => {
    for (const { path, status = 200, statusCode, type } of pages)
      expect(`${statusCode} ${type} ${path}`).toBe(`${status} text/html; charset=utf-8 ${path}`);
  });

  it('is valid HTML', { timeout: 180_000 }, async () => {
    const findings: string[] = [];
    for (const { path, body } of pages) {
      for (const finding of await invalidHtml(body)) findings.push(`${path} ${finding}`);
    }
    expect(findings).toEqual([]);
  });

  it('has one main heading, a title of its own, and a description where it may be listed', () => {
    const titles = new Map<string, string>();
    for (const { path, status = 200, body } of pages) {
      expect(`${path} ${body.match(/<h1[\s>]/g)?.length}`).toBe(`${path} 1`);
      const title = body.match(/<title>(.*?)<\/title>/)?.[1] ?? '';
      if (status === 200 && !path.includes('q=')) {
        expect(`${path} ${titles.get(title) ?? 'own title'}`).toBe(`${path} own title`);
        titles.set(title, path);
      }
      if (!body.includes('content="noindex"')) expect(body).toMatch(/<meta name="description" content="[^"]{20,}"/);
    }
  });

  it('loads nothing from elsewhere and holds no script of its own', () => {
    for (const { body } of pages) {
      const loaded = [
        ...body.matchAll(/<(?:script|img|iframe|link rel="(?:stylesheet|preload|icon)")[^>]*(?:src|href)="([^"]+)"/g),
      ];
      for (const [, address] of loaded) expect(address).toMatch(/^\/|^data:/);
      for (const [, attributes] of body.matchAll(/<script([^>]*)>/g)) {
        expect(attributes).toMatch(/ src="\/assets\/|application\/ld\+json/);
      }
    }
  });
});

/** The addresses of all pages that need nobody: those of people, members and staff are looked at where they are walked through. */
function routesOf({ rules }: RunningSite): string[] {
  return rules.filter(({ method, access }) => method === 'GET' && access === 'public').map(({ url }) => url);
}
