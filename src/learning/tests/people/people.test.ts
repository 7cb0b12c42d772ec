/** Learners among each other and with staff: over HTTP and in a browser, with real letters and a worker that is killed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeBrowser } from '../../../../tests/support/browser.js';
import { axeInBrowser } from '../../../../tests/support/html.js';
import { addEnrolment, addHostedCourse, type HostedTest } from '../../../../tests/support/learning.js';
import {
  addMembers,
  get,
  post,
  signUp,
  type TestPerson,
  verifiedOrganisation,
} from '../../../../tests/support/people.js';
import { personIdOf } from '../../../../tests/support/roles.js';
import { openSite, type RunningSite, SITE_DAY } from '../../../../tests/support/site.js';
import { openVisitor, overflow, type Visitor } from '../../../../tests/support/visitor.js';
import { listMail, openPost } from '../../../platform/mail/index.js';
import { tellStaff } from '../../actions/people/asking.js';
import { sendFollowed } from '../../actions/people/following.js';

let site: RunningSite;
let course: HostedTest;
let cohort: HostedTest;
let slug: string;
type Learner = TestPerson & { id: string; enrolment: string };
let ada: Learner;
let ben: Learner;
/** In another run of the same course. */
let eve: Learner;
/** Left the course. */
let gone: Learner;
let assessor: TestPerson;
let registrar: TestPerson;
let viewer: TestPerson;
/** Owns another organisation. */
let stranger: TestPerson;
const start = Date.parse(SITE_DAY);
const HOUR = 3_600_000;

beforeAll(async () => {
  site = await openSite({ starter: false });
  const person = (name: string) => signUp(site, `Demo ${name}`, `${name.toLowerCase()}@people.test`);
  [assessor, registrar, viewer, stranger] = [
    await person('Assessor'),
    await person('Registrar'),
    await person('Viewer'),
    await person('Stranger'),
  ];
  const organisation = await verifiedOrganisation(site, 'Demo Lagoon Institute', { owner: registrar });
  await addMembers(site, organisation, { assessor, viewer });
  await verifiedOrganisation(site, 'Demo Reef Institute', { owner: stranger });
  slug = organisation.slug;
  const { db } = site.database;
  const pace = { deadlines: 'relative' as const, daysAWeek: 7 };
  course = await addHostedCourse(db, { organisationId: organisation.id, pace });
  cohort = { ...course, offering: crypto.randomUUID() };
  await site.database.pool.query(
    `insert into learning.offering (id, course_id, edition, kind, state, starts, places, pace, created, changed)
     select $1, course_id, edition, 'cohort', 'open', '2026-11-01', 'free', pace, created, changed
     from learning.offering where id = $2`,
    [cohort.offering, course.offering],
  );
  const learner = async (name: string, run: HostedTest): Promise<Learner> => {
    const one = await person(name);
    const id = await personIdOf(site, one);
    return { ...one, id, enrolment: await addEnrolment(db, run, id, { starts: '2026-11-02' }) };
  };
  [ada, ben, eve, gone] = [
    await learner('Ada', course),
    await learner('Ben', course),
    await learner('Eve', cohort),
    await learner('Gone', course),
  ];
  await site.database.pool.query(`update learning.enrolment set state = 'left', left_at = now() where id = $1`, [
    gone.enrolment,
  ]);
});
afterAll(async () => {
  await closeBrowser();
  await site.close();
});

const learning = () => ({
  db: site.database.db,
  origin: site.origin,
  letters: { post: openPost(site.config, site.database), origin: site.origin, secret: site.config.secret },
});
const lettersTo = async ({ email }: TestPerson, subject: string) =>
  (await listMail(site.database.db, 500)).filter((one) => one.recipient === email && one.subject.includes(subject));
const teaching = (path: string) => `/organisations/${slug}/teaching/${course.course}/${path}`;

