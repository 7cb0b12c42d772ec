/** Every kind of alert for real, through imports: in the product, by letter and by feed; by several processes, each once. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { post, verifiedOrganisation } from '../../../tests/support/people.js';
import { SITE_DAY } from '../../../tests/support/site.js';
import { findSubject } from '../../catalogue/index.js';
import { openDiscovery, WeighingTooSlow } from '../../discovery/index.js';
import { fixedClock } from '../../platform/clock/index.js';
import { silentLog } from '../../platform/log/index.js';
import { writeDigests } from '../actions/alerts/digests.js';
import { openAlerts } from '../actions/alerts/open.js';
import type { Alerting } from '../actions/alerts/parts.js';
import { readOn } from '../actions/alerts/reading-on.js';
import { remindOfDates } from '../actions/alerts/watching.js';
import { act, type KeptSite, openKeptSite, read } from './kept-site.js';
import { type Draft, digestingOn, feedTitles, importCourses, lettersTo, pounds, toldTo } from './telling.js';

let all: KeptSite;
beforeAll(async () => {
  all = await openKeptSite();
  await all.site.tellNews();
});
afterAll(() => all.site.close());

const forget = () => all.site.database.pool.query('truncate lists.alert, lists.alert_letter');
const idOf = async (title: string): Promise<string> =>
  (await all.site.database.pool.query('select id from catalogue.course where title = $1', [title])).rows[0].id;

async function keepDecision(id: string, name: string, question: unknown): Promise<void> {
  const { pool } = all.site.database;
  await pool.query(
    'insert into guide.decision (id, person_id, name, created, changed) values ($1, $2, $3, now(), now())',
    [id, all.adaId, name],
  );
  await pool.query(
    `insert into guide.decision_version (decision_id, number, question, answer, created) values ($1, 1, $2, '{}', now())`,
    [id, question],
  );
}

/** What another web process follows the log with. */
async function anotherProcess(): Promise<Alerting & { close(): Promise<void> }> {
  const { db, pool } = all.site.database;
  const clock = fixedClock(SITE_DAY);
  const discovery = await openDiscovery({ db, pool, clock, log: silentLog, folder: null });
  return { db, clock, log: silentLog, discovery, late: { decisions: new Map() }, close: () => discovery.close() };
}

test('each kind is told in the product, by letter and by feed', async () => {
  const run = (more: Partial<Draft>, externalId = 'tides'): Draft => ({
    title: `Demo: ${externalId}`,
    externalId,
    ...more,
  });
  const offerings = [{ externalId: 'run', start: '2026-11-30', enrolUntil: '2026-11-24' }];
  await importCourses(all, [run({ ...pounds(300), offerings }), run({}, 'gone'), run({ outcomes: ['One'] }, 'fresh')]);
  for (const title of ['Demo: tides', 'Demo: gone', 'Demo: fresh'])
    await act(all, all.ada, '/my/lists/add', { course: await idOf(title), list: 'first' });
  await act(all, all.ada, '/my/searches/new', { search: 'q=lighthouses', name: 'Lighthouses', told: 'yes' });
  await act(all, all.ada, '/my/alerts/feed');
  await all.site.tellNews();
  await forget();
  const changed = [run({ ...pounds(250), offerings }), run({ outcomes: ['Two'] }, 'fresh'), run({}, 'lighthouses')];
  await importCourses(all, changed, { today: '2026-11-24', gone: ['gone'] });
  await all.site.tellNews();
  await remindOfDates({ db: all.site.database.db, clock: fixedClock(SITE_DAY) });
  const told = [
    /Demo: tides: now £250, before £300\./,
    /Demo: tides: it starts on .*30 November 2026, in 7 days\./,
    /Demo: tides: enrolment closes on .*24 November 2026, tomorrow\./,
    /Demo: fresh: its content has changed/,
    /Demo: gone: no source offers it any more\./,
  ];
  expect((await toldTo(all, all.ada)).map(({ kind }) => kind).sort()).toEqual([
    'closing',
    'new',
    'price',
    'refreshed',
    'start',
    'withdrawn',
  ]);
  const page = await read(all, all.ada, '/my/alerts');
  const titles = (await feedTitles(all, all.ada)).join('\n');
  expect(await writeDigests(digestingOn(all, SITE_DAY))).toBe(1);
  const [letter] = await lettersTo(all, all.ada);
  for (const words of told) for (const text of [page, titles, letter?.text]) expect(text).toMatch(words);
  for (const text of [page, letter?.text]) expect(text).toMatch(/Your search “Lighthouses”[\s\S]*Demo: lighthouses/);
  expect(titles).toMatch(/new course/);
});

