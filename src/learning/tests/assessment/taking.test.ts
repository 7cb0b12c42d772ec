/** A learner takes quizzes in a real browser: without script on a phone, and with it through a lost connection and on two devices. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeBrowser } from '../../../../tests/support/browser.js';
import { axeInBrowser } from '../../../../tests/support/html.js';
import { addEnrolment, addHostedCourse, type HostedTest } from '../../../../tests/support/learning.js';
import { get, post, signUp, type TestPerson, verifiedOrganisation } from '../../../../tests/support/people.js';
import { personIdOf } from '../../../../tests/support/roles.js';
import { openSite, type RunningSite } from '../../../../tests/support/site.js';
import { openVisitor, overflow, type Visit, type Visitor } from '../../../../tests/support/visitor.js';
import { EIGHT_TYPES, INTEGRITY, SECRETS } from './eight-types.js';

let site: RunningSite;
let hosted: HostedTest;
let learner: TestPerson;
let assessor: TestPerson;
let home: string;
let teaching: string;
beforeAll(async () => {
  site = await openSite({ starter: false });
  assessor = await signUp(site, 'Demo Assessor', 'assessor@example.org');
  const organisation = await verifiedOrganisation(site, 'Demo College', { assessor });
  hosted = await addHostedCourse(site.database.db, { organisationId: organisation.id, content: EIGHT_TYPES });
  learner = await signUp(site, 'Demo Learner', 'learner@example.org');
  home = `/learn/${await addEnrolment(site.database.db, hosted, await personIdOf(site, learner))}`;
  teaching = `/organisations/${organisation.slug}/teaching/${hosted.course}`;
});
afterAll(async () => {
  await closeBrowser();
  await site.close();
});

async function visit(person: TestPerson, given: Visit = {}): Promise<Visitor> {
  const visitor = await openVisitor(site.origin, given);
  const cookies = person.cookie.split('; ').map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return { name, value: value.join('='), url: site.origin };
  });
  await visitor.page.context().addCookies(cookies);
  // Files of courses have tests of their own.
  await visitor.page.route('**/learn/media/**', (route) =>
    route.fulfill({ body: PICTURE, contentType: 'image/svg+xml' }),
  );
  return visitor;
}

const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360"><rect width="640" height="360" fill="#caa"/></svg>';
const LOOK = process.env.CAIRN_LOOK;
async function look({ page }: Visitor, name: string): Promise<void> {
  if (LOOK) await page.screenshot({ path: `${LOOK}/${name}.png`, fullPage: true });
}

test('all eight types are answered without script on a phone; nothing tells the answer before its time', {
  timeout: 90_000,
}, async () => {
  const visitor = await visit(learner, { width: 320, script: 'off' });
  const { page } = visitor;
  await visitor.open(`${home}/steps/practice`);
  await look(visitor, 'panel');
  await visitor.follow(page.getByRole('button', { name: 'Begin the quiz' }));
  expect(await overflow(page)).toBe(0);
  const asked = await page.content();
  expect(SECRETS.filter((secret) => asked.includes(secret))).toEqual([]);
  await look(visitor, 'attempt-phone');

  await page
    .getByRole('group', { name: /Question 1/ })
    .getByLabel('Red and moist')
    .check();
  await page.getByLabel('Warmth').check();
  await page.getByLabel('Pus').check();
  await page.getByLabel('Much exudate').selectOption('Foam');
  await page.getByLabel('Place of: Bleeding stops').selectOption('1');
  await visitor.follow(page.getByRole('button', { name: 'Save and go on' }));
  expect(await page.getByRole('status').first().textContent()).toMatch(/saved.*Questions 3, 4, 5, 6, 7 and 8 are open/);
  expect(await page.getByText('One or more lines have no choice yet.').count()).toBe(1);
  expect(await overflow(page)).toBe(0);

  await page.getByLabel('Little exudate').selectOption('Hydrogel');
  await page.getByLabel('Place of: Inflammation').selectOption('2');
  await page.getByLabel('Place of: Growth').selectOption('3');
  await page.getByLabel(/The outer line/).check();
  await page.getByLabel('Your answer in cm²').fill('3,3');
  await page.getByLabel('Your answer', { exact: true }).fill(' necrosis-PROPER. ');
  await page.getByLabel('Gap 1').fill('saline-proper');
  await page.getByLabel('Gap 2').fill('37');
  await visitor.follow(page.getByRole('button', { name: 'Hand in' }));
  expect(await page.getByRole('alert').textContent()).toContain('Question 8 is open');
  await look(visitor, 'check-phone');
  await visitor.follow(page.getByRole('button', { name: 'Hand in as it is' }));

  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Result: Practise all');
  expect(await page.getByText(/7\.67 of 8 points/).count()).toBe(1);
  expect(await page.getByText('FEEDBACK-RIGHT-1').count()).toBe(1);
  expect(await page.getByText('Gap 3: at once').count()).toBe(1);
  expect(await overflow(page)).toBe(0);
  await look(visitor, 'result-phone');
  const result = visitor.where();
  await visitor.leave();

  const looking = await visit(learner, { width: 320, script: 'blocked', axe: true });
  for (const path of [result, `${home}/steps/practice`]) {
    await looking.open(path);
    expect(await axeInBrowser(looking.page)).toEqual([]);
  }
  await looking.leave();
});

test('an assessor grants more time, which the learner sees as an end alone', { timeout: 60_000 }, async () => {
  const person = await personIdOf(site, learner);
  const { rows } = await site.database.pool.query('select id from learning.enrolment where person_id = $1', [person]);
  const grant = (enrolment: string, multiplier: string) =>
    post(site, `${teaching}/accommodations`, { enrolment, multiplier }, assessor.cookie);
  expect((await grant(String(rows[0].id), '7')).body).toContain('At most three times as long');
  expect((await grant(String(rows[0].id), '1,5')).statusCode).toBe(303);
  expect((await get(site, `${teaching}/accommodations`, assessor.cookie)).body).toContain('1.5 times as long');
  const visitor = await visit(assessor, { width: 360, script: 'blocked', axe: true });
  await visitor.open(`${teaching}/accommodations`);
  await visitor.page.locator('summary').first().click();
  expect(await axeInBrowser(visitor.page)).toEqual([]);
  expect(await overflow(visitor.page)).toBe(0);
  await look(visitor, 'granting-phone');
  await visitor.leave();
  const { body } = await get(site, `${home}/steps/exam`, learner.cookie);
  expect(body).toContain('45 minutes');
  expect(body).not.toMatch(/1\.5 times|multiplier/);
});

test('a test by the clock is saved through a lost connection, goes on on another device, and is handed in once', {
  timeout: 90_000,
}, async () => {
  const one = await visit(learner, { axe: true });
  const { page } = one;
  await one.open(`${home}/steps/exam`);
  expect(await page.getByText(INTEGRITY).count()).toBe(1);
  await one.follow(page.getByRole('button', { name: 'Begin the test' }));
  expect(await page.getByRole('alert').textContent()).toContain('tick that you agree');
  await page.getByLabel('I agree').check();
  await one.follow(page.getByRole('button', { name: 'Begin the test' }));
  const attempt = one.where();
  expect(await page.getByText(/Time left: 4[45] minutes/).count()).toBe(1);
  expect(await axeInBrowser(page)).toEqual([]);
  await look(one, 'attempt-desk');

  await page.getByLabel('Warmth').check();
  await page.getByText(/^Saved at/).waitFor();
  await page.context().setOffline(true);
  await page.getByLabel('Your answer', { exact: true }).fill('slough');
  await page.getByText(/Not saved yet/).waitFor();
  await page.context().setOffline(false);
  await page.getByText(/^Saved at/).waitFor();
  await page.getByRole('button', { name: 'Move down' }).first().click();
  await page.getByText(/^Saved at/).waitFor();
  await page.waitForTimeout(1500);

  const two = await visit(learner);
  await two.open(attempt);
  expect(await two.page.getByLabel('Your answer', { exact: true }).inputValue()).toBe('slough');
  expect(await two.page.getByLabel('Warmth').isChecked()).toBe(true);
  await two.page.getByLabel('Your answer', { exact: true }).fill('Necrosis-proper');
  await two.page.getByText(/^Saved at/).waitFor();
  // The first device has not seen that, and writes nothing over it.
  await page.getByLabel('Your answer', { exact: true }).fill('old words');
  await page.getByText(/on another page or device/).waitFor();

  await two.page.getByRole('button', { name: 'Hand in' }).click();
  await two.follow(two.page.getByRole('button', { name: 'Hand in as it is' }));
  expect(await two.page.getByRole('heading', { level: 1 }).textContent()).toBe('Result: Final test');
  const ended = await two.page.content();
  expect(SECRETS.filter((secret) => ended.includes(secret))).toEqual([]);
  expect(await two.page.getByText('1 attempt is left.').count()).toBe(1);
  const { rows } = await site.database.pool.query(
    `select answers::text as answers, ended_how from learning.attempt where step = 'exam'`,
  );
  expect(rows).toHaveLength(1);
  expect(rows[0].answers).toContain('Necrosis-proper');
  await one.open(attempt);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Result: Final test');
  expect(two.complaints).toEqual([]);
  await one.leave();
  await two.leave();
});
