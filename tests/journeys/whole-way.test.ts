/**
 * The whole way, by a demonstration's own starter course: searched for or picked by the guide, taken to its end, its credential published,
 * and checked by a stranger. Once with script at a desk, once without script on a phone.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readFolder } from '../../src/learning/actions/content/folder.js';
import { readCourseFolder } from '../../src/learning/formats/folder/index.js';
import { STARTER_FOLDER } from '../../src/learning/index.js';
import type { Item } from '../../src/learning/schema/index.js';
import type { Jobs } from '../../src/platform/jobs/index.js';
import { closeBrowser } from '../support/browser.js';
import { newestLink, PASSWORD } from '../support/people.js';
import { openSite, type RunningSite } from '../support/site.js';
import { openVisitor, overflow, type Visit, type Visitor } from '../support/visitor.js';
import { openWorker } from '../support/worker.js';

const TITLE = 'Choosing and evidencing your CPD';

let site: RunningSite;
let jobs: Jobs;
let items: readonly Item[];
beforeAll(async () => {
  site = await openSite({ demonstration: true });
  jobs = await openWorker(site);
  items = await starterItems();
}, 120_000);
afterAll(async () => {
  await jobs?.stop();
  await closeBrowser();
  await site?.close();
});

/** What is right is known from the folder of the course alone: no page says it before the end. */
async function starterItems(): Promise<Item[]> {
  const { texts } = await readFolder(STARTER_FOLDER);
  const { content } = readCourseFolder(texts);
  const draws = content.weeks.flatMap(({ steps }) => steps.flatMap((step) => (step.type === 'quiz' ? step.draws : [])));
  return [
    ...draws.flatMap((draw) => ('items' in draw ? draw.items : [])),
    ...content.banks.flatMap(({ items }) => items),
  ];
}

test('with script, at a desk: searched, taken, earned, published, checked', { timeout: 90_000 }, async () => {
  const visitor = await openVisitor(site.origin);
  await visitor.open('/');
  await visitor.page.getByLabel('What do you want to learn?').fill('evidencing CPD');
  await visitor.follow(button(visitor, 'Search'));
  await sound(visitor, 'found');
  await visitor.follow(link(visitor, TITLE));
  await takeAll(visitor, { name: 'Demo Wide', email: 'wide@example.org' });
  const credential = await publish(visitor, 'on');
  await checkedByStranger(credential, { width: 1280 }, 'Demo Wide');
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
});

test('without script, on a phone: picked by the guide, taken, earned, published, checked', {
  timeout: 90_000,
}, async () => {
  const visitor = await openVisitor(site.origin, { width: 360, script: 'off' });
  await visitor.open('/');
  await visitor.follow(link(visitor, 'Start the guide'));
  await visitor.page
    .getByLabel('What do you want to be able to do?')
    .fill('reflective practice and professional development planning');
  await visitor.page.getByLabel('At most', { exact: true }).fill('0');
  await visitor.follow(button(visitor, 'Show my shortlist'));
  await sound(visitor, 'shortlist');
  await visitor.follow(visitor.page.locator('.pick').getByRole('link', { name: TITLE }).first());
  await takeAll(visitor, { name: 'Demo Narrow', email: 'narrow@example.org' });
  const credential = await publish(visitor, 'off');
  await checkedByStranger(credential, { width: 360, script: 'off' }, 'Demo Narrow');
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
});

type Learner = { name: string; email: string };

