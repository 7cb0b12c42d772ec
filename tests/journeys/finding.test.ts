/** A nurse looks for a course on wounds and infection, on a phone: from the start page to the provider, with script and without. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBrowser } from '../support/browser.js';
import { openSite, type RunningSite } from '../support/site.js';
import { openVisitor, type Visitor } from '../support/visitor.js';

/** What the nurse is after, in the order of the alphabet. */
const CHOSEN = [
  'Antimicrobial Stewardship in Wound Management',
  'Antimicrobial Stewardship: Managing Antibiotic Resistance',
];

let site: RunningSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(async () => {
  await closeBrowser();
  await site.close();
});

describe.each([
  { how: 'with script', script: 'on' as const },
  { how: 'with script switched off', script: 'off' as const },
])('a nurse on a phone, $how', ({ script }) => {
  let nurse: Visitor;
  beforeAll(async () => {
    nurse = await openVisitor(site.origin, { width: 360, script });
  });
  afterAll(() => nurse.leave());

  it('searches from the start page', async () => {
    await nurse.open('/');
    const box = nurse.page.getByLabel('What do you want to learn?');
    await box.fill('antimicrobial stewardship');
    await box.press('Enter');
    await nurse.page.waitForURL('**/courses?**');
    expect(new URL(nurse.page.url()).searchParams.get('q')).toBe('antimicrobial stewardship');
    expect(await count(nurse)).toBeGreaterThan(2);
    expect(await nurse.page.locator('article.course h3').allTextContents()).toEqual(expect.arrayContaining(CHOSEN));
  });

  it('narrows the list in the panel of filters', async () => {
    const before = await count(nurse);
    await nurse.page.locator('a.filters-open').click();
    const panel = nurse.page.getByRole('form', { name: 'Filters' });
    await panel.waitFor({ state: 'visible' });
    await panel.locator('details[data-facet=awardingBody] > summary').click();
    await panel.getByRole('checkbox', { name: /British Society for Antimicrobial/ }).check();
    await panel.getByRole('button', { name: /^Show/ }).click();
    await nurse.page.waitForURL(/awardingBody=/);
    await expect.poll(() => count(nurse)).toBeLessThan(before);
    await panel.waitFor({ state: 'hidden' });
    const chips = nurse.page.getByRole('list', { name: 'Filters in use' });
    expect(await chips.textContent()).toContain('British Society for Antimicrobial Chemotherapy');
  });

  it('takes a filter away again by its chip', async () => {
    const narrowed = await count(nurse);
    await nurse.page.getByRole('list', { name: 'Filters in use' }).getByRole('link').first().click();
    await expect.poll(() => count(nurse)).toBeGreaterThan(narrowed);
    expect(nurse.where()).not.toContain('awardingBody');
  });

  it('compares two courses side by side', async () => {
    for (const title of CHOSEN) await nurse.page.getByRole('checkbox', { name: `Compare ${title}` }).check();
    await nurse.page.getByRole('button', { name: 'Compare' }).click();
    await nurse.page.waitForURL('**/compare?**');
    const heads = await nurse.page
      .locator('thead th a[href^="/courses/"], thead td a[href^="/courses/"]')
      .allTextContents();
    expect(heads.map((words) => words.trim()).toSorted()).toEqual(CHOSEN);
    expect(await nurse.page.getByRole('rowheader', { name: /^Price/ }).count()).toBeGreaterThan(0);
  });

  it('reads the course, where each fact comes from, and goes on to the provider', async () => {
    await nurse.page
      .getByRole('link', { name: CHOSEN[0] ?? '' })
      .first()
      .click();
    await nurse.page.waitForURL('**/courses/**');
    const main = nurse.page.getByRole('main');
    expect(await main.textContent()).toContain('FutureLearn course list, November 2022');
    expect(await main.textContent()).toContain('17 Nov 2022');
    const handOver = nurse.page.getByRole('link', { name: /provider’s page/ });
    const way = await nurse.page.request.get((await handOver.getAttribute('href')) ?? '', { maxRedirects: 0 });
    expect(way.status()).toBe(302);
    expect(way.headers().location).toMatch(/^https:\/\/www\.futurelearn\.com\/courses\//);
    await main.getByRole('link', { name: 'FutureLearn', exact: true }).first().click();
    await nurse.page.waitForURL('**/providers/futurelearn');
    expect(await nurse.page.getByRole('heading', { level: 1 }).textContent()).toContain('FutureLearn');
  });

  it('met no error on the way', () => {
    expect(nurse.complaints).toEqual([]);
  });
});

it('says plainly that a provider about whom nothing was read has no course', async () => {
  const visitor = await openVisitor(site.origin, { width: 360 });
  await visitor.open('/providers/university-of-essex');
  const text = await visitor.page.getByRole('main').textContent();
  expect(text).toContain('University of Essex');
  expect(text?.toLowerCase()).toMatch(/no course|nothing/);
  expect(await visitor.page.getByRole('link', { name: /website/ }).getAttribute('href')).toContain('essex.ac.uk');
  expect(await visitor.page.locator('article.course').count()).toBe(0);
  await visitor.leave();
});

async function count(visitor: Visitor): Promise<number> {
  const words = (await visitor.page.locator('#count').textContent()) ?? '';
  return Number(words.replaceAll(',', '').match(/\d+/)?.[0] ?? Number.NaN);
}
