/** Writing, reporting, deciding and appealing, through the pages, with real letters. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cookieOf, get, PASSWORD, post, signUp, type TestPerson } from '../../../tests/support/people.js';
import { openSite, type RunningSite, SITE_DAY } from '../../../tests/support/site.js';
import { checkAudit, findPersonByEmail } from '../../accounts/index.js';
import { listMail, openPost } from '../../platform/mail/index.js';
import { holdUnlawful } from '../actions/reporting.js';
import { checks, publicKind } from '../index.js';
import { readLog } from '../queries/waiting.js';

const SUBJECT = 'site:guidance:how-to-choose';
const PAGE = '/guidance/how-to-choose';
const start = Date.parse(SITE_DAY);

let site: RunningSite;
let ada: TestPerson;
let ben: TestPerson;
let eve: TestPerson;
let staff: TestPerson;
let second: TestPerson;
beforeAll(async () => {
  site = await openSite({ starter: false });
  [ada, ben, eve, staff, second] = [
    await signUp(site, 'Demo Ada', 'ada@example.org'),
    await signUp(site, 'Demo Ben', 'ben@example.org'),
    await signUp(site, 'Demo Eve', 'eve@example.org'),
    await signUp(site, 'Demo Staff', 'staff@example.org'),
    await signUp(site, 'Demo Second', 'second@example.org'),
  ];
  await makeStaff(staff);
});
afterAll(() => site.close());

describe('writing', () => {
  test('a comment is text, whatever it looks like, and stands on the page for everybody', async () => {
    const id = await write(ada, '<b>Bold</b> & https://example.org/x.\n\n<script>alert(1)</script>');
    const { body } = await get(site, PAGE);
    expect(body).toContain(`id="post-${id}"`);
    expect(body).toContain('&lt;b>Bold&lt;/b>');
    expect(body).toContain('<a href="https://example.org/x" rel="nofollow ugc noopener">https://example.org/x</a>.');
    expect(body).not.toContain('<script>alert');
    expect(body).toContain(`/sign-in?next=${encodeURIComponent(`${PAGE}#comments`)}`);
  });

  test('nobody writes without an account, on nothing, or where nothing is', async () => {
    expect((await post(site, '/discussion/posts', { subject: SUBJECT, text: 'Hello' })).statusCode).toBe(401);
    expect((await post(site, '/discussion/posts', { subject: SUBJECT, text: ' \u202e ' }, ada.cookie)).statusCode).toBe(
      422,
    );
    for (const subject of ['site:guidance:no-such', 'no:such:thing', '__proto__:x:y', '', 'site:guidance'])
      expect((await post(site, '/discussion/posts', { subject, text: 'Hello' }, ada.cookie)).statusCode, subject).toBe(
        404,
      );
    const long = await post(site, '/discussion/posts', { subject: SUBJECT, text: 'x'.repeat(4001) }, ada.cookie);
    expect(long.statusCode).toBe(422);
    expect(long.body).toContain('x'.repeat(4001));
  });

  test('an answer stands beneath, and a letter without a word of it goes to who is answered', async () => {
    const first = await write(ada, 'Which course is best for Quokka care?');
    const answer = await answerTo(ben, first, 'The one about wombats.');
    const deeper = await answerTo(eve, answer, 'Rather the one about bilbies.');
    const { body } = await get(site, PAGE);
    expect(body.indexOf(`post-${deeper}`)).toBeGreaterThan(body.indexOf(`post-${answer}`));
    expect(body).toMatch(/to (<!-- -->)?Demo Ben/);
    const letter = await letterTo(ada, 'An answer to your comment');
    expect(letter).toContain(`/discussion/posts/${answer}`);
    expect(letter).not.toContain('wombats');
    expect(letter).toContain('/letters/unsubscribe/');
    const way = await get(site, `/discussion/posts/${answer}`);
    expect(way.headers.location).toBe(`${PAGE}#post-${answer}`);
  });

  test('only its author changes or removes it; a stone stays, and answers keep their place', async () => {
    const id = await write(ben, 'I have writen this.');
    const answer = await answerTo(eve, id, 'With a mistake.');
    for (const act of ['change', 'removal']) {
      expect((await get(site, `/discussion/posts/${id}/${act}`, eve.cookie)).statusCode).toBe(403);
      expect((await post(site, `/discussion/posts/${id}/${act}`, { text: 'Mine' }, eve.cookie)).statusCode).toBe(403);
      expect((await post(site, `/discussion/posts/${id}/${act}`, { text: 'Mine' })).statusCode).toBe(401);
    }
    expect(
      (await post(site, `/discussion/posts/${id}/change`, { text: 'I have written this.' }, ben.cookie)).statusCode,
    ).toBe(303);
    expect((await get(site, PAGE)).body).toContain('changed since');
    expect((await post(site, `/discussion/posts/${id}/removal`, {}, ben.cookie)).statusCode).toBe(303);
    const { body } = await get(site, PAGE);
    expect(body).toContain('Removed by its author.');
    expect(body).not.toContain('I have written this.');
    expect(body).toContain(`id="post-${answer}"`);
    const { rows } = await site.database.pool.query('select text from discussion.post where id = $1', [id]);
    expect(rows[0].text).toBe(null);
    expect((await post(site, `/discussion/posts/${id}/answer`, { text: 'Too late' }, eve.cookie)).statusCode).toBe(410);
  });

  test('floods and repetitions come back, also when sent all at once', async () => {
    const flood = await signUp(site, 'Demo Flood', 'flood@example.org');
    const sent = await Promise.all(
      Array.from({ length: 8 }, (_, at) =>
        post(site, '/discussion/posts', { subject: SUBJECT, text: `Flood ${at}` }, flood.cookie),
      ),
    );
    expect(sent.map(({ statusCode }) => statusCode).sort()).toEqual([303, 303, 303, 429, 429, 429, 429, 429]);
    const again = await signUp(site, 'Demo Again', 'again@example.org');
    await write(again, 'The same words.');
    const twice = await post(site, '/discussion/posts', { subject: SUBJECT, text: 'the SAME words' }, again.cookie);
    expect(twice.statusCode).toBe(422);
    expect(twice.body).toContain('the SAME words');
  });
});

describe('reporting and deciding', () => {
  let id: string;

  test('a report as unlawful tells staff at once, and counts once', async () => {
    id = await write(await signUp(site, 'Demo Author', 'author@example.org'), 'Something that is against the law.');
    const refused = await post(site, `/discussion/posts/${id}/report`, { category: 'boredom' }, ben.cookie);
    expect(refused.statusCode).toBe(422);
    expect((await report(id, ben, 'unlawful', 'Section 1 of the Demo Act')).statusCode).toBe(303);
    expect((await report(id, ben, 'spam')).statusCode).toBe(409);
    expect(await letterTo(staff, 'reported as unlawful')).toContain('/staff/reports');
    expect((await get(site, PAGE)).body).toContain('Something that is against the law.');
  });

  test('nobody but staff sees or decides', async () => {
    for (const cookie of ['', ada.cookie]) {
      expect([302, 303, 403]).toContain((await get(site, '/staff/reports', cookie)).statusCode);
      const asked = { outcome: 'hidden', category: 'spam', reason: 'So' };
      expect([401, 403]).toContain((await post(site, `/staff/posts/${id}/decision`, asked, cookie)).statusCode);
    }
  });

  test('undecided for 20 hours it is hidden by the clock, once, and said openly', async () => {
    const parts = {
      db: site.database.db,
      post: openPost(site.config, site.database),
      origin: site.origin,
      secret: site.config.secret,
      kinds: { 'site:guidance': publicKind(async () => ({ title: 'How to choose', href: PAGE })) },
    };
    expect(await holdUnlawful(parts, new Date(start + 19 * 3_600_000))).toEqual({ held: 0 });
    expect(await holdUnlawful(parts, new Date(start + 20 * 3_600_000))).toEqual({ held: 1 });
    expect(await holdUnlawful(parts, new Date(start + 21 * 3_600_000))).toEqual({ held: 0 });
    const { body } = await get(site, PAGE);
    expect(body).toContain('Reported as against the law. Hidden until a moderator decides.');
    expect(body).not.toContain('Something that is against the law.');
    const waits = await checks[0]?.run({
      config: site.config,
      database: site.database,
      databaseTrouble: null,
      clock: { now: () => new Date(start + 25 * 3_600_000), today: () => '2026-11-24' },
    });
    expect(waits?.state).toBe('warning');
  });

  test('a decision needs a reason; author and reporter are told; the author appeals once, another decides', async () => {
    const author = { cookie: await cookieOfAuthor() } as TestPerson;
    const url = `/staff/posts/${id}/decision`;
    const bare = await post(site, url, { outcome: 'hidden', category: 'unlawful', reason: ' ' }, staff.cookie);
    expect(bare.statusCode).toBe(422);
    const decided = { outcome: 'hidden', category: 'unlawful', reason: 'It names a crime.\nThat is the second line.' };
    expect((await post(site, url, decided, staff.cookie)).statusCode).toBe(303);
    expect((await post(site, url, decided, staff.cookie)).statusCode).toBe(410);
    const letter = await letterTo({ email: 'author@example.org' } as TestPerson, 'was hidden');
    expect(letter).toContain('> It names a crime.\n> That is the second line.');
    expect(await letterTo(ben, 'was hidden')).toContain('> It names a crime.');
    const link = /\/discussion\/decisions\/[\w-]{36}/.exec(letter)?.[0] ?? '';

    expect((await get(site, link, ada.cookie)).statusCode).toBe(404);
    const page = await get(site, link, author.cookie);
    expect(page.body).toContain('Something that is against the law.');
    expect((await post(site, `${link}/appeal`, { words: 'No.' }, ben.cookie)).statusCode).toBe(409);
    expect((await post(site, `${link}/appeal`, { words: 'It is satire.' }, author.cookie)).statusCode).toBe(303);
    expect((await post(site, `${link}/appeal`, { words: 'Again.' }, author.cookie)).statusCode).toBe(409);

    const appeal = await newestAppeal();
    await makeStaff(second);
    const stands = { stands: 'no', reason: 'It is satire indeed.' };
    expect((await post(site, `/staff/appeals/${appeal}/decision`, stands, staff.cookie)).statusCode).toBe(403);
    expect((await get(site, '/staff/reports', staff.cookie)).body).toContain('so another moderator decides the appeal');
    expect((await post(site, `/staff/appeals/${appeal}/decision`, stands, second.cookie)).statusCode).toBe(303);
    expect((await post(site, `/staff/appeals/${appeal}/decision`, stands, second.cookie)).statusCode).toBe(410);
    expect((await get(site, PAGE)).body).toContain('Something that is against the law.');
    expect(await letterTo({ email: 'author@example.org' } as TestPerson, 'The appeal about')).toContain(
      'Another moderator',
    );
  });

  test('with one moderator alone the same one looks again, and the letter says so', async () => {
    await site.database.pool.query('delete from accounts.staff where person_id = $1', [await idOf(second)]);
    const kept = await write(eve, 'A harmless remark.');
    await report(kept, ada, 'off-topic');
    const decided = { outcome: 'kept', category: 'off-topic', reason: 'It is about the page.' };
    expect((await post(site, `/staff/posts/${kept}/decision`, decided, staff.cookie)).statusCode).toBe(303);
    const letter = await letterTo(ada, 'stays');
    const link = /\/discussion\/decisions\/[\w-]{36}/.exec(letter)?.[0] ?? '';
    expect((await post(site, `${link}/appeal`, { words: 'Look closer.' }, ada.cookie)).statusCode).toBe(303);
    const stands = { stands: 'yes', reason: 'I have looked again.' };
    expect((await post(site, `/staff/appeals/${await newestAppeal()}/decision`, stands, staff.cookie)).statusCode).toBe(
      303,
    );
    expect(await letterTo(ada, 'The appeal about')).toContain('only one moderator');
  });

  test('a moderator does not judge a report on themselves while there is another', async () => {
    await makeStaff(second);
    const own = await write(second, 'Written by a moderator.');
    await report(own, ada, 'abuse', 'Rude.');
    const decided = { outcome: 'kept', category: 'abuse', reason: 'I like it.' };
    expect((await post(site, `/staff/posts/${own}/decision`, decided, second.cookie)).statusCode).toBe(403);
    expect((await post(site, `/discussion/posts/${own}/change`, { text: 'Nicer' }, second.cookie)).statusCode).toBe(
      409,
    );
    expect((await post(site, `/discussion/posts/${own}/removal`, {}, second.cookie)).statusCode).toBe(303);
    const waiting = await get(site, '/staff/reports', staff.cookie);
    expect(waiting.body).toContain('No report waits');
  });

  test('the public log has figures by month and reason, and neither texts nor persons', async () => {
    const [month] = await readLog(site.database.db, 12);
    expect(month).toMatchObject({ reports: { unlawful: 1, 'off-topic': 1, abuse: 1 }, hidden: { unlawful: 1 } });
    expect(month).toMatchObject({ kept: 1, moot: 1, held: 1, appeals: 2, upheld: 1, reversed: 1 });
    const { body } = await get(site, '/about/moderation');
    expect(body).toContain('Nov 2026');
    for (const secret of ['Demo', 'satire', 'crime', 'harmless', 'example.org']) expect(body).not.toContain(secret);
  });

  test('every act stands in the log of acts, without a text', async () => {
    expect((await checkAudit(site.database.db)).fault).toBe(null);
    const { rows } = await site.database.pool.query(
      `select distinct act from accounts.audit where act like 'discussion.%' order by act`,
    );
    expect(rows.map(({ act }) => act.slice(11))).toEqual([
      'appeal-decided',
      'appealed',
      'changed',
      'decided',
      'held',
      'removed',
      'reported',
      'written',
    ]);
    const all = await site.database.pool.query(`select string_agg(detail::text, ' ') as text from accounts.audit`);
    for (const secret of ['satire', 'crime', 'Section']) expect(all.rows[0].text).not.toContain(secret);
  });
});

async function write(who: TestPerson, text: string): Promise<string> {
  return idIn(await post(site, '/discussion/posts', { subject: SUBJECT, text }, who.cookie));
}

async function answerTo(who: TestPerson, id: string, text: string): Promise<string> {
  return idIn(await post(site, `/discussion/posts/${id}/answer`, { text }, who.cookie));
}

function idIn({ statusCode, headers, body }: Awaited<ReturnType<typeof post>>): string {
  const id = /#post-([\w-]{36})$/.exec(String(headers.location))?.[1];
  if (!id) throw new Error(`not written: ${statusCode} ${body.replace(/<[^>]+>/g, ' ').slice(0, 1000)}`);
  return id;
}

function report(id: string, who: TestPerson, category: string, words = '') {
  return post(site, `/discussion/posts/${id}/report`, { category, words }, who.cookie);
}

async function letterTo({ email }: Pick<TestPerson, 'email'>, subject: string): Promise<string> {
  const letters = await listMail(site.database.db, 500);
  const found = letters.find((letter) => letter.recipient === email && letter.subject.includes(subject));
  if (!found) throw new Error(`no letter to ${email} about ${subject}`);
  return found.text;
}

async function newestAppeal(): Promise<string> {
  const { rows } = await site.database.pool.query(`select id from discussion.appeal where state = 'open'`);
  return rows[0].id;
}

async function idOf({ email }: TestPerson): Promise<string> {
  return (await findPersonByEmail(site.database.db, email))?.id ?? '';
}

async function makeStaff(person: TestPerson): Promise<void> {
  await site.database.pool.query('insert into accounts.staff (person_id) values ($1)', [await idOf(person)]);
}

async function cookieOfAuthor(): Promise<string> {
  const answer = await post(site, '/sign-in', { email: 'author@example.org', password: PASSWORD });
  return cookieOf(answer.headers['set-cookie']);
}
