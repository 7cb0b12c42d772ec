/** Alerts: what is new and what changes is told once, to whom it concerns, by page, letter and feed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { get, post, type TestPerson } from '../../../tests/support/people.js';
import { SITE_DAY } from '../../../tests/support/site.js';
import { sendToPerson } from '../../accounts/index.js';
import { type CourseRecordInput, importReadings, type Reading } from '../../catalogue/index.js';
import { fixedClock } from '../../platform/clock/index.js';
import { silentLog } from '../../platform/log/index.js';
import { listMail, openPost } from '../../platform/mail/index.js';
import { ALERTS, writeDigests } from '../actions/alerts/digests.js';
import { readOn } from '../actions/alerts/reading-on.js';
import { remindOfDates } from '../actions/alerts/watching.js';
import { act, type KeptSite, mergeCourses, openKeptSite, plain, read } from './kept-site.js';

let all: KeptSite;
beforeAll(async () => {
  all = await openKeptSite();
});
afterAll(() => all.site.close());

const academy = { name: 'Demo Academy', country: 'GB' };
type Draft = Partial<CourseRecordInput> & { title: string; externalId: string };

/** Reads records into the catalogue, and tells what came of it. */
async function publish(records: readonly Draft[], { source = 'more', today = SITE_DAY } = {}): Promise<void> {
  const readings = records.map(
    (record): Reading => ({
      type: 'course',
      at: record.externalId,
      record: { provider: academy, url: `https://demo.example.org/${record.externalId}`, ...record } as never,
    }),
  );
  await importing(readings, source, today);
}

async function importing(readings: readonly Reading[], source: string, today = SITE_DAY): Promise<void> {
  const stream = (async function* () {
    yield* readings;
  })();
  const { errors } = await importReadings({
    db: all.site.database.db,
    source: { key: source, name: `Demo ${source}` },
    format: 'demo',
    today,
    readings: stream,
    force: true,
  });
  expect(errors).toEqual([]);
  await all.site.tellNews();
}

type Told = { kind: string; facts: { total?: number; because?: string; before?: unknown; after?: unknown } };
async function toldTo({ email }: TestPerson): Promise<Told[]> {
  const { rows } = await all.site.database.pool.query<Told>(
    `select kind, facts from lists.alert join accounts.person on person.id = person_id
     where email = $1 order by alert.created, subject`,
    [email],
  );
  return rows;
}
const kindsTold = async (person: TestPerson) => (await toldTo(person)).map(({ kind }) => kind);
const forget = () => all.site.database.pool.query('truncate lists.alert, lists.alert_letter');

function digesting(instant: string) {
  const { config, database } = all.site;
  const post = openPost(config, database);
  const letters = { post, origin: config.origin, secret: config.secret };
  return { db: database.db, clock: fixedClock(instant), letters };
}
const lettersTo = async ({ email }: TestPerson) =>
  (await listMail(all.site.database.db, 500)).filter(
    ({ recipient, text }) => recipient === email && text.includes('/my/alerts'),
  );

const save = (person: TestPerson, search: string, name: string, told = 'yes') =>
  act(all, person, '/my/searches/new', { search, name, told });

