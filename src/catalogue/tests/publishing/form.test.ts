import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invalidHtml } from '../../../../tests/support/html.js';
import { get, post } from '../../../../tests/support/people.js';
import { checkAudit } from '../../../accounts/index.js';
import { findCourse } from '../../queries/index.js';
import { demo, importRows } from '../demo-source.js';
import { courseOf, fieldsOf, fill, openPublishing, type Publishing, path, search, send, textOf } from './publisher.js';

let all: Publishing;
beforeAll(async () => {
  all = await openPublishing();
});
afterAll(() => all.site.close());

const acts = async () =>
  (
    await all.site.database.pool.query<{ act: string; actor: string; detail: object }>(
      'select act, actor, detail from accounts.audit order by seq desc',
    )
  ).rows;

describe('a course written by form', () => {
  it('is published, found within a second, and shown as its provider’s own word', async () => {
    const { site, college, editor } = all;
    const words = {
      title: 'Demo bridge inspection',
      url: 'https://college.example.org/bridges',
      summary: 'How to look at bridges.',
      outcomes: 'Name every part of a bridge\nWrite a report',
      subjects: 'Civil engineering',
      skills: 'structural analysis',
      level: 'FHEQ 6',
      credit: '15 CATS; 7.5 ECTS',
      cpd_hours: '12',
      duration: '6 weeks',
      effort: '5 hours',
      mode: 'blended',
      language: 'English',
      earns: 'certificate',
      recognised_by: 'Demo Institute of Bridges: counts as 12 hours',
      price: '£495\n400 GBP for members',
      'runs.0.start': '2027-02-01',
      'runs.0.end': '2027-03-14',
      'runs.0.town': 'Leeds',
      'runs.0.run_country': 'GB',
    };
    const answer = await fill(all, editor, college, words);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `${path(college)}/courses?done=published`]);
    const { items } = await search(site, 'bridge inspection', 1);
    const course = await findCourse(site.database.db, items[0]?.id ?? '');
    expect(course).toMatchObject({
      title: words.title,
      provider: { slug: college.slug },
      level: { framework: 'FHEQ', value: '6' },
      cpdHours: 12,
      workload: { weeks: 6, totalHours: 30 },
      edition: { number: 1 },
      offerings: [{ start: '2027-02-01', venue: { town: 'Leeds', country: 'GB' } }],
      recognition: [{ body: { name: 'Demo Institute of Bridges' }, signed: false }],
    });
    expect(course?.credit.map(({ scheme, value }) => `${value} ${scheme}`)).toEqual(['15 CATS', '7.5 ECTS']);
    expect(course?.prices.map(({ amount, region }) => [amount, region])).toEqual([
      [49_500, undefined],
      [40_000, 'members'],
    ]);
    expect(course?.provenance.price ?? course?.provenance.prices).toMatchObject({ sourceName: 'Demo College' });
    const [act] = await acts();
    expect(act).toMatchObject({ act: 'catalogue.course-published', actor: expect.stringMatching(/^person:/) });
    expect(JSON.stringify(act)).not.toMatch(/bridge|Demo/i);
    expect((await checkAudit(site.database.db)).fault).toBeNull();
  });

  it('makes a new edition when its content changes, and none when its price does', async () => {
    const { site, college, editor } = all;
    const { id } = await courseOf(site, 'Demo bridge inspection');
    const from = `courses/${id}/edit`;
    await fill(all, editor, college, { price: '£525' }, { from });
    expect((await courseOf(site, 'Demo bridge inspection')).edition).toBe(1);
    const look = await fill(all, editor, college, { outcomes: 'Name every part of a bridge' }, { from, act: 'look' });
    expect(textOf(look.body)).toMatch(/this makes edition 2/);
    expect((await courseOf(site, 'Demo bridge inspection')).edition).toBe(1);
    await send(site, editor, college, fieldsOf(look.body), 'publish');
    expect((await courseOf(site, 'Demo bridge inspection')).edition).toBe(2);
    expect((await findCourse(site.database.db, id))?.prices[0]?.amount).toBe(52_500);
  });

  it('comes back with its words and each fault at its field', async () => {
    const { college, editor } = all;
    const words = {
      title: 'Demo faults',
      price: '495',
      level: '',
      'runs.0.start': '2027-03-04',
      'runs.0.end': '2027-03-01',
    };
    const answer = await fill(all, editor, college, words);
    expect(answer.statusCode).toBe(422);
    expect(fieldsOf(answer.body)).toMatchObject(words);
    expect(answer.body).toMatch(/id="f-price-error"[^>]*>Add the currency/);
    expect(answer.body).toMatch(/id="f-runs-0-end-error"[^>]*>The end is before/);
    expect(answer.body).toContain('href="#f-runs-0-end"');
    expect(await invalidHtml(answer.body)).toEqual([]);
  });

  it('gains and loses runs without script', async () => {
    const { site, college, editor } = all;
    const one = await fill(all, editor, college, { title: 'Demo runs' }, { act: 'add-run' });
    const two = await send(site, editor, college, { ...fieldsOf(one.body), 'runs.0.start': '2027-01-04' }, 'add-run');
    const filled = { ...fieldsOf(two.body), 'runs.1.start': '2027-05-04' };
    expect(filled).toMatchObject({ 'runs.0.start': '2027-01-04', title: 'Demo runs' });
    const left = fieldsOf((await send(site, editor, college, filled, 'remove-run.0')).body);
    expect(left).toMatchObject({ 'runs.0.start': '2027-05-04', title: 'Demo runs' });
    expect(left).not.toHaveProperty('runs.1.start');
  });

  it('is not published twice when the form is sent twice', async () => {
    const { site, college, editor } = all;
    const page = await get(site, `${path(college)}/courses/new`, editor.cookie);
    const fields = { ...fieldsOf(page.body), title: 'Demo sent twice' };
    expect((await send(site, editor, college, fields, 'publish')).statusCode).toBe(303);
    expect((await send(site, editor, college, fields, 'publish')).statusCode).toBe(409);
    expect((await search(site, 'sent twice', 1)).total).toBe(1);
  });

  it('is withdrawn and restored, each after a page that asks', async () => {
    const { site, college, editor } = all;
    await fill(all, editor, college, { title: 'Demo beekeeping' });
    const { id } = await courseOf(site, 'Demo beekeeping');
    const own = `${path(college)}/courses/${id}`;
    expect((await get(site, `${own}/withdraw`, editor.cookie)).body).toContain('Withdraw this course?');
    expect((await post(site, `${own}/withdraw`, {}, editor.cookie)).statusCode).toBe(303);
    expect((await courseOf(site, 'Demo beekeeping')).state).toBe('withdrawn');
    expect((await search(site, 'beekeeping', 0)).total).toBe(0);
    expect((await get(site, `${path(college)}/courses`, editor.cookie)).body).toContain('withdrawn by you');
    expect((await post(site, `${own}/restore`, {}, editor.cookie)).statusCode).toBe(303);
    expect((await search(site, 'beekeeping', 1)).total).toBe(1);
    expect((await courseOf(site, 'Demo beekeeping')).edition).toBe(1);
  });

  it('is copied without its runs, address and code', async () => {
    const { site, college, author } = all;
    const { id } = await courseOf(site, 'Demo bridge inspection');
    const page = await get(site, `${path(college)}/courses/new?from=${id}`, author.cookie);
    const fields = fieldsOf(page.body);
    expect(fields).toMatchObject({ title: 'Copy of Demo bridge inspection', url: '', code: '', level: 'FHEQ 6' });
    expect(Object.keys(fields).some((name) => name.startsWith('runs.'))).toBe(false);
  });
});

