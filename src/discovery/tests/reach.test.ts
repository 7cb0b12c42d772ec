import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase } from '../../../tests/support/database.js';
import { get, signUp, type TestPerson, verifiedOrganisation } from '../../../tests/support/people.js';
import { openSite, type RunningSite, SITE_DAY } from '../../../tests/support/site.js';
import { importReadings, type Reading } from '../../catalogue/index.js';
import { fixedClock } from '../../platform/clock/index.js';
import { newId } from '../../platform/crypto/index.js';
import { silentLog } from '../../platform/log/index.js';
import { openReach } from '../actions/reach.js';
import { counts, everyDay, totalOf } from '../rules/reach.js';

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const PROVIDER = 'Demo Reach University';
let site: RunningSite;
let member: TestPerson;
let stranger: TestPerson;
let slug: string;
let course: { id: string; slug: string };

beforeAll(async () => {
  site = await openSite({ starter: false });
  member = await signUp(site, 'Demo Member', 'member@example.org');
  stranger = await signUp(site, 'Demo Stranger', 'stranger@example.org');
  ({ slug } = await verifiedOrganisation(site, PROVIDER, { viewer: member }));
  const run = {
    externalId: 'run',
    start: '2027-01-10',
    url: 'https://reach.example.org/far/run',
    prices: [],
    languages: [],
  };
  await importCourses([
    { externalId: 'far', title: 'Reach far', url: 'https://reach.example.org/far?x=1', offerings: [run] },
    { externalId: 'nowhere', title: 'Reach nowhere' },
  ]);
  course = await found('far');
});
afterAll(() => site.close());

async function importCourses(courses: readonly object[]): Promise<void> {
  async function* readings(): AsyncGenerator<Reading> {
    for (const [at, course] of courses.entries()) {
      const record = { ...course, provider: { name: PROVIDER } };
      yield { type: 'course', at: `row ${at + 1}`, record } as unknown as Reading;
    }
  }
  const source = { key: 'demo', name: 'Demo feed' };
  await importReadings({ db: site.database.db, source, format: 'demo', today: SITE_DAY, readings: readings() });
}

/** A course that can be found, once it can. Asked by a crawler, so that asking counts nothing. */
async function found(word: string): Promise<{ id: string; slug: string }> {
  for (let tries = 0; tries < 50; tries++) {
    const { items } = (await visit(`/api/v1/courses?q=${word}`, 'Demobot/1.0')).json() as {
      items: { id: string; slug: string }[];
    };
    if (items[0]) return items[0];
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${word} cannot be found`);
}

const visit = (url: string, agent: string = BROWSER, method: 'GET' | 'HEAD' = 'GET') =>
  site.app.inject({ url, method, headers: { 'user-agent': agent } });

/** Figures of the course as its provider sees them. */
async function figures(): Promise<number[]> {
  const { body } = await get(site, `/organisations/${slug}/reach.csv`, member.cookie);
  const line = body.split('\r\n').find((text) => text.includes('Reach far'));
  return line ? line.split(',').slice(3).map(Number) : [0, 0, 0];
}

test('looks of people are counted, a page that is kept as well, and programs are not', async () => {
  const before = await figures();
  await visit('/courses?q=reach+far');
  await visit('/courses?q=reach+far');
  await visit('/api/v1/courses?q=reach+far');
  await visit('/api/v1/courses?q=reach+far', 'curl/8.9');
  await visit(`/courses/${course.slug}`);
  for (const agent of ['Googlebot/2.1', 'curl/8.9', 'Wget/1.21']) {
    await visit('/courses?q=reach+far', agent);
    await visit(`/courses/${course.slug}`, agent);
    await visit(`/courses/${course.slug}/visit`, agent);
  }
  await visit(`/courses/${course.slug}`, BROWSER, 'HEAD');
  const after = await figures();
  expect(after.map((figure, at) => figure - (before[at] ?? 0))).toEqual([4, 1, 0]);
});

test('the way on leads to the provider’s own address as it is stored, and nowhere else', async () => {
  const before = await figures();
  const page = (await visit(`/courses/${course.slug}`)).body;
  const href = new RegExp(`href="(/courses/${course.slug}/visit[^"]*)"`).exec(page)?.[1] ?? '';
  const run = await visit(href);
  expect([run.statusCode, run.headers.location]).toEqual([302, 'https://reach.example.org/far/run']);
  expect([run.headers['x-robots-tag'], run.headers['cache-control']]).toEqual(['noindex, nofollow', 'no-store']);
  const elsewhere = [
    `/courses/${course.slug}/visit?offering=https://evil.example.org/`,
    `/courses/${course.slug}/visit?offering=${newId()}&url=https://evil.example.org/`,
    `/courses/${course.slug}/visit?offering=a&offering=b`,
  ];
  for (const url of elsewhere) expect((await visit(url)).headers.location).toBe('https://reach.example.org/far?x=1');
  expect((await figures())[2]).toBe((before[2] ?? 0) + 4);

  const { slug: nowhere } = await found('nowhere');
  expect((await visit(`/courses/${nowhere}/visit`)).headers.location).toBe(`/courses/${nowhere}`);
  expect((await visit('/courses/no-such-course-999999/visit')).statusCode).toBe(404);
  expect((await visit('/robots.txt')).body).toContain('Disallow: /courses/*/visit');
});

