/**
 * Every page that is not for everybody: of people, members, staff and letters. Found from the routes' own rules, so that a
 * new one is looked at without a line here. What everybody sees is looked at in `accessibility.test.ts`.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf, routesOf } from './support/addresses.js';
import { closeBrowser } from './support/browser.js';
import { axeInBrowser, invalidHtml } from './support/html.js';
import { openLinks } from './support/links.js';
import { get } from './support/people.js';
import { openRoles, personIdOf, type Roles } from './support/roles.js';
import { openSite, type RunningSite } from './support/site.js';
import { openVisitor, overflow, type Visitor } from './support/visitor.js';

type Page = { route: string; url: string; cookie: string };
type Answer = Awaited<ReturnType<typeof get>>;

let site: RunningSite;
let pages: Page[];
let answers: Map<Page, Answer>;
beforeAll(async () => {
  site = await openSite({ starter: false });
  const roles = await openRoles(site);
  const things = { ...roles.own.things, ...(await openLinks(site, roles)), '/reviews/:slug': await slugOf(roles) };
  const cookieOf = (name: string) => roles.askers.find((asker) => asker.name === name)?.cookie ?? '';
  // Nobody reviews what is their own: a reader has, and somebody else may.
  const whose = (url: string, access: string): string => {
    if (access === 'staff' || url.startsWith('/reviews/')) return cookieOf('staff');
    return url.startsWith('/my/reviews/') ? cookieOf('person') : roles.own.owner.cookie;
  };
  const queries = await queriesOf(roles);
  pages = routesOf(site)
    .filter(({ method, url, access }) => method === 'GET' && access !== 'public' && !/^\/api\/|\.\w+$/.test(url))
    .map(({ url, access }) => ({
      route: url,
      url: addressOf(url, things) + (queries[url] ?? ''),
      cookie: whose(url, access),
    }));
  answers = new Map();
  for (const page of pages) answers.set(page, await get(site, page.url, page.cookie));
});
afterAll(async () => {
  await closeBrowser();
  await site.close();
});

async function slugOf({ own }: Roles): Promise<string> {
  const { rows } = await site.database.pool.query('select slug from catalogue.course where id = $1', [
    own.things.course,
  ]);
  return String(rows[0]?.slug);
}

/** What some pages must be asked with. */
async function queriesOf({ own, other }: Roles): Promise<Record<string, string>> {
  const owner = await personIdOf(site, own.owner);
  return {
    '/account/shared/new': `?subject=organisations:memberships:${owner}`,
    '/discussion/new': '?subject=site:guidance:how-to-choose',
    '/learn/:enrolment/run': `?to=${own.things.offering}`,
    '/my/follows/add': '?kind=skill&key=data-analysis',
    '/my/lists/add': `?course=${own.things.course}`,
    '/my/searches/new': '?q=demo&priceMax=lots',
    '/my/courses/new': `?course=${own.things.course}`,
    '/organisations/:organisation/teaching/:hosted/removal': '?part=step:talk',
    '/organisations/:organisation/credentials/change': `?id=${own.things.credential}`,
    '/staff/merging/pair': `?one=${own.things.course}&other=${other.things.course}`,
    '/staff/organisations/merging/pair': `?from=${own.slug}&into=${other.slug}`,
  };
}

/** Those that are pages only in a state that nothing is in here: they are looked at in the tests of their features. */
const ELSEWHERE = [
  '/account/addresses/removal',
  '/account/passkeys',
  '/account/second-factor/code',
  '/achievements/:achievement/holders',
  '/claim/:token',
  '/claim/:token/refusal',
  '/learn/:enrolment/steps/:step/attempts/:attempt',
  '/learn/:enrolment/steps/:step/files/:file',
  '/learn/:enrolment/steps/:step/peers/:peer/files/:file',
  '/learn/talk/:hosted/:run/:step',
  '/learn/calendars/:token',
  '/learn/media/:hosted/:name',
  '/organisations/:organisation/claim/letter/:token',
  '/organisations/:organisation/feeds/:feed/withdrawal',
  '/organisations/:organisation/marking/:submission/files/:file',
  '/staff/developments/:development',
  '/staff/imports/:errand',
  '/staff/merging/:merge/undoing',
];

