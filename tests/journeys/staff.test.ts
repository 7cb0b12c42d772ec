/** Staff have a file read, on a desk and on a phone without script: rehearsed first, then kept. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { composeWorker } from '../../src/main/compose.js';
import type { Jobs } from '../../src/platform/jobs/index.js';
import { silentLog } from '../../src/platform/log/index.js';
import { closeBrowser } from '../support/browser.js';
import { axeInBrowser } from '../support/html.js';
import { PASSWORD, signUp, type TestPerson } from '../support/people.js';
import { makeStaff } from '../support/roles.js';
import { openSite, type RunningSite } from '../support/site.js';
import { openVisitor, overflow } from '../support/visitor.js';

let site: RunningSite;
let worker: Jobs;
let ada: TestPerson;
beforeAll(async () => {
  site = await openSite({ starter: false });
  worker = await composeWorker({ config: site.config, database: site.database, log: silentLog });
  ada = await signUp(site, 'Demo Ada', 'ada@example.org');
  await makeStaff(site, ada);
});
afterAll(async () => {
  await closeBrowser();
  await worker.stop();
  await site.close();
});

for (const { width, script } of [
  { width: 1280, script: 'on' },
  { width: 360, script: 'off' },
] as const) {
  test(`a file is rehearsed and kept, ${width} px, script ${script}`, async () => {
    const visitor = await openVisitor(site.origin, { width, script });
    const { page } = visitor;
    await visitor.open('/staff');
    await page.getByLabel('E-mail address').fill(ada.email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('link', { name: 'Imports', exact: true }).click();
    const title = `Demo read at ${width}`;
    const table = Buffer.from(`id,title,provider\r\n1,${title},Demo College\r\n2,,Demo College\r\n`);
    await page.getByLabel('Files').setInputFiles({ name: `demo-${script}.csv`, mimeType: 'text/csv', buffer: table });
    await page.getByRole('button', { name: 'Read it' }).click();
    const ended = async () => {
      for (let looked = 0; looked < 60 && !(await page.locator('[data-progress=ended]').isVisible()); looked++) {
        // The page of a browser with script looks again by itself.
        if (script === 'off') await page.getByRole('link', { name: 'Look again' }).click();
        else await page.waitForSelector('[data-progress=ended]');
      }
    };
    await ended();
    await page.getByText('nothing of this was kept').waitFor();
    await page.getByText('no title').waitFor();
    expect(await overflow(page)).toBe(0);
    if (script === 'on') expect(await axeInBrowser(page)).toEqual([]);
    await page.getByRole('button', { name: 'Do it and keep it' }).click();
    await ended();
    await page.getByRole('link', { name: `demo-${script}`, exact: true }).click();
    await page.getByText('by staff').first().waitFor();
    const { rows } = await site.database.pool.query('select state from catalogue.course where title = $1', [title]);
    expect(rows).toEqual([{ state: 'published' }]);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });
}