describe('new courses', () => {
  it('there are none when alerts begin', async () => {
    await save(all.ada, 'q=wards', 'Wards');
    await all.site.tellNews();
    expect(await toldTo(all.ada)).toEqual([]);
  });

  it('are told once, to whoever keeps the search or follows what they are of', async () => {
    await save(all.bea, 'q=wards', 'The same, by another');
    await save(all.bea, 'q=wards&free=1', 'Paused', 'no');
    await save(all.bea, 'q=astronomy', 'Something else');
    const { rows } = await all.site.database.pool.query(
      `select provider_id as id from catalogue.course where id = $1`,
      [all.courses.wards],
    );
    await act(all, all.ada, '/my/follows/add', { kind: 'provider', key: String(rows[0].id) });
    await publish([{ title: 'Demo: quiet wards at night', externalId: 'quiet' }]);
    await all.site.tellNews();
    expect((await toldTo(all.ada)).map(({ kind, facts }) => [kind, facts.because, facts.total])).toEqual([
      ['new', 'Demo Academy', 1],
      ['new', 'Wards', 1],
    ]);
    expect((await toldTo(all.bea)).map(({ facts }) => facts.because)).toEqual(['The same, by another']);
    const page = await read(all, all.ada, '/my/alerts');
    expect(page).toMatch(/One new course\..*Your search “Wards” · 23 Nov 2026.*Demo: quiet wards at night/);
  });

  it('that leave and come back, or part from another, are not new', async () => {
    await forget();
    await importing([{ type: 'deleted', at: 'quiet', externalId: 'quiet' }], 'more');
    await publish([{ title: 'Demo: quiet wards at night', externalId: 'quiet' }]);
    const part = await mergeCourses(all, all.courses.wardsAgain, all.courses.wards);
    await all.site.tellNews();
    await part();
    await all.site.tellNews();
    expect(await toldTo(all.ada)).toEqual([]);
  });

  it('by the hundred are one line of each search, with how many there are', async () => {
    await forget();
    const many = Array.from({ length: 120 }, (_, i) => ({ title: `Demo: wards, part ${i}`, externalId: `part-${i}` }));
    await publish(many.slice(0, 100));
    await publish(many.slice(100), { source: 'others' });
    const wards = (await toldTo(all.ada)).filter(({ facts }) => facts.because === 'Wards');
    expect(wards.map(({ facts }) => facts.total)).toEqual([120]);
    expect(await read(all, all.ada, '/my/alerts')).toMatch(/120 new courses\..*See these and 115 more courses/);
  });

  it('are told whole or not at all: a step that breaks off is done again', async () => {
    await forget();
    const { db } = all.site.database;
    await importReadings({
      db,
      source: { key: 'broken', name: 'Demo broken' },
      format: 'demo',
      today: SITE_DAY,
      readings: (async function* () {
        const record = {
          title: 'Demo: wards once more',
          provider: academy,
          externalId: 'once',
          url: 'https://e.test/1',
        };
        yield { type: 'course', at: 'once', record } as never;
      })(),
    });
    const failing = {
      db,
      clock: fixedClock(SITE_DAY),
      log: silentLog,
      late: { decisions: new Map() },
      discovery: {
        catchUp: async () => {},
        among: async () => {
          throw new Error('the process ends here');
        },
        weigh: async () => {
          throw new Error('nothing is weighed');
        },
      },
    };
    await expect(readOn(failing)).rejects.toThrow('the process ends here');
    expect(await toldTo(all.ada)).toEqual([]);
    await Promise.all([all.site.tellNews(), all.site.tellNews()]);
    expect((await toldTo(all.ada)).map(({ facts }) => facts.total)).toEqual([1, 1]);
  });
});

describe('a saved decision', () => {
  it('tells of a new course that comes among its first five, and of nothing that breaks a hard limit', async () => {
    await forget();
    const id = '00000000-0000-4000-8000-00000000dec1';
    const question = { budget: { limit: { value: 50, hard: true } } };
    const { pool } = all.site.database;
    await pool.query(
      `insert into guide.decision (id, person_id, name, created, changed) values ($1, $2, 'My next step', now(), now())`,
      [id, all.adaId],
    );
    await pool.query(
      `insert into guide.decision_version (decision_id, number, question, answer, created) values ($1, 1, $2, '{}', now())`,
      [id, question],
    );
    const priced = (amount: number) => ({
      prices: [{ amount, currency: 'GBP', kind: 'full' as const, raw: 'x', how: 'stated' as const }],
    });
    await publish([{ title: 'Demo: dear astronomy', externalId: 'dear', ...priced(90_000) }]);
    expect((await toldTo(all.ada)).filter(({ facts }) => facts.because === 'My next step')).toEqual([]);
    await publish([{ title: 'Demo: cheap astronomy', externalId: 'cheap', ...priced(100) }]);
    const page = await read(all, all.ada, '/my/alerts');
    expect(page).toMatch(/One new course\..*Your decision “My next step”.*Demo: cheap astronomy/);
    expect(page).not.toContain('dear astronomy Demo');
    await pool.query('delete from guide.decision where id = $1', [id]);
    expect(await read(all, all.ada, '/my/alerts')).not.toContain('My next step');
  });
});