describe('the thread of a step', () => {
  const subject = () => `learning:step:${course.course}:self-paced:talk`;
  const write = (who: TestPerson, text: string) =>
    post(site, '/discussion/posts', { subject: subject(), text }, who.cookie);

  test('is read and written by those of the run and by staff, and is nothing to anybody else', async () => {
    expect((await write(ada, 'I see pressure wounds most.')).statusCode).toBe(303);
    expect((await write(assessor, 'How do you stage them?')).statusCode).toBe(303);
    for (const who of [eve, gone, stranger]) {
      expect((await write(who, 'Let me in.')).statusCode).toBe(404);
      const talk = await get(site, `/learn/talk/${course.course}/self-paced/talk`, who.cookie);
      expect([talk.statusCode, talk.body.includes('pressure wounds')]).toEqual([404, false]);
    }
    expect((await write(viewer, 'I only look.')).statusCode).toBe(403);
    const page = `/learn/${ben.enrolment}/steps/talk`;
    expect((await get(site, page, ben.cookie)).body).toContain('pressure wounds');
    expect((await get(site, `/learn/talk/${course.course}/self-paced/talk`, ben.cookie)).headers.location).toBe(page);
    expect((await get(site, `/learn/talk/${course.course}/self-paced/talk`, viewer.cookie)).body).toContain('pressure');
    const other = await get(site, `/learn/talk/${course.course}/${cohort.offering}/talk`, eve.cookie);
    expect(other.headers.location).toBe(`/learn/${eve.enrolment}/steps/talk`);
    expect((await get(site, `/learn/${eve.enrolment}/steps/talk`, eve.cookie)).body).not.toContain('pressure wounds');
    for (const wrong of ['self-paced/nothing', `${course.offering}/talk`, `${crypto.randomUUID()}/talk`])
      expect((await get(site, `/learn/talk/${course.course}/${wrong}`, viewer.cookie)).statusCode, wrong).toBe(404);
  });

  test('is moderated by those who assess the course, and by nobody of another organisation', async () => {
    const { rows } = await site.database.pool.query(`select id from discussion.post where text like 'I see pressure%'`);
    const reported = { category: 'off-topic', words: '' };
    expect((await post(site, `/discussion/posts/${rows[0].id}/report`, reported, ben.cookie)).statusCode).toBe(303);
    const decision = teaching(`reports/${rows[0].id}/decision`);
    const kept = { outcome: 'kept', category: 'off-topic', reason: 'It is what the step asks for.' };
    for (const who of [viewer, stranger, ben])
      expect((await post(site, decision, kept, who.cookie)).statusCode).toBe(403);
    expect((await get(site, teaching('reports'), assessor.cookie)).body).toContain('pressure wounds');
    expect((await post(site, decision, { ...kept, reason: '' }, assessor.cookie)).statusCode).toBe(422);
    expect((await post(site, decision, kept, assessor.cookie)).statusCode).toBe(303);
    expect((await post(site, decision, kept, assessor.cookie)).statusCode).toBe(404);
    expect((await get(site, teaching('reports'), assessor.cookie)).body).toContain('No report waits');
  });

  test('makes a step that is a discussion done by posting, and no other', async () => {
    const done = async (step: string) =>
      (
        await site.database.pool.query(
          'select how from learning.step_progress where enrolment_id = $1 and step = $2 and done_at is not null',
          [ada.enrolment, step],
        )
      ).rows[0]?.how ?? null;
    expect(await done('talk')).toBe('posted');
    const elsewhere = { subject: `learning:step:${course.course}:self-paced:phases`, text: 'Four, I think.' };
    expect((await post(site, '/discussion/posts', elsewhere, ada.cookie)).statusCode).toBe(303);
    expect(await done('phases')).toBe(null);
    expect((await post(site, `/learn/${ben.enrolment}/steps/talk/done`, {}, ben.cookie)).statusCode).toBe(422);
  });

  test('is told of in one letter, each post once, though the worker is killed before it is committed', async () => {
    const following = `/learn/${ben.enrolment}/steps/talk/following`;
    expect((await post(site, following, { following: 'yes' }, ben.cookie)).statusCode).toBe(303);
    await site.database.pool.query(`update learning.digest set told_until = $1`, [new Date(start - 25 * HOUR)]);
    const now = new Date(start + HOUR);
    const killed = learning();
    const { send } = killed.letters.post;
    killed.letters.post.send = async (trx, message) => {
      await send(trx, message);
      throw new Error('killed');
    };
    await expect(sendFollowed(killed, now)).rejects.toThrow('killed');
    expect(await lettersTo(ben, 'where you learn')).toEqual([]);
    await Promise.all([sendFollowed(learning(), now), sendFollowed(learning(), now)]);
    await sendFollowed(learning(), new Date(start + 26 * HOUR));
    const [letter, ...more] = await lettersTo(ben, 'where you learn');
    expect(more).toEqual([]);
    expect(letter?.text).toContain('What do you see at work? (Demo course in wound care): 2 new posts');
    expect(letter?.text).not.toContain('pressure');
    // Of one's own posts nobody needs to be told: of the two here, one is the assessor's.
    expect((await lettersTo(ada, 'where you learn'))[0]?.subject).toBe('1 new post where you learn');
  });
});

