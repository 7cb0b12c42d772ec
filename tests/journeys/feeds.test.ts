/** An editor registers a feed on a phone without script, sees what is in it, switches it on, and decides what it withdraws. */
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FeedSite, openFeedSite, PROVIDER } from '../../src/catalogue/tests/feeds/feed-site.js';
import { feedOf, tagged } from '../../src/catalogue/tests/feeds/provider.js';
import { closeBrowser } from '../support/browser.js';
import { axeInBrowser, invalidHtml } from '../support/html.js';
import { get, post } from '../support/people.js';
import { SITE_DAY } from '../support/site.js';
import { openVisitor, overflow, type Visitor } from '../support/visitor.js';

let all: FeedSite;
beforeAll(async () => {
  all = await openFeedSite();
});
afterAll(async () => {
  await closeBrowser();
  await all.close();
});

const base = () => `/organisations/${all.organisation.slug}`;

async function openEditor(visit: Parameters<typeof openVisitor>[1]): Promise<Visitor> {
  const visitor = await openVisitor(all.site.origin, visit);
  const cookies = all.editor.cookie.split('; ').map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return { name, value: value.join('='), url: all.site.origin };
  });
  await visitor.page.context().addCookies(cookies);
  return visitor;
}

/** What depends on how a page is drawn. */
const DRAWN = ['color-contrast', 'link-in-text-block', 'target-size'];
let shots = 0;
/** No page is too wide, invalid, or hard to use. `CAIRN_SHOTS` names a folder for pictures. */
async function sound(visitor: Visitor, name: string, only?: readonly string[]): Promise<void> {
  const { page } = visitor;
  if (process.env.CAIRN_SHOTS) {
    mkdirSync(process.env.CAIRN_SHOTS, { recursive: true });
    await page.screenshot({ path: `${process.env.CAIRN_SHOTS}/${++shots}-${name}.png`, fullPage: true });
  }
  expect([name, await overflow(page)]).toEqual([name, 0]);
  expect([name, await axeInBrowser(page, { only })]).toEqual([name, []]);
  if (!only) expect([name, await invalidHtml(await page.content())]).toEqual([name, []]);
}

const entries = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => ({
    title: `Demo course with a rather long title, number ${from + at}`,
  }));

test('a feed from its registration to a withdrawal, at 360 pixels without script', { timeout: 240_000 }, async () => {
  all.time.now = new Date(SITE_DAY);
  let listed = entries(0, 10);
  const broken = {
    '@context': 'https://schema.org',
    '@type': 'Course',
    provider: { '@type': 'Organization', name: PROVIDER },
  };
  all.provider.answers['/our-courses-of-this-year-and-the-next.json'] = tagged(() =>
    JSON.stringify([...JSON.parse(feedOf(PROVIDER, listed)), broken]),
  );
  const visitor = await openEditor({ width: 360, script: 'blocked' });
  const { page } = visitor;
  await visitor.open(base());
  await visitor.follow(page.getByRole('link', { name: 'Feeds', exact: true }).first());
  await sound(visitor, 'no-feeds');
  await visitor.follow(page.getByRole('link', { name: 'Register a feed' }));
  await page
    .getByLabel('Address of the file')
    .fill(`${all.provider.origin}/our-courses-of-this-year-and-the-next.json`);
  await visitor.follow(page.getByRole('button', { name: 'Try this feed' }));
  await sound(visitor, 'refused');
  expect(await page.locator('main').innerText()).toContain('is not at the domain');
  await page.getByLabel('It lies elsewhere').check();
  await visitor.follow(page.getByRole('button', { name: 'Try this feed' }));
  await sound(visitor, 'being-tried');
  const feed = /\/feeds\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  await all.read(feed);
  await visitor.follow(page.getByRole('link', { name: 'Look again' }));
  const tried = await page.locator('main').innerText();
  expect(tried).toContain('number 4');
  expect(tried).toContain('1 fault by place');
  await sound(visitor, 'tried');
  await visitor.follow(page.getByRole('button', { name: 'Switch it on' }));
  await all.read(feed);
  await page.reload();
  await sound(visitor, 'on');
  await expect.poll(() => found('rather long title'), { timeout: 10_000 }).toBe(10);

  listed = entries(3, 10);
  await all.site.database.pool.query(`update catalogue.feed_run set started = started - interval '1 hour'; `);
  await visitor.follow(page.getByRole('button', { name: 'Read it now' }));
  expect((await all.read(feed)).outcome).toBe('stopped');
  await page.reload();
  await sound(visitor, 'waits');
  await visitor.follow(page.getByRole('link', { name: 'Withdraw 3 courses' }));
  await sound(visitor, 'withdrawal');
  await visitor.follow(page.getByRole('button', { name: 'Yes, withdraw 3 courses' }));
  expect((await all.read(feed)).outcome).toBe('done');
  await expect.poll(() => found('rather long title'), { timeout: 10_000 }).toBe(7);
  await page.reload();
  await sound(visitor, 'withdrawn');
  await visitor.follow(page.getByRole('link', { name: 'Settings' }));
  await page.getByLabel('Read it', { exact: true }).selectOption('week');
  await sound(visitor, 'settings');
  await visitor.follow(page.getByRole('button', { name: 'Save' }));
  expect(await page.locator('main').innerText()).toContain('every Monday after 03:00 UTC');
  await visitor.open(`${base()}/feeds`);
  await sound(visitor, 'feeds');
  for (const path of ['quality', 'reach']) {
    await visitor.open(`${base()}/${path}`);
    await sound(visitor, path);
  }
  await visitor.leave();
});