describe('a course in a list', () => {
  const price = (amount: number) => [
    { amount, currency: 'GBP', kind: 'full' as const, raw: 'x', how: 'stated' as const },
  ];
  const watched = (more: Partial<Draft>): Draft => ({
    title: 'Demo: kept and watched',
    externalId: 'watched',
    ...more,
  });

  it('is told of when its price is another, unless it is what it was before anybody was told', async () => {
    await publish([watched({ prices: price(30_000) })]);
    const { rows } = await all.site.database.pool.query(
      `select id from catalogue.course where title like '%kept and%'`,
    );
    await act(all, all.bea, '/my/lists/add', { course: String(rows[0].id), list: 'first' });
    await all.site.tellNews();
    await forget();
    await publish([watched({ prices: price(35_000) })]);
    await publish([watched({ prices: price(32_000) })]);
    expect(await read(all, all.bea, '/my/alerts')).toContain('Demo: kept and watched: now £320, before £300.');
    await publish([watched({ prices: price(30_000) })]);
    expect(await kindsTold(all.bea)).toEqual([]);
    await publish([watched({ prices: [] })]);
    expect(await read(all, all.bea, '/my/alerts')).toContain('it no longer states a price; it was £300');
  });

  it('is told of when its content changes and when it is withdrawn, but not when it is another course now', async () => {
    await forget();
    await publish([watched({ outcomes: ['Another outcome'] })], { today: '2026-11-24' });
    expect(await kindsTold(all.bea)).toEqual(['refreshed']);
    await importing([{ type: 'deleted', at: 'watched', externalId: 'watched' }], 'more');
    expect(await kindsTold(all.bea)).toEqual(['refreshed', 'withdrawn']);
    await publish([watched({ outcomes: ['Another outcome'] })]);
    expect(await kindsTold(all.bea)).toEqual(['refreshed']);
  });

  it('is told of once before it starts, and twice before enrolment closes', async () => {
    await forget();
    await act(all, all.bea, '/my/lists/add', { course: all.courses.wards, list: 'first' });
    await act(all, all.bea, '/my/lists', { name: 'Another list' });
    await all.site.tellNews();
    const { db } = all.site.database;
    for (const day of [
      '2026-12-20',
      '2026-12-30',
      '2026-12-31',
      '2027-01-04',
      '2027-01-04',
      '2027-01-06',
      '2027-01-07',
    ])
      await remindOfDates({ db, clock: fixedClock(`${day}T05:00:00Z`) });
    expect((await kindsTold(all.bea)).sort()).toEqual(['closing', 'closing', 'start']);
  });
});

describe('a letter', () => {
  it('comes once a week with all that waits, and what it told is told no more', async () => {
    await forget();
    await publish([{ title: 'Demo: wards by letter', externalId: 'letter' }]);
    expect(await writeDigests(digesting('2026-11-23T05:00:00Z'))).toBe(2);
    expect(await writeDigests(digesting('2026-11-23T05:10:00Z'))).toBe(0);
    const [letter] = await lettersTo(all.ada);
    expect(letter?.subject).toBe('2 new courses');
    expect(letter?.text).toContain('Your search “Wards”');
    expect(letter?.text).toMatch(
      /- Demo: wards by letter, Demo Academy\n {2}http:\/\/localhost:\d+\/courses\/demo-wards/,
    );
    expect(letter?.unsubscribe).toContain('/letters/unsubscribe/');
    await publish([{ title: 'Demo: wards after the letter', externalId: 'after' }]);
    expect(await writeDigests(digesting('2026-11-25T05:00:00Z'))).toBe(0);
    expect(await writeDigests(digesting('2026-11-30T05:00:00Z'))).toBe(2);
    const [next] = await lettersTo(all.ada);
    expect(next?.text).toContain('wards after the letter');
    expect(next?.text).not.toContain('wards by letter');
  });

  it('comes daily, never, or without what is not wanted, as chosen; two workers write one', async () => {
    await act(all, all.ada, '/my/alerts/choice', { every: 'day', kind: 'new' });
    await act(all, all.bea, '/my/alerts/choice', { every: 'never', kind: 'price' });
    await publish([{ title: 'Demo: wards by day', externalId: 'by-day' }]);
    const before = (await lettersTo(all.ada)).length;
    const both = [writeDigests(digesting('2026-12-01T05:00:00Z')), writeDigests(digesting('2026-12-01T05:00:00Z'))];
    expect((await Promise.all(both)).reduce((sum, letters) => sum + letters, 0)).toBe(1);
    expect((await lettersTo(all.ada)).length).toBe(before + 1);
    expect((await toldTo(all.bea)).filter(({ facts }) => facts.because === 'Wards by day')).toEqual([]);
  });

  it('does not come to who stopped such letters; the product still tells', async () => {
    const { db } = all.site.database;
    const [letter] = await lettersTo(all.ada);
    const way = new URL(letter?.unsubscribe ?? '').pathname;
    expect((await post(all.site, way, {})).statusCode).toBeLessThan(400);
    await publish([{ title: 'Demo: wards untold', externalId: 'untold' }]);
    expect(await writeDigests(digesting('2026-12-02T05:00:00Z'))).toBe(0);
    expect(await read(all, all.ada, '/my/alerts')).toContain('Demo: wards untold');
    expect(await read(all, all.ada, '/my/alerts/choice')).toContain('You have switched these letters off');
    const { letters } = digesting('2026-12-02T05:00:00Z');
    expect(await sendToPerson(db, letters, all.adaId, ALERTS, { subject: 'x', text: 'x' })).toBe(false);
  });
});

