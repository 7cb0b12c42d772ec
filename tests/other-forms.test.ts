/** What the product says beside its pages: the same search and the same course in the forms that programs read. */
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SearchAnswer } from '../src/discovery/schema.js';
import { openSite, type RunningSite } from './support/site.js';

let site: RunningSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const get = (url: string, accept = '*/*') => site.app.inject({ url, headers: { accept } });
const SEARCH = '?q=leadership&mode=online';

async function answerOf(search: string): Promise<SearchAnswer> {
  return SearchAnswer.parse((await get(`/api/v1/courses${search}`)).json());
}

describe('a search', () => {
  it('says the same in its page and in its JSON', async () => {
    const { total, items } = await answerOf(SEARCH);
    const { body } = await get(`/courses${SEARCH}`, 'text/html');
    expect(body).toContain(`<span class="num">${total}</span> courses`);
    const linked = [...body.matchAll(/<h3><a href="(\/courses\/[^"]+)"/g)].map(([, url]) => url);
    expect(linked).toEqual(items.map(({ url }) => url));
  });

  it('counts exactly what its pages list, none twice', async () => {
    const { total } = await answerOf(`${SEARCH}&perPage=100`);
    const seen = new Set<string>();
    for (let page = 1; page <= Math.ceil(total / 100); page += 1) {
      for (const { id } of (await answerOf(`${SEARCH}&perPage=100&page=${page}`)).items) seen.add(id);
    }
    expect(seen.size).toBe(total);
  });

  it('finds by every facet value just as many as it counts', async () => {
    const { facets } = await answerOf('?q=health');
    for (const name of ['subject', 'provider', 'awardingBody', 'level', 'mode', 'pace', 'source', 'country']) {
      for (const { value, count } of (facets[name] ?? []).slice(0, 4)) {
        const { total } = await answerOf(`?q=health&${name}=${encodeURIComponent(value)}&perPage=1`);
        expect(`${name} ${value} ${total}`).toBe(`${name} ${value} ${count}`);
      }
    }
  });

  it('is well-formed as Atom and as JSON Feed, and links to its page', async () => {
    const atom = (await get(`/courses.atom${SEARCH}`)).body;
    expect(elementsOf(atom)).toContain('entry');
    const feed = (await get(`/courses.json${SEARCH}`)).json();
    expect(feed.version).toMatch(/^https:\/\/jsonfeed\.org\/version\//);
    expect(feed.items[0].url).toMatch(`${site.origin}/courses/`);
  });

  it('is a calendar and a table with as many rows as courses', async () => {
    const calendar = (await get(`/courses.ics${SEARCH}`)).body;
    expect(calendar.startsWith('BEGIN:VCALENDAR')).toBe(true);
    expect(calendar.trimEnd().endsWith('END:VCALENDAR')).toBe(true);
    const table = (await get(`/courses.csv${SEARCH}`)).body.trimEnd().split(/\r?\n/);
    expect(table.length - 1).toBe((await answerOf(`${SEARCH}&perPage=1`)).total);
  });
});

describe('a course', () => {
  it('describes itself in schema.org terms, with its provider', async () => {
    const [item] = (await answerOf('?q=wound+management&perPage=1')).items;
    const { body } = await get(item?.url ?? '', 'text/html');
    const written = body.match(/<script type="application\/ld\+json">(.*?)<\/script>/s)?.[1] ?? '';
    const data = JSON.stringify(JSON.parse(written));
    expect(data).toContain('"@type":"Course"');
    expect(data).toContain(item?.title);
    expect(data).toContain('FutureLearn');
  });

  it('is one answer under its identifier and under its name', async () => {
    const [item] = (await answerOf('?q=dementia&perPage=1')).items;
    const byId = (await get(`/api/v1/courses/${item?.id}`)).json();
    const bySlug = (await get(`/api/v1/courses/${item?.slug}`)).json();
    expect(byId).toEqual(bySlug);
    expect(byId.sources[0].name).toMatch(/list|feed|register/);
    const missing = await get('/api/v1/courses/nothing-here', 'application/json');
    expect([missing.statusCode, missing.headers['content-type']]).toEqual([404, 'application/problem+json']);
  });
});

it('lists every course in the sitemap', async () => {
  const parts = [...(await get('/sitemap.xml')).body.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => url as string);
  const pages = new Set<string>();
  for (const part of parts) {
    const { body } = await get(part.replace(site.origin, ''));
    elementsOf(body);
    for (const [, url] of body.matchAll(/<loc>([^<]+)<\/loc>/g)) pages.add((url as string).replace(site.origin, ''));
  }
  const { total } = await answerOf('?perPage=1');
  expect([...pages].filter((page) => page.startsWith('/courses/')).length).toBe(total);
});

/** Names of all elements; throws where the XML is not well-formed. */
function elementsOf(xml: string): string[] {
  const names: string[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name }) => names.push(name));
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
  return names;
}
