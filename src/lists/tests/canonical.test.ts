import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SearchQuery } from '../../discovery/index.js';
import { readSearch, writeSearch } from '../rules/canonical.js';

const word = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.constantFrom('law', ' nursing ', 'a&b=c', 'café', 'cafe\u0301', '+', '%2C', 'ﬁ'),
);
const amount = fc.option(fc.double({ min: 0, max: 10_000_000, noNaN: true }), { nil: undefined });
const day = fc.option(
  fc
    .date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  { nil: undefined },
);
/** Searches as a form or a program may send them. */
const asked = fc
  .record({
    q: word,
    page: fc.integer({ min: 1, max: 50 }),
    perPage: fc.integer({ min: 1, max: 100 }),
    sort: fc.constantFrom('relevance', 'rating', 'price', 'start', 'newest'),
    subject: fc.array(word, { maxLength: 4 }),
    skill: fc.array(word, { maxLength: 4 }),
    level: fc.array(fc.constantFrom('5', '6', '7'), { maxLength: 5 }),
    creditMin: amount,
    creditScheme: fc.constantFrom('ECTS', 'CATS'),
    priceMax: amount,
    currency: fc.constantFrom('GBP', 'EUR'),
    startFrom: day,
    near: fc.option(word, { nil: undefined }),
    withinKm: fc.option(fc.integer({ min: 1, max: 500 }), { nil: undefined }),
    free: fc.boolean(),
    unknown: fc.option(fc.constant('include'), { nil: undefined }),
  })
  .map((one) => SearchQuery.parse(one));

describe('the canonical form of a search', () => {
  it('is read back as what was written, and written again as itself', () => {
    fc.assert(
      fc.property(asked, (query) => {
        const text = writeSearch(query);
        const { query: read, lost } = readSearch(text);
        expect(lost).toEqual([]);
        expect(writeSearch(read)).toBe(text);
        expect([...read.skill].sort()).toEqual(read.skill);
        for (const limit of ['creditMin', 'priceMax', 'startFrom'] as const)
          expect(read[limit] ?? 0).toEqual((query[limit] ?? 0) || 0);
      }),
    );
  });

  it('does not depend on the order in which anything was asked, nor on the page or order of results', () => {
    fc.assert(
      fc.property(asked, fc.infiniteStream(fc.nat()), (query, dice) => {
        const shuffled = <Value>(values: readonly Value[]): Value[] =>
          values
            .map((value) => ({ value, at: dice.next().value }))
            .sort((a, b) => a.at - b.at)
            .map(({ value }) => value);
        const parameters = new URLSearchParams();
        for (const [name, value] of shuffled(Object.entries(query)))
          for (const one of shuffled([value ?? []].flat())) if (one !== false) parameters.append(name, String(one));
        const other = { ...readSearch(parameters.toString()).query, page: 7, sort: 'newest' as const };
        expect(writeSearch(other)).toBe(writeSearch(query));
      }),
    );
  });

  it('leaves out what stands at its default and what changes nothing', () => {
    const text =
      'q=+law++of%20trusts&sort=rating&page=3&skill=b&skill=a&skill=b&skill=&currency=EUR&creditScheme=CATS&withinKm=50&near=Leeds&unknown=include';
    expect(writeSearch(readSearch(text).query)).toBe('q=law+of+trusts&skill=a&skill=b&near=Leeds');
    expect(writeSearch(readSearch('').query)).toBe('');
    expect(writeSearch(readSearch('priceMax=500&currency=EUR&unknown=include').query)).toBe(
      'priceMax=500&currency=EUR&unknown=include',
    );
  });

  it('gives up parameters that mean nothing, by name, and nothing else', () => {
    const { query, lost } = readSearch('?q=law&priceMax=lots&level=7&startFrom=2026-13-01&utm_source=x&__proto__=1');
    expect(lost).toEqual([
      { name: 'priceMax', value: 'lots' },
      { name: 'startFrom', value: '2026-13-01' },
    ]);
    expect(writeSearch(query)).toBe('q=law&level=7');
  });

  it('reads any parameters without failing', () => {
    const names = fc.constantFrom(...Object.keys(SearchQuery.shape), 'other');
    const text = fc.array(fc.tuple(names, fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 8 });
    fc.assert(
      fc.property(text, (pairs) => {
        const { query } = readSearch(pairs.map(([name, value]) => `${name}=${value}`).join('&'));
        expect(readSearch(writeSearch(query)).lost).toEqual([]);
      }),
    );
  });
});