describe('two people at one course', () => {
  it('the second is told, loses nothing, and may then replace', async () => {
    const { site, college, editor, author } = all;
    await fill(all, editor, college, { title: 'Demo welding', summary: 'First words.' });
    const { id } = await courseOf(site, 'Demo welding');
    const edit = `${path(college)}/courses/${id}/edit`;
    const mine = fieldsOf((await get(site, edit, editor.cookie)).body);
    const theirs = fieldsOf((await get(site, edit, author.cookie)).body);
    expect(
      (await send(site, editor, college, { ...mine, summary: 'Words of the editor.' }, 'publish')).statusCode,
    ).toBe(303);
    const told = await send(site, author, college, { ...theirs, summary: 'Words of the author.' }, 'draft');
    expect(told.statusCode).toBe(409);
    expect(textOf(told.body)).toMatch(/Somebody else changed this course/);
    expect(fieldsOf(told.body).summary).toBe('Words of the author.');
    expect((await findCourse(site.database.db, id))?.summary).toBe('Words of the editor.');
    expect((await send(site, author, college, fieldsOf(told.body), 'draft')).statusCode).toBe(303);
  });

  it('publishing at the same moment keeps one and tells the other', async () => {
    const { site, college, editor } = all;
    await fill(all, editor, college, { title: 'Demo at once' });
    const { id } = await courseOf(site, 'Demo at once');
    const fields = fieldsOf((await get(site, `${path(college)}/courses/${id}/edit`, editor.cookie)).body);
    const answers = await Promise.all(
      ['one', 'two', 'three'].map((word) => send(site, editor, college, { ...fields, summary: word }, 'publish')),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 409, 409]);
  });
});

