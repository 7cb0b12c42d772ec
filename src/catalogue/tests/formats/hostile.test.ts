/** Files made to hold a reader up or to make it grow: each ends soon, with what is right in it. */
import { describe, expect, it } from 'vitest';
import { ctdl } from '../../formats/ctdl/index.js';
import { formats, recognise } from '../../formats/index.js';
import { schemaOrg } from '../../formats/schema-org/index.js';
import { udacity } from '../../formats/udacity/index.js';
import { xcriCap } from '../../formats/xcri-cap/index.js';
import { coursesOf, readAll, reasonsOf } from './reading.js';

const RIGHT = {
  '@context': 'https://schema.org',
  '@type': 'Course',
  name: 'Demo Right',
  url: 'https://demo.example/right',
};

describe('hostile files', () => {
  it('a field of 12 MB is refused, and the rest is read', async () => {
    const long = { ...RIGHT, name: 'Demo Long', description: 'x'.repeat(12_000_000) };
    const readings = await readAll(schemaOrg, JSON.stringify([long, RIGHT]));
    expect(coursesOf(readings).map(({ title }) => title)).toEqual(['Demo Right']);
    expect(reasonsOf(readings)).toEqual([expect.stringMatching(/longer than 10,000,000/)]);
    const xml = `<provider xmlns="http://xcri.org/profiles/1.2/catalog"><title>Demo</title><course><identifier>https://demo.example/a</identifier><title>${'x'.repeat(12_000_000)}</title></course><course><identifier>https://demo.example/b</identifier><title>Demo Right</title></course></provider>`;
    const found = await readAll(xcriCap, xml);
    expect(coursesOf(found).map(({ title }) => title)).toEqual(['Demo Right']);
    expect(reasonsOf(found)).toHaveLength(1);
  });

  it('very many words in every list end soon', async () => {
    const many = Array.from({ length: 50_000 }, (_, at) => `word${at}`);
    const [course] = coursesOf(await readAll(schemaOrg, JSON.stringify({ ...RIGHT, keywords: many, teaches: many })));
    expect(course?.subjects.length).toBeLessThanOrEqual(500);
  });

  it('a node that is referred to very many times is not read as often', async () => {
    const offer = {
      '@id': '#o',
      '@type': 'Offer',
      priceSpecification: Array.from({ length: 2000 }, () => ({ price: 1, priceCurrency: 'GBP' })),
    };
    const course = { ...RIGHT, offers: Array.from({ length: 1000 }, () => ({ '@id': '#o' })) };
    const readings = await readAll(schemaOrg, JSON.stringify({ '@graph': [course, offer] }));
    expect(coursesOf(readings)).toHaveLength(1);
  });

  it('nodes that refer to one another in a ring end', async () => {
    const ring = {
      '@context': 'https://credreg.net/ctdl/schema/context/json',
      '@graph': [
        {
          '@id': 'https://r.example/ce-00000000-0000-4000-8000-000000000001',
          '@type': 'ceterms:Course',
          'ceterms:name': { en: 'Demo Ring' },
          'ceterms:subjectWebpage': 'https://demo.example',
          'ceterms:isPartOf': ['https://r.example/ce-00000000-0000-4000-8000-000000000001'],
        },
      ],
    };
    expect(coursesOf(await readAll(ctdl, JSON.stringify(ring)))).toMatchObject([
      { stacksInto: [{ title: 'Demo Ring' }] },
    ]);
  });

  it('white space, hashes and open tags by the million end soon', async () => {
    const page = `<!doctype html><script type="application/ld+json">${' '.repeat(5_000_000)}x</script>${'<a '.repeat(300_000)}`;
    expect(coursesOf(await readAll(schemaOrg, page))).toEqual([]);
    const course = {
      key: 'demo',
      title: 'Demo',
      syllabus: `# a${'#'.repeat(2_000_000)}x`,
      summary: '<b'.repeat(500_000),
    };
    expect(coursesOf(await readAll(udacity, JSON.stringify({ courses: [course] })))).toHaveLength(1);
  });

  it('nothing is recognised in nothing, and asking is quick on any beginning', () => {
    for (const head of [
      '',
      ' '.repeat(65_536),
      '['.repeat(65_536),
      '{"'.repeat(32_768),
      '<'.repeat(65_536),
      '"@type":['.repeat(7000),
      '\0'.repeat(65_536),
    ]) {
      expect(recognise({ name: 'x', head })).toBeNull();
    }
    expect(new Set(formats.map(({ name }) => name)).size).toBe(formats.length);
  });
});