test('a development is told to who follows a skill or subject of it, or keeps a decision whose gap it meets', async () => {
  await forget();
  const { slug } = await verifiedOrganisation(all.site, 'Demo Body', { owner: all.staff });
  const subject = findSubject('nursing-and-midwifery');
  await act(all, all.bea, '/my/follows/add', { kind: 'skill', key: 'data-analysis' });
  await act(all, all.bea, '/my/follows/add', { kind: 'subject', key: subject?.slug ?? '' });
  await keepDecision('00000000-0000-4000-8000-00000000dec2', 'Towards data', {
    goals: { gap: [{ skill: 'data-analysis', weight: 2 }] },
  });
  await keepDecision('00000000-0000-4000-8000-00000000dec3', 'Elsewhere', {
    goals: { gap: [{ skill: 'nursing', weight: 2 }] },
  });
  const texts = {
    title: 'Demo Act on counting',
    day: '2026-10-01',
    summary: 'Wards must count.',
    skills: 'data analysis',
    subjects: subject?.label ?? '',
    occupations: '',
    url1: 'https://law.example.org/act',
    source1: 'Demo Act',
  };
  const base = `/organisations/${slug}/developments/new`;
  expect((await post(all.site, base, { ...texts, act: 'keep' }, all.staff.cookie)).statusCode).toBe(303);
  await all.site.tellNews();
  expect([await toldTo(all, all.ada), await toldTo(all, all.bea)]).toEqual([[], []]);
  const { rows } = await all.site.database.pool.query('select id from catalogue.development');
  const one = `/organisations/${slug}/developments/${rows[0].id}`;
  expect((await post(all.site, one, { ...texts, act: 'publish' }, all.staff.cookie)).statusCode).toBe(303);
  await Promise.all([all.site.tellNews(), all.site.tellNews()]);
  expect((await toldTo(all, all.ada)).map(({ facts }) => facts.because)).toEqual([['Towards data']]);
  const told = await toldTo(all, all.bea);
  expect(told.map(({ kind, facts }) => [kind, facts.because])).toEqual([
    ['development', [expect.any(String), expect.any(String)]],
  ]);
  expect(await read(all, all.ada, '/my/alerts')).toMatch(/New in “Towards data”/);
});

test('two processes that follow at once tell each thing once', async () => {
  await forget();
  const other = await anotherProcess();
  const theirs = openAlerts({ ...other, pool: null });
  for (let round = 0; round < 4; round += 1) {
    const drafts = [0, 1, 2].map((i) => ({
      title: `Demo: lighthouses ${round} ${i}`,
      externalId: `at-once-${round}-${i}`,
    }));
    await importCourses(all, drafts);
    await Promise.all([all.site.tellNews(), theirs.catchUp(), all.site.tellNews(), theirs.catchUp()]);
  }
  await all.site.tellNews();
  const told = (await toldTo(all, all.ada)).filter(({ subject }) => subject.startsWith('search:'));
  expect(told.map(({ facts }) => facts.total)).toEqual([12]);
  await theirs.close();
  await other.close();
});

test('a decision that there is no time to weigh is asked again at the next step; the others wait for nothing', async () => {
  await forget();
  await keepDecision('00000000-0000-4000-8000-00000000dec4', 'What is cheap', {
    budget: { limit: { value: 2, hard: true } },
  });
  const parts = await anotherProcess();
  let slow = true;
  const { discovery } = parts;
  const weigh: typeof discovery.weigh = (valuation) =>
    slow ? Promise.reject(new WeighingTooSlow()) : discovery.weigh(valuation);
  const busy = { ...parts, discovery: { ...discovery, weigh } };
  await importCourses(all, [{ title: 'Demo: lighthouses for a pound', externalId: 'pound', ...pounds(1) }]);
  const because = async () => (await toldTo(all, all.ada)).map(({ facts }) => facts.because).sort();
  await readOn(busy);
  expect(await because()).toEqual(['Lighthouses']);
  slow = false;
  await readOn(busy);
  await readOn(busy);
  expect(await because()).toContain('What is cheap');
  expect((await toldTo(all, all.ada)).map(({ facts }) => facts.total)).not.toContain(2);
  await parts.close();
});
