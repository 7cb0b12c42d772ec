/**
 * A registrar opens a cohort with places by voucher; a learner on a phone, without script, finds it, enrols, pauses, moves, comes to a
 * session, takes the days into a calendar and leaves; what is open stands in the catalogue.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stateRuns } from '../../src/learning/actions/offerings/listing.js';
import { runsHere } from '../../src/learning/index.js';
import { fixedClock } from '../../src/platform/clock/index.js';
import { closeBrowser } from '../support/browser.js';
import { axeInBrowser } from '../support/html.js';
import { addHostedCourse, type HostedTest } from '../support/learning.js';
import { get, post, signUp, type TestOrganisation, type TestPerson, verifiedOrganisation } from '../support/people.js';
import { aboutOf } from '../support/roles.js';
import { openSite, type RunningSite, SITE_DAY } from '../support/site.js';
import { openVisitor, overflow, type Visitor } from '../support/visitor.js';

let site: RunningSite;
let registrar: TestPerson;
let learner: TestPerson;
let organisation: TestOrganisation;
let course: HostedTest;
let listed: { id: string; slug: string };
let desk: string;
beforeAll(async () => {
  site = await openSite({ starter: false });
  registrar = await signUp(site, 'Demo Registrar', 'registrar@example.org');
  learner = await signUp(site, 'Demo Learner', 'learner@example.org');
  organisation = await verifiedOrganisation(site, 'Demo University', { owner: registrar });
  const at = `/organisations/${organisation.slug}`;
  const about = aboutOf((await get(site, `${at}/courses/new`, registrar.cookie)).body);
  const fields = { ...about, title: 'Demo course in wound care', url: 'https://demo.example.org/wounds' };
  await post(site, `${at}/courses/publish`, fields, registrar.cookie);
  const { rows } = await site.database.pool.query('select id, slug from catalogue.course');
  [listed] = rows as [typeof listed];
  course = await addHostedCourse(site.database.db, { organisationId: organisation.id, catalogueCourse: listed.id });
  desk = `${at}/teaching/${course.course}/offerings`;
});
afterAll(async () => {
  await closeBrowser();
  await site.close();
});

const here = (visitor: Visitor) => `${new URL(visitor.page.url()).pathname}`;
const SHOTS = process.env.CAIRN_TEST_SHOTS;

async function fits(visitor: Visitor, name: string): Promise<void> {
  expect(`${name} ${await overflow(visitor.page)}`).toBe(`${name} 0`);
  expect(await axeInBrowser(visitor.page)).toEqual([]);
  if (SHOTS) await visitor.page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
}

async function signIn(visitor: Visitor, { cookie }: TestPerson): Promise<void> {
  const cookies = cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: site.origin };
  });
  await visitor.page.context().addCookies(cookies);
}

let cohort: string;
let voucher: string;
test('the registrar opens a cohort with vouchers, sets a session, and what is open stands in the catalogue', async () => {
  const visitor = await openVisitor(site.origin, { axe: true });
  const { page } = visitor;
  await signIn(visitor, registrar);
  await visitor.open(`${desk}/new`);
  await fits(visitor, 'run-form');
  await page.getByLabel('Kind').selectOption('cohort');
  await visitor.follow(page.getByRole('button', { name: 'Make the run' }));
  expect(await page.locator('#starts-error').textContent()).toContain('begins on a day');
  await page.getByLabel('Name').fill('Demo spring cohort');
  await page.getByLabel('First day').fill('2027-01-12');
  await page.getByLabel('Places are').selectOption('voucher');
  await page.getByLabel('Price').fill('120');
  await page.getByLabel('Seats').fill('20');
  await page.getByLabel('Deadlines').selectOption('relative');
  await visitor.follow(page.getByRole('button', { name: 'Make the run' }));
  cohort = here(visitor).split('/').at(-1) ?? '';
  const codes = await post(
    site,
    `${desk}/${cohort}/vouchers`,
    { name: 'Demo ward', count: '2', uses: '1', expires: '' },
    registrar.cookie,
  );
  expect(codes.headers['content-type']).toContain('text/csv');
  voucher = /[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(codes.body)?.[0] ?? '';
  await visitor.open(`${desk}/${cohort}/sessions/new`);
  await page.locator('#starts').fill('2027-01-19T18:30');
  await page.locator('#ends').fill('2027-01-19T20:00');
  await page.locator('#address').fill('Demo Hall, 1 Demo Street');
  await page.getByLabel('How one gets').fill('Level entrance, hearing loop');
  await fits(visitor, 'session-form');
  await visitor.follow(page.getByRole('button', { name: 'Set the session' }));
  await fits(visitor, 'run-desk');
  await visitor.leave();
  const clock = fixedClock(SITE_DAY);
  await stateRuns({ db: site.database.db, clock, origin: site.origin }, course.course);
  const { rows } = await site.database.pool.query('select * from catalogue.offering');
  expect(JSON.stringify(rows)).toContain(`${site.origin}/learn/runs/${cohort}`);
  expect((await runsHere(site.database.db, listed.id, clock.now())).map(({ id }) => id)).toContain(cohort);
});

test('a learner on a phone without script enrols, pauses, says that they come, moves, takes a calendar along, and leaves', async () => {
  const visitor = await openVisitor(site.origin, { width: 360, script: 'blocked', axe: true });
  const { page } = visitor;
  await signIn(visitor, learner);
  await visitor.open(`/courses/${listed.slug}`);
  await visitor.follow(page.getByRole('link', { name: 'Take this course here' }));
  await fits(visitor, 'runs');
  await visitor.follow(page.getByRole('link', { name: 'Demo spring cohort' }));
  await fits(visitor, 'run');
  await page.getByLabel('Voucher').fill('WRONG');
  await visitor.follow(page.getByRole('button', { name: 'Enrol' }));
  expect(await page.locator('#voucher-error').textContent()).toContain('not good for this run');
  visitor.complaints.length = 0;
  await page.getByLabel('Voucher').fill(voucher.toLowerCase());
  await visitor.follow(page.getByRole('button', { name: 'Enrol' }));
  const home = here(visitor);
  expect(home).toMatch(/^\/learn\/[0-9a-f-]{36}$/);
  await visitor.open(`${home}/plan`);
  expect(await page.textContent('main')).toContain('Tuesday 19 January 2027');
  await page.locator('#from').fill('2027-01-13');
  await page.locator('#until').fill('2027-01-20');
  await visitor.follow(page.getByRole('button', { name: 'Pause' }));
  expect(await page.textContent('main')).toContain('Tuesday 26 January 2027');
  await fits(visitor, 'plan');
  await visitor.open(`${home}/steps/meeting`);
  await visitor.follow(page.getByRole('button', { name: 'I come', exact: true }));
  expect(await page.textContent('#sessions')).toContain('Level entrance');
  await fits(visitor, 'session');
  const calendar = await get(site, `${home}/calendar.ics`, learner.cookie);
  const unfolded = calendar.body.replace(/\r\n[ \t]/g, '');
  expect(unfolded).toContain('DTSTART:20270119T183000Z');
  expect(unfolded).toContain('DTSTART;VALUE=DATE:20270126');
  const feed = /\/learn\/calendars\/[\w.-]+/.exec((await get(site, `${home}/plan`, learner.cookie)).body)?.[0] ?? '';
  expect((await get(site, feed)).body).toBe(calendar.body);
  expect((await get(site, `${feed.slice(0, -1)}_`)).statusCode).toBe(404);
  await visitor.open(`${home}/run?to=${course.offering}`);
  await fits(visitor, 'move');
  await visitor.follow(page.getByRole('button', { name: 'Move to this run' }));
  expect(await page.textContent('main')).toContain('another run now');
  await visitor.open('/my/learning');
  await fits(visitor, 'my-learning');
  expect(visitor.complaints).toEqual([]);
  await visitor.open(`${home}/leaving`);
  await visitor.follow(page.getByRole('button', { name: 'Leave the course' }));
  expect(await page.textContent('main')).toContain('Your work is kept');
  expect((await get(site, feed)).statusCode).toBe(404);
  await visitor.leave();
});

test('the code of the room counts in its time, after few tries only; staff tick who was there', async () => {
  const run = { name: 'Demo session run', kind: 'self-paced', open: 'yes' };
  const made = await post(site, `${desk}/new`, run, registrar.cookie);
  const offering = /offerings\/([0-9a-f-]{36})/.exec(String(made.headers.location))?.[1] ?? '';
  const when = {
    step: 'meeting',
    starts: '2026-11-23T00:00',
    ends: '2026-11-23T01:00',
    link: 'https://example.org/call',
  };
  await post(site, `${desk}/${offering}/sessions/new`, when, registrar.cookie);
  const { rows } = await site.database.pool.query('select id from learning.session where offering_id = $1', [offering]);
  const at = `${desk}/${offering}/sessions/${rows[0].id}`;
  const ben = await signUp(site, 'Demo Ben', 'ben@example.org');
  const enrolIn = async (who: TestPerson) => {
    const answer = await post(site, `/learn/runs/${offering}/enrolment`, {}, who.cookie);
    return String(answer.headers.location);
  };
  const [ours, theirs] = [await enrolIn(learner), await enrolIn(ben)];
  await post(site, `${at}/code`, { minutes: '10' }, registrar.cookie);
  const shown = await get(site, at, registrar.cookie);
  const code = /attendance-code">([A-Z]{6})</.exec(shown.body)?.[1] ?? '';
  const type = (home: string, who: TestPerson, typed: string) =>
    post(site, `${home}/sessions/${rows[0].id}/attendance`, { code: typed, step: 'meeting' }, who.cookie);
  for (let tries = 0; tries < 8; tries += 1) await type(theirs, ben, 'WRONGS');
  expect(String((await type(theirs, ben, code)).headers.location)).toContain('fault=many');
  expect(String((await type(ours, learner, code.toLowerCase())).headers.location)).toContain('session=attended');
  const done = await site.database.pool.query(`select how from learning.step_progress where step = 'meeting'`);
  expect(done.rows).toEqual([{ how: 'attended' }]);
  const tick = { enrolment: theirs.split('/').at(-1) ?? '', state: 'present' };
  expect((await post(site, `${at}/attendance`, tick, registrar.cookie)).statusCode).toBe(303);
  expect((await post(site, `${at}/attendance`, tick, learner.cookie)).statusCode).toBe(403);
  const after = await site.database.pool.query(`select how from learning.step_progress where step = 'meeting'`);
  expect(after.rows).toHaveLength(2);
});