describe('questions to staff', () => {
  const ask = (who: TestPerson, enrolment: string, text: string) =>
    post(site, '/discussion/posts', { subject: `learning:question:${enrolment}`, text }, who.cookie);

  test('are between the learner and those who assess, wait until they are answered, and are told of once', async () => {
    expect((await ask(ada, ada.enrolment, 'May I hand in a photograph?')).statusCode).toBe(303);
    for (const who of [ben, viewer, stranger]) {
      expect((await ask(who, ada.enrolment, 'Mine too.')).statusCode).toBe(404);
      expect((await get(site, `/learn/${ada.enrolment}/questions`, who.cookie)).statusCode).toBe(404);
    }
    await Promise.all([tellStaff(learning(), ada.enrolment), tellStaff(learning(), ada.enrolment)]);
    expect(await lettersTo(assessor, 'A learner asks')).toHaveLength(1);
    expect(await lettersTo(viewer, 'A learner asks')).toEqual([]);
    const inbox = await get(site, teaching('questions'), assessor.cookie);
    expect(inbox.body.replace(/<!-- -->/g, '')).toMatch(/One learner waits.*Demo Ada.*waits less than an hour/s);
    const led = await get(site, `/learn/${ada.enrolment}/questions`, assessor.cookie);
    expect(String(led.headers.location)).toContain(`/questions/${ada.enrolment}`);
    expect((await get(site, String(led.headers.location), assessor.cookie)).body).toContain('photograph');
    expect((await ask(assessor, ada.enrolment, 'Yes, without a face.')).statusCode).toBe(303);
    expect((await get(site, teaching('questions'), assessor.cookie)).body).toContain('Nobody waits');
    expect(await lettersTo(ada, 'A comment on your questions')).toHaveLength(1);
    expect((await get(site, `/learn/${ada.enrolment}/questions`, ada.cookie)).body).toContain('without a face');
  });

  test('that need no answer are settled by those who assess this course alone', async () => {
    await ask(ben, ben.enrolment, 'Thank you!');
    const settle = teaching(`questions/${ben.enrolment}/settling`);
    for (const who of [ben, viewer, stranger]) expect((await post(site, settle, {}, who.cookie)).statusCode).toBe(403);
    expect((await post(site, settle, {}, assessor.cookie)).statusCode).toBe(303);
    expect((await get(site, teaching('questions'), assessor.cookie)).body).toContain('Nobody waits');
  });
});

