import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSite, type RunningSite } from '../../../tests/support/site.js';
import { SearchAnswer } from '../schema.js';

let site: RunningSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

async function ask(parameters: string): Promise<SearchAnswer> {
  const response = await site.app.inject(`/api/v1/courses${parameters}`);
  expect(response.statusCode).toBe(200);
  return SearchAnswer.strict().parse(response.json());
}

describe('GET /api/v1/courses', () => {
  test('answers with all that the contract names, for no question at all', async () => {
    const answer = await ask('');
    expect(answer.total).toBeGreaterThan(300);
    expect(answer.items).toHaveLength(20);
    expect(answer).toMatchObject({ page: 1, perPage: 20 });
    expect(Object.keys(answer.facets)).toContain('recognisedBy');
    expect(Object.keys(answer.ranges)).toContain('cpdHours');
  });

  test('a facet’s counts are what choosing it finds, and do not change by choosing it', async () => {
    const before = await ask('?q=management');
    for (const { value, count } of before.facets.subject ?? []) {
      const chosen = await ask(`?q=management&subject=${value}`);
      expect({ value, total: chosen.total }).toEqual({ value, total: count });
      expect(chosen.facets.subject).toEqual(before.facets.subject);
    }
  });

  test('pages follow each other without gap or repetition', async () => {
    const whole = (await ask('?perPage=100&sort=newest')).items.map((item) => item.id);
    const parts = [];
    for (const page of [1, 2, 3, 4])
      parts.push(...(await ask(`?perPage=25&page=${page}&sort=newest`)).items.map((item) => item.id));
    expect(parts).toEqual(whole);
    expect(new Set(parts).size).toBe(100);
  });

  test('a limit leaves out what does not state the value, says how many, and keeps them when asked', async () => {
    const all = await ask('');
    const limited = await ask('?priceMax=100000');
    const kept = await ask('?priceMax=100000&unknown=include');
    expect(all.total).toBe(limited.total + (limited.notStated.price ?? 0));
    expect(kept.total).toBe(all.total);
    expect(limited.items.every((item) => item.price !== null)).toBe(true);
  });

  test('free means nothing to pay for the teaching', async () => {
    const { items, total } = await ask('?free=1&perPage=100');
    expect(total).toBeGreaterThan(0);
    expect(items.every((item) => item.price?.free)).toBe(true);
  });

  test('sorted by price, free comes first, then what costs least, then what is not stated', async () => {
    const items = [
      ...(await ask('?sort=price&perPage=100')).items,
      ...(await ask('?sort=price&perPage=100&page=2')).items,
    ];
    const prices = items.map((item) =>
      item.price === null
        ? Number.POSITIVE_INFINITY
        : item.price.free
          ? 0
          : (item.price.inGbp ?? item.price.amount ?? Number.POSITIVE_INFINITY),
    );
    expect(prices).toEqual(prices.toSorted((a, b) => a - b));
  });

  test('says why a course was found where words were asked, and only there', async () => {
    expect((await ask('?q=nursing')).items[0]?.why?.join(' ')).toMatch(/“nursing” is in/);
    expect((await ask('')).items[0]?.why).toBeUndefined();
  });

  test('a mistyped word is read as the word, and that is said', async () => {
    const answer = await ask('?q=managment');
    expect(answer.didYouMean).toBe('management');
    expect(answer.total).toBeGreaterThan(0);
  });

  test('the same answer is not made twice for who has it already', async () => {
    const first = await site.app.inject('/api/v1/courses?q=law');
    const again = await site.app.inject({
      url: '/api/v1/courses?q=law',
      headers: { 'if-none-match': String(first.headers.etag) },
    });
    expect(again.statusCode).toBe(304);
    expect(again.body).toBe('');
  });

  test.each([
    ['?perPage=101', 'perPage'],
    ['?sort=best', 'sort'],
    ['?priceMax=cheap', 'priceMax'],
    ['?near=Atlantis', 'near'],
    ['?near=95,0', 'near'],
    ['?startFrom=tomorrow', 'startFrom'],
  ])('%s is a problem that names %s', async (parameters, name) => {
    const response = await site.app.inject(`/api/v1/courses${parameters}`);
    expect(response.statusCode).toBe(400);
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(response.json().errors[0].field).toBe(name);
  });
});

describe('GET /api/v1/courses/{id}', () => {
  test('by id and by slug, whole and in each standard', async () => {
    const [item] = (await ask('?q=open university')).items;
    const byId = await site.app.inject(`/api/v1/courses/${item?.id}`);
    const bySlug = await site.app.inject(`/api/v1/courses/${item?.slug}`);
    expect(byId.json()).toEqual(bySlug.json());
    expect(byId.json()).toMatchObject({ id: item?.id, title: item?.title });
    const schema = await site.app.inject(`/api/v1/courses/${item?.id}?as=schema`);
    expect(schema.headers['content-type']).toContain('application/ld+json');
    expect(schema.json()).toMatchObject({ '@type': 'Course', name: item?.title });
    expect(JSON.stringify((await site.app.inject(`/api/v1/courses/${item?.id}?as=ctdl`)).json())).toContain('ceterms:');
    expect(JSON.stringify((await site.app.inject(`/api/v1/courses/${item?.id}?as=elm`)).json())).toContain(item?.title);
  });

  test('an unknown course is a 404 problem', async () => {
    const response = await site.app.inject('/api/v1/courses/no-such-course-999999');
    expect(response.statusCode).toBe(404);
    expect(response.json()).toMatchObject({ status: 404, detail: expect.stringContaining('no-such-course-999999') });
  });
});

describe('other forms of a search', () => {
  test.each([
    ['/courses.atom?q=data', 'application/atom+xml', '<entry>'],
    ['/courses.json?q=data', 'application/feed+json', 'jsonfeed.org'],
    ['/courses.csv?q=data', 'text/csv', 'provider_link'],
    ['/courses.ics?q=data', 'text/calendar', 'BEGIN:VCALENDAR'],
    ['/api/v1/suggestions?q=lea', 'application/json', 'suggestions'],
    ['/sitemap.xml', 'application/xml', '/sitemaps/0.xml'],
    ['/sitemaps/0.xml', 'application/xml', '/courses/'],
    ['/robots.txt', 'text/plain', 'Sitemap:'],
  ])('%s', async (address, type, words) => {
    const response = await site.app.inject(address);
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toContain(type);
    expect(response.body).toContain(words);
  });
});
