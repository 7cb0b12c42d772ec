import { NO_CURRENCY } from '../../rules/currencies.js';
import { minorUnits } from '../../rules/money.js';
import { clip } from '../../rules/text.js';
import type { Price } from '../../schema.js';
import { type Loose, wordsOf } from '../readers/values.js';
import { get, type Index, line, nameOf, nodesOf } from './terms.js';

/** What is said of money beside the prices themselves. */
export type Offers = { prices: Price[]; freeToAudit: boolean };

/** Offers of a course, or prices of an offer. */
const MOST = 100;
/** Living is no part of a course. */
const LIVING = /\b(room|board|accommodation|housing|meals?)\b/i;

/** Offers of a course or an instance. A price of nought is free; a price without currency is not stated, unless it is nought. */
export function offersOf(node: Loose, index: Index): Offers {
  const offers = nodesOf(node, 'offers', index)
    .slice(0, MOST)
    .filter((offer) => !LIVING.test(`${labelOf(offer)} ${line(offer, 'category')}`));
  const prices = offers.flatMap((offer) => pricesOf(offer, index));
  const categories = offers.flatMap((offer) => line(offer, 'category')?.toLowerCase() ?? []);
  return { prices: unique(prices), freeToAudit: categories.includes('partially free') };
}

function pricesOf(offer: Loose, index: Index): Price[] {
  const specifications = nodesOf(offer, 'priceSpecification', index).slice(0, MOST);
  const read = [offer, ...specifications].flatMap((each) => priceOf(each, offer) ?? []);
  const free = /^free$/i.test(line(offer, 'category') ?? '');
  if (read.length > 0 || !free) return read;
  return [{ amount: 0, currency: NO_CURRENCY, kind: 'full', raw: 'category: Free', how: 'stated' }];
}

function priceOf(node: Loose, offer: Loose): Price | null {
  const words = wordsOf(get(node, 'price')) ?? wordsOf(get(node, 'lowPrice')) ?? wordsOf(get(node, 'minPrice'));
  if (words === undefined) return null;
  const stated = (wordsOf(get(node, 'priceCurrency')) ?? wordsOf(get(offer, 'priceCurrency')))?.toUpperCase();
  const currency = stated && /^[A-Z]{3}$/.test(stated) ? stated : undefined;
  const amount = minorUnits(words, currency ?? 'EUR');
  if (amount === null || (!currency && amount !== 0)) return null;
  const region = regionOf(offer);
  return {
    amount,
    currency: currency ?? NO_CURRENCY,
    ...kindOf(node, offer),
    ...(region && { region: clip(region, 200) }),
    raw: clip([words, stated, labelOf(offer)].filter(Boolean).join(' '), 500),
    how: get(node, 'price') === undefined ? 'approximate' : 'stated',
  };
}

const labelOf = (offer: Loose): string | undefined => line(offer, 'name') ?? line(offer, 'description');

/** Google's four categories say how one pays; any other word says who pays it ("Resident Tuition", "Academic"). */
function regionOf(offer: Loose): string | undefined {
  const category = line(offer, 'category');
  const whom = nameOf(get(offer, 'eligibleCustomerType')) ?? nameOf(get(offer, 'eligibleRegion'));
  const own =
    category &&
    !/^(free|partially free|subscription|paid|certificate|deposit|member|materials|unit|audit)$/i.test(category)
      ? category
      : undefined;
  return whom && !/^https?:/i.test(whom) ? whom : own;
}

const PERIODS: [RegExp, NonNullable<Price['period']>][] = [
  [/^(mon|p1m|month|monthly)$/i, 'month'],
  [/^(wee|p1w|week|weekly)$/i, 'week'],
  [/^(ann|p1y|year|yearly)$/i, 'year'],
];

function kindOf(node: Loose, offer: Loose): Pick<Price, 'kind' | 'period'> {
  const words = [node, offer].flatMap((each) =>
    ['billingDuration', 'unitCode', 'unitText'].flatMap((name) => wordsOf(get(each, name)) ?? []),
  );
  const period = PERIODS.find(([pattern]) => words.some((word) => pattern.test(word)))?.[1];
  const category = line(offer, 'category')?.toLowerCase();
  const known = (['certificate', 'deposit', 'member', 'materials', 'unit', 'audit'] as const).find(
    (kind) => kind === category,
  );
  return {
    kind: known ?? (category === 'subscription' || period ? 'subscription' : 'full'),
    ...(period && { period }),
  };
}

function unique(prices: Price[]): Price[] {
  const keys = prices.map((price) =>
    JSON.stringify([price.amount, price.currency, price.kind, price.region, price.period]),
  );
  return prices.filter((_, at) => keys.indexOf(keys[at] ?? '') === at);
}
