/** Courses that people take with their providers: theirs alone, counted only together, moved with a merge, asked about once. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { get, post, signUp, type TestPerson } from '../../../tests/support/people.js';
import { makeStaff } from '../../../tests/support/roles.js';
import { openSite, type RunningSite } from '../../../tests/support/site.js';
import { listMail, openPost } from '../../platform/mail/index.js';
import { askLearners } from '../actions/asking.js';
import { takingFigures } from '../actions/taking.js';

let site: RunningSite;
let ada: TestPerson;
let ben: TestPerson;
type Row = { id: string; slug: string; provider_id: string };
let courses: Row[];
beforeAll(async () => {
  site = await openSite();
  ada = await signUp(site, 'Demo Ada', 'ada@example.org');
  ben = await signUp(site, 'Demo Ben', 'ben@example.org');
  // Two that one provider offers, so that they can turn out to be one.
  const { rows } = await site.database.pool.query<Row>(`
    select course.id, course.slug, course.provider_id from catalogue.course_card course
    where provider_slug = 'open-university' order by num limit 2`);
  courses = rows;
});
afterAll(() => site.close());

const take = async (who: TestPerson, course: number, step: string) => {
  const answer = await post(site, '/my/courses', { course: courses[course]!.slug, step }, who.cookie);
  expect(answer.statusCode).toBe(303);
  return String(answer.headers.location).split('?')[0]!;
};
const moment = (day: string) => ({ now: new Date(`${day}T08:00:00Z`), today: day });

test('pressing twice is pressing once, also at the same time; a step back is not taken', async () => {
  const [one, two] = await Promise.all([take(ada, 0, 'opened'), take(ada, 0, 'opened')]);
  expect(two).toBe(one);
  expect(await take(ada, 0, 'started')).toBe(one);
  expect(await take(ada, 0, 'opened')).toBe(one);
  expect((await get(site, one, ada.cookie)).body).toContain('Started 23 Nov 2026');
  expect((await get(site, `/courses/${courses[0]!.slug}`, ada.cookie)).body).toContain('Among your courses');
});

test('nobody opens, changes or removes what is another’s: it is not there', async () => {
  const mine = await take(ada, 0, 'started');
  expect((await get(site, mine, ben.cookie)).statusCode).toBe(404);
  for (const [path, fields] of [
    ['steps', { step: 'finished' }],
    ['days', { started: '2026-11-01' }],
    ['removal', {}],
  ] as const)
    expect((await post(site, `${mine}/${path}`, fields, ben.cookie)).statusCode).toBe(404);
  expect((await get(site, '/my/courses', ben.cookie)).body).not.toContain(mine);
});

test('a day that cannot be comes back with what was typed; a good one is kept, and what follows from it', async () => {
  const mine = await take(ada, 0, 'started');
  const refused = await post(site, `${mine}/days`, { started: '2026-11-20', finished: '2026-11-19' }, ada.cookie);
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain('before the day on which you started');
  expect(refused.body).toContain('value="2026-11-19"');
  const days = { enrolled: '', started: '2026-10-01', ends: '2026-11-01', finished: '', stopped: '' };
  expect((await post(site, `${mine}/days`, days, ada.cookie)).statusCode).toBe(303);
  expect((await get(site, mine, ada.cookie)).body).toContain('Started 1 Oct 2026, ends 1 Nov 2026');
});

test('whoever has not said that they finished is asked once, and once what it was like; nobody who does not want it', async () => {
  const { db } = site.database;
  const letters = { post: openPost(site.config, site.database), origin: site.origin, secret: site.config.secret };
  const theirs = async () => (await listMail(db, 100)).filter(({ subject }) => /^(Did you|What was)/.test(subject));
  const both = async (day: string) => Promise.all([1, 2].map(() => askLearners(db, letters, moment(day))));
  const mine = await take(ada, 0, 'started');
  await both('2026-11-14');
  expect(await theirs()).toEqual([]);
  await both('2026-11-15');
  await both('2026-11-16');
  expect((await theirs()).map(({ recipient, subject }) => `${recipient} ${subject.slice(0, 14)}`)).toEqual([
    'ada@example.org Did you finish',
  ]);

  await post(site, `${mine}/steps`, { step: 'finished' }, ada.cookie);
  const silent = await take(ben, 1, 'finished');
  await post(site, '/account/letters', {}, ben.cookie);
  await both('2026-11-23');
  expect(await theirs()).toHaveLength(1);
  await both('2026-11-24');
  await both('2026-11-25');
  const [asked] = await theirs();
  expect(`${(await theirs()).length} ${asked?.subject.slice(0, 8)}`).toBe('2 What was');
  expect(asked?.text).toContain(`/reviews/${courses[0]!.slug}/new`);
  await post(site, `${silent}/removal`, {}, ben.cookie);
});

/** Its title may be another's word after a merge; its number stays. */
const leadsTo = ({ slug }: Row) => new RegExp(`"/courses/[\\w-]+${/-\d+$/.exec(slug)?.[0]}"`);

test('a course that turns out to be another is followed there, and back', async () => {
  const [from, into] = courses as [Row, Row];
  const mine = await take(ada, 0, 'planned');
  await makeStaff(site, ben);
  const merging = (path: string, fields: Record<string, string>) =>
    post(site, `/staff/merging/${path}`, { ...fields, reason: 'Demo' }, ben.cookie);
  expect((await merging('pair', { one: from.id, other: into.id, keep: into.id })).statusCode).toBe(303);
  const { body } = await get(site, mine, ada.cookie);
  expect(body).toMatch(leadsTo(into));
  expect((await get(site, leadsTo(into).exec(body)?.[0]?.slice(1, -1) ?? '', ada.cookie)).body).toContain(mine);
  const { rows } = await site.database.pool.query('select id from catalogue.course_merge');
  expect((await merging(`${rows[0].id}/undoing`, {})).statusCode).toBe(303);
  expect((await get(site, mine, ada.cookie)).body).toMatch(leadsTo(from));
});

test('a provider is told a number only when five people stand behind it', async () => {
  const { db, pool } = site.database;
  const [, course] = courses as [Row, Row];
  const people = [ada, ben];
  for (const name of ['Cem', 'Dan'])
    people.push(await signUp(site, `Demo ${name}`, `${name.toLowerCase()}@example.org`));
  for (const person of people) await take(person, 1, 'started');
  const figures = async () => (await takingFigures(db, course.provider_id)).get(course.id);
  expect(await figures()).toEqual({ enrolled: null, finished: null });
  // The same person once more is still four people.
  await pool.query(
    `
    insert into reviews.taking (id, person_id, course_id, edition, step, finished, created, changed)
    select gen_random_uuid(), person_id, course_id, edition, 'finished', '2020-01-01', created, changed
    from reviews.taking where course_id = $1`,
    [course.id],
  );
  expect(await figures()).toEqual({ enrolled: null, finished: null });
  await take(await signUp(site, 'Demo Eve', 'eve@example.org'), 1, 'enrolled');
  expect(await figures()).toEqual({ enrolled: 5, finished: null });
});
