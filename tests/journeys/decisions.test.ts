/** A decision is kept, chosen, printed, shared and talked about: on a phone without script, then at a desk; and who may what. */
import { mkdirSync } from 'node:fs';
import { extractText } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listMail } from '../../src/platform/mail/index.js';
import { closeBrowser } from '../support/browser.js';
import { axeInBrowser, invalidHtml } from '../support/html.js';
import { get, post, signUp, type TestPerson } from '../support/people.js';
import { openSite, type RunningSite } from '../support/site.js';
import { openVisitor, overflow, type Visitor } from '../support/visitor.js';

let site: RunningSite;
let ada: TestPerson;
let ben: TestPerson;
let eve: TestPerson;
beforeAll(async () => {
  site = await openSite();
  ada = await signUp(site, 'Demo Ada', 'ada@example.org');
  ben = await signUp(site, 'Demo Ben', 'ben@example.org');
  eve = await signUp(site, 'Demo Eve', 'eve@example.org');
});
afterAll(async () => {
  await closeBrowser();
  await site.close();
});

const ANSWERS = {
  'goals.next.text': 'leadership and management of a ward',
  'time.hoursPerWeek': '5',
  'budget.limit': '500',
};
const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

let shots = 0;
async function sound({ page }: Visitor, name: string): Promise<void> {
  if (process.env.CAIRN_SHOTS) {
    mkdirSync(process.env.CAIRN_SHOTS, { recursive: true });
    await page.screenshot({ path: `${process.env.CAIRN_SHOTS}/${++shots}-${name}.png`, fullPage: true });
  }
  expect([name, await overflow(page)]).toEqual([name, 0]);
  expect([name, await axeInBrowser(page)]).toEqual([name, []]);
  expect([name, await invalidHtml(await page.content())]).toEqual([name, []]);
}
const button = ({ page }: Visitor, name: string | RegExp) => page.getByRole('button', { name }).first();

/** Keeps answers, and returns where the decision is. */
async function keep(person: TestPerson, more: Record<string, string> = {}): Promise<string> {
  const { statusCode, headers } = await post(site, '/guide/saved', { ...ANSWERS, ...more }, person.cookie);
  expect(statusCode).toBe(303);
  return String(headers.location).replace(/\?.*/, '');
}

/** Shares a decision until it is withdrawn; returns the path of the link, and what withdraws it. */
async function share(id: string): Promise<{ link: string; withdraw: () => Promise<unknown> }> {
  const asked = { subject: `guide:decision:${id}`, label: 'For Demo Ben', days: 'never', passcode: '' };
  const made = await post(site, '/account/shared/new', asked, ada.cookie);
  const grant = UUID.exec(String(made.headers.location))?.[0];
  const { body } = await get(site, '/account/shared', ada.cookie);
  const link = new RegExp(`share-${grant}.*?(/shared/[\\w-]{43})`, 's').exec(body)?.[1] ?? '';
  return { link, withdraw: () => post(site, `/account/shared/${grant}/withdrawal`, {}, ada.cookie) };
}

test('on a phone without script: kept after signing in, chosen, planned, named and deleted', {
  timeout: 120_000,
}, async () => {
  const visitor = await openVisitor(site.origin, { width: 360, script: 'blocked' });
  const { page, open, follow } = visitor;
  await open('/guide?example=1');
  await follow(button(visitor, /shortlist|rank/i));
  await follow(button(visitor, /^(keep|save)/i));
  expect(visitor.where()).toBe('/sign-in?next=/guide/saved');
  await page.getByLabel('Address').fill(ada.email);
  await page.getByLabel('Password', { exact: true }).fill(ada.password);
  await follow(button(visitor, 'Sign in'));
  await sound(visitor, 'keep');
  await page.getByLabel('Name').fill('My next step');
  await follow(button(visitor, 'Keep them'));
  expect(visitor.where()).toMatch(/^\/my\/decisions\/[0-9a-f-]{36}\?done=kept$/);
  await page.getByLabel('Course').selectOption({ index: 1 });
  await page.getByRole('textbox', { name: 'Why' }).fill('It fits my evenings.\nAnd it is free.');
  await follow(page.getByRole('button', { name: 'Keep this' }));
  expect(await page.getByRole('textbox', { name: 'Why' }).inputValue()).toContain('evenings');
  expect(await page.getByRole('heading', { name: 'On your calendar' }).count()).toBe(1);
  await sound(visitor, 'decision');
  await follow(page.getByRole('link', { name: 'Print it' }));
  await sound(visitor, 'record');
  await page.goBack();
  await follow(page.getByRole('link', { name: 'Name it' }));
  await page.getByLabel('Name').fill('Ward leadership');
  await follow(button(visitor, 'Keep this'));
  await follow(button(visitor, 'Change answers'));
  expect(await page.locator('input[name=decision]').count()).toBeGreaterThan(0);
  await open('/my/decisions');
  await follow(page.getByRole('link', { name: 'Ward leadership' }));
  await follow(page.getByRole('link', { name: 'Delete it' }));
  await follow(button(visitor, 'Delete it'));
  expect(visitor.where()).toBe('/my/decisions?done=deleted');
  await sound(visitor, 'decisions');
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
});