describe('being seen', () => {
  const listed = { about: 'Ward 7', workplace: '' };
  const people = (who: Learner) => get(site, `/learn/${who.enrolment}/people`, who.cookie);
  const join = (who: Learner, name: string) =>
    post(site, `/learn/${who.enrolment}/people`, { ...listed, name }, who.cookie);
  const listingOf = async (who: Learner) =>
    (await site.database.pool.query('select id from learning.listing where person_id = $1', [who.id])).rows[0]?.id;
  const ask = (who: TestPerson, listing: string, contact: string) =>
    post(site, `/learn/listings/${listing}/contact`, { contact }, who.cookie);
  const contacts = async (who: TestPerson) => (await get(site, '/my/contacts', who.cookie)).body;

  test('is off, seen by those alone who are seen too in the same run, and over at once', async () => {
    expect((await join(ada, 'Ada of the wards')).statusCode).toBe(303);
    expect((await people(ben)).body).not.toContain('Ada of the wards');
    expect((await join(ben, '')).statusCode).toBe(422);
    await join(ben, 'Ben');
    await join(eve, 'Eve');
    expect((await join(gone, 'Gone')).statusCode).toBe(409);
    expect((await people(ben)).body).toContain('Ada of the wards');
    expect((await people(eve)).body).not.toContain('Ada of the wards');
    expect((await get(site, `/learn/${ada.enrolment}/people`, ben.cookie)).statusCode).toBe(404);
    await post(site, `/learn/${ada.enrolment}/people/leaving`, {}, ada.cookie);
    expect((await people(ben)).body).not.toContain('Ada of the wards');
    await join(ada, 'Ada of the wards');
    await site.database.pool.query(`update learning.enrolment set state = 'left', left_at = now() where id = $1`, [
      ada.enrolment,
    ]);
    expect((await people(ben)).body).not.toContain('Ada of the wards');
    await site.database.pool.query(`update learning.enrolment set state = 'active', left_at = null where id = $1`, [
      ada.enrolment,
    ]);
  });

  test('no contact is seen before both gave theirs, and none once either ends it', async () => {
    const [adas, bens] = ['ada-private@example.org', 'https://ben.example.org/me'];
    const listing = await listingOf(ben);
    expect((await ask(ada, listing, 'ring me')).statusCode).toBe(422);
    for (const who of [eve, stranger, gone, ben]) expect((await ask(who, listing, adas)).statusCode).toBe(404);
    expect((await ask(ada, listing, adas)).statusCode).toBe(303);
    expect((await ask(ada, listing, adas)).statusCode).toBe(409);
    expect(await contacts(ben)).not.toContain(adas);
    expect(await contacts(ada)).not.toContain(bens);
    expect(await lettersTo(ben, 'exchange contacts')).toHaveLength(1);
    const { rows } = await site.database.pool.query('select id from learning.contact');
    const at = `/my/contacts/${rows[0].id}`;
    for (const who of [ada, eve, stranger])
      expect((await post(site, `${at}/acceptance`, { contact: bens }, who.cookie)).statusCode).toBe(404);
    expect((await post(site, `${at}/acceptance`, { contact: bens }, ben.cookie)).statusCode).toBe(303);
    expect(await contacts(ben)).toContain(adas);
    expect(await contacts(ada)).toContain(bens);
    expect(await contacts(eve)).not.toContain(bens);
    expect((await post(site, `${at}/withdrawal`, {}, eve.cookie)).statusCode).toBe(404);
    expect((await post(site, `${at}/withdrawal`, {}, ben.cookie)).statusCode).toBe(303);
    for (const who of [ada, ben]) expect(await contacts(who)).not.toMatch(/ada-private|ben\.example/);
    const left = await site.database.pool.query('select asker_contact, asked_contact from learning.contact');
    expect(left.rows).toEqual([{ asker_contact: null, asked_contact: null }]);
  });

  test('a refusal is told to nobody, however often one asks; a block hides both from each other', async () => {
    const listing = await listingOf(ben);
    await ask(ada, listing, 'ada@example.org');
    const waiting = await contacts(ada);
    const { rows } = await site.database.pool.query('select id from learning.contact');
    expect((await post(site, `/my/contacts/${rows[0].id}/refusal`, {}, ben.cookie)).statusCode).toBe(303);
    expect(await contacts(ada)).toBe(waiting);
    expect((await post(site, `/my/contacts/${rows[0].id}/withdrawal`, {}, ada.cookie)).statusCode).toBe(303);
    expect(await contacts(ada)).not.toContain('You hear of it');
    const before = (await lettersTo(ben, 'exchange contacts')).length;
    expect((await ask(ada, listing, 'ada@example.org')).statusCode).toBe(303);
    expect(await contacts(ada)).toBe(waiting);
    expect(await contacts(ben)).not.toContain('They ask you');
    expect(await lettersTo(ben, 'exchange contacts')).toHaveLength(before);
    const adas = await listingOf(ada);
    expect((await post(site, `/learn/listings/${adas}/block`, {}, ben.cookie)).statusCode).toBe(303);
    expect((await people(ben)).body).not.toContain('Ada of the wards');
    expect((await people(ada)).body).not.toContain('/learn/listings/');
    expect((await ask(ben, adas, 'ben@example.org')).statusCode).toBe(404);
    expect((await ask(ada, listing, 'ada@example.org')).statusCode).toBe(404);
    expect((await post(site, `/my/contacts/blocked/${ada.id}/removal`, {}, ben.cookie)).statusCode).toBe(303);
    expect((await people(ben)).body).toContain('Ada of the wards');
  });
});

