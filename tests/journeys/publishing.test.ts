/** A provider publishes by form and by table, on a phone and on a desk, without script. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBrowser } from '../support/browser.js';
import { axeInBrowser } from '../support/html.js';
import { signUp, type TestPerson, verifiedOrganisation } from '../support/people.js';
import { openSite, type RunningSite } from '../support/site.js';
import { openVisitor, overflow, type Visit, type Visitor } from '../support/visitor.js';

let site: RunningSite;
let editor: TestPerson;
let base: string;
beforeAll(async () => {
  site = await openSite({ starter: false });
  editor = await signUp(site, 'Demo Editor', 'editor@example.org');
  base = `/organisations/${(await verifiedOrganisation(site, 'Demo College', { editor })).slug}`;
});
afterAll(async () => {
  await closeBrowser();
  await site.close();
});

async function openEditor(visit: Visit): Promise<Visitor> {
  const visitor = await openVisitor(site.origin, visit);
  const cookies = editor.cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: site.origin };
  });
  await visitor.page.context().addCookies(cookies);
  return visitor;
}

/** Nothing sticks out of the window, axe objects to nothing; with CAIRN_LOOK set, a picture is kept to be looked at. */
async function expectFit({ page }: Visitor, name: string): Promise<void> {
  if (process.env.CAIRN_LOOK) await page.screenshot({ path: `${process.env.CAIRN_LOOK}/${name}.png`, fullPage: true });
  expect(await overflow(page), name).toBe(0);
}

describe.each([
  ['a phone', { width: 360 } as Visit],
  ['a desk, in the dark', { width: 1280, dark: true } as Visit],
])('on %s', (_device, visit) => {
  const width = visit.width ?? 0;

  it('a course is written by form, looked at, published and found', async () => {
    const visitor = await openEditor({ ...visit, script: 'off' });
    const { page } = visitor;
    const title = `Demo peatland restoration ${width}`;
    await visitor.open(base);
    await page.getByRole('link', { name: 'Courses', exact: true }).first().click();
    await expectFit(visitor, `empty-${width}`);
    await page.getByRole('link', { name: 'Write a course' }).click();
    await expectFit(visitor, `new-${width}`);
    await page.getByLabel('Title', { exact: true }).fill(title);
    await page.getByLabel('In a sentence or two').fill('How a bog is brought back.');
    await page.getByLabel('Level').selectOption('SCQF 11');
    await page.getByLabel('Price', { exact: true }).fill('495');
    await page.getByLabel('A certificate').check();
    await page.getByRole('button', { name: 'Add a run' }).click();
    await page.getByLabel('Starts').fill('2027-03-01');
    await page.getByLabel('Town').fill('Inverness');
    await page.getByRole('button', { name: 'Look at it first' }).last().click();
    await page.getByText('Something needs changing').waitFor();
    await expectFit(visitor, `faults-${width}`);
    await page.getByLabel('Price', { exact: true }).fill('£495');
    await page.getByRole('button', { name: 'Look at it first' }).last().click();
    await page.getByText('Nothing is published yet').waitFor();
    await expectFit(visitor, `look-${width}`);
    expect(await page.getByText('£495').count()).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByText('The course is published').waitFor();
    await expectFit(visitor, `list-${width}`);
    const found = page.getByRole('link', { name: title, exact: true });
    await expect
      .poll(async () => {
        await visitor.open(`/courses?q=${encodeURIComponent(title)}`);
        return found.count();
      })
      .toBeGreaterThan(0);
    expect(visitor.complaints.filter((one) => !one.includes('422'))).toEqual([]);
    await visitor.leave();
  });

  it('a table is sent, mended, published and downloaded', async () => {
    const visitor = await openEditor({ ...visit, script: 'off' });
    const { page } = visitor;
    const file = join(tmpdir(), `cairn-table-${process.pid}`, 'courses.csv');
    mkdirSync(join(file, '..'), { recursive: true });
    await visitor.open(`${base}/courses`);
    await page.getByRole('link', { name: 'Send a table' }).click();
    await expectFit(visitor, `send-${width}`);
    writeFileSync(
      file,
      `id,title,price\na${width},Demo table one ${width},£10\nb${width},Demo table two ${width},10\n`,
    );
    await page.getByLabel('The file').setInputFiles(file);
    await page.getByRole('button', { name: 'Check the table' }).click();
    await page.getByText('Add the currency').waitFor();
    await expectFit(visitor, `check-${width}`);
    await page.getByRole('link', { name: 'Send another table' }).click();
    writeFileSync(
      file,
      `id,title,price\na${width},Demo table one ${width},£10\nb${width},Demo table two ${width},£10\n`,
    );
    await page.getByLabel('The file').setInputFiles(file);
    await page.getByRole('button', { name: 'Check the table' }).click();
    await page.getByRole('button', { name: 'Publish these 2 courses' }).click();
    await page.getByText('The table is published').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download my courses' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('courses-demo-college.csv');
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });
});

// Wide and dark, each of these pages is looked at by `people-pages.test.ts`.
it('axe objects to nothing on a phone', async () => {
  const visitor = await openEditor({ width: 360 });
  const { id } = (await site.database.pool.query('select id from catalogue.course order by num limit 1')).rows[0];
  const pages = ['courses', 'courses/new', `courses/${id}/edit`, `courses/${id}/withdraw`, 'courses/import'];
  for (const address of pages) {
    await visitor.open(`${base}/${address}`);
    expect(await axeInBrowser(visitor.page), address).toEqual([]);
  }
  await visitor.open(`${base}/courses/${id}/edit`);
  await visitor.page.getByRole('button', { name: 'Add a run' }).click();
  await visitor.page.getByLabel('Price', { exact: true }).fill('495');
  await visitor.page.getByRole('button', { name: 'Look at it first' }).last().click();
  expect(await axeInBrowser(visitor.page), 'faults').toEqual([]);
  await visitor.leave();
});