const shown = () => [...answers].filter(([, { statusCode }]) => statusCode === 200);

async function findings(check: (body: string, page: Page) => Promise<string[]> | string[]): Promise<string[]> {
  const found: string[] = [];
  for (const [page, { body }] of shown())
    for (const finding of await check(body, page)) found.push(`${page.route} ${finding}`);
  return found;
}

describe('every page that is not for everybody', () => {
  it('opens', () => {
    const closed = [...answers].filter(([, { statusCode }]) => statusCode !== 200);
    expect(closed.map(([{ route }]) => route).sort()).toEqual(ELSEWHERE.toSorted());
  });

  it('is valid HTML with one main heading', async () => {
    expect(
      await findings(async (body) => [
        ...(await invalidHtml(body)),
        ...(body.match(/<h1[\s>]/g)?.length === 1 ? [] : ['has not one heading']),
      ]),
    ).toEqual([]);
  });

  it('is listed by no search engine, kept by no cache, and holds no script of its own', async () => {
    for (const [{ route }, { body, headers }] of shown()) {
      expect(`${route} ${body.includes('content="noindex"')} ${headers['cache-control']}`).toBe(
        `${route} true no-store`,
      );
      for (const [, attributes] of body.matchAll(/<script([^>]*)>/g)) expect(attributes).toMatch(/ src="\/assets\//);
    }
  });

  it('gives axe-core nothing to find, and fits, on a phone and on a desk in the dark', {
    timeout: 400_000,
  }, async () => {
    const visitor = await openVisitor(site.origin, { width: 360, axe: true });
    const found: string[] = [];
    for (const [number, [page]] of shown().entries()) {
      await signInAs(visitor, page.cookie);
      await visitor.open(page.url);
      for (const finding of await look(visitor, number)) found.push(`${page.route} ${finding}`);
    }
    await visitor.leave();
    expect(found).toEqual([]);
  });
});

const ROUND_EVERY_PAGE = ['.site-header', '.site-footer', '.account-nav'];

/** What depends on how a page is drawn; axe-core takes as long for these as for all others. */
const DRAWN = ['color-contrast', 'link-in-text-block'];

/**
 * Narrow and light, then wide and dark. What depends on how it is drawn is asked of every second page in the light and of the others
 * in the dark, since their colours come from the same few names (`src/ui/tests/tokens.test.ts`); the long tests ask all of both.
 */
async function look({ page }: Visitor, number: number): Promise<string[]> {
  const found: string[] = [];
  // What stands round every page is the same on all of them: every tenth is looked at with it.
  const except = number % 10 === 0 || process.env.CAIRN_SOAK === '1' ? [] : ROUND_EVERY_PAGE;
  const drawn = (turn: number) => process.env.CAIRN_SOAK === '1' || number % 2 === turn;
  const see = async (width: number, colorScheme: 'light' | 'dark', findings: () => Promise<string[]>) => {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    const wide = await overflow(page);
    if (wide > 0) found.push(`is ${wide} pixels too wide at ${width}`);
    for (const finding of await findings()) found.push(`${colorScheme}: ${finding}`);
  };
  await see(360, 'light', () => axeInBrowser(page, { but: drawn(0) ? [] : DRAWN, except }));
  await see(1280, 'dark', async () => (drawn(1) ? axeInBrowser(page, { only: DRAWN, except }) : []));
  return found;
}

async function signInAs({ page }: Visitor, cookie: string): Promise<void> {
  await page.context().clearCookies();
  const cookies = cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: site.origin };
  });
  await page.context().addCookies(cookies);
}