test('at a desk in the dark: what is shared is seen and talked about', { timeout: 120_000 }, async () => {
  const path = await keep(ada, { name: 'Lead a ward' });
  const { link } = await share(UUID.exec(path)?.[0] ?? '');
  const visitor = await openVisitor(site.origin, { dark: true });
  const { page, open, follow } = visitor;
  await open(link);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Lead a ward');
  await sound(visitor, 'shared');
  await follow(page.getByRole('link', { name: 'Sign in to comment' }));
  await page.getByLabel('Address').fill(ben.email);
  await page.getByLabel('Password', { exact: true }).fill(ben.password);
  await follow(button(visitor, 'Sign in'));
  expect(visitor.where()).toBe(link);
  await follow(page.getByRole('link', { name: 'Comment on it' }));
  expect(await page.getByText('Those with whom this decision is shared can read it').count()).toBe(1);
  await page.getByLabel('Write a comment').fill('Take the second: the first has no tutor.');
  await follow(button(visitor, 'Put it here'));
  expect(visitor.where()).toMatch(new RegExp(`^${path}#post-`));
  await sound(visitor, 'reader');
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
  const letter = (await listMail(site.database.db, 50)).find(({ recipient }) => recipient === ada.email);
  expect(letter?.subject).toBe('A comment on A shared decision');
  expect((await get(site, path, ada.cookie)).body).toContain('the first has no tutor');
});

test('is its owner’s alone, but for whoever opened a link that is in force', async () => {
  const path = await keep(ada);
  const id = UUID.exec(path)?.[0] ?? '';
  const subject = `guide:decision:${id}`;
  const statuses = async (person: TestPerson) => {
    const comment = await post(site, '/discussion/posts', { subject, text: `By ${person.name}` }, person.cookie);
    return [(await get(site, path, person.cookie)).statusCode, comment.statusCode];
  };
  const { link, withdraw } = await share(id);
  expect(await statuses(ben)).toEqual([404, 404]);
  await get(site, link, ben.cookie);
  expect(await statuses(ben)).toEqual([200, 303]);
  expect(await statuses(eve)).toEqual([404, 404]);
  for (const act of ['name', 'removal', 'choice']) {
    const fields = { name: 'Taken over', course: '', why: '' };
    expect([act, (await post(site, `${path}/${act}`, fields, ben.cookie)).statusCode]).toEqual([act, 404]);
  }
  for (const part of ['record', 'record.pdf', 'name', 'removal'])
    expect([part, (await get(site, `${path}/${part}`, ben.cookie)).statusCode]).toEqual([part, 404]);
  expect((await post(site, '/guide/saved', { ...ANSWERS, decision: id }, ben.cookie)).statusCode).toBe(404);
  expect(
    (await post(site, '/account/shared/new', { subject, label: 'x', days: '7', passcode: '' }, ben.cookie)).statusCode,
  ).toBe(403);
  await withdraw();
  expect(await statuses(ben)).toEqual([404, 404]);
  const again = await share(id);
  await get(site, again.link, ben.cookie);
  await site.database.pool.query(
    `update accounts.share_grant set expires_at = now() - interval '1 minute' where subject = $1`,
    [subject],
  );
  expect(await statuses(ben)).toEqual([404, 404]);
  expect((await post(site, `${path}/removal`, {}, ada.cookie)).statusCode).toBe(303);
  const { rows } = await site.database.pool.query('select text from discussion.post where subject = $1', [subject]);
  expect(rows.map(({ text }) => text)).toEqual([null]);
});

