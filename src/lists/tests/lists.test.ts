/** Lists: filled, noted, ordered, shared; nobody else's; right when courses are merged, parted and withdrawn. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { get, post, type TestPerson } from '../../../tests/support/people.js';
import { forgetRemoved } from '../queries/lists.js';
import { MOST } from '../schema.js';
import { act, type KeptSite, mergeCourses, openKeptSite, plain, read } from './kept-site.js';

let all: KeptSite;
beforeAll(async () => {
  all = await openKeptSite();
});
afterAll(() => all.site.close());

/** Makes a list and returns its address. */
const newList = async (name: string, person: TestPerson = all.ada) =>
  (await act(all, person, '/my/lists', { name })).replace(/\?.*/, '');
const idOf = (address: string) => address.split('/').at(-1) ?? '';
const save = (course: keyof KeptSite['courses'], list: string, note = '') =>
  act(all, all.ada, '/my/lists/add', { course: all.courses[course], list: idOf(list), note });
const take = (course: keyof KeptSite['courses'], list: string) =>
  act(all, all.ada, `${list}/removed`, { course: all.courses[course] });
const titles = async (list: string) =>
  [...(await get(all.site, list, all.ada.cookie)).body.matchAll(/<h3>\s*<a[^>]*>([^<]*)</g)].map(([, title]) => title);

describe('a list', () => {
  it('is made with the first course that is saved, and takes each course once', async () => {
    const first = await act(all, all.ada, '/my/lists/add', { course: all.courses.wards, list: 'first' });
    const list = first.replace(/\?.*/, '');
    expect(await read(all, all.ada, first)).toContain('“Demo: safer wards” is in this list.');
    const again = await act(all, all.ada, '/my/lists/add', { course: all.courses.wards, list: 'first' });
    expect(await read(all, all.ada, again)).toContain('was in this list already');
    expect(await titles(list)).toEqual(['Demo: safer wards']);
    expect(await read(all, all.ada, '/my/lists')).toMatch(/Saved 1 course/);
    expect(await read(all, all.ada, `/my/lists/add?course=${all.courses.wards}`)).toContain('It is in Saved already.');
  });

  it('is made once, and takes a course once, however many ask at the same moment', async () => {
    const asked = { course: all.courses.data, list: 'first' };
    const led = await Promise.all(Array.from({ length: 4 }, () => act(all, all.bea, '/my/lists/add', asked)));
    expect(new Set(led.map((path) => path.replace(/\?.*/, ''))).size).toBe(1);
    expect(led.filter((path) => path.includes('done=added'))).toHaveLength(1);
    await act(all, all.bea, `${led[0]?.replace(/\?.*/, '')}/deletion`);
  });

  it('gives back what was taken out, with its note, for a day', async () => {
    const list = await newList('Put back');
    await save('data', list, 'Ask Jo');
    await take('data', list);
    expect(await read(all, all.ada, list)).toContain('Nothing in it yet');
    await act(all, all.ada, `${list}/returned`, { course: all.courses.data });
    expect(await read(all, all.ada, list)).toContain('Ask Jo');
    await take('data', list);
    await forgetRemoved(all.site.database.db, new Date('2026-11-23T00:00:00Z'));
    const early = await act(all, all.ada, `${list}/returned`, { course: all.courses.data });
    expect(early).toContain('done=returned');
    await take('data', list);
    await forgetRemoved(all.site.database.db, new Date('2026-11-24T00:00:01Z'));
    await act(all, all.ada, `${list}/returned`, { course: all.courses.data });
    expect(await read(all, all.ada, list)).not.toContain('Ask Jo');
  });

  it('lets a course go to another list with its note, or be in both', async () => {
    const [from, into] = [await newList('From'), await newList('Into')];
    await save('law', from, 'Why not');
    const at = `${from}/courses/${all.courses.law}`;
    await act(all, all.ada, `${at}/list`, { list: idOf(into), act: 'copy' });
    expect([await titles(from), await titles(into)]).toEqual([['=Demo law of trusts'], ['=Demo law of trusts']]);
    await act(all, all.ada, `${at}/note`, { note: 'Because' });
    await act(all, all.ada, `${at}/list`, { list: 'new', name: 'Third', act: 'move' });
    expect(await titles(from)).toEqual([]);
    expect(await read(all, all.ada, into)).toContain('Why not');
    const unnamed = await post(
      all.site,
      `${into}/courses/${all.courses.law}/list`,
      { list: 'new', name: ' ', act: 'move' },
      all.ada.cookie,
    );
    expect([unnamed.statusCode, plain(unnamed.body)]).toEqual([422, expect.stringContaining('Give it a name.')]);
  });

  it('adds up what its courses cost and how long they take, and says what is not stated', async () => {
    const list = await newList('Sums');
    for (const course of ['wards', 'law', 'data', 'free'] as const) await save(course, list);
    const words = await read(all, all.ada, list);
    expect(words).toContain('£120 + €100');
    expect(words).toMatch(/together, ≈ £\d{3} at rates of .*1 free and 1 without a stated price/);
    expect(words).toMatch(/of work; 2 courses without stated hours 42\.5 h/);
    const table = await get(all.site, `${list}/courses.csv`, all.ada.cookie);
    expect(table.body.split('\r\n')).toHaveLength(6);
    expect(table.body).toContain("\n'=Demo law of trusts,Demo College,,");
    const { body } = await get(all.site, `${list}/courses.ics`, all.ada.cookie);
    expect(body.match(/BEGIN:VEVENT/g)).toHaveLength(2);
    expect(body).toContain('DTSTART;VALUE=DATE:20270105');
  });

  it('stands where its owner puts it, under a name that no other list has', async () => {
    const bea = all.bea;
    const [one, two] = [await newList('One', bea), await newList('Two', bea)];
    await act(all, bea, `${two}/order`, { to: 'up' });
    await act(all, bea, `${two}/order`, { to: 'up' });
    expect((await read(all, bea, '/my/lists')).match(/(Two|One) 0 courses/g)).toEqual([
      'Two 0 courses',
      'One 0 courses',
    ]);
    const taken = await post(all.site, `${one}/change`, { name: ' two ' }, bea.cookie);
    expect([taken.statusCode, plain(taken.body)]).toEqual([409, expect.stringContaining('“Two” already')]);
    await act(all, bea, `${one}/change`, { name: 'ONE', note: 'For the spring' });
    await act(all, bea, `${two}/deletion`);
    expect(await read(all, bea, '/my/lists')).toMatch(/ONE 0 courses · For the spring/);
  });

  it('has a name on one line, without marks that turn the direction of writing', async () => {
    const list = await newList('  Wards\r\n\u202eand \u0007 more ');
    const { rows } = await all.site.database.pool.query('select name from lists.list where id = $1', [idOf(list)]);
    expect(rows).toEqual([{ name: 'Wards and more' }]);
  });

  it('says kindly that there are enough', async () => {
    const { pool } = all.site.database;
    const list = idOf(await newList('Full', all.bea));
    await pool.query(
      `insert into lists.list (id, person_id, name, position, created, changed)
       select gen_random_uuid(), person_id, 'list ' || n, n + 10, now(), now()
       from lists.list, generate_series(1, $2::int) n where id = $1`,
      [list, MOST.lists - 2],
    );
    const full = await post(all.site, '/my/lists', { name: 'One more' }, all.bea.cookie);
    expect([full.statusCode, plain(full.body)]).toEqual([409, expect.stringContaining('You have 100 lists')]);
  });
});

