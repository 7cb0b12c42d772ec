/** Every page, error pages too: valid HTML, nothing for axe-core to find, and no page that this test forgot. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeInJsdom, invalidHtml } from './support/html.js';
import { type PageAddress, pagesOf } from './support/pages.js';
import { openSite, type RunningSite } from './support/site.js';

/** Routes that answer with something else than a page. */
const NO_PAGE =
  /^\/(api\/(v1|openapi)|assets\/|healthz|readyz|metrics|robots\.txt|sitemap|courses\.(atom|json|ics|csv)|developments\.atom|discussion\/posts\/:post$|sign-in\/with\/|courses\/:slug(\.ics|\/visit))/;

let site: RunningSite;
let pages: PageAddress[];
beforeAll(async () => {
  site = await openSite();
  pages = await pagesOf(site);
});
afterAll(() => site.close());

const open = (path: string) => site.app.inject({ url: path, headers: { accept: 'text/html' } });

describe('every page', () => {
  it('is among those that are looked at', () => {
    const looked = new Set(pages.map(({ route }) => route));
    expect(routesOf(site).filter((route) => !NO_PAGE.test(route) && !looked.has(route))).toEqual([]);
  });

  it('answers as a page with the status it should have', async () => {
    for (const { path, status = 200 } of pages) {
      const answer = await open(path);
      expect(`${answer.statusCode} ${answer.headers['content-type']} ${path}`).toBe(
        `${status} text/html; charset=utf-8 ${path}`,
      );
    }
  });

  it('is valid HTML', async () => {
    const findings: string[] = [];
    for (const { path } of pages) {
      for (const finding of await invalidHtml((await open(path)).body)) findings.push(`${path} ${finding}`);
    }
    expect(findings).toEqual([]);
  });

  // One address a route: a real browser looks at the others in tests/journeys/look.test.ts.
  it('gives axe-core nothing to find', async () => {
    const findings: string[] = [];
    for (const { path } of new Map(pages.map((page) => [page.route, page])).values()) {
      for (const finding of await axeInJsdom((await open(path)).body)) {
        findings.push(`${path} ${finding}`);
      }
    }
    expect(findings).toEqual([]);
  });

  it('has one main heading, a title of its own, and a description where it may be listed', async () => {
    const titles = new Map<string, string>();
    for (const { path, status = 200 } of pages) {
      const { body } = await open(path);
      expect(`${path} ${body.match(/<h1[\s>]/g)?.length}`).toBe(`${path} 1`);
      const title = body.match(/<title>(.*?)<\/title>/)?.[1] ?? '';
      if (status === 200 && !path.includes('q=')) {
        expect(`${path} ${titles.get(title) ?? 'own title'}`).toBe(`${path} own title`);
        titles.set(title, path);
      }
      if (!body.includes('content="noindex"')) expect(body).toMatch(/<meta name="description" content="[^"]{20,}"/);
    }
  });

  it('loads nothing from elsewhere and holds no script of its own', async () => {
    for (const { path } of pages) {
      const { body } = await open(path);
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
