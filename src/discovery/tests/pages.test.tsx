import fc from 'fast-check';
import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import {
  demoAnswer,
  demoForms,
  demoFrame,
  demoItem,
  demoItems,
  demoQuery,
  TODAY,
} from '../../../tests/support/demo.js';
import { axeInJsdom, invalidHtml } from '../../../tests/support/html.js';
import { searchAddress, searchString } from '../pages/address.js';
import { cardHtml } from '../pages/card-html.js';
import { chipsOf } from '../pages/chips.js';
import { ComparePage } from '../pages/compare-page.js';
import { compareRows } from '../pages/compare-rows.js';
import { SearchPage } from '../pages/search-page.js';
import { FACETS, type SearchAnswer, SearchQuery } from '../schema.js';

const drawSearch = (asked: Record<string, unknown> = {}, given: Partial<SearchAnswer> = {}) =>
  `<!doctype html>${renderToString(
    <SearchPage
      frame={demoFrame}
      query={demoQuery(asked)}
      answer={demoAnswer(given)}
      today={TODAY}
      forms={demoForms}
    />,
  )}`;
const drawCompare = (count: number) =>
  `<!doctype html>${renderToString(<ComparePage frame={demoFrame} items={demoItems.slice(0, count)} dropped={0} today={TODAY} />)}`;

const nothing = { total: 0, items: [], facets: {}, ranges: {}, notStated: {} };
const pages: [string, string][] = [
  ['a search', drawSearch({ q: 'ai', subject: ['demo-1', 'demo-12'], priceMax: 100, unknown: 'include' })],
  ['a page past the end', drawSearch({ page: 9 }, { items: [], page: 9 })],
  ['nothing found', drawSearch({ q: 'quantum midwifery' }, { ...nothing, almost: [{ text: 'midwifery', total: 14 }] })],
  ['nothing under filters', drawSearch({ mode: 'online', free: '1' }, nothing)],
  ['words read otherwise', drawSearch({ q: 'mecanics' }, { didYouMean: 'mechanics' })],
  ['four compared', drawCompare(4)],
  ['one compared', drawCompare(1)],
  ['none compared', drawCompare(0)],
];

test.each(pages)('%s is valid HTML', async (_, html) => expect(await invalidHtml(html)).toEqual([]));

test.each(pages.filter(([name]) => /^(a search|nothing found|four compared)$/.test(name)))(
  '%s gives axe nothing to find',
  async (_, html) => expect(await axeInJsdom(html)).toEqual([]),
);

test('what a provider writes stays text, on the card as on the page', () => {
  const html = drawSearch();
  expect(html).toContain('Reading the Small Print &lt;script>alert(1)&lt;/script>');
  expect(html).not.toContain('<script>alert');
});

test('facet labels and values stay text', () => {
  const value = '"><script>alert(2)</script>';
  const html = drawSearch({ subject: value }, { facets: { subject: [{ value, label: value, count: 1 }] } });
  expect(html).not.toContain('<script>alert');
});

test('a value that no source states is said in words, never as a dash, a zero or "null"', () => {
  const card = cardHtml(TODAY)(demoItem(9));
  expect(card.match(/not stated/gi)?.length).toBeGreaterThanOrEqual(6);
  expect(card).not.toMatch(/null|undefined|NaN|>0<|>-<|>–</);
});

test('a card says how old its facts are once they are half a year old', () => {
  const old = demoItem(9, { lastChecked: '2026-02-11' });
  expect(cardHtml(TODAY)(old)).toContain('9 months old');
  expect(cardHtml('2026-08-10')(old)).not.toContain('old</span>');
});

test('a card is drawn anew for another day', () => {
  const item = demoItem(9, { lastChecked: '2026-02-11' });
  expect(cardHtml(TODAY)(item)).not.toBe(cardHtml('2026-03-01')(item));
});

/** Any question that the form can ask. */
const questions = fc
  .record(
    {
      q: fc.string({ maxLength: 40 }),
      page: fc.integer({ min: 1, max: 50 }),
      perPage: fc.integer({ min: 1, max: 100 }),
      sort: fc.constantFrom('relevance', 'rating', 'price', 'start', 'newest'),
      ...Object.fromEntries(
        FACETS.map((facet) => [facet, fc.array(fc.string({ minLength: 1, maxLength: 12 }), { maxLength: 3 })]),
      ),
      creditMin: fc.integer({ min: 0, max: 60 }),
      creditScheme: fc.constantFrom('ECTS', 'CATS'),
      cpdHoursMax: fc.integer({ min: 0, max: 60 }),
      hoursMin: fc.integer({ min: 0, max: 60 }),
      weeksMax: fc.integer({ min: 0, max: 60 }),
      priceMax: fc.integer({ min: 0, max: 6000 }),
      currency: fc.constantFrom('GBP', 'EUR'),
      startFrom: fc.constantFrom('2026-12-01', '2027-02-28'),
      ratingMin: fc.constantFrom(3, 4.5),
      free: fc.boolean(),
      funded: fc.boolean(),
      unknown: fc.constant('include'),
    },
    { requiredKeys: [] },
  )
  .map((asked) => SearchQuery.parse(asked));

const read = (address: string) => {
  const params = new URLSearchParams(address.split('?')[1] ?? '');
  const asked: Record<string, string[]> = {};
  for (const [name, value] of params) asked[name] = [...(asked[name] ?? []), value];
  return SearchQuery.parse(
    Object.fromEntries(Object.entries(asked).map(([name, all]) => [name, all.length > 1 ? all : all[0]])),
  );
};

test('an address asks just what was asked, whatever it holds', () => {
  fc.assert(
    fc.property(questions, (query) => {
      // A scheme or currency without an amount asks nothing, and is left out.
      const plain = {
        ...query,
        creditScheme: query.creditMin === undefined && query.creditMax === undefined ? 'ECTS' : query.creditScheme,
        currency: query.priceMax === undefined ? 'GBP' : query.currency,
      };
      expect(read(searchAddress(query))).toEqual(plain);
    }),
  );
});

test('a search for everything has the plain address', () => {
  expect(searchString(demoQuery())).toBe('');
});

test('each chip takes away its own filter and nothing else, and goes back to the first page', () => {
  fc.assert(
    fc.property(questions, (query) => {
      const before = chipsOf(query, { facets: {} });
      for (const chip of before) {
        const left = read(chip.href);
        expect(left.page).toBe(1);
        expect(left.q).toBe(query.q);
        expect(chipsOf(left, { facets: {} }).length).toBeLessThan(before.length);
      }
    }),
    { numRuns: 25 },
  );
});

test('best is said only where values differ and at least two are known', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 3 })), { minLength: 1, maxLength: 4 }), (amounts) => {
      const items = amounts.map((amount, at) =>
        demoItem(at, {
          price:
            amount === null
              ? null
              : {
                  free: false,
                  amount: amount * 100,
                  currency: 'GBP',
                  kind: 'full',
                  period: null,
                  region: null,
                  certificate: null,
                  inGbp: null,
                  rateDate: null,
                  others: 0,
                },
        }),
      );
      const cells = compareRows(items)[0]?.rows[0]?.cells ?? [];
      const known = amounts.filter((amount) => amount !== null);
      const differ = new Set(known).size > 1;
      cells.forEach((cell, at) => {
        expect(Boolean(cell.best)).toBe(differ && amounts[at] === Math.min(...known));
      });
    }),
  );
});