describe('a list when courses change', () => {
  it('shows a merged course once, with both notes, and both again when they are parted', async () => {
    const list = await newList('Merging');
    await save('wards', list, 'First note');
    await save('wardsAgain', list, 'Second note');
    await save('data', list);
    const part = await mergeCourses(all, all.courses.wardsAgain, all.courses.wards);
    expect((await titles(list)).toSorted()).toEqual(['Demo: reading data', 'Demo: safer wards']);
    expect(await read(all, all.ada, list)).toMatch(/First note\s+Second note|Second note\s+First note/);
    expect(await read(all, all.ada, '/my/lists')).toContain('Merging 2 courses');
    // What is saved under the old name is there already, and what is taken out is out whole.
    expect(await save('wardsAgain', list)).toContain('done=there');
    await take('wardsAgain', list);
    expect(await titles(list)).toEqual(['Demo: reading data']);
    await act(all, all.ada, `${list}/returned`, { course: all.courses.wards });
    await part();
    expect((await titles(list)).toSorted()).toEqual([
      'Demo: reading data',
      'Demo: safer wards',
      'Demo: wards made safer',
    ]);
    expect(await read(all, all.ada, list)).toMatch(/First note.*Second note|Second note.*First note/);
  });

  it('keeps a course that was saved under a name that has gone, and says so', async () => {
    const list = await newList('Renamed');
    await save('wardsAgain', list);
    const part = await mergeCourses(all, all.courses.wardsAgain, all.courses.wards);
    expect(await read(all, all.ada, list)).toContain('You saved it as “Demo: wards made safer”');
    await part();
  });

  it('keeps a course that is no longer listed', async () => {
    const list = await newList('Gone');
    await save('free', list);
    await all.site.database.pool.query(`update catalogue.course set state = 'withdrawn' where id = $1`, [
      all.courses.free,
    ]);
    const words = await read(all, all.ada, list);
    await all.site.database.pool.query(`update catalogue.course set state = 'published' where id = $1`, [
      all.courses.free,
    ]);
    expect(words).toContain('Demo: free first aid');
    expect(words).toContain('no longer listed');
  });
});

