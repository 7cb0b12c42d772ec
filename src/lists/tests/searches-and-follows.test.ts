/** Searches and follows: kept once however they are asked for, nobody else's, and found by whoever tells of what is new. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEVELOPMENT } from '../../../tests/support/discussion.js';
import { get, post } from '../../../tests/support/people.js';
import { followersOf, keptQueries, watchedCourses, watchersOf } from '../queries/watching.js';
import { MOST } from '../schema.js';
import { act, type KeptSite, mergeCourses, openKeptSite, plain, read } from './kept-site.js';

let all: KeptSite;
beforeAll(async () => {
  all = await openKeptSite();
});
afterAll(() => all.site.close());

const keep = (search: string, name = 'Mine', person = all.ada) =>
  act(all, person, '/my/searches/new', { search, name, told: 'yes' });
const idIn = (location: string) => location.split('#search-')[1] ?? '';
const queries = async () => keptQueries(all.site.database.db, { after: '', limit: 100 });

describe('a saved search', () => {
  it('is one, however it was asked for, and is asked once for everybody who keeps it', async () => {
    const first = await keep('q=demo++law&hoursMin=5&level=not-stated&level=7&page=3', 'Law');
    const again = await keep('?level=7&hoursMin=5&level=not-stated&q=+demo+law&sort=price', 'Again');
    expect(again).toBe(first.replace('done=saved', 'done=there'));
    expect(await read(all, all.ada, again)).toContain('You keep this search already');
    await keep('q=demo+law&level=7&level=not-stated&hoursMin=5', 'Bea’s', all.bea);
    const [kept, ...more] = await queries();
    expect(more).toEqual([]);
    expect(kept).toMatchObject({ query: 'q=demo+law&level=7&level=not-stated&hoursMin=5' });
    expect(kept?.searches.map(({ name }) => name).sort()).toEqual(['Bea’s', 'Law']);
  });

  it('is shown in words with what it finds now, and what of it means nothing any more', async () => {
    const words = await read(all, all.ada, '/my/searches/new?q=trusts&priceMax=lots&provider=demo-college&free=on');
    expect(words).toMatch(/“trusts” Demo College Free Not understood, and left out: priceMax “lots”/);
    const id = idIn(await keep('q=trusts&provider=demo-college'));
    await all.site.database.pool.query(
      `update lists.saved_search set query = query || '&startFrom=soon' where id = $1`,
      [id],
    );
    await expect
      .poll(() => read(all, all.ada, '/my/searches'))
      .toMatch(/“trusts” · Demo College Not understood, and left out: startFrom “soon”\. 1 course now/);
    expect(await read(all, all.ada, `/my/searches/${id}`)).toContain('startFrom “soon”');
  });

  it('is called something else, paused and resumed, deleted', async () => {
    const id = idIn(await keep('q=data', 'Data'));
    const told = async () => (await queries()).some(({ searches }) => searches.some((one) => one.id === id));
    await act(all, all.ada, `/my/searches/${id}`, { name: 'About data' });
    await act(all, all.ada, `/my/searches/${id}/pause`, { paused: 'yes' });
    expect(await read(all, all.ada, '/my/searches')).toMatch(/About data paused/);
    expect(await told()).toBe(false);
    await act(all, all.ada, `/my/searches/${id}/pause`, { paused: 'no' });
    expect(await told()).toBe(true);
    await act(all, all.ada, `/my/searches/${id}/deletion`);
    expect((await get(all.site, `/my/searches/${id}`, all.ada.cookie)).statusCode).toBe(404);
  });

  it('is not there for anybody else', async () => {
    const id = idIn(await keep('q=private'));
    expect((await get(all.site, `/my/searches/${id}`, all.bea.cookie)).statusCode).toBe(404);
    for (const path of ['', '/pause', '/deletion'])
      expect((await post(all.site, `/my/searches/${id}${path}`, { name: 'x' }, all.bea.cookie)).statusCode).toBe(404);
  });

  it('asks for something, and no more than can be kept', async () => {
    const refused = async (search: string, name = 'x') => {
      const { statusCode, body } = await post(all.site, '/my/searches/new', { search, name }, all.ada.cookie);
      return `${statusCode} ${plain(body)}`;
    };
    expect(await refused('page=2&sort=price')).toMatch(/^422 .*There is no search to keep/);
    expect(await refused('q=x', '  ')).toMatch(/^422 .*Give it a name/);
    const long = Array.from({ length: 50 }, (_, at) => `skill=${'x'.repeat(150)}${at}`).join('&');
    expect(await refused(long)).toMatch(/^422 .*more filters than we can keep/);
    await all.site.database.pool.query(
      `insert into lists.saved_search (id, person_id, name, query, query_key, created, changed)
       select gen_random_uuid(), $1, 'x', '', lpad(n::text, 64, '0'), now(), now() from generate_series(1, $2::int) n`,
      [all.adaId, MOST.searches],
    );
    expect(await refused('q=one-more')).toMatch(/^409 .*You keep 200 searches/);
    await all.site.database.pool.query(`delete from lists.saved_search where query = '' and person_id = $1`, [
      all.adaId,
    ]);
  });
});

describe('following', () => {
  const organisationOf = async (slug: string) =>
    String(
      (await all.site.database.pool.query('select id from organisations.organisation where slug = $1', [slug])).rows[0]
        ?.id,
    );
  const follow = (kind: string, key: string, person = all.ada) => act(all, person, '/my/follows/add', { kind, key });

  it('is begun on a page with one button, is done once, and ends', async () => {
    await act(all, all.staff, '/staff/developments/new', { ...DEVELOPMENT, act: 'publish' });
    for (const [kind, key, label] of [
      ['provider', 'demo-academy', 'Demo Academy'],
      ['subject', 'nursing-and-midwifery', 'Nursing and midwifery'],
      ['skill', 'data-analysis', 'Data analysis'],
      ['development', 'demo-act-on-counting-quokkas', 'Demo Act on counting quokkas'],
    ] as const) {
      const page = `/my/follows/add?kind=${kind}&key=${key}`;
      expect(await read(all, all.ada, page)).toContain(`Follow ${label}`);
      await follow(kind, key);
      await follow(kind, key);
      expect(await read(all, all.ada, page)).toContain('You follow it already');
    }
    const { rows } = await all.site.database.pool.query('select count(*)::int as n from lists.follow');
    expect(rows[0].n).toBe(4);
    const words = await read(all, all.ada, '/my/follows');
    expect(words).toMatch(
      /Providers Demo Academy .*Subjects Nursing and midwifery .*Skills Data analysis .*Developments Demo Act/,
    );
    await act(all, all.ada, '/my/follows/removed', { kind: 'skill', key: 'data-analysis' });
    expect(await read(all, all.ada, '/my/follows')).not.toContain('Data analysis');
    expect(await read(all, all.bea, '/my/follows')).toContain('You follow nothing yet');
  });

  it('follows nothing that is not there', async () => {
    for (const target of [
      'kind=provider&key=nobody',
      'kind=planet&key=mars',
      'kind=skill&key=__proto__',
      'kind=skill',
      '',
    ])
      expect([target, (await get(all.site, `/my/follows/add?${target}`, all.ada.cookie)).statusCode]).toEqual([
        target,
        404,
      ]);
    expect(
      (await post(all.site, '/my/follows/removed', { kind: 'body', key: 'no-id' }, all.ada.cookie)).statusCode,
    ).toBe(303);
  });

  it('goes on when an organisation turns out to be another, and is told apart again when they part', async () => {
    const [gone, kept] = [await organisationOf('demo-college'), await organisationOf('demo-academy')];
    await follow('provider', 'demo-college');
    await follow('provider', 'demo-college', all.bea);
    const id = idIn(await keep('q=law&provider=demo-college&provider=demo-academy', 'Both'));
    const other = idIn(await keep('q=law&provider=demo-college&awardingBody=demo-college', 'One'));
    const texts = async () =>
      (
        await all.site.database.pool.query('select query from lists.saved_search where id = any($1) order by name', [
          [id, other],
        ])
      ).rows.map(({ query }) => query);
    const before = await texts();
    await act(all, all.staff, '/staff/organisations/merging/pair', { from: 'demo-college', into: 'demo-academy' });
    const found = await followersOf(all.site.database.db, [
      { kind: 'provider', key: kept },
      { kind: 'skill', key: 'none' },
    ]);
    expect(found.map(({ key, personId }) => `${key} ${personId === all.adaId}`).sort()).toEqual([
      `${kept} false`,
      `${kept} true`,
    ]);
    expect((await read(all, all.ada, '/my/follows')).match(/Demo Academy/g)).toHaveLength(2);
    expect(await read(all, all.bea, '/my/follows/add?kind=provider&key=demo-college')).toContain(
      'You follow Demo Academy',
    );
    // A search names organisations by slug: it follows too, and would find nothing otherwise.
    expect(await texts()).toEqual([
      'q=law&provider=demo-academy',
      'q=law&provider=demo-academy&awardingBody=demo-academy',
    ]);
    const { rows } = await all.site.database.pool.query('select id from organisations.merge where undone_at is null');
    await act(all, all.staff, `/staff/organisations/merging/${rows[0].id}/undoing`);
    expect((await read(all, all.ada, '/my/follows')).match(/Demo (Academy|College)/g)).toHaveLength(4);
    expect(await followersOf(all.site.database.db, [{ kind: 'provider', key: gone }])).toHaveLength(2);
    expect(await texts()).toEqual(before);
  });
});

describe('who keeps a course', () => {
  it('is found by any name that the course has had', async () => {
    const { db } = all.site.database;
    const { wards, wardsAgain, data } = all.courses;
    const saved = await act(all, all.ada, '/my/lists/add', { course: wardsAgain, list: 'first' });
    const part = await mergeCourses(all, wardsAgain, wards);
    expect(await watchersOf(db, [wards, data])).toMatchObject([
      { courseId: wards, personId: all.adaId, listName: 'Saved' },
    ]);
    expect(await watchedCourses(db, { after: null, limit: 10 })).toEqual([wards]);
    await part();
    expect(await watchersOf(db, [wards])).toEqual([]);
    await act(all, all.ada, `${saved.replace(/\?.*/, '')}/removed`, { course: wardsAgain });
    expect(await watchedCourses(db, { after: null, limit: 10 })).toEqual([]);
  });
});