describe('how learners are getting on', () => {
  test('members see figures, those who assess or register see names, nobody of another organisation sees anything', async () => {
    const page = async (who: TestPerson) => (await get(site, teaching('progress'), who.cookie)).body;
    expect(await page(viewer)).not.toContain('Demo Ben');
    expect(await page(viewer)).toMatch(/Seem stuck/);
    expect(await page(assessor)).toContain('Demo Ben');
    expect((await get(site, teaching('progress'), stranger.cookie)).statusCode).toBe(403);
    const mixed = `/organisations/demo-reef-institute/teaching/${course.course}/progress`;
    expect((await get(site, mixed, stranger.cookie)).statusCode).toBe(404);
    expect(await page(registrar)).toMatch(
      /No step done in the 21 days since they began, and “How wounds heal” was due/,
    );
  });

  test('the letter that asks goes once a week, and never with a word of what they do', async () => {
    const letter = teaching(`learners/${ben.enrolment}/letter`);
    expect((await post(site, letter, {}, assessor.cookie)).statusCode).toBe(403);
    expect((await post(site, letter, {}, registrar.cookie)).statusCode).toBe(303);
    expect((await post(site, letter, {}, registrar.cookie)).statusCode).toBe(409);
    expect(await lettersTo(ben, 'Are you all right?')).toHaveLength(1);
    expect((await post(site, teaching(`learners/${gone.enrolment}/letter`), {}, registrar.cookie)).statusCode).toBe(
      409,
    );
  });

  test('the export is the registrar’s, holds no formula, and stands in the log', async () => {
    await site.database.pool.query(`update accounts.person set name = '=Demo Eve' where id = $1`, [eve.id]);
    for (const who of [viewer, assessor, stranger])
      expect((await get(site, teaching('progress.csv'), who.cookie)).statusCode).toBe(403);
    const csv = await get(site, teaching('progress.csv'), registrar.cookie);
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(csv.body).toMatch(/\r\n"?'=Demo Eve"?,/);
    const json = JSON.parse((await get(site, teaching(`progress.json?run=${cohort.offering}`), registrar.cookie)).body);
    expect(json.learners.map(({ learner }: { learner: string }) => learner)).toEqual(['=Demo Eve']);
    const { rows } = await site.database.pool.query(
      `select detail from accounts.audit where act = 'learning.progress-exported' order by seq`,
    );
    expect(rows.map(({ detail }) => detail)).toEqual([
      { format: 'csv', learners: 4 },
      { format: 'json', learners: 1 },
    ]);
  });
});

describe('in a browser', () => {
  async function signIn({ page }: Visitor, { cookie }: TestPerson): Promise<void> {
    const cookies = cookie.split('; ').map((pair) => {
      const at = pair.indexOf('=');
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url: site.origin };
    });
    await page.context().addCookies(cookies);
  }

  test('a learner without script on a phone asks staff, opts in, and shares how far they are', async () => {
    const visitor = await openVisitor(site.origin, { width: 360, script: 'blocked' });
    const { page } = visitor;
    await signIn(visitor, eve);
    await visitor.open(`/learn/${eve.enrolment}`);
    await visitor.follow(page.getByRole('link', { name: 'Ask staff' }));
    await page.getByLabel('Write a comment').fill('Is there more about burns?');
    await visitor.follow(page.getByRole('button', { name: 'Put it here' }));
    expect(await page.locator('main').innerText()).toContain('Is there more about burns?');
    expect(await overflow(page)).toBe(0);
    await visitor.open(`/learn/${eve.enrolment}/people`);
    await page.getByLabel('One line about you').fill('Burns unit');
    await visitor.follow(page.getByRole('button', { name: /Keep this|Let others see me/ }));
    expect(await page.locator('main').innerText()).toContain('Others see you here now');
    await visitor.open(`/learn/${eve.enrolment}/privacy`);
    expect(await overflow(page)).toBe(0);
    await visitor.follow(page.getByRole('link', { name: 'Share how far you are' }));
    await page
      .getByLabel(/what you call it|name for it|Label/i)
      .first()
      .fill('For my employer');
    await visitor.follow(page.getByRole('button', { name: /link/i }));
    const link = /\/shared\/[\w-]{43}/.exec(await page.content())?.[0] ?? '';
    const shared = (await get(site, link)).body.replace(/<!-- -->/g, '');
    expect(shared).toMatch(/Required steps done.*0 of 4/s);
    expect(shared).not.toContain('burns');
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  test('a manager looks at progress, sees who is stuck and why, and takes the table along', async () => {
    const visitor = await openVisitor(site.origin, { width: 1280 });
    const { page } = visitor;
    await signIn(visitor, registrar);
    await visitor.open(teaching('progress'));
    expect(await page.getByRole('region', { name: 'Who seems stuck' }).innerText()).toContain('Demo Ben');
    expect(await axeInBrowser(page)).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Table (CSV)' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('progress.csv');
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });
});
