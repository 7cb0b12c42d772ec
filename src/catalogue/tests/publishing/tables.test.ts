import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invalidHtml } from '../../../../tests/support/html.js';
import { get, post } from '../../../../tests/support/people.js';
import { readOwnTable } from '../../formats/own-csv/index.js';
import { demo, importRows } from '../demo-source.js';
import { type Answer, courseOf, fill, openPublishing, type Publishing, path, search, textOf } from './publisher.js';

let all: Publishing;
beforeAll(async () => {
  all = await openPublishing();
});
afterAll(() => all.site.close());

const TABLE = [
  'id,title,price,level,start,town',
  'a,Demo first aid,£25,,2027-01-11,Leeds',
  'a,,,,2027-02-11,York',
  'b,Demo second aid,free,FHEQ 4,,',
].join('\r\n');

/** Sends a table as a file, as a browser does. */
async function upload(content: string | Uint8Array, name = 'courses.csv'): Promise<Answer> {
  const { site, college, editor } = all;
  const form = new FormData();
  form.append('file', new File([content as BlobPart], name, { type: 'text/csv' }));
  form.append('text', '');
  const body = new Response(form);
  return site.app.inject({
    method: 'POST',
    url: `${path(college)}/courses/import`,
    headers: { origin: site.origin, cookie: editor.cookie, 'content-type': body.headers.get('content-type') ?? '' },
    payload: Buffer.from(await body.arrayBuffer()),
  });
}

async function preview(
  content: string | Uint8Array,
): Promise<{ at: string; page: Answer; fields: Record<string, string> }> {
  const sent = await upload(content);
  expect(sent.statusCode).toBe(303);
  const at = String(sent.headers.location);
  const page = await get(all.site, at, all.editor.cookie);
  expect(page.statusCode).toBe(200);
  return { at, page, fields: { hash: /name="hash" value="([^"]+)"/.exec(page.body)?.[1] ?? '' } };
}

const publish = (at: string, fields: Record<string, string>) => post(all.site, at, fields, all.editor.cookie);
const exported = async () => (await get(all.site, `${path(all.college)}/courses/export.csv`, all.editor.cookie)).body;
const titles = async () => {
  const table = await readOwnTable(new TextEncoder().encode(await exported()), { name: 'Demo College' });
  return table.courses.map(({ record }) => record.title);
};

describe('a table of courses', () => {
  it('changes nothing until somebody who saw what it does publishes it', async () => {
    const { at, page, fields } = await preview(TABLE);
    expect(textOf(page.body)).toMatch(/“courses.csv” holds 2 courses: 2 new, 0 changed and 0 unchanged/);
    expect(page.body).toContain('Publish these 2 courses');
    expect(await invalidHtml(page.body)).toEqual([]);
    expect(await titles()).toEqual([]);
    const answer = await publish(at, fields);
    expect(answer.headers.location).toBe(`${path(all.college)}/courses?done=table`);
    expect(await titles()).toEqual(['Demo first aid', 'Demo second aid']);
    expect((await search(all.site, 'first aid', 1)).total).toBe(1);
    expect((await get(all.site, at, all.editor.cookie)).statusCode).toBe(410);
    const { rows } = await all.site.database.pool.query(
      'select act, detail from accounts.audit order by seq desc limit 1',
    );
    expect(rows[0]).toMatchObject({ act: 'catalogue.table-published', detail: { added: 2 } });
  });

  it('comes back unchanged when it is downloaded and sent again', async () => {
    const { page } = await preview(await exported());
    expect(textOf(page.body)).toMatch(/0 new, 0 changed and 2 unchanged/);
    expect(textOf(page.body)).toMatch(/published already as it stands/);
  });

  it('tells what changes, and withdraws what is not in it only when asked', async () => {
    const { at, page, fields } = await preview('id,title,price\r\na,Demo first aid,£30');
    expect(textOf(page.body)).toMatch(/0 new, 1 changed and 0 unchanged/);
    expect(textOf(page.body)).toMatch(/1 course that you state is not in it, and stays as it is/);
    expect((await publish(at, fields)).statusCode).toBe(303);
    expect(await titles()).toEqual(['Demo first aid', 'Demo second aid']);
    const again = await preview('id,title,price\r\na,Demo first aid,£30');
    expect((await publish(again.at, { ...again.fields, withdrawAbsent: 'yes' })).statusCode).toBe(303);
    expect(await titles()).toEqual(['Demo first aid']);
    expect((await courseOf(all.site, 'Demo second aid')).state).toBe('withdrawn');
  });

  it('leaves out rows with faults only when asked, and names each by row and column', async () => {
    const { at, page, fields } = await preview(
      'id,title,price,start\r\nc,Demo good,£1,\r\nd,Demo bad,1,03/04/2027\r\n,,,',
    );
    const text = textOf(page.body);
    expect(text).toMatch(/Row 3 price Add the currency/);
    expect(text).toMatch(/Row 3 start “03\/04\/2027” is no day/);
    const refused = await publish(at, fields);
    expect([refused.statusCode, textOf(refused.body)]).toEqual([
      422,
      expect.stringMatching(/choose to leave those courses out/),
    ]);
    expect(await titles()).not.toContain('Demo good');
    expect((await publish(at, { ...fields, leaveOut: 'yes', withdrawAbsent: 'yes' })).statusCode).toBe(422);
    expect((await publish(at, { ...fields, leaveOut: 'yes' })).statusCode).toBe(303);
    expect(await titles()).toEqual(['Demo first aid', 'Demo good']);
  });

  it('says which of its courses others list too', async () => {
    await importRows(all.site.database.db, [
      demo(1, { title: 'Demo known elsewhere', provider: { name: 'Demo College', country: 'GB' } }),
    ]);
    const { page } = await preview('title\r\nDemo known elsewhere');
    expect(textOf(page.body)).toMatch(/becomes one with what Demo feed says/);
  });

  it('can be pasted, and a course that a form wrote is in the download', async () => {
    const { site, college, editor } = all;
    await fill(all, editor, college, { title: 'Demo by form' });
    expect(await titles()).toContain('Demo by form');
    const sent = await post(site, `${path(college)}/courses/import`, { text: await exported() }, editor.cookie);
    expect(textOf((await get(site, String(sent.headers.location), editor.cookie)).body)).toMatch(
      /0 new, 0 changed and 3 unchanged/,
    );
  });

  it('is nobody else’s', async () => {
    const { site, college, other, stranger, author } = all;
    const { at, fields } = await preview(TABLE);
    const theirs = at.replace(college.slug, other.slug);
    expect((await get(site, theirs, stranger.cookie)).statusCode).toBe(410);
    expect((await post(site, theirs, fields, stranger.cookie)).statusCode).toBe(410);
    expect((await get(site, at, stranger.cookie)).statusCode).toBe(403);
    expect((await post(site, at, fields, author.cookie)).statusCode).toBe(403);
    expect((await get(site, `${path(college)}/courses/export.csv`, stranger.cookie)).statusCode).toBe(403);
    expect((await publish(at, { hash: 'another' })).statusCode).toBe(422);
  });

  it('is forgotten after an hour', async () => {
    const { at } = await preview(TABLE);
    await all.site.database.pool.query("update catalogue.table_check set created = created - interval '61 minutes'");
    expect((await get(all.site, at, all.editor.cookie)).statusCode).toBe(410);
  });
});