describe('a draft', () => {
  it('is written by an author, kept as it is, and published by an editor', async () => {
    const { site, college, author, editor } = all;
    const saved = await fill(all, author, college, { title: 'Demo draft', price: 'not yet known' }, { act: 'draft' });
    expect(saved.statusCode).toBe(303);
    const draft = String(saved.headers.location).split('?')[0] ?? '';
    expect(fieldsOf((await get(site, draft, author.cookie)).body)).toMatchObject({
      title: 'Demo draft',
      price: 'not yet known',
    });
    await expect(courseOf(site, 'Demo draft')).rejects.toThrow('no course');
    expect((await get(site, `${path(college)}/courses`, editor.cookie)).body).toContain('Demo draft');
    const fields = fieldsOf((await get(site, draft, editor.cookie)).body);
    expect((await send(site, author, college, { ...fields, price: '' }, 'publish')).statusCode).toBe(403);
    expect((await send(site, editor, college, { ...fields, price: '' }, 'publish')).statusCode).toBe(303);
    expect((await get(site, draft, editor.cookie)).statusCode).toBe(404);
    expect((await acts()).map(({ act }) => act)).toContain('catalogue.draft-saved');
  });

  it('is thrown away after a page that asks; what is published stays', async () => {
    const { site, college, author, editor } = all;
    await fill(all, editor, college, { title: 'Demo kept' });
    const { id } = await courseOf(site, 'Demo kept');
    const saved = await fill(
      all,
      author,
      college,
      { summary: 'Perhaps.' },
      { from: `courses/${id}/edit`, act: 'draft' },
    );
    const draft = String(saved.headers.location).split('?')[0] ?? '';
    expect((await get(site, `${draft}/drop`, author.cookie)).body).toContain('Throw this draft away?');
    expect((await post(site, `${draft}/drop`, {}, author.cookie)).statusCode).toBe(303);
    expect((await get(site, draft, author.cookie)).statusCode).toBe(404);
    expect((await findCourse(site.database.db, id))?.title).toBe('Demo kept');
  });
});

describe('a course that so far only others state', () => {
  it('opens with their words, says whose they are, and then stands as the provider’s own, both visible', async () => {
    const { site, college, editor } = all;
    const record = demo(1, {
      title: 'Demo river ecology',
      provider: { name: 'Demo College', country: 'GB' },
      cpdHours: 8,
      prices: [{ amount: 20_000, currency: 'GBP', kind: 'full', raw: '£200', how: 'parsed' }],
    });
    await importRows(site.database.db, [record]);
    const { id } = await courseOf(site, 'Demo river ecology');
    const page = await get(site, `${path(college)}/courses/${id}/edit`, editor.cookie);
    expect(textOf(page.body)).toMatch(/So far only others state this course: Demo feed/);
    expect(textOf(page.body)).toMatch(/Shown now: £200, from Demo feed/);
    const fields = fieldsOf(page.body);
    expect(fields).toMatchObject({ title: 'Demo river ecology', cpd_hours: '8', price: '200 GBP' });
    const answer = await send(site, editor, college, { ...fields, price: '£250' }, 'publish');
    expect(answer.statusCode).toBe(303);
    const course = await findCourse(site.database.db, id);
    expect(course).toMatchObject({ prices: [{ amount: 25_000 }], edition: { number: 1 } });
    expect(course?.provenance.prices?.sourceName).toBe('Demo College');
    expect(course?.differing.prices?.[0]?.from.sourceName).toBe('Demo feed');
    expect(course?.sources.map(({ name }) => name).sort()).toEqual(['Demo College', 'Demo feed']);
  });

  it('stays the same course though its title and address are written anew', async () => {
    const { site, college, editor } = all;
    await importRows(
      site.database.db,
      [demo(2, { title: 'Demo old name', provider: { name: 'Demo College', country: 'GB' } })],
      { source: { key: 'demo2', name: 'Demo feed 2' } },
    );
    const { id } = await courseOf(site, 'Demo old name');
    const words = { title: 'Demo quite another name', url: 'https://college.example.org/another' };
    expect((await fill(all, editor, college, words, { from: `courses/${id}/edit` })).statusCode).toBe(303);
    expect(await courseOf(site, 'Demo quite another name')).toMatchObject({ id });
  });

  it('keeps the provider’s word when its own feed is read again later', async () => {
    const { site, college, editor } = all;
    const source = { key: 'college-feed', name: 'Feed of Demo College', publisher: 'Demo College' };
    const row = (title: string, summary: string) =>
      demo(3, { title, summary, provider: { name: 'Demo College', country: 'GB' } });
    await importRows(site.database.db, [row('Demo hydrology', 'From the feed.')], { source });
    const { id } = await courseOf(site, 'Demo hydrology');
    await fill(all, editor, college, { summary: 'From the editor.' }, { from: `courses/${id}/edit` });
    await importRows(site.database.db, [row('Demo hydrology', 'From the feed, later.')], {
      source,
      today: '2026-12-24',
    });
    expect((await findCourse(site.database.db, id))?.summary).toBe('From the editor.');
  });

  it('is joined by a new course of the same title, and the page says so before', async () => {
    const { site, college, editor } = all;
    await importRows(
      site.database.db,
      [demo(4, { title: 'Demo coastal erosion', provider: { name: 'Demo College', country: 'GB' } })],
      { source: { key: 'demo4', name: 'Demo list of courses' } },
    );
    const { id } = await courseOf(site, 'Demo coastal erosion');
    const look = await fill(all, editor, college, { title: 'Demo coastal erosion' }, { act: 'look' });
    expect(textOf(look.body)).toMatch(
      /joins a course that is known already. Demo list of courses lists the same course/,
    );
    await send(site, editor, college, fieldsOf(look.body), 'publish');
    expect(await courseOf(site, 'Demo coastal erosion')).toMatchObject({ id });
  });
});

