/** Developments: who writes them, what everybody reads, how a dead link is noticed. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { get, post, signUp, type TestPerson, verifiedOrganisation } from '../../../tests/support/people.js';
import { openSite, type RunningSite } from '../../../tests/support/site.js';
import { checkAudit, findPersonByEmail, OPERATOR } from '../../accounts/index.js';
import { mergeOrganisations, unmergeOrganisations } from '../../organisations/index.js';
import { createClient } from '../../platform/fetch/index.js';
import { lookAtLinks } from '../actions/developments/links.js';
import { developmentMove } from '../actions/developments/moving.js';
import { readDevelopment, textsOfDevelopment } from '../rules/developments/form.js';
import { DEAD_AFTER, linkState, nextLook, titleIn } from '../rules/developments/links.js';

const TODAY = '2026-11-23';
const DAY = 86_400_000;
const texts = {
  title: 'Demo Act on safer wards',
  day: '2026-10-01',
  summary: 'Wards must count <b>quokkas</b>.\n\nFrom October.',
  skills: 'data analysis',
  subjects: '',
  occupations: '',
  url1: 'https://law.example.org/act?utm_source=x',
  source1: 'Demo Act, Demo Parliament',
};

describe('what a form may say', () => {
  test('a good form is read, names become ids, and the form can be filled in again from what was kept', () => {
    const { draft, faults } = readDevelopment(texts, TODAY);
    expect(faults).toEqual({});
    expect(draft).toMatchObject({ skills: ['data-analysis'], sources: [{ url: 'https://law.example.org/act' }] });
    expect(readDevelopment(textsOfDevelopment(draft), TODAY)).toEqual({ draft, faults: {} });
  });

  test.each([
    [{ title: ' ' }, 'title'],
    [{ title: 'x'.repeat(201) }, 'title'],
    [{ summary: '…' }, 'summary'],
    [{ day: '2026-02-30' }, 'day'],
    [{ day: '23.11.2026' }, 'day'],
    [{ day: '2046-01-01' }, 'day'],
    [{ skills: 'levitation' }, 'skills'],
    [{ skills: '' }, 'skills'],
    [{ subjects: 'No such subject' }, 'subjects'],
    [{ url1: 'javascript:alert(1)' }, 'url1'],
    [{ url1: '', source1: '' }, 'url1'],
    [{ source1: '' }, 'source1'],
    [{ url2: 'https://law.example.org/act', source2: 'The same' }, 'url2'],
  ])('%o is refused at its field', (wrong, field) => {
    expect(Object.keys(readDevelopment({ ...texts, ...wrong }, TODAY).faults)).toEqual([field]);
  });

  test('no form crashes it, and what is kept has no control characters', () => {
    const field = fc.string({ unit: 'binary', maxLength: 60 });
    const form = fc.record({ title: field, summary: field, day: field, skills: field, url1: field, source1: field });
    fc.assert(
      fc.property(form, (sent) => {
        const { draft } = readDevelopment(sent, TODAY);
        expect(`${draft.title}${draft.summary}`.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
      }),
    );
  });
});

describe('links', () => {
  test('one is dead after three tries a day apart, and alive again at the first that succeeds', () => {
    const at = new Date('2026-11-23T00:00:00Z');
    expect(nextLook({ lookedAt: null, failures: 0 }).getTime()).toBe(0);
    expect(nextLook({ lookedAt: at, failures: 0 }).getTime() - at.getTime()).toBe(7 * DAY);
    expect(nextLook({ lookedAt: at, failures: 1 }).getTime() - at.getTime()).toBe(DAY);
    expect([0, DEAD_AFTER - 1, DEAD_AFTER].map((failures) => linkState({ lookedAt: at, failures }))).toEqual([
      'reachable',
      'reachable',
      'dead',
    ]);
    expect(titleIn('<html><TITLE lang="en">\n The  Act </title>')).toBe('The Act');
    expect(titleIn('no title')).toBe(null);
  });
});

describe('on the site', () => {
  let site: RunningSite;
  let ada: TestPerson;
  let ben: TestPerson;
  let staff: TestPerson;
  let slug: string;
  let other: string;
  beforeAll(async () => {
    site = await openSite({ starter: false });
    [ada, ben, staff] = [
      await signUp(site, 'Demo Ada', 'ada@example.org'),
      await signUp(site, 'Demo Ben', 'ben@example.org'),
      await signUp(site, 'Demo Staff', 'staff@example.org'),
    ];
    slug = (await verifiedOrganisation(site, 'Demo Body', { editor: ada, author: ben })).slug;
    other = (await verifiedOrganisation(site, 'Demo Other Body', { owner: ben })).slug;
    const id = (await findPersonByEmail(site.database.db, staff.email))?.id;
    await site.database.pool.query('insert into accounts.staff (person_id) values ($1)', [id]);
  });
  afterAll(() => site.close());

  test('before anybody writes, the page says so and invents nothing', async () => {
    expect((await get(site, '/developments')).body).toContain('Nothing has been written yet');
    expect((await get(site, '/api/v1/developments')).json()).toMatchObject({ total: 0, items: [] });
  });

  test('an editor keeps a draft, which nobody else sees, and publishes it', async () => {
    const base = `/organisations/${slug}/developments`;
    expect((await post(site, `${base}/new`, { ...texts, day: 'soon' }, ada.cookie)).statusCode).toBe(422);
    expect((await post(site, `${base}/new`, { ...texts, act: 'keep' }, ada.cookie)).headers.location).toContain('kept');
    const id = await idOf(base, ada);
    expect((await get(site, '/developments/demo-act-on-safer-wards')).statusCode).toBe(404);
    expect((await post(site, `${base}/${id}`, { ...texts, act: 'publish' }, ada.cookie)).statusCode).toBe(303);
    const page = await get(site, '/developments/demo-act-on-safer-wards');
    expect(page.body).toContain('Wards must count &lt;b>quokkas&lt;/b>.');
    expect(page.body).toContain('verified');
    expect(page.body).toContain('href="https://law.example.org/act" rel="nofollow noopener"');
  });

  test('others do not write for it: not its author role, not another organisation, not nobody', async () => {
    const base = `/organisations/${slug}/developments`;
    const id = await idOf(base, ada);
    for (const cookie of ['', ben.cookie, staff.cookie])
      for (const path of [`${base}/new`, `${base}/${id}`, `${base}/${id}/withdrawal`])
        expect([401, 403]).toContain((await post(site, path, { ...texts, reason: 'x' }, cookie)).statusCode);
    // At one's own desk the other's is not there.
    const foreign = `/organisations/${other}/developments/${id}`;
    for (const path of [foreign, `${foreign}/withdrawal`])
      expect((await post(site, path, { ...texts, reason: 'x' }, ben.cookie)).statusCode).toBe(404);
    expect((await post(site, '/staff/developments/new', texts, ada.cookie)).statusCode).toBe(403);
  });

  test('an organisation whose identity is not proved looks at its desk and cannot publish', async () => {
    const { rows } = await site.database.pool.query('select id from organisations.organisation where slug = $1', [
      other,
    ]);
    const kept = await site.database.pool.query(
      'delete from organisations.verification where organisation_id = $1 returning *',
      [rows[0].id],
    );
    const base = `/organisations/${other}/developments`;
    expect((await get(site, base, ben.cookie)).body).toContain('Once the identity');
    expect((await post(site, `${base}/new`, texts, ben.cookie)).statusCode).toBe(403);
    expect(kept.rowCount).toBe(1);
  });

  test('programs and feeds get it; filters by skill, subject and day hold', async () => {
    const total = async (query: string) => (await get(site, `/api/v1/developments?${query}`)).json().total;
    const asked = ['', 'skill=data-analysis', 'skill=nursing', 'since=2026-10-01', 'since=2026-10-02', 'page=2'];
    expect(await Promise.all(asked.map(total))).toEqual([1, 1, 0, 1, 0, 1]);
    const [item] = (await get(site, '/api/v1/developments')).json().items;
    expect(item).toMatchObject({ author: { slug, verified: true }, sources: [{ link: 'unchecked', checked: TODAY }] });
    expect((await get(site, '/api/v1/developments?since=soon')).statusCode).toBe(400);
    const feed = await get(site, '/developments.atom?skill=data-analysis&since=');
    expect(feed.headers['content-type']).toContain('application/atom+xml');
    expect(feed.body).toContain('&lt;b&gt;quokkas&lt;/b&gt;');
    expect((await get(site, '/developments?skill=nursing')).body).toContain('Nothing new here yet');
  });

  test('a change is kept in its history with what it said before; staff take it back, with a reason', async () => {
    const base = `/organisations/${slug}/developments`;
    const id = await idOf(base, ada);
    const changed = { ...texts, title: 'Demo Act, amended' };
    expect((await post(site, `${base}/${id}`, changed, ada.cookie)).statusCode).toBe(303);
    const page = await get(site, '/developments/demo-act-on-safer-wards');
    expect(page.body).toContain('The title was “Demo Act on safer wards”');
    expect((await post(site, `/staff/developments/${id}`, changed, staff.cookie)).statusCode).toBe(404);
    expect((await post(site, `/staff/developments/${id}/withdrawal`, {}, staff.cookie)).statusCode).toBe(422);
    const reason = { reason: 'There is no such act.' };
    expect((await post(site, `/staff/developments/${id}/withdrawal`, reason, staff.cookie)).statusCode).toBe(303);
    const gone = await get(site, '/developments/demo-act-on-safer-wards');
    expect(gone.body).toContain('There is no such act.');
    expect(gone.body).toContain('noindex');
    expect((await get(site, '/api/v1/developments')).json().total).toBe(0);
    expect((await checkAudit(site.database.db)).fault).toBe(null);
  });

  test('it can be discussed like anything else', async () => {
    const { rows } = await site.database.pool.query(`select id from catalogue.development limit 1`);
    const subject = `catalogue:development:${rows[0].id}`;
    const said = await post(site, '/discussion/posts', { subject, text: 'Does it hold for voles?' }, ada.cookie);
    expect(said.headers.location).toMatch(/^\/developments\/demo-act-on-safer-wards#post-/);
    expect((await get(site, '/developments/demo-act-on-safer-wards')).body).toContain('Does it hold for voles?');
  });

  test('goes with its organisation when that turns out to be another, and comes back', async () => {
    const act = <T>(work: (trx: typeof site.database.db) => Promise<T>) => site.database.db.transaction().execute(work);
    const authorOf = async () =>
      (await get(site, '/developments/demo-act-on-safer-wards')).body.match(/\/providers\/([\w-]+)/)?.[1];
    const [now, moves] = [new Date(), [developmentMove]];
    const id = await act((trx) => mergeOrganisations(trx, OPERATOR, { from: slug, into: other }, moves, now));
    expect(await authorOf()).toBe(other);
    await act((trx) => unmergeOrganisations(trx, OPERATOR, id, moves, now));
    expect(await authorOf()).toBe(slug);
  });

  test('links are tried: the title that the page has is kept, a dead one is marked, one that lives again is not', async () => {
    let answers = 200;
    const server = await listen((_, response) => {
      response.writeHead(answers, { 'content-type': 'text/html' });
      response.end('<title>The &amp; Act</title>');
    });
    const { port } = server.address() as AddressInfo;
    const url1 = `http://localhost:${port}/act`;
    const wanted = { ...texts, title: 'Demo with a link', url1: 'https://law.example.org/other' };
    expect((await post(site, '/staff/developments/new', wanted, staff.cookie)).statusCode).toBe(303);
    // No form takes an address without a dot, so the test writes it.
    await site.database.pool.query(`update catalogue.development_source set url = $1 where url like '%/other'`, [url1]);
    const client = createClient(['localhost']);
    const look = (day: number) =>
      lookAtLinks({ db: site.database.db, client }, new Date(Date.parse(TODAY) + day * DAY));
    expect(await look(0)).toEqual({ tried: 1, failed: 0 });
    expect(await look(1)).toEqual({ tried: 0, failed: 0 });
    answers = 404;
    for (const day of [7, 8, 9]) expect(await look(day)).toEqual({ tried: 1, failed: 1 });
    const [item] = (await get(site, '/api/v1/developments')).json().items;
    expect(item.sources[0].link).toBe('dead');
    expect((await get(site, item.url)).body).toContain('link does not open any more');
    const form = await get(site, `/staff/developments/${item.id}`, staff.cookie);
    expect(form.body).toContain('The page calls itself “The &amp; Act”');
    answers = 200;
    await look(10);
    expect((await get(site, '/api/v1/developments')).json().items[0].sources[0].link).toBe('reachable');
    await client.close();
    server.close();
  });

  async function idOf(base: string, who: TestPerson): Promise<string> {
    const { body } = await get(site, base, who.cookie);
    const id = /developments\/([\w-]{36})"/.exec(body)?.[1];
    if (!id) throw new Error(`nothing is written at ${base}`);
    return id;
  }
});

function listen(answer: Parameters<typeof createServer>[1]): Promise<Server> {
  const server = createServer(answer);
  return new Promise((resolve) => server.listen(0, 'localhost', () => resolve(server)));
}
