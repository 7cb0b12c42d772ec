/** Reviews as those try them who have no right to: every act by everybody, and what should never be taken. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMembers, get, newClient, post, signUp, type TestPerson } from '../../../tests/support/people.js';
import { makeStaff, personIdOf } from '../../../tests/support/roles.js';
import { openSite, type RunningSite } from '../../../tests/support/site.js';
import { listMail } from '../../platform/mail/index.js';
import { reviewSummaries } from '../index.js';
import { MOST_OPEN } from '../rules/complaints.js';

type Row = { id: string; slug: string; provider_id: string; provider_slug: string };
const NAMES = ['Author', 'Reader', 'Viewer', 'Editor', 'Owner', 'Awarder', 'Merged', 'Staff'] as const;
type Name = (typeof NAMES)[number];
const SAID = { overall: '2', finished: 'finished', incentive: 'none' };

let site: RunningSite;
let course: Row;
let other: Row;
let review: string;
const people = {} as Record<Name, TestPerson>;
const query = async (text: string, values: unknown[] = []) => (await site.database.pool.query(text, values)).rows;

beforeAll(async () => {
  site = await openSite();
  const rows = await query(`
    select id, slug, provider_id, provider_slug from catalogue.course_card
    where provider_slug = 'open-university' order by num limit 2`);
  [course, other] = rows as [Row, Row];
  for (const name of NAMES) people[name] = await signUp(site, `Demo ${name}`, `${name.toLowerCase()}@example.org`);
  await query("update accounts.person set created = created - interval '90 days'");
  await makeStaff(site, people.Staff);
  const { Viewer: viewer, Editor: editor, Owner: owner } = people;
  await addMembers(site, { id: course.provider_id }, { viewer, editor, owner });
  const [awarding, merged] = (await query(
    `select id from organisations.organisation organisation where merged_into is null and id <> $1
      and not exists (select from catalogue.course where provider_id = organisation.id) order by slug limit 2`,
    [course.provider_id],
  )) as { id: string }[];
  await addMembers(site, awarding!, { owner: people.Awarder });
  await query('update catalogue.listing set awarding_ids = array[$1::uuid] where course_id = $2', [
    awarding!.id,
    course.id,
  ]);
  await addMembers(site, merged!, { viewer: people.Merged });
  await query('update organisations.organisation set merged_into = $1 where id = $2', [course.provider_id, merged!.id]);
  await write(people.Author);
  review = await reviewOf(people.Author);
});
afterAll(() => site.close());

const send = (path: string, fields: Record<string, string>, who?: TestPerson) =>
  post(site, path, fields, who?.cookie ?? '', newClient());
const write = (who?: TestPerson, fields: Record<string, string> = {}, at = course) =>
  send(`/reviews/${at.slug}/new`, { ...SAID, ...fields }, who);
const reviewOf = async (who: TestPerson, at = course): Promise<string> => {
  const found = await query(
    'select id from reviews.review where person_id = $1 and course_id = $2 and removed_at is null',
    [await personIdOf(site, who), at.id],
  );
  return String(found[0]?.id);
};
const desk = (path: string, id = review) => `/organisations/${course.provider_slug}/reviews/${id}/${path}`;

test('each act by everybody', async () => {
  const nobody = await send('/sign-up', { name: 'Demo Half', email: 'half@example.org' });
  expect([
    nobody.headers['set-cookie'] ?? '',
    await query("select from accounts.person where name = 'Demo Half'"),
  ]).toEqual([expect.not.stringContaining('session'), []]);
  const acts: [
    string,
    (who?: TestPerson) => Promise<{ statusCode: number }>,
    Partial<Record<Name | 'nobody', number>>,
  ][] = [
    ['write', (who) => write(who), { Author: 409, Reader: 303, Staff: 303 }],
    ['vote', (who) => send(`/reviews/${review}/vote`, { helpful: 'no' }, who), { Reader: 303, Staff: 303 }],
    ['change', (who) => send(`/my/reviews/${review}`, SAID, who), { Author: 303 }],
    ['reply', (who) => send(desk('reply'), { text: 'Demo' }, who), { Editor: 303, Owner: 303 }],
    [
      'complain',
      (who) => send(desk('complaint'), { ground: 'false', words: 'Demo' }, who),
      { Editor: 303, Owner: 409 },
    ],
    ['take back', (who) => send(desk('reply/removal'), {}, who), { Editor: 303, Owner: 303 }],
  ];
  for (const [act, run, may] of acts) {
    const told: Record<string, number> = { nobody: (await run()).statusCode };
    for (const name of NAMES) told[name] = (await run(people[name])).statusCode;
    const no = act === 'change' ? 404 : 403;
    expect(told, act).toEqual({ nobody: 401, ...Object.fromEntries(NAMES.map((name) => [name, may[name] ?? no])) });
  }
  expect(await query('select helpful from reviews.vote where review_id = $1', [review])).toHaveLength(2);
  const told = (await reviewSummaries(site.database.db, [course.id])).get(course.id);
  expect([told?.count, told?.verified]).toEqual([3, 0]);
});

test('what is no rating, no edition, no text or too much of it is refused, and nothing is kept', async () => {
  for (const overall of ['', '0', '6', '3.5', 'NaN', '-1', '1e1', 'Infinity', ' ', '５'])
    expect([overall, (await write(people.Reader, { overall }, other)).statusCode]).toEqual([overall, 422]);
  for (const edition of ['0', '2', '99999', '-1', 'x', '1.5'])
    expect([edition, (await write(people.Reader, { edition }, other)).statusCode]).toEqual([edition, 422]);
  for (const advantages of ['x'.repeat(1201), 'see http://example.org', 'see WWW.example.org', 'HTTPS://EXAMPLE.ORG'])
    expect((await write(people.Reader, { advantages }, other)).statusCode).toBe(422);
  expect((await write(people.Reader, { advantages: 'x'.repeat(10_000_000) }, other)).statusCode).toBe(413);
  expect((await write(people.Reader, {}, { ...other, slug: 'no-such-course' })).statusCode).toBe(404);
  expect(await reviewOf(people.Reader, other)).toBe('undefined');
  const advantages = '<script>alert(1)</script> \u202eevil\u202c <b>good</b>';
  expect((await write(people.Reader, { advantages }, other)).statusCode).toBe(303);
  const { body } = await get(site, `/courses/${other.slug}/reviews`);
  expect(body).toContain('&lt;script>alert(1)&lt;/script> evil &lt;b>good');
  expect(body).not.toContain('\u202e');
});

test('saying the same again keeps no version, and nobody fills the shelf with versions', async () => {
  const id = await reviewOf(people.Author);
  // The complaint above is decided first: until then nothing is changed.
  const [{ post_id: postId }] = (await query('select post_id from reviews.review where id = $1', [id])) as [
    { post_id: string },
  ];
  expect((await send(`/my/reviews/${id}`, { ...SAID, overall: '1' }, people.Author)).statusCode).toBe(409);
  const kept = { outcome: 'kept', category: 'other', reason: 'An opinion.' };
  expect((await send(`/staff/posts/${postId}/decision`, kept, people.Staff)).statusCode).toBe(303);
  const change = (advantages: string) => send(`/my/reviews/${id}`, { ...SAID, advantages }, people.Author);
  for (let at = 0; at < 3; at += 1) expect((await change('The same.')).statusCode).toBe(303);
  expect(await query('select from reviews.earlier where review_id = $1', [id])).toHaveLength(1);
  const answers = [];
  for (let at = 0; at < 10; at += 1) answers.push((await change(`Words ${at}`)).statusCode);
  expect(answers.filter((status) => status === 429)).toHaveLength(1);
});

test('a reply that moderators hid is not written anew; so many complaints wait at once and no more', async () => {
  const id = await reviewOf(people.Reader);
  const reply = () => send(desk('reply', id), { text: 'Demo words that name the learner' }, people.Owner);
  expect((await reply()).statusCode).toBe(303);
  const [{ post_id: postId }] = (await query('select post_id from reviews.reply where review_id = $1', [id])) as [
    { post_id: string },
  ];
  await send(`/discussion/posts/${postId}/report`, { category: 'personal-data', words: '' }, people.Reader);
  const decided = { outcome: 'hidden', category: 'personal-data', reason: 'It names the learner.' };
  // Staff of the site who belong to the provider leave it to others.
  await makeStaff(site, people.Viewer);
  expect((await send(`/staff/posts/${postId}/decision`, decided, people.Viewer)).statusCode).toBe(403);
  expect((await get(site, '/staff/reports', people.Viewer.cookie)).body).toContain(
    'You belong to whoever this is about',
  );
  expect((await send(`/staff/posts/${postId}/decision`, decided, people.Staff)).statusCode).toBe(303);
  expect((await send(desk('reply/removal', id), {}, people.Owner)).statusCode).toBe(303);
  expect((await reply()).statusCode).toBe(410);
  await query(
    `insert into discussion.report (id, post_id, category, words, created)
     select gen_random_uuid(), post_id, 'other', 'Demo', now() from reviews.review, generate_series(1, $1) where id = $2`,
    [MOST_OPEN, id],
  );
  await query('alter table reviews.complaint drop constraint complaint_review_id_organisation_id_key');
  await query(
    `insert into reviews.complaint (id, review_id, organisation_id, report_id, ground, created, due)
     select gen_random_uuid(), $1, $2, id, 'false', now(), now() from discussion.report where words = 'Demo' and state = 'open'`,
    [id, course.provider_id],
  );
  const complain = await send(desk('complaint', id), { ground: 'unlawful', words: 'Demo' }, people.Owner);
  expect([complain.statusCode, complain.body.includes('wait for a decision')]).toEqual([409, true]);
});

test('letters and pages of moderation call a review a review, and moderators read what it said before', async () => {
  const id = await reviewOf(people.Author);
  const [{ post_id: postId }] = (await query('select post_id from reviews.review where id = $1', [id])) as [
    { post_id: string },
  ];
  const page = await get(site, `/discussion/posts/${postId}/report`, people.Reader.cookie);
  expect(page.body).toContain('Report a review');
  await send(`/discussion/posts/${postId}/report`, { category: 'abuse', words: '' }, people.Reader);
  const { body } = await get(site, '/staff/reports', people.Staff.cookie);
  expect(['What it said before', 'The same.'].map((words) => body.includes(words))).toEqual([true, true]);
  const decided = { outcome: 'hidden', category: 'abuse', reason: 'Demo' };
  await send(`/staff/posts/${postId}/decision`, decided, people.Staff);
  const letters = (await listMail(site.database.db, 100)).filter(({ recipient }) => recipient === 'author@example.org');
  expect(letters.map(({ subject }) => subject)).toContainEqual(
    expect.stringMatching(/^Your review on Intro.* was hidden$/),
  );
  expect(JSON.stringify(letters)).not.toContain('comment of yours');
});
