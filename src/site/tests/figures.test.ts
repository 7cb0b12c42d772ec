/** Figures on pages of guidance: exact, with what stands behind them, and shown as that. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSite, type RunningSite } from '../../../tests/support/site.js';
import { formatMoney, formatNumber } from '../../ui/index.js';
import { smallestWith } from '../rules/median.js';

let site: RunningSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

test('the smallest number that holds is found, wherever it lies', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(5_000), fc.nat(5_000), async (from, more) => {
      expect(await smallestWith(async (value) => value >= from, from + more)).toBe(from);
    }),
  );
});

test('the price that half do not exceed is the middle of all prices that the catalogue states', async () => {
  const prices = await allPrices();
  const middle = Math.ceil(prices.toSorted((a, b) => a - b)[Math.ceil(prices.length / 2) - 1]! / 100);
  const { body } = await site.app.inject('/guidance/beside-a-degree');
  const text = body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  expect(text).toContain(`of ${formatNumber(prices.length)} that say ${formatMoney(100 * middle, 'GBP')}`);
});

/** Of every course in pence, by the list that everybody can ask for. */
async function allPrices(): Promise<number[]> {
  const prices: number[] = [];
  for (let page = 1; ; page++) {
    const { items, total, perPage } = (await site.app.inject(`/api/v1/courses?perPage=100&page=${page}`)).json();
    for (const { price } of items) if (price) prices.push(price.free ? 0 : (price.inGbp ?? price.amount));
    if (page * perPage >= total) return prices;
  }
}

test('beside each name stands how many courses the search finds for it', async () => {
  const { body } = await site.app.inject('/guidance/who-offers-them');
  const named = [...body.matchAll(/href="\/providers\/([^"]+)">[^<]+<\/a> \(([\d,]+)\)/g)];
  expect(named.length).toBeGreaterThan(8);
  const totalOf = async (asked: string) => (await site.app.inject(`/api/v1/courses?perPage=1&${asked}`)).json().total;
  for (const [, slug, told] of named.slice(0, 6)) {
    const found = Math.max(await totalOf(`provider=${slug}`), await totalOf(`awardingBody=${slug}`));
    expect(`${slug} ${told}`).toBe(`${slug} ${formatNumber(found)}`);
  }
});
