/** A comment is written, reported, hidden, appealed and shown again: on a phone without script, and on a desk in the dark. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBrowser } from '../support/browser.js';
import { axeInBrowser } from '../support/html.js';
import { newestLink, signUp, type TestPerson } from '../support/people.js';
import { makeStaff } from '../support/roles.js';
import { openSite, type RunningSite } from '../support/site.js';
import { openVisitor, overflow, type Visit, type Visitor } from '../support/visitor.js';

const PAGE = '/guidance/how-to-choose';

let site: RunningSite;
let author: TestPerson;
let reader: TestPerson;
let moderator: TestPerson;
let second: TestPerson;
beforeAll(async () => {
  site = await openSite({ starter: false });
  author = await signUp(site, 'Demo Author', 'author@example.org');
  reader = await signUp(site, 'Demo Reader', 'reader@example.org');
  moderator = await signUp(site, 'Demo Moderator', 'moderator@example.org');
  second = await signUp(site, 'Demo Second', 'second@example.org');
  await makeStaff(site, moderator);
  await makeStaff(site, second);
});
afterAll(async () => {
  await closeBrowser();
  await site.close();
});

/** Somebody's browser, signed in. */
async function openAs({ cookie }: TestPerson, visit: Visit): Promise<Visitor> {
  const visitor = await openVisitor(site.origin, visit);
  const cookies = cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: site.origin };
  });
  await visitor.page.context().addCookies(cookies);
  return visitor;
}

async function expectFit({ page }: Visitor, name: string): Promise<void> {
  // A click does not wait for the look of the page that it leads to.
  await page.waitForLoadState('load');
  if (process.env.CAIRN_LOOK) await page.screenshot({ path: `${process.env.CAIRN_LOOK}/${name}.png`, fullPage: true });
  expect(await overflow(page), name).toBe(0);
  expect(await axeInBrowser(page), name).toEqual([]);
}

describe.each([
  ['a phone, without script', { width: 360, script: 'blocked' } as Visit],
  ['a desk, in the dark', { width: 1280, dark: true } as Visit],
])('on %s', (_, visit) => {
  const width = visit.width ?? 0;
  const text = `Everybody at ${width} should buy my course. See https://example.org/very/long/address/that/goes/on/and/on/and/on/${width}`;

  it('a comment is put beneath a page', async () => {
    const visitor = await openAs(author, visit);
    const { page } = visitor;
    await visitor.open(PAGE);
    await page.getByLabel('Write a comment').fill(text);
    await page.getByRole('button', { name: 'Put it here' }).click();
    await page.getByText(`Everybody at ${width}`).waitFor();
    expect(visitor.where()).toMatch(/^\/guidance\/how-to-choose#post-/);
    await expectFit(visitor, `written-${width}`);
    await visitor.leave();
  });

  it('a reader answers and reports it', async () => {
    const visitor = await openAs(reader, visit);
    const { page } = visitor;
    await visitor.open(PAGE);
    const comment = page.getByRole('article').filter({ hasText: `Everybody at ${width}` });
    await comment.getByRole('link', { name: 'Answer' }).click();
    await page.getByLabel('Your answer').fill(`Why should they, at ${width}?`);
    await expectFit(visitor, `answering-${width}`);
    await page.getByRole('button', { name: 'Put the answer there' }).click();
    await page.getByText(`Why should they, at ${width}?`).waitFor();
    await comment.first().getByRole('link', { name: 'Report' }).click();
    await page.getByRole('heading', { name: 'Report a comment' }).waitFor();
    await expectFit(visitor, `report-${width}`);
    await page.getByLabel('Advertising or spam').check();
    await page.getByLabel('In your words').fill('It sells something.');
    await page.getByRole('button', { name: 'Report it' }).click();
    await page.getByText('Moderators look at the comment').waitFor();
    await expectFit(visitor, `reported-${width}`);
    await visitor.leave();
  });

  it('a moderator hides it, with a reason', async () => {
    const visitor = await openAs(moderator, visit);
    const { page } = visitor;
    await visitor.open('/staff');
    await page.getByRole('link', { name: 'Reports and appeals' }).first().click();
    await page.getByRole('heading', { name: 'Reports and appeals', level: 1 }).waitFor();
    const panel = page.getByRole('article').filter({ hasText: `Everybody at ${width}` });
    await expectFit(visitor, `reports-${width}`);
    await panel.getByLabel('The reason').fill('It advertises a course of its author.');
    await panel.getByRole('button', { name: 'Hide it' }).click();
    await page.getByText('It is hidden. Its author').waitFor();
    await visitor.leave();
  });

  it('its author reads why, and asks for another look', async () => {
    const visitor = await openAs(author, visit);
    const { page } = visitor;
    await visitor.open(PAGE);
    await page.getByText('Hidden by a moderator.').last().waitFor();
    await expectFit(visitor, `hidden-${width}`);
    await visitor.open(await newestLink(site.database, author.email, '/discussion/decisions/'));
    await expectFit(visitor, `decision-${width}`);
    await page.getByLabel('What was not seen?').fill('The course is free.');
    await page.getByRole('button', { name: 'Ask for another look' }).click();
    await page.getByText('Your appeal is with the moderators').waitFor();
    await expectFit(visitor, `appealed-${width}`);
    await visitor.leave();
  });

  it('the first moderator cannot decide the appeal; another shows the comment again', async () => {
    const first = await openAs(moderator, visit);
    await first.open('/staff/reports');
    await first.page.getByText('so another moderator decides the appeal').waitFor();
    await first.leave();
    const visitor = await openAs(second, visit);
    const { page } = visitor;
    await visitor.open('/staff/reports');
    await expectFit(visitor, `appeals-${width}`);
    await page.getByLabel('The reason').fill('It is free indeed.');
    await page.getByRole('button', { name: 'Reverse it: show the comment' }).click();
    await page.getByText('The appeal is decided.').waitFor();
    await visitor.open(PAGE);
    await page.getByText(`Everybody at ${width}`).waitFor();
    await visitor.open('/about/moderation');
    await expectFit(visitor, `log-${width}`);
    await visitor.leave();
  });
});
