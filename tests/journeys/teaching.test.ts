/** An author writes a course on a phone without script and asks an editor, who gives it back once, then publishes it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeBrowser } from '../support/browser.js';
import { axeInBrowser } from '../support/html.js';
import { addMembers, signUp, type TestOrganisation, type TestPerson, verifiedOrganisation } from '../support/people.js';
import { openSite, type RunningSite } from '../support/site.js';
import { openVisitor, overflow, type Visit, type Visitor } from '../support/visitor.js';

let site: RunningSite;
let author: TestPerson;
let editor: TestPerson;
let organisation: TestOrganisation;
beforeAll(async () => {
  site = await openSite({ starter: false });
  const owner = await signUp(site, 'Demo Owner', 'owner@example.org');
  author = await signUp(site, 'Demo Author', 'author@example.org');
  editor = await signUp(site, 'Demo Editor', 'editor@example.org');
  organisation = await verifiedOrganisation(site, 'Demo Northmoor University', { owner });
  await addMembers(site, organisation, { author, editor });
});
afterAll(async () => {
  await closeBrowser();
  await site.close();
});

async function openAs({ cookie }: TestPerson, visit: Visit): Promise<Visitor> {
  const visitor = await openVisitor(site.origin, visit);
  const cookies = cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: site.origin };
  });
  await visitor.page.context().addCookies(cookies);
  return visitor;
}

/** axe looks at the widest forms alone: the test of all pages looks at each. */
async function expectFit({ page }: Visitor, name: string, withAxe = false): Promise<void> {
  if (process.env.CAIRN_LOOK) await page.screenshot({ path: `${process.env.CAIRN_LOOK}/${name}.png`, fullPage: true });
  expect(await overflow(page), name).toBe(0);
  if (withAxe) expect(await axeInBrowser(page), name).toEqual([]);
}

/** A point of 1 by 1. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

it('an author writes and asks, an editor gives back and publishes', async () => {
  const visitor = await openAs(author, { width: 360, script: 'blocked', axe: true });
  const { page } = visitor;
  const save = () => visitor.follow(page.getByRole('button', { name: 'Save', exact: true }).last());
  const addStep = async (title: string, type: string) => {
    const week = page.getByRole('region', { name: 'Week 1: How wounds heal' });
    if (!(await week.getByLabel('Title of the step').isVisible())) await week.getByText('Add a step').click();
    await week.getByLabel('Title of the step').fill(title);
    await week.getByLabel('What it is').selectOption(type);
    await visitor.follow(week.getByRole('button', { name: 'Add the step' }));
  };
  const outline = () => visitor.follow(page.getByRole('link', { name: 'Outline', exact: true }));

  await visitor.open(`/organisations/${organisation.slug}/teaching`);
  await expectFit(visitor, 'teaching-empty-360');
  await visitor.follow(page.getByRole('link', { name: 'Begin a course' }));
  await page.getByLabel('Title').fill('Demo course in wound care');
  await visitor.follow(page.getByRole('button', { name: 'Begin' }));
  await page.getByLabel('New week').fill('How wounds heal');
  await visitor.follow(page.getByRole('button', { name: 'Add the week' }));

  await addStep('Four phases', 'article');
  await page.getByLabel('Text', { exact: true }).fill('A wound **heals** in [four phases](javascript:alert(1)).');
  await visitor.follow(page.getByRole('button', { name: 'Preview' }));
  expect(await page.locator('#preview strong').textContent()).toBe('heals');
  expect(await page.locator('#preview a').count()).toBe(0);
  // A title that was emptied comes back with what to do, and with the text still there.
  await page.getByLabel('Title', { exact: true }).fill('');
  await save();
  expect(await page.getByText('Write a title.').count()).toBeGreaterThan(0);
  expect(await page.getByLabel('Text', { exact: true }).inputValue()).toContain('A wound **heals**');
  await page.getByLabel('Title', { exact: true }).fill('The four phases');
  await save();
  await expectFit(visitor, 'step-360');

  await outline();
  await addStep('What do you see?', 'discussion');
  await outline();
  await addStep('Check yourself', 'quiz');
  await visitor.follow(page.getByRole('link', { name: 'One answer' }));
  await page.getByLabel('The question').fill('How many phases are there?');
  await page.getByLabel('Option 1', { exact: true }).fill('Four');
  await page.getByLabel('Option 2', { exact: true }).fill('Five');
  await save();
  expect(await page.getByText('Say which option is right.').count()).toBeGreaterThan(0);
  await expectFit(visitor, 'question-360', true);
  await page.getByRole('radio').first().check();
  await save();
  expect(await page.getByRole('link', { name: 'How many phases are there?', exact: true }).count()).toBe(1);

  await outline();
  await visitor.follow(page.getByRole('button', { name: /Up ?: Check yourself/ }));
  await expectFit(visitor, 'outline-360', true);
  expect(await page.locator('.outline-step a').allTextContents()).toEqual([
    'The four phases',
    'Check yourself',
    'What do you see?',
  ]);

  await visitor.follow(page.getByRole('link', { name: 'Files' }));
  await page.getByLabel('Files to add').setInputFiles({ name: 'Ward Plan.jpeg', mimeType: 'image/jpeg', buffer: PNG });
  await visitor.follow(page.getByRole('button', { name: 'Upload' }));
  expect(await page.getByRole('status').textContent()).toContain('as ward-plan.png');
  await expectFit(visitor, 'files-360');

  await visitor.follow(page.getByRole('link', { name: 'Completion', exact: true }));
  await page.getByLabel('Their average, in % at least').fill('');
  await save();
  await expectFit(visitor, 'completion-360');

  await visitor.follow(page.getByRole('link', { name: 'Editions' }));
  await expectFit(visitor, 'editions-360');
  // What stops it leads to where it is put right.
  await visitor.follow(page.getByRole('link', { name: /What do you see/ }));
  await page.getByLabel('What is discussed').fill('What do you see at work?');
  await save();
  await visitor.follow(page.getByRole('link', { name: 'Editions' }));
  expect(await page.getByRole('heading', { name: 'Nothing stops it' }).count()).toBe(1);
  expect(await page.getByRole('button', { name: /Publish/ }).count()).toBe(0);
  await visitor.follow(page.getByRole('button', { name: 'Ask an editor to look' }));
  const review = visitor.where().split('?')[0] ?? '';
  expect(visitor.complaints.filter((words) => !words.includes('422'))).toEqual([]);

  const second = await openAs(editor, { width: 1280, dark: true, axe: true });
  await second.open(review);
  await second.page.getByLabel('What is to change').fill('Say what the phases are.');
  await second.follow(second.page.getByRole('button', { name: 'Give it back' }));
  await visitor.open(review.replace('/review', ''));
  expect(await page.getByText('Say what the phases are.').count()).toBe(1);

  await second.open(review);
  await expectFit(second, 'editions-1280', true);
  await second.follow(second.page.getByRole('button', { name: 'Publish edition 1' }));
  expect(await second.page.getByText('Edition 1', { exact: false }).count()).toBeGreaterThan(0);
  // The same again is nothing new.
  await second.follow(second.page.getByRole('button', { name: 'Publish edition 2' }));
  expect(await second.page.getByRole('alert').textContent()).toContain('Nothing has changed');
  await second.open(review.replace('/review', ''));
  await expectFit(second, 'outline-1280');
  const { rows } = await site.database.pool.query('select minutes, digests from learning.edition');
  expect(rows).toHaveLength(1);
  expect(Object.keys(rows[0].digests).sort()).toEqual(['check-yourself', 'four-phases', 'what-do-you-see']);
}, 240_000);