test('only members of the organisation see its figures', async () => {
  const page = `/organisations/${slug}/reach`;
  expect((await get(site, page, member.cookie)).body).toContain('Reach far');
  for (const url of [page, `${page}.csv`]) {
    expect((await get(site, url, stranger.cookie)).statusCode).toBe(403);
    expect([303, 302, 401]).toContain((await get(site, url)).statusCode);
  }
});

test('figures add up over processes and days, and survive a database that was away', async () => {
  const database = await openTestDatabase();
  try {
    const looking = { method: 'GET', headers: { 'user-agent': BROWSER } };
    const ids = [newId(), newId()];
    const open = (day: string) => openReach({ db: database.db, clock: fixedClock(day), log: silentLog });
    const [one, other] = [open(SITE_DAY), open(SITE_DAY)];
    one.found(ids, looking, 'page');
    other.found(ids, looking, 'page');
    await database.pool.query('alter table discovery.reach rename to away');
    await one.flush();
    await database.pool.query('alter table discovery.away rename to reach');
    one.found(ids, looking, 'page');
    one.opened(ids[0] as string, looking);
    await Promise.all([one.close(), other.close()]);
    const { rows } = await database.pool.query(
      'select course_id, day::text, found, opened, handed_over from discovery.reach order by opened desc',
    );
    expect(rows).toEqual([
      { course_id: ids[0], day: SITE_DAY, found: 3, opened: 1, handed_over: 0 },
      { course_id: ids[1], day: SITE_DAY, found: 3, opened: 0, handed_over: 0 },
    ]);
  } finally {
    await database.close();
  }
});

test('nothing but course, day and figures is kept', async () => {
  const { rows } = await site.database.pool.query<{ column_name: string }>(
    `select column_name from information_schema.columns where table_schema = 'discovery' and table_name = 'reach' order by 1`,
  );
  expect(rows.map((row) => row.column_name)).toEqual(['course_id', 'day', 'found', 'handed_over', 'opened']);
});

test('a prefetch and a program that says so are no looks; any header is survived', () => {
  const look = (headers: Record<string, string>) => counts({ method: 'GET', headers }, 'page');
  expect(look({ 'user-agent': BROWSER })).toBe(true);
  expect(look({ 'user-agent': BROWSER, 'sec-purpose': 'prefetch' })).toBe(false);
  expect(look({ 'user-agent': 'Mozilla/5.0 (compatible; bingbot/2.0)' })).toBe(false);
  expect(look({ 'user-agent': 'Mozilla/5.0 (Linux; Android 14; Cubot P80) Chrome/120 Mobile' })).toBe(false);
  fc.assert(fc.property(fc.string(), (agent) => typeof look({ 'user-agent': agent }) === 'boolean'));
});

test('who enrolled and finished, as learners say, is told from five people on, to members alone', async () => {
  const { pool } = site.database;
  const say = (enrolled: number, finished: number) =>
    pool.query(
      `with learner as (
         insert into accounts.person (id, name, email)
         select gen_random_uuid(), 'Demo learner', gen_random_uuid() || '@example.org' from generate_series(1, $2)
         returning id)
       insert into reviews.taking (id, person_id, course_id, edition, step, enrolled, finished, created, changed)
       select gen_random_uuid(), id, $1, 1, case when n <= $3 then 'finished' else 'enrolled' end, '2026-09-01',
         case when n <= $3 then date '2026-10-01' end, now(), now()
       from (select id, row_number() over () as n from learner) numbered`,
      [course.id, enrolled, finished],
    );
  const shown = async () => {
    const { body } = await get(site, `/organisations/${slug}/reach`, member.cookie);
    const section = body.slice(body.indexOf('id="learners"')).split('</section>')[0] ?? '';
    return section.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  };
  await say(4, 4);
  expect(await shown()).toContain('There are not five for any of these courses yet.');
  await say(2, 0);
  expect(await shown()).toMatch(/Reach far 6 under 5/);
  await say(1, 1);
  expect(await shown()).toMatch(/Reach far 7 5 /);
  expect((await get(site, `/organisations/${slug}/reach`, stranger.cookie)).statusCode).toBe(403);
});

test('days without a figure are zeros, and totals are sums', () => {
  const days = ['2026-11-21', '2026-11-22', '2026-11-23'];
  const figure = fc.nat({ max: 1000 });
  const rows = fc
    .subarray(days)
    .chain((some) =>
      fc.tuple(
        ...some.map((day) => fc.record({ day: fc.constant(day), found: figure, opened: figure, handedOver: figure })),
      ),
    );
  fc.assert(
    fc.property(rows, (some) => {
      const all = everyDay(some, days);
      expect(all.map(({ day }) => day)).toEqual(days);
      expect(totalOf(all)).toEqual(totalOf(some));
    }),
  );
});
