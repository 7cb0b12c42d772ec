/** Somebody makes an account, claims their organisation and registers its feed: on a phone without script, and on a desk in the dark. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { feedOf, openProvider, type Provider } from '../../src/catalogue/tests/feeds/provider.js';
import { composeWorker } from '../../src/main/compose.js';
import { resolveOrganisations } from '../../src/organisations/index.js';
import type { Jobs } from '../../src/platform/jobs/index.js';
import { silentLog } from '../../src/platform/log/index.js';
import { closeBrowser } from '../support/browser.js';
import { axeInBrowser } from '../support/html.js';
import { newestLink, PASSWORD } from '../support/people.js';
import { openSite, type RunningSite } from '../support/site.js';
import { openVisitor, overflow, type Visit, type Visitor } from '../support/visitor.js';

let provider: Provider;
let site: RunningSite;
let worker: Jobs;
beforeAll(async () => {
  provider = await openProvider();
  site = await openSite({ starter: false, env: { CAIRN_FETCH_ALLOW: provider.host } });
  worker = await composeWorker({ config: site.config, database: site.database, log: silentLog });
});
afterAll(async () => {
  await closeBrowser();
  await worker.stop();
  await site.close();
  await provider.close();
});

/** Nothing sticks out of the window, axe objects to nothing; with CAIRN_LOOK set, a picture is kept to be looked at. */
async function expectFit({ page }: Visitor, name: string): Promise<void> {
  if (process.env.CAIRN_LOOK) await page.screenshot({ path: `${process.env.CAIRN_LOOK}/${name}.png`, fullPage: true });
  expect(await overflow(page), name).toBe(0);
  expect(await axeInBrowser(page), name).toEqual([]);
}

describe.each([
  ['a phone, without script', { width: 360, script: 'blocked' } as Visit],
  ['a desk, in the dark', { width: 1280, dark: true } as Visit],
])('on %s', (_, visit) => {
  const width = visit.width ?? 0;
  const name = `Demo Guild of Harbours ${width}`;
  const domain = `demo-harbours-${width}.org`;
  const email = `ada-${width}@example.org`;
  const course = `Demo mooring at ${width}`;
  let visitor: Visitor;
  let slug: string;
  beforeAll(async () => {
    visitor = await openVisitor(site.origin, visit);
    const guild = { name, kind: 'professional-body', country: 'GB', url: `https://www.${domain}/` } as const;
    const [found] = await site.database.db.transaction().execute((trx) => resolveOrganisations(trx, [guild]));
    slug = found?.slug ?? '';
    provider.answers[`/${width}.json`] = (_request, response) =>
      response.setHeader('content-type', 'application/ld+json').end(feedOf(name, [{ title: course }]));
  });
  afterAll(() => visitor.leave());

  it('an account is made, by a letter', async () => {
    const { page } = visitor;
    await visitor.open('/');
    await page.getByRole('link', { name: 'My Cairn' }).first().click();
    await expectFit(visitor, `sign-in-${width}`);
    await page.getByRole('link', { name: 'Make an account' }).first().click();
    await page.getByLabel('Your name').fill('Demo Ada');
    await page.getByLabel('E-mail address').fill(email);
    await expectFit(visitor, `sign-up-${width}`);
    await page.getByRole('button', { name: 'Send me the link' }).click();
    await page.getByRole('heading', { name: 'Look in your mail' }).waitFor();
    await expectFit(visitor, `letter-${width}`);
    await visitor.open(await newestLink(site.database, email, '/sign-up/'));
    await page.getByLabel('Password', { exact: false }).first().fill('aaaa');
    await page.getByRole('button', { name: 'Make my account' }).click();
    await expectFit(visitor, `password-refused-${width}`);
    await page.getByLabel('Password', { exact: false }).first().fill(PASSWORD);
    await page.getByRole('button', { name: 'Make my account' }).click();
    await page.getByRole('heading', { name: 'Demo Ada' }).or(page.getByText('Demo Ada')).first().waitFor();
    await expectFit(visitor, `made-${width}`);
  });

  it('an organisation is claimed, by a letter to its domain', async () => {
    const { page } = visitor;
    await visitor.open(`/providers/${slug}`);
    await page
      .getByRole('link', { name: /Claim it/ })
      .first()
      .click();
    await expectFit(visitor, `claim-${width}`);
    await page.getByLabel('E-mail address').fill('office@elsewhere.example');
    await page.getByRole('button', { name: 'Send the letter' }).click();
    await page.locator('.field-error').waitFor();
    await expectFit(visitor, `claim-refused-${width}`);
    await page.getByLabel('E-mail address').fill(`office@${domain}`);
    await page.getByRole('button', { name: 'Send the letter' }).click();
    await page.getByText('Your claim is open').waitFor();
    await expectFit(visitor, `claim-open-${width}`);
    await visitor.open(await newestLink(site.database, `office@${domain}`, `/organisations/${slug}/claim/letter/`));
    await expectFit(visitor, `claim-letter-${width}`);
    await page.getByRole('main').getByRole('button').click();
    await page.getByText('Its identity is proved, and you are its owner.').waitFor();
    await expectFit(visitor, `workplace-${width}`);
  });

  // On a phone without script a feed is registered in feeds.test.ts.
  it.runIf(width > 360)('a feed is registered, tried, switched on, and its course is found', async () => {
    const { page } = visitor;
    await visitor.open(`/organisations/${slug}`);
    await page.getByRole('link', { name: 'Feeds', exact: true }).first().click();
    await expectFit(visitor, `feeds-${width}`);
    await page
      .getByRole('link', { name: /Register a feed/ })
      .first()
      .click();
    await page.getByLabel('Address of the file').fill(`${provider.origin}/${width}.json`);
    await expectFit(visitor, `feed-new-${width}`);
    await page.getByRole('button', { name: 'Try this feed' }).click();
    await page.getByText('It lies elsewhere').waitFor();
    await expectFit(visitor, `feed-refused-${width}`);
    await page.getByLabel('It lies elsewhere than at our own domain').check();
    await page.getByRole('button', { name: 'Try this feed' }).click();
    await page.getByText('The feed is registered').waitFor();
    await seen(visitor, page.getByRole('button', { name: 'Switch it on' }));
    await expectFit(visitor, `feed-tried-${width}`);
    expect(await page.getByText(course).count()).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Switch it on' }).click();
    await page.getByText('The feed is switched on').waitFor();
    await seen(visitor, page.getByRole('button', { name: 'Read it now' }));
    await expectFit(visitor, `feed-on-${width}`);
    const found = page.getByRole('link', { name: course, exact: true });
    await expect
      .poll(async () => {
        await visitor.open(`/courses?q=${encodeURIComponent(course)}`);
        return found.count();
      })
      .toBeGreaterThan(0);
    await found.first().click();
    await page.getByRole('heading', { name: course }).waitFor();
    await expectFit(visitor, `feed-course-${width}`);
    expect(visitor.complaints.filter((one) => !/422/.test(one))).toEqual([]);
  });
});

/** Opens the page again until it shows something: the work is done in the background. */
async function seen({ page }: Visitor, what: { count(): Promise<number> }): Promise<void> {
  await expect
    .poll(async () => {
      await page.goto(page.url().replace(/\?.*$/, ''));
      return what.count();
    })
    .toBeGreaterThan(0);
}