describe('what is sent in place of a table', () => {
  it.each([
    ['nothing', '', 422],
    ['a form torn in the middle', null, 400],
  ])('%s is answered kindly', async (_what, content, status) => {
    const { site, college, editor } = all;
    if (content !== null) return expect((await upload(content)).statusCode).toBe(status);
    const answer = await site.app.inject({
      method: 'POST',
      url: `${path(college)}/courses/import`,
      headers: { origin: site.origin, cookie: editor.cookie, 'content-type': 'multipart/form-data; boundary=x' },
      payload: '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nid,ti',
    });
    expect(answer.statusCode).toBe(status);
  });

  it('more than 10 MB is refused before it is read', async () => {
    expect((await upload(new Uint8Array(10.2 * 1_048_576))).statusCode).toBe(413);
  });

  it('a form with a file is taken at this address alone', async () => {
    const { site, college, editor } = all;
    const answer = await site.app.inject({
      method: 'POST',
      url: `${path(college)}/courses/form`,
      headers: { origin: site.origin, cookie: editor.cookie, 'content-type': 'multipart/form-data; boundary=x' },
      payload: '--x--',
    });
    expect(answer.statusCode).toBe(415);
  });

  it.each<[string, string | Uint8Array, RegExp]>([
    ['no column of titles', 'id,price\r\na,£1', /Row 1 title The first row must hold/],
    ['a header alone', 'id,title', /holds no course/],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 255, 254]), /Row 1 title/],
    ['a row of another width', 'id,title\r\na,b,c', /Row 2 the whole row This row cannot be read/],
    [
      'a quote that is never closed',
      'id,title\r\na,"Demo\r\nb,Demo two',
      /Row 2 the whole row This row cannot be read/,
    ],
    [
      'another provider’s course',
      'title,provider\r\nDemo,Demo Elsewhere',
      /Row 2 provider This table is for the courses of Demo College/,
    ],
    [
      'one id for two courses',
      'id,title\r\na,Demo x\r\na,Demo y',
      /Row 3 id Row 2 has the same id and says something else/,
    ],
    [
      'one address for two courses',
      'title,url\r\nDemo x,https://d.example/a\r\nDemo y,https://d.example/a',
      /Row 3 id Row 2 has the same address or code/,
    ],
    ['the same row twice', 'id,title\r\na,Demo x\r\na,Demo x', /Row 3 start This row says nothing that row 2 does not/],
    ['a run without a course', 'id,title,start\r\n,,2027-01-01', /Row 2 title Give the course a title/],
    ['no title', 'id,title,price\r\na,,£1', /Row 2 title Give the course a title/],
    [
      'columns that nobody reads',
      'title,colour\r\nDemo x,blue',
      /Left out, because no column of ours is called so: “colour”/,
    ],
    ['a header of hostile names', '__proto__,constructor,title\r\n1,2,Demo x', /1 new/],
  ])('%s is told in words', async (_what, content, said) => {
    expect(textOf((await preview(content)).page.body)).toMatch(said);
  });

  it('five thousand courses are enough', async () => {
    const many = ['title', ...Array.from({ length: 5001 }, (_, at) => `Demo ${at}`)].join('\n');
    const table = await readOwnTable(new TextEncoder().encode(many), { name: 'Demo College' });
    expect(table.faults).toEqual([{ row: 1, column: 'id', message: expect.stringMatching(/at most 5000/) }]);
  });

  it('bare numbers take the currency of their column', async () => {
    const { courses } = await readOwnTable(
      new TextEncoder().encode('title;price;currency;certificate_price\nDemo;495;gbp;25'),
      { name: 'Demo College' },
    );
    expect(courses[0]?.record.prices.map(({ amount, currency, kind }) => [amount, currency, kind])).toEqual([
      [49_500, 'GBP', 'full'],
      [2500, 'GBP', 'certificate'],
    ]);
  });
});
