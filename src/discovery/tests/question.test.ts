import { describe, expect, test } from 'vitest';
import { exchangeRates } from '../../catalogue/index.js';
import { dayNumber } from '../rules/days.js';
import { engineQueryOf } from '../rules/question.js';
import { CURRENCIES, SearchQuery } from '../schema.js';

const asked = (parameters: Record<string, unknown>) => engineQueryOf(SearchQuery.parse(parameters));

describe('what a person asks, in the units of the index', () => {
  test('nothing asked filters nothing', () => {
    expect(asked({})).toMatchObject({
      text: '',
      facets: {},
      ranges: {},
      unknown: false,
      near: null,
      sort: 'relevance',
      offset: 0,
      limit: 20,
    });
  });

  test('an empty form field is not a filter', () => {
    expect(asked({ priceMax: '', level: '', ratingMin: '', startFrom: '', near: '' })).toMatchObject({
      facets: {},
      ranges: {},
      near: null,
    });
  });

  test('a facet given once or many times', () => {
    expect(asked({ level: '7' }).facets).toEqual({ level: ['7'] });
    expect(asked({ level: ['6', '7'] }).facets).toEqual({ level: ['6', '7'] });
  });

  test('a price limit in pounds is pence; in euro it converts', () => {
    expect(asked({ priceMax: '500' }).ranges.price).toEqual({ to: 50_000 });
    expect(asked({ priceMax: '100', currency: 'EUR' }).ranges.price).toEqual({ to: 8_338 });
  });

  test('credit in CATS is halved into ECTS', () => {
    expect(asked({ creditMin: '15', creditMax: '30', creditScheme: 'CATS' }).ranges.credit).toEqual({
      from: 7.5,
      to: 15,
    });
  });

  test('dates become day numbers', () => {
    expect(asked({ startFrom: '2027-01-01' }).ranges.start).toEqual({ from: dayNumber('2027-01-01') });
  });

  test('pages become offsets', () => {
    expect(asked({ page: '3', perPage: '50' })).toMatchObject({ offset: 100, limit: 50 });
  });

  test.each([
    ['perPage', '101'],
    ['page', '0'],
    ['sort', 'best'],
    ['priceMax', 'cheap'],
    ['startFrom', '31/01/2027'],
    ['near', 'x'.repeat(101)],
    ['currency', 'pounds'],
    ['currency', 'XXX'],
  ])('%s=%s is refused by name', (name, value) => {
    const parsed = SearchQuery.safeParse({ [name]: value });
    expect(parsed.success).toBe(false);
    expect(parsed.error?.issues[0]?.path).toEqual([name]);
  });
});

test('the currencies that can be asked in are those of the exchange table', () => {
  expect([...CURRENCIES]).toEqual(Object.keys(exchangeRates().unitsPerEuro));
});