/** From the course's page in the catalogue to the page of its completion. */
async function takeAll(visitor: Visitor, learner: Learner): Promise<void> {
  const { page, follow, where } = visitor;
  await sound(visitor, 'course');
  await follow(link(visitor, 'Take this course here'));
  await sound(visitor, 'run');
  await follow(link(visitor, 'Sign in to enrol'));
  await makeAccount(visitor, learner);
  await sound(visitor, 'run-signed-in');
  await follow(button(visitor, 'Enrol'));
  await sound(visitor, 'home');
  const home = where().replace(/[?#].*/, '');
  expect(home).toMatch(/^\/learn\/[0-9a-f-]{36}$/);
  await follow(link(visitor, /^Begin: /));
  for (let step = 0; !where().startsWith(`${home}/completed`); step++) {
    expect(step).toBeLessThan(30);
    await sound(visitor, `step-${step}`);
    await oneStep(visitor);
  }
  await sound(visitor, 'completed');
  expect(await page.locator('h1').innerText()).toBe(`You have completed ${TITLE}`);
}

/** Through the pages and the letter, as anybody; the way on is kept. */
async function makeAccount({ page, follow, open, where }: Visitor, { name, email }: Learner): Promise<void> {
  const asked = where();
  await follow(page.getByRole('link', { name: 'Make an account' }));
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('E-mail address').fill(email);
  await follow(page.getByRole('button', { name: 'Send me the link' }));
  await open(await newestLink(site.database, email, '/sign-up/'));
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await follow(page.getByRole('button', { name: 'Make my account' }));
  expect(where()).toBe(new URLSearchParams(asked.split('?')[1]).get('next'));
}

/** Does what the step asks for and goes on by the link or button that the page offers. */
async function oneStep(visitor: Visitor): Promise<void> {
  const { page, follow } = visitor;
  const done = page.getByRole('button', { name: /^Mark as done/ });
  if ((await done.count()) > 0) return follow(done);
  const begin = page.getByRole('button', { name: /^Begin the (quiz|test)$/ });
  if ((await begin.count()) > 0) {
    const agree = page.getByLabel('I agree');
    if ((await agree.count()) > 0) await agree.check();
    await follow(begin);
    await answerAll(visitor);
    await follow(button(visitor, 'Hand in'));
    await sound(visitor, 'handed-in');
    expect(await page.locator('.quiz-verdict').innerText()).toMatch(/^(All right|Passed)/);
    return follow(
      page
        .locator('main')
        .getByRole('link', { name: /^(Next: |See what you earned)/ })
        .first(),
    );
  }
  await page
    .getByLabel('Write a comment')
    .fill('Next month I compare two courses by the six questions before I book one.');
  await follow(page.getByRole('button', { name: 'Put it here' }));
  await sound(visitor, 'posted');
  await follow(page.locator('.learn-onward').getByRole('link', { name: /^Next: / }));
}

/** Answers each question by what the folder of the course says is right. */
async function answerAll({ page }: Visitor): Promise<void> {
  for (const question of await page.locator('fieldset.question').all()) {
    const prompt = plain(await question.locator('.prose').first().innerText());
    const found = items.filter((item) => plain(item.prompt) === prompt);
    expect([prompt, found.length]).toEqual([prompt, 1]);
    await answer(question, found[0] as Item);
  }
}

async function answer(question: Locator, item: Item): Promise<void> {
  switch (item.type) {
    case 'choice':
      return tick(question, item.options, [item.answer]);
    case 'multiple':
      return tick(question, item.options, item.answers);
    case 'hotspot':
      return tick(
        question,
        item.areas.map(({ key, label }) => ({ key, text: label })),
        item.answers,
      );
    case 'numeric':
      return question.getByRole('textbox').fill(String(item.answer));
    case 'short':
      return question.getByRole('textbox').fill(item.accepted[0]?.text ?? '');
    case 'match':
      for (const { left, right } of item.pairs)
        await question.getByLabel(textOf(item.left, left)).selectOption({ label: textOf(item.right, right) });
      return;
    case 'order':
      return putInOrder(
        question,
        item.options.map(({ text }) => plain(text)),
      );
    case 'cloze':
      for (const [at, gap] of item.gaps.entries()) {
        const field = question.getByLabel(`Gap ${at + 1}`);
        if (gap.kind === 'choice') await field.selectOption({ label: textOf(gap.options, gap.answer) });
        else await field.fill(gap.kind === 'short' ? (gap.accepted[0]?.text ?? '') : String(gap.answer));
      }
  }
}

type Words = readonly { key: string; text: string }[];

const textOf = (options: Words, key: string): string => plain(options.find((one) => one.key === key)?.text ?? '');

async function tick(question: Locator, options: Words, keys: readonly string[]): Promise<void> {
  for (const key of keys)
    await question
      .locator('label.tick')
      .filter({ hasText: textOf(options, key) })
      .locator('input')
      .check();
}

/** Without script each line has a field for its place; with script lines go up one by one. */
async function putInOrder(question: Locator, lines: readonly string[]): Promise<void> {
  const places = question.getByRole('combobox');
  if ((await places.count()) > 0) {
    for (const [at, line] of lines.entries())
      await question.getByLabel(`Place of: ${line}`).selectOption(String(at + 1));
    return;
  }
  const rows = question.locator('[data-order] li');
  for (const [at, line] of lines.entries())
    for (let from = await placeOf(rows, line); from > at; from--)
      await rows.nth(from).getByRole('button', { name: /up/i }).click();
}

async function placeOf(rows: Locator, line: string): Promise<number> {
  return (await rows.allInnerTexts()).findIndex((text) => plain(text).includes(line));
}

const plain = (text: string): string => text.replaceAll('*', '').replace(/\s+/g, ' ').trim();

/** From the page of completion into the wallet and out into the open. Returns the path of the credential's own page. */
async function publish(visitor: Visitor, script: 'on' | 'off'): Promise<string> {
  const { page, follow } = visitor;
  const credential = link(visitor, 'See your credential');
  // With script the page asks again by itself; without, by its link.
  for (let asked = 0; (await credential.count()) === 0 && asked < 100; asked++) {
    await page.waitForTimeout(200);
    const again = link(visitor, 'Look again');
    if (script === 'off' && (await again.count()) > 0) await follow(again);
  }
  await sound(visitor, 'issued');
  await follow(credential);
  await sound(visitor, 'wallet');
  await follow(link(visitor, 'Publish it'));
  await page.getByLabel('I agree to this').check();
  await follow(button(visitor, 'Publish it'));
  await sound(visitor, 'published');
  return (await link(visitor, 'Its page').getAttribute('href')) ?? '';
}

/** Somebody else opens the page of the credential, takes its file, and checks the file and the address. */
async function checkedByStranger(path: string, visit: Visit, name: string): Promise<void> {
  const stranger = await openVisitor(site.origin, visit);
  const { page, open, follow } = stranger;
  await open(path);
  expect(await page.locator('main').innerText()).toContain(`Awarded to ${name}`);
  await sound(stranger, 'public');
  const [download] = await Promise.all([page.waitForEvent('download'), link(stranger, 'Badge').click()]);
  const buffer = readFileSync(await download.path());
  await open('/verify');
  await page.setInputFiles('input[type=file]', { name: 'badge.png', mimeType: 'image/png', buffer });
  await follow(button(stranger, 'Check it'));
  await isReal(stranger, 'checked-file');
  await open('/verify');
  await page.getByLabel(/web address/).fill(`${site.origin}${path}`);
  await follow(button(stranger, 'Check it'));
  await isReal(stranger, 'checked-address');
  expect(stranger.complaints).toEqual([]);
  await stranger.leave();
}

async function isReal(stranger: Visitor, name: string): Promise<void> {
  await sound(stranger, name);
  expect(await stranger.page.locator('h1').innerText()).toMatch(/^Real and current\./);
}

let shots = 0;
/** No page is wider than the window. `CAIRN_SHOTS` names a folder for pictures. */
async function sound({ page }: Visitor, name: string): Promise<void> {
  if (process.env.CAIRN_SHOTS) {
    mkdirSync(process.env.CAIRN_SHOTS, { recursive: true });
    await page.screenshot({ path: `${process.env.CAIRN_SHOTS}/${++shots}-${name}.png`, fullPage: true });
  }
  expect([name, await overflow(page)]).toEqual([name, 0]);
}

const button = ({ page }: Visitor, name: string | RegExp) => page.getByRole('button', { name }).first();
const link = ({ page }: Visitor, name: string | RegExp) => page.getByRole('link', { name }).first();