async function found(words: string): Promise<number> {
  const answer = await all.site.app.inject(`/api/v1/courses?q=${encodeURIComponent(words)}`);
  return (answer.json() as { total: number }).total;
}

test('the same pages on a wide screen, in the dark', { timeout: 120_000 }, async () => {
  const { rows } = await all.site.database.pool.query<{ id: string }>('select id from catalogue.feed');
  const visitor = await openEditor({ width: 1280, dark: true });
  const own = `feeds/${rows[0]?.id}`;
  for (const path of ['feeds', 'feeds/new', own, `${own}/settings`, `${own}/removal`, 'quality', 'reach']) {
    await visitor.open(`${base()}/${path}`);
    await sound(visitor, `${path.replace(/\W+/g, '-').slice(-12)}-wide-dark`, DRAWN);
  }
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
});

test('feeds are their organisation’s alone, and change by its editors alone', async () => {
  const { rows } = await all.site.database.pool.query<{ id: string }>('select id from catalogue.feed');
  const { site, viewer, stranger, editor } = all;
  const own = `${base()}/feeds/${rows[0]?.id}`;
  expect((await get(site, own, viewer.cookie)).statusCode).toBe(200);
  expect((await get(site, own, viewer.cookie)).body).not.toContain('Read it now');
  const acts = ['on', 'pause', 'reading', 'settings', 'withdrawal', 'removal'];
  for (const act of acts) {
    expect([act, (await post(site, `${own}/${act}`, {}, viewer.cookie)).statusCode]).toEqual([act, 403]);
    expect([act, (await post(site, `${own}/${act}`, {}, stranger.cookie)).statusCode]).toEqual([act, 403]);
    expect([act, (await post(site, `${own}/${act}`, {})).statusCode]).toEqual([act, 401]);
  }
  // By way of one's own organisation too.
  const theirs = `/organisations/demo-other-college/feeds/${rows[0]?.id}`;
  expect((await get(site, theirs, stranger.cookie)).statusCode).toBe(404);
  for (const act of acts.filter((name) => name !== 'settings'))
    expect([act, (await post(site, `${theirs}/${act}`, { count: '1' }, stranger.cookie)).statusCode]).toEqual([
      act,
      404,
    ]);
  const bad = { url: 'javascript:alert(1)', every: 'day', hour: '3', weekday: '1' };
  for (const url of ['javascript:alert(1)', 'ftp://x.example.org/', 'https://a:b@x.example.org/', '', 'x'])
    expect((await post(site, `${base()}/feeds/new`, { ...bad, url, ours: 'yes' }, editor.cookie)).statusCode).toBe(422);
  const wrong = { every: 'year', hour: '99', weekday: '0', format: 'nonsense' };
  expect((await post(site, `${own}/settings`, wrong, editor.cookie)).statusCode).toBe(422);
});
