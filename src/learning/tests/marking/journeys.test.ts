/** In a browser: a learner hands in on a phone without script, an assessor marks by keyboard, the learner reads the mark. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeBrowser } from '../../../../tests/support/browser.js';
import { axeInBrowser, invalidHtml } from '../../../../tests/support/html.js';
import { addEnrolment, addHostedCourse, DEMO_CONTENT } from '../../../../tests/support/learning.js';
import { addMembers, signUp, type TestPerson, verifiedOrganisation } from '../../../../tests/support/people.js';
import { personIdOf } from '../../../../tests/support/roles.js';
import { openSite, type RunningSite } from '../../../../tests/support/site.js';
import { openVisitor, overflow, type Visit, type Visitor } from '../../../../tests/support/visitor.js';

let site: RunningSite;
let learner: TestPerson;
let peer: TestPerson;
let assessor: TestPerson;
let desk: string;
let step: string;
let peerStep: string;
beforeAll(async () => {
  site = await openSite({ starter: false });
  [learner, peer, assessor] = [
    await signUp(site, 'Demo Learner', 'learner@example.org'),
    await signUp(site, 'Demo Peer', 'peer@example.org'),
    await signUp(site, 'Demo Assessor', 'assessor@example.org'),
  ];
  const organisation = await verifiedOrganisation(site, 'Demo Institute', { assessor });
  await addMembers(site, organisation, { registrar: peer });
  const weeks = (DEMO_CONTENT.weeks ?? []).map((week) => ({
    ...week,
    steps: week.steps.map((one) =>
      one.type === 'assignment'
        ? {
            ...one,
            peers: 1,
            words: { least: 5 },
            files: { most: 2 },
            identityCheck: true,
            body: '## Think of\n\n- one wound',
          }
        : one,
    ),
  }));
  const content = { ...DEMO_CONTENT, weeks, integrity: 'This is my own work, and I say where I used somebody else’s.' };
  const course = await addHostedCourse(site.database.db, { organisationId: organisation.id, content });
  const [mine, theirs] = [
    await addEnrolment(site.database.db, course, await personIdOf(site, learner)),
    await addEnrolment(site.database.db, course, await personIdOf(site, peer)),
  ];
  desk = `/organisations/${organisation.slug}/marking`;
  step = `/learn/${mine}/steps/plan`;
  peerStep = `/learn/${theirs}/steps/plan`;
});
afterAll(async () => {
  await closeBrowser();
  await site.close();
});

async function openAs({ cookie }: TestPerson, visit: Visit): Promise<Visitor> {
  const visitor = await openVisitor(site.origin, visit);
  const cookies = cookie.split('; ').map((one) => {
    const [name = '', ...value] = one.split('=');
    return { name, value: value.join('='), url: site.origin };
  });
  await visitor.page.context().addCookies(cookies);
  return visitor;
}

const findings: string[] = [];
async function look({ page }: Visitor, name: string): Promise<void> {
  const shots = process.env.CAIRN_SHOTS;
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  if ((await overflow(page)) > 0) findings.push(`${name}: wider than the window`);
  for (const finding of [...(await invalidHtml(await page.content())), ...(await axeInBrowser(page))])
    findings.push(`${name}: ${finding}`);
}

test('work is handed in on a phone without script, marked by keyboard, read by another, and read again with its mark', async () => {
  const phone = await openAs(learner, { width: 360, script: 'blocked' });
  await phone.open(step);
  await phone.page.getByLabel('Your words').fill('One two three.');
  await phone.follow(phone.page.getByRole('button', { name: 'Hand in for marking' }));
  await phone.page.getByText('Write at least 5 words. These are 3.').waitFor();
  expect(await phone.page.getByLabel('Your words').inputValue()).toBe('One two three.');
  await phone.page.getByLabel('Your words').fill('The wound is clean.\n\nIt heals in four phases.');
  await phone.page
    .getByLabel('Files')
    .setInputFiles({ name: 'Demo Learner.txt', mimeType: 'text/plain', buffer: Buffer.from('Demo') });
  await phone.page.getByLabel(/This is my own work/).check();
  await phone.page.getByLabel(/Others on the course may read/).check();
  await phone.follow(phone.page.getByRole('button', { name: 'Save draft' }));
  await look(phone, 'learner-draft-360');
  await phone.follow(phone.page.getByRole('button', { name: 'Hand in for marking' }));
  await phone.page.getByText('Your work is handed in.').waitFor();
  await phone.page.getByText(/It is marked by 7 Dec/).waitFor();

  const wide = await openAs(assessor, { width: 1280 });
  await wide.open(desk);
  await wide.follow(wide.page.getByRole('link', { name: /A plan of care/ }));
  expect(await wide.page.content()).not.toContain('Demo Learner');
  await wide.follow(wide.page.getByRole('button', { name: 'Take it' }));
  await wide.page.getByRole('radio', { name: /Not yet/ }).focus();
  await wide.page.keyboard.press('ArrowDown');
  await wide.page.keyboard.press('Tab');
  await wide.page.keyboard.type('Well seen.');
  await wide.page.keyboard.press('Tab');
  await wide.page.keyboard.type('Go on like this.');
  await look(wide, 'mark-1280');
  await wide.page.getByRole('button', { name: 'Give this mark' }).focus();
  await Promise.all([wide.page.waitForEvent('load'), wide.page.keyboard.press('Enter')]);
  await wide.page.getByText('The mark stands, and the learner is told.').waitFor();
  expect(wide.complaints).toEqual([]);

  const other = await openAs(peer, { width: 1280, dark: true });
  await other.open(peerStep);
  await other.page.getByLabel('Your words').fill('Another plan for another wound.');
  await other.page.locator('form[data-draft] [data-saved]', { hasText: 'Saved.' }).waitFor();
  await other.open(peerStep);
  expect(await other.page.getByLabel('Your words').inputValue()).toBe('Another plan for another wound.');
  await other.page.getByLabel(/This is my own work/).check();
  await other.follow(other.page.getByRole('button', { name: 'Hand in for marking' }));
  await other.follow(other.page.getByRole('button', { name: 'Read another’s work' }));
  expect(await other.page.content()).not.toContain('Demo Learner');
  await look(other, 'peer-1280-dark');
  await other.page.getByLabel('The wound is assessed.').fill('Clear.');
  await other.follow(other.page.getByRole('button', { name: 'Send, without my name' }));

  await phone.open(step);
  await phone.page.getByText('10 of 10 points').waitFor();
  await phone.page.getByText('Well seen.').waitFor();
  await phone.page.getByText('Clear.').waitFor();
  await look(phone, 'learner-marked-360');
  await Promise.all([phone, wide, other].map((visitor) => visitor.leave()));
  expect(findings).toEqual([]);
});

test('words that the server could not take are kept in the browser and saved when it answers again', async () => {
  const visitor = await openAs(assessor, { width: 360 });
  const { rows } = await site.database.pool.query(
    'select course_id, edition, offering_id from learning.enrolment limit 1',
  );
  const [{ course_id: course, edition, offering_id: offering }] = rows;
  const person = await personIdOf(site, assessor);
  const enrolment = await addEnrolment(site.database.db, { course, edition, offering }, person);
  await visitor.open(`/learn/${enrolment}/steps/plan`);
  await visitor.page.context().setOffline(true);
  await visitor.page.getByLabel('Your words').fill('Written in a tunnel.');
  await visitor.page.locator('form[data-draft] [data-saved]', { hasText: 'You are offline.' }).waitFor();
  await visitor.page.context().setOffline(false);
  await visitor.page.locator('form[data-draft] [data-saved]', { hasText: 'Saved.' }).waitFor();
  const saved = await site.database.pool.query('select words from learning.submission where enrolment_id = $1', [
    enrolment,
  ]);
  expect(saved.rows).toEqual([{ words: 'Written in a tunnel.' }]);
  await visitor.leave();
});
