/** Reviews by their pages: who may write, vote, reply and complain, what is held, what counts, and what goes. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeInJsdom, invalidHtml } from '../../../tests/support/html.js';
import { addMembers, get, newClient, post, signUp, type TestPerson } from '../../../tests/support/people.js';
import { makeStaff, personIdOf } from '../../../tests/support/roles.js';
import { openSite, type RunningSite } from '../../../tests/support/site.js';
import { OPERATOR } from '../../accounts/index.js';
import { verifyOrganisation } from '../../organisations/index.js';
import { listMail } from '../../platform/mail/index.js';
import { heedIssuer } from '../actions/proving.js';
import { tendReviews } from '../actions/upkeep.js';
import { disproveLearner, proveLearner, reviewSummaries } from '../index.js';
import { WILSON } from '../queries/reviews.js';
import { helpfulness } from '../rules/ranking.js';

type Row = { id: string; slug: string; provider_id: string; provider_slug: string };
let site: RunningSite;
let courses: Row[];
let ada: TestPerson;
let ben: TestPerson;
let cem: TestPerson;
let editor: TestPerson;
let staff: TestPerson;
const NOW = new Date('2026-11-23T12:00:00Z');
const SAID = {
  overall: '4',
  finished: 'finished',
  incentive: 'none',
  advantages: 'The examples come from real wards, and the tutor answers within a day.',
  disadvantages: 'Two weeks are rushed.',
  workloadTrue: '2',
  hours: '52.5',
  paid: 'self',
  taken: '2026-05',
};

beforeAll(async () => {
  site = await openSite();
  const { rows } = await site.database.pool.query<Row>(`
    select id, slug, provider_id, provider_slug from catalogue.course_card
    where provider_slug = 'open-university' order by num limit 3`);
  courses = rows;
  const join = (name: string) => signUp(site, `Demo ${name}`, `${name.toLowerCase()}@example.org`);
  [ada, ben, cem, editor, staff] = [
    await join('Ada'),
    await join('Ben'),
    await join('Cem'),
    await join('Ed'),
    await join('Stef'),
  ];
  await makeStaff(site, staff);
  await addMembers(site, { id: courses[0]!.provider_id }, { editor });
  await site.database.pool.query("update accounts.person set created = created - interval '90 days'");
});
afterAll(() => site.close());

const write = (who: TestPerson, fields: Record<string, string> = {}, at = 0) =>
  post(site, `/reviews/${courses[at]!.slug}/new`, { ...SAID, ...fields }, who.cookie, newClient());
const reviewOf = async (who: TestPerson, at = 0): Promise<string> => {
  const { rows } = await site.database.pool.query(
    'select id from reviews.review where person_id = $1 and course_id = $2 and removed_at is null',
    [await personIdOf(site, who), courses[at]!.id],
  );
  return String(rows[0]?.id);
};
const summaryOf = async (at = 0) => (await reviewSummaries(site.database.db, [courses[at]!.id])).get(courses[at]!.id);
const desk = (path = '') => `/organisations/${courses[0]!.provider_slug}/reviews${path}`;
const page = (at = 0) => `/courses/${courses[at]!.slug}/reviews`;
const vote = (who: TestPerson, review: string, helpful: string) =>
  post(site, `/reviews/${review}/vote`, { helpful }, who.cookie, newClient());
const lettersTo = async ({ email }: TestPerson) =>
  (await listMail(site.database.db, 200)).filter(({ recipient }) => recipient === email).map(({ subject }) => subject);

test('a form at fault comes back with what was typed; links are refused; nobody writes without an account', async () => {
  const refused = await write(ada, {
    overall: '',
    advantages: 'See https://example.org/cheap',
    hours: '-2',
    taken: '2027-01',
  });
  expect(refused.statusCode).toBe(422);
  for (const words of ['Choose from 1 to 5.', 'Leave web addresses out', 'more than 0', 'Two weeks are rushed.'])
    expect(refused.body).toContain(words);
  expect(await invalidHtml(refused.body)).toEqual([]);
  expect((await write(ada, { taken: '2027-01' })).body).toContain('a month that is over');
  expect((await post(site, `/reviews/${courses[0]!.slug}/new`, SAID)).statusCode).toBe(401);
});

test('one review a learner and edition, also when sent twice at once', async () => {
  const answers = await Promise.all([write(ada), write(ada)]);
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 409]);
  expect(await summaryOf()).toMatchObject({ count: 1, verified: 0, plain: 4 });
  // Half a rating against six of 3.5, since it is not proved; strength and mean stand in the database.
  expect((await summaryOf())?.mean).toBeCloseTo((6 * 3.5 + 0.5 * 4) / 6.5);
  expect((await summaryOf())?.aspects).toMatchObject({ workloadTrue: { mean: 2, count: 1 }, support: null });
});

test('nobody of the provider writes or votes, by whatever organisation it was merged into', async () => {
  expect((await write(editor)).statusCode).toBe(403);
  expect((await get(site, `/reviews/${courses[0]!.slug}/new`, editor.cookie)).statusCode).toBe(403);
  expect((await vote(editor, await reviewOf(ada), 'yes')).statusCode).toBe(403);
  const other = (
    await site.database.pool.query(
      "select id from organisations.organisation where slug <> 'open-university' and merged_into is null limit 1",
    )
  ).rows[0];
  await addMembers(site, { id: String(other.id) }, { viewer: staff });
  await site.database.pool.query('update organisations.organisation set merged_into = $1 where id = $2', [
    courses[0]!.provider_id,
    other.id,
  ]);
  try {
    expect((await write(staff)).statusCode).toBe(403);
  } finally {
    await site.database.pool.query('update organisations.organisation set merged_into = null where id = $1', [
      other.id,
    ]);
    await site.database.pool.query('delete from organisations.member where organisation_id = $1', [other.id]);
  }
});

test('a reader votes once, changes it, takes it back; nobody votes for themselves', async () => {
  const review = await reviewOf(ada);
  expect((await vote(ada, review, 'yes')).statusCode).toBe(403);
  await Promise.all([vote(ben, review, 'yes'), vote(ben, review, 'yes')]);
  await vote(cem, review, 'no');
  expect((await get(site, page(), ben.cookie)).body).toContain('1 of 2 readers found it helpful');
  await vote(cem, review, 'none');
  expect((await get(site, page())).body).toContain('1 of 1 reader found it helpful');
});

test('the page, the course’s page and the JSON say the same; both pages are valid and open to everybody', async () => {
  const [all, own, json] = await Promise.all(
    [page(), `/courses/${courses[0]!.slug}`, `/api/v1/courses/${courses[0]!.id}/reviews`].map((url) => get(site, url)),
  );
  for (const { body } of [all!, own!]) {
    expect(body).toContain('answers within a day');
    expect(body).toContain('52.5');
    expect(body).not.toContain('Demo Ada');
    expect(await invalidHtml(body)).toEqual([]);
  }
  expect(await axeInJsdom(all!.body)).toEqual([]);
  expect(own!.body).toContain(
    '"aggregateRating":{"@type":"AggregateRating","ratingValue":4,"bestRating":5,"worstRating":1,"ratingCount":1}',
  );
  expect(json!.json()).toMatchObject({
    total: 1,
    summary: { count: 1, plain: 4 },
    items: [{ overall: 4, hours: 52.5, name: null, helpful: 1 }],
  });
});

test('changing keeps what it said before for its author alone; another’s is not there', async () => {
  const review = `/my/reviews/${await reviewOf(ada)}`;
  expect((await get(site, review, ben.cookie)).statusCode).toBe(404);
  expect((await post(site, review, SAID, ben.cookie)).statusCode).toBe(404);
  expect((await post(site, `${review}/removal`, {}, ben.cookie)).statusCode).toBe(404);
  const said = {
    ...SAID,
    overall: '5',
    advantages: 'Better than I thought at first, now that I use it.',
    signed: 'yes',
  };
  expect((await post(site, review, said, ada.cookie)).headers.location).toBe('/my/reviews?done=changed');
  const { body } = await get(site, review, ada.cookie);
  expect(body).toContain('answers within a day');
  const everybody = (await get(site, page())).body;
  expect(everybody).toContain('Demo Ada');
  expect(everybody).not.toContain('answers within a day');
  expect(await summaryOf()).toMatchObject({ count: 1, plain: 5 });
});

test('the mark of a verified learner follows the proof alone, and goes with it', async () => {
  const { db } = site.database;
  const [course, other] = courses as [Row, Row];
  const me = await personIdOf(site, ada);
  const facts = {
    by: 'credential' as const,
    issuer: course.provider_id,
    issuerVerified: true,
    signatureChecked: true,
    recipient: me,
    achievementOf: [course.id],
    current: true,
  };
  const prove = (more: object, courseId = course.id) =>
    db
      .transaction()
      .execute((trx) =>
        proveLearner(
          trx,
          { personId: me, courseId, editionNumber: null, reference: 'urn:demo:1', facts: { ...facts, ...more } },
          NOW,
        ),
      );
  // The caller's word that the issuer is verified is not taken.
  expect(await prove({})).toBe('issuer-not-verified');
  await db.transaction().execute((trx) => verifyOrganisation(trx, OPERATOR, course.provider_id, 'staff'));
  expect(await prove({ issuer: null })).toBe('issuer-unknown');
  expect(await prove({ recipient: await personIdOf(site, ben) })).toBe('recipient');
  expect(await prove({ achievementOf: [other.id] })).toBe('achievement');
  expect((await summaryOf())?.verified).toBe(0);
  expect(await prove({})).toBeNull();
  expect((await get(site, page())).body).toContain('Verified learner');
  expect((await summaryOf())?.mean).toBeCloseTo((6 * 3.5 + 5) / 7);
  // It ends with the issuer's proof of identity, comes back with it, and ends for good with the credential.
  const withdrawn = { reason: 'Demo' };
  expect(
    (await post(site, `/staff/organisations/${course.provider_slug}/withdrawal`, withdrawn, staff.cookie)).statusCode,
  ).toBe(303);
  expect([(await summaryOf())?.verified, (await get(site, page())).body.includes('by verified learners')]).toEqual([
    0,
    true,
  ]);
  expect((await get(site, page())).body).not.toContain('>Verified learner<');
  const told = async () =>
    Number((await site.database.pool.query('select count(*) as n from catalogue.change')).rows[0].n);
  const before = await told();
  await heedIssuer(db, course.provider_id);
  expect(await told()).toBe(before + 1);
  await db.transaction().execute((trx) => verifyOrganisation(trx, OPERATOR, course.provider_id, 'staff'));
  expect((await summaryOf())?.verified).toBe(1);
  await db.transaction().execute((trx) => disproveLearner(trx, { by: 'credential', reference: 'urn:demo:1' }, NOW));
  expect((await summaryOf())?.verified).toBe(0);
});

test('nobody learns by another way who wrote a review under no name, or reads it beneath another course', async () => {
  const review = await reviewOf(ada);
  const { rows } = await site.database.pool.query('select post_id from reviews.review where id = $1', [review]);
  for (const path of ['answer', 'report', 'change', 'removal']) {
    const { body } = await get(site, `/discussion/posts/${rows[0].post_id}/${path}`, ben.cookie);
    expect(body, path).not.toContain('Demo Ada');
  }
  expect((await get(site, `/discussion/posts/${rows[0].post_id}/answer`, ben.cookie)).statusCode).toBe(409);
  expect((await get(site, `${page(1)}?review=${review}`)).statusCode).toBe(404);
  expect((await get(site, '/discussion/new?subject=reviews:review:no-id', ben.cookie)).statusCode).toBe(404);
});

test('the order by help is the same in SQL as in the rule', async () => {
  const votes = Array.from({ length: 144 }, (_, at) => ({ helpful: Math.floor(at / 12), unhelpful: at % 12 }));
  const { rows } = await sql<{ helpful: number; unhelpful: number; worth: number }>`
    select helpful, unhelpful, ${WILSON} as worth
    from jsonb_to_recordset(${JSON.stringify(votes)}::jsonb) as votes (helpful integer, unhelpful integer)`.execute(
    site.database.db,
  );
  for (const { worth, ...of } of rows) expect(worth, JSON.stringify(of)).toBeCloseTo(helpfulness(of), 9);
});

test('the provider replies once, under its own name, changes it and takes it back; it removes nothing', async () => {
  const review = await reviewOf(ada);
  expect((await post(site, desk(`/${review}/reply`), { text: 'Demo' }, ben.cookie)).statusCode).toBe(403);
  const reply = (text: string) => post(site, desk(`/${review}/reply`), { text }, editor.cookie);
  expect((await reply('')).statusCode).toBe(422);
  expect((await reply('Thank you. Week five is longer since then.')).headers.location).toBe(desk('?done=replied'));
  expect((await reply('Thank you. Weeks five and six are longer since then.')).statusCode).toBe(303);
  const { body } = await get(site, page());
  expect(body).toContain('Weeks five and six');
  expect(body).not.toContain('Demo Ed');
  expect(await lettersTo(ada)).toContainEqual(expect.stringContaining('answers your review'));
  const { rows } = await site.database.pool.query('select post_id from reviews.reply');
  expect((await post(site, `/discussion/posts/${rows[0].post_id}/removal`, {}, editor.cookie)).statusCode).toBe(409);
  expect(await invalidHtml((await get(site, desk(), editor.cookie)).body)).toEqual([]);
});

test('a complaint has a clock, leaves the review where it is, and ends with a reason; hidden, it does not count, and comes back on appeal', async () => {
  const review = await reviewOf(ada);
  const complain = (fields: Record<string, string>) => post(site, desk(`/${review}/complaint`), fields, editor.cookie);
  expect((await complain({ ground: 'false', words: '' })).statusCode).toBe(422);
  expect((await complain({ ground: 'false', words: 'Week five has always been two weeks long.' })).statusCode).toBe(
    303,
  );
  expect((await complain({ ground: 'other', words: 'Once more.' })).statusCode).toBe(409);
  expect((await get(site, page())).body).toContain('A moderator decides by 30 Nov 2026');
  expect((await get(site, '/staff/reviews', staff.cookie)).body).toContain('It states something that is not so');
  // While moderators look at it, it is not changed beneath their eyes.
  expect((await post(site, `/my/reviews/${review}`, SAID, ada.cookie)).statusCode).toBe(409);
  const { rows } = await site.database.pool.query('select post_id from reviews.review where id = $1', [review]);
  const decided = { outcome: 'hidden', category: 'other', reason: 'The passage on week five is not so.' };
  expect((await post(site, `/staff/posts/${rows[0].post_id}/decision`, decided, staff.cookie)).statusCode).toBe(303);
  expect(await summaryOf()).toBeUndefined();
  expect((await get(site, `${page()}?review=${review}`)).statusCode).toBe(404);
  expect((await get(site, '/my/reviews', ada.cookie)).body).toContain('Hidden by a moderator');
  const decision = (
    await site.database.pool.query('select id from discussion.decision where post_id = $1', [rows[0].post_id])
  ).rows[0];
  await post(site, `/discussion/decisions/${decision.id}/appeal`, { words: 'It says rushed, not short.' }, ada.cookie);
  const appeal = (await site.database.pool.query('select id from discussion.appeal')).rows[0];
  await post(
    site,
    `/staff/appeals/${appeal.id}/decision`,
    { stands: 'no', reason: 'An opinion is no statement.' },
    staff.cookie,
  );
  expect(await summaryOf()).toMatchObject({ count: 1 });
  expect((await get(site, desk(), editor.cookie)).body).toContain('Decided: it stays');
});

test('the same words under another name wait for a moderator, and their author is told why', async () => {
  const said = { advantages: 'Better than I thought at first, now that I use it.', disadvantages: SAID.disadvantages };
  const answer = await write(ben, said, 1);
  expect(answer.headers.location).toBe('/my/reviews?done=held');
  expect(await summaryOf(1)).toBeUndefined();
  expect((await get(site, '/my/reviews', ben.cookie)).body).toContain('another review says the same');
  expect(await lettersTo(ben)).toContainEqual(expect.stringContaining('waits for a moderator'));
  const { body } = await get(site, '/staff/reports', staff.cookie);
  expect(body).toContain('Signs that this review may be made up');
  const at = /\/staff\/posts\/[\w-]{36}\/decision/.exec(body)?.[0] ?? '';
  await post(site, at, { outcome: 'kept', category: 'other', reason: 'They took it together.' }, staff.cookie);
  expect(await summaryOf(1)).toMatchObject({ count: 1 });
});

test('a course that turns out to be another brings its reviews, and takes them back', async () => {
  const [from, into] = courses as [Row, Row];
  const merging = (path: string, fields: Record<string, string>) =>
    post(site, `/staff/merging/${path}`, { ...fields, reason: 'Demo' }, staff.cookie);
  expect((await merging('pair', { one: from.id, other: into.id, keep: into.id })).statusCode).toBe(303);
  expect(await summaryOf(1)).toMatchObject({ count: 2 });
  const merge = (await site.database.pool.query('select id from catalogue.course_merge')).rows[0];
  expect((await merging(`${merge.id}/undoing`, {})).statusCode).toBe(303);
  expect([(await summaryOf(0))?.count, (await summaryOf(1))?.count]).toEqual([1, 1]);
});

test('whoever joins the provider later keeps the review, marked for good, and it no longer counts', async () => {
  const organisation = { id: courses[0]!.provider_id };
  await addMembers(site, organisation, { viewer: ben });
  expect(await summaryOf(1)).toBeUndefined();
  await tendReviews(site.database.db, NOW);
  await site.database.pool.query('delete from organisations.member where person_id = $1', [
    await personIdOf(site, ben),
  ]);
  expect(await summaryOf(1)).toBeUndefined();
  expect((await get(site, page(1))).body).toContain('Now belongs to the provider: not counted');
});

test('removed, its words, votes and reply are gone everywhere, and another can be written; erased, nothing counts', async () => {
  const review = await reviewOf(ada);
  await post(site, `/my/reviews/${review}/removal`, {}, ada.cookie);
  expect(await summaryOf()).toBeUndefined();
  const dump = await site.database.pool.query(
    `
    select row_to_json(review)::text from reviews.review where id = $1 union all select text from discussion.post
    union all select said::text from reviews.earlier`,
    [review],
  );
  expect(JSON.stringify(dump.rows)).not.toContain('Weeks five and six');
  expect((await write(ada, { advantages: 'Second thoughts, in other words.' })).statusCode).toBe(303);
  await post(site, '/account/data/erasure', {}, ada.cookie);
  expect(await summaryOf()).toBeUndefined();
});