describe('who may not', () => {
  it('write for an organisation in which they have no such role', async () => {
    const { site, college, viewer, author, stranger } = all;
    const { id } = await courseOf(site, 'Demo welding');
    const base = path(college);
    const forms = [`${base}/courses/new`, `${base}/courses/${id}/edit`];
    for (const address of forms) {
      expect((await get(site, address, viewer.cookie)).statusCode).toBe(403);
      expect((await get(site, address, stranger.cookie)).statusCode).toBe(403);
      expect((await get(site, address)).headers.location).toMatch(/^\/sign-in\?next=/);
    }
    for (const act of [`courses/${id}/withdraw`, `courses/${id}/restore`, 'courses/publish', 'courses/import']) {
      expect((await post(site, `${base}/${act}`, {}, author.cookie)).statusCode).toBe(403);
      expect((await post(site, `${base}/${act}`, {}, stranger.cookie)).statusCode).toBe(403);
      expect((await post(site, `${base}/${act}`, {})).statusCode).toBe(401);
    }
    expect((await get(site, `${base}/courses`, viewer.cookie)).statusCode).toBe(200);
    expect((await get(site, `${base}/courses`, stranger.cookie)).statusCode).toBe(403);
  });

  it('reach another organisation’s course through their own', async () => {
    const { site, college, other, stranger } = all;
    const { id } = await courseOf(site, 'Demo welding');
    const base = path(other);
    expect((await get(site, `${base}/courses/${id}/edit`, stranger.cookie)).statusCode).toBe(404);
    expect((await get(site, `${base}/courses/new?from=${id}`, stranger.cookie)).statusCode).toBe(404);
    expect((await post(site, `${base}/courses/${id}/withdraw`, {}, stranger.cookie)).statusCode).toBe(404);
    const fields = fieldsOf((await get(site, `${base}/courses/new`, stranger.cookie)).body);
    for (const act of ['publish', 'draft', 'look'])
      expect((await send(site, stranger, other, { ...fields, title: 'Demo theft', course: id }, act)).statusCode).toBe(
        404,
      );
    expect((await courseOf(site, 'Demo welding')).id).toBe(id);
    const draft = await fill(all, all.author, college, { title: 'Demo secret' }, { act: 'draft' });
    const theirs = String(draft.headers.location).split('?')[0]?.replace(college.slug, other.slug) ?? '';
    expect((await get(site, theirs, stranger.cookie)).statusCode).toBe(404);
    expect((await post(site, `${theirs}/drop`, {}, stranger.cookie)).statusCode).toBe(404);
  });

  it('publish before the identity of their organisation is proved', async () => {
    const { site, other, stranger } = all;
    const fields = fieldsOf((await get(site, `${path(other)}/courses/new`, stranger.cookie)).body);
    await site.database.pool.query('delete from organisations.verification where organisation_id = $1', [other.id]);
    expect((await send(site, stranger, other, { ...fields, title: 'Demo unproved' }, 'publish')).statusCode).toBe(403);
    expect((await get(site, `${path(other)}/courses`, stranger.cookie)).body).toContain('is not proved yet');
  });

  it('send a form that was not made here', async () => {
    const { site, college, editor } = all;
    expect(
      (await post(site, `${path(college)}/courses/publish`, { title: 'Demo torn' }, editor.cookie)).statusCode,
    ).toBe(400);
  });
});