describe('a list is its owner’s', () => {
  it('is not there for anybody else, by page, act or API', async () => {
    const list = await newList('Private');
    await save('data', list, 'Secret');
    const at = `${list}/courses/${all.courses.data}`;
    const course = { course: all.courses.data };
    for (const url of [list, `${list}/change`, `${list}/deletion`, `${list}/courses.csv`, at, `/api/v1${list}`])
      expect([url, (await get(all.site, url, all.bea.cookie)).statusCode]).toEqual([url, 404]);
    for (const [url, fields] of [
      [`${list}/change`, { name: 'Mine' }],
      [`${list}/deletion`, {}],
      [`${list}/order`, { to: 'up' }],
      [`${list}/removed`, course],
      [`${list}/returned`, course],
      [`${at}/note`, { note: 'Mine' }],
      [`${at}/list`, { list: 'first' }],
      ['/my/lists/add', { ...course, list: idOf(list) }],
    ] as const)
      expect([url, (await post(all.site, url, fields, all.bea.cookie)).statusCode]).toEqual([url, 404]);
    expect(await read(all, all.ada, list)).toContain('Secret');
  });

  it('is not asked for by what is no id, and thanked for by what is no word', async () => {
    const list = await newList('Asked for oddly');
    for (const id of ['-'.repeat(36), 'a'.repeat(36)]) {
      const asked = await get(all.site, `/account/shared/new?subject=lists:list:${id}`, all.ada.cookie);
      expect([id, asked.statusCode]).toEqual([id, 403]);
    }
    for (const done of ['__proto__', 'constructor', 'toString'])
      expect((await get(all.site, `${list}?done=${done}`, all.ada.cookie)).body).not.toContain('class="notice');
  });

  it('is shown by link without its notes, unless the link says with them', async () => {
    const list = await newList('Shown');
    await act(all, all.ada, `${list}/change`, { name: 'Shown', note: 'About my manager' });
    await save('data', list, 'Too dear');
    const shared = async (kind: string) => {
      const fields = { subject: `lists:${kind}:${idOf(list)}`, label: 'For Demo', days: '30', passcode: '' };
      expect((await post(all.site, '/account/shared/new', fields, all.bea.cookie)).statusCode).toBe(403);
      const made = await act(all, all.ada, '/account/shared/new', fields);
      const { body } = await get(all.site, '/account/shared', all.ada.cookie);
      const from = body.indexOf(`id="${made.split('#')[1]}"`);
      return plain((await get(all.site, /\/shared\/[\w-]{43}/.exec(body.slice(from))?.[0] ?? '')).body);
    };
    const [bare, noted] = [await shared('list'), await shared('noted-list')];
    expect(bare).toContain('Demo: reading data');
    expect(bare).not.toMatch(/Too dear|my manager/);
    expect(noted).toMatch(/About my manager.*Too dear/);
  });
});

describe('the API of lists', () => {
  const send = (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object, key?: string) =>
    all.site.app.inject({
      method,
      url,
      headers: { cookie: all.ada.cookie, origin: all.site.origin, ...(key && { 'idempotency-key': key }) },
      ...(payload && { payload }),
    });

  it('does the same acts, each of which may be sent twice', async () => {
    const made = await send('POST', '/api/v1/my/lists', { name: 'By program' }, 'once');
    expect((await send('POST', '/api/v1/my/lists', { name: 'By program' }, 'once')).json()).toEqual(made.json());
    expect((await send('POST', '/api/v1/my/lists', { name: 'By program' })).statusCode).toBe(409);
    const at = String(made.headers.location);
    const put = { course: all.courses.wards, note: 'From here' };
    expect((await send('POST', `${at}/courses`, put)).json()).toMatchObject({ added: true });
    expect((await send('POST', `${at}/courses`, { course: all.courses.wards })).json()).toMatchObject({ added: false });
    const { items } = (await send('GET', at)).json();
    expect(items).toMatchObject([{ course: { title: 'Demo: safer wards', state: 'published' }, note: 'From here' }]);
    expect((await send('DELETE', `${at}/courses/${all.courses.wards}`)).statusCode).toBe(204);
    expect((await send('DELETE', `${at}/courses/${all.courses.wards}`)).statusCode).toBe(204);
    expect((await send('GET', at)).json()).toMatchObject({ courses: 0, items: [] });
    expect((await send('DELETE', at)).statusCode).toBe(204);
    expect((await send('GET', at)).statusCode).toBe(404);
  });
});