describe('in the product', () => {
  it('alerts are marked as read by their person alone, and only what was seen', async () => {
    const body = (await get(all.site, '/my/alerts', all.ada.cookie)).body;
    const alert = /id="alert-([\w-]{36})"/.exec(body)?.[1] ?? '';
    const unread = async () =>
      (
        await all.site.database.pool.query('select from lists.alert where person_id = $1 and read_at is null', [
          all.adaId,
        ])
      ).rowCount;
    const before = await unread();
    await act(all, all.bea, '/my/alerts/read', { alert });
    expect(await unread()).toBe(before);
    await act(all, all.ada, '/my/alerts/read', { until: '2020-01-01T00:00:00.000Z' });
    expect(await unread()).toBe(before);
    await act(all, all.ada, '/my/alerts/read', { alert });
    expect(await unread()).toBe((before ?? 0) - 1);
    await act(all, all.ada, '/my/alerts/read');
    expect(await unread()).toBe(0);
  });

  it('a search that is deleted takes its alerts with it', async () => {
    const { rows } = await all.site.database.pool.query(`select id from lists.saved_search where person_id = $1`, [
      all.adaId,
    ]);
    expect(await read(all, all.ada, '/my/alerts')).toContain('Your search “Wards”');
    await act(all, all.ada, `/my/searches/${rows[0].id}/deletion`);
    expect(await read(all, all.ada, '/my/alerts')).not.toContain('Your search “Wards”');
  });
});

describe('a private feed', () => {
  const addresses = async () => {
    const { body } = await get(all.site, '/my/alerts/choice', all.ada.cookie);
    return [...body.matchAll(/\/alerts\/[\w.-]+\/feed\.(?:atom|json)/g)].map(([path]) => path);
  };

  it('is read by whoever holds its address, until that is renewed or ended, and names nobody', async () => {
    expect(await addresses()).toEqual([]);
    await act(all, all.ada, '/my/alerts/feed');
    const [atom = '', json = ''] = await addresses();
    const asAtom = await get(all.site, atom);
    expect([asAtom.statusCode, asAtom.headers['x-robots-tag'], asAtom.headers['cache-control']]).toEqual([
      200,
      'noindex',
      'private, no-store',
    ]);
    const asJson = (await get(all.site, json)).json();
    expect(asJson.items.length).toBeGreaterThan(0);
    expect(asJson.items[0]).toMatchObject({ id: expect.stringContaining('urn:uuid:'), title: expect.any(String) });
    for (const text of [asAtom.body, JSON.stringify(asJson)]) expect(text).not.toMatch(/Demo Ada|ada@example/);
    const { rows } = await all.site.database.pool.query(
      'select row_to_json(feed)::text as row from lists.alert_feed feed',
    );
    expect(rows.map(({ row }) => row).join()).not.toContain(atom.split('/')[2]);
    expect(await read(all, all.ada, '/my/alerts/feed/renewal')).toContain('opens nothing from then on');
    await act(all, all.ada, '/my/alerts/feed');
    expect((await get(all.site, atom)).statusCode).toBe(404);
    const [renewed = ''] = await addresses();
    expect((await get(all.site, renewed)).statusCode).toBe(200);
    expect(await read(all, all.ada, '/my/alerts/feed/end')).toContain('End your feed?');
    expect((await get(all.site, renewed)).statusCode).toBe(200);
    await act(all, all.ada, '/my/alerts/feed/end');
    expect((await get(all.site, renewed)).statusCode).toBe(404);
    expect(plain((await get(all.site, renewed)).body)).toContain('no feed at this address');
  });
});