test('is the same in capital letters: shown, commented, and deleted with every word beneath it', async () => {
  const path = await keep(ada);
  const id = path.split('/').at(-1) ?? '';
  const capitals = `/my/decisions/${id.toUpperCase()}`;
  const comment = { subject: `guide:decision:${id}`, text: 'Demo words on capitals' };
  expect((await post(site, '/discussion/posts', comment, ada.cookie)).statusCode).toBe(303);
  expect((await get(site, capitals, ada.cookie)).body).toContain('Demo words on capitals');
  expect((await get(site, capitals, eve.cookie)).statusCode).toBe(404);
  expect((await post(site, `${capitals}/removal`, {}, ada.cookie)).statusCode).toBe(303);
  const { rows } = await site.database.pool.query('select text from discussion.post where subject = $1', [
    comment.subject,
  ]);
  expect(rows).toEqual([{ text: null }]);
});

test('waits for who must sign in, but not without end: the oldest answers make way', async () => {
  const { pool } = site.database;
  await pool.query(`insert into guide.held_answer (token_hash, question, created)
    select lpad(n::text, 64, '0'), '{}', '2026-11-22T12:00:00Z'::timestamptz + n * interval '1 second'
    from generate_series(1, 5000) n`);
  expect((await post(site, '/guide/saved', ANSWERS)).statusCode).toBe(303);
  const { rows } = await pool.query('select count(*)::int as n, min(created) as oldest from guide.held_answer');
  expect(rows).toEqual([{ n: 5000, oldest: new Date('2026-11-22T12:00:02Z') }]);
  await pool.query('delete from guide.held_answer');
});

test('answers again as a new version, and says what changed since', async () => {
  const path = await keep(ada, { name: 'Again' });
  const id = UUID.exec(path)?.[0] ?? '';
  await post(site, '/guide/saved', { ...ANSWERS, 'budget.limit': '0', decision: id }, ada.cookie);
  const { pool } = site.database;
  const versions = await pool.query(
    'select number, question from guide.decision_version where decision_id = $1 order by 1',
    [id],
  );
  expect(versions.rows.map(({ number, question }) => [number, question.budget.limit.value])).toEqual([
    [1, 500],
    [2, 0],
  ]);
  // As if it had been kept a month ago, when the second was dearer and another stood first.
  await pool.query(
    `update guide.decision_version set answer = jsonb_set(jsonb_set(jsonb_set(answer, '{day}', '"2026-10-23"'),
       '{items,1,price}', '{"amount":9900,"currency":"EUR","period":"month"}'), '{items,0,course}',
       '{"id":"gone","slug":"gone","title":"Demo course","url":"/courses/gone","provider":"Demo College"}')
     where decision_id = $1 and number = 2`,
    [id],
  );
  const { body } = await get(site, path, ada.cookie);
  expect(body).toMatch(
    /Since Friday 23 October 2026: 1 new on the list, 1 no longer on it and 1 cheaper\. First is “[^”]+” now; it was “Demo course”\./,
  );
  // What is not understood any more is shown, and can be answered anew.
  await pool.query(
    `update guide.decision_version set question = '{"moon":true}', answer = '{"x":1}' where decision_id = $1`,
    [id],
  );
  const old = await get(site, path, ada.cookie);
  expect(old.statusCode).toBe(200);
  expect(old.body).toContain('The six questions have changed');
  expect(old.body).toContain('moon');
  expect((await get(site, `${path}/record.pdf`, ada.cookie)).statusCode).toBe(422);
});

test('is printed, and planned, without an account too', async () => {
  const record = await post(site, '/guide/record.pdf', ANSWERS);
  expect([record.statusCode, record.headers['content-type']]).toEqual([200, 'application/pdf']);
  const { totalPages, text } = await extractText(new Uint8Array(record.rawPayload), { mergePages: true });
  expect(totalPages).toBe(1);
  expect(text.replace(/\s+/g, ' ')).toContain('Your shortlist Decision record. Ranked on Monday 23 November 2026');
  expect((await post(site, '/guide/record', ANSWERS)).body).toContain('What was asked');
  const { items } = (await get(site, '/api/v1/courses?pace=self-paced&hoursMin=2&hoursMax=20&perPage=1')).json();
  const plan = await post(site, '/guide/plan.ics', {
    ...ANSWERS,
    'time.week[]': 'tuesday.evening',
    course: items[0].slug,
  });
  expect([plan.statusCode, plan.headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
  expect(plan.body).toMatch(/DTSTART:20261124T190000\r\n/);
  expect((await post(site, '/guide/plan.ics', { ...ANSWERS, course: 'nobody' })).statusCode).toBe(422);
  expect((await post(site, '/guide/saved', { 'time.hoursPerWeek': 'many' })).statusCode).toBe(422);
  const { rows } = await site.database.pool.query('select count(*)::int as n from guide.held_answer');
  expect(rows).toEqual([{ n: 0 }]);
});
