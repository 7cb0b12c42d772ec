/**
 * What a course costs, from all the prices that its sources state: which one to show, what it covers, and what that is in
 * another currency. Amounts are integers in minor units of their currency (ISO 4217), as everywhere in the catalogue.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { projectFile } from '../../platform/files/index.js';
import type { Course, Offering, Price } from '../schema.js';
import { minorDigits } from './currencies.js';

export { minorDigits };

/** The price to show first. `amount` null with `free` true: nothing to pay for the teaching. `inGbp` is null where it is GBP already or cannot be converted. */
export type LeadPrice = {
  free: boolean;
  amount: number | null;
  currency: string | null;
  kind: Price['kind'];
  period: 'week' | 'month' | 'year' | null;
  /** For whom or where alone this price is said to hold: "Ireland", "overseas students". */
  region: string | null;
  certificate: { amount: number; currency: string } | null;
  inGbp: number | null;
  rateDate: string | null;
  others: number;
};

/**
 * The price that a learner who enrols now would meet: the lowest full price of the next offering, else of the course, else of
 * any offering; without a full price a subscription, a price per unit, then a deposit. A course whose teaching can be read
 * free is free, with the certificate's price beside it. Null: no source states a price.
 */
export function leadPrice(
  course: Pick<Course, 'prices' | 'freeToAudit' | 'offerings'>,
  next: Offering | null,
): LeadPrice | null {
  const all = [...course.prices, ...course.offerings.flatMap((offering) => offering.prices)];
  const nearest = [next?.prices ?? [], course.prices, all].find((prices) => prices.some(isCharge)) ?? all;
  const certificate = lowest(nearest.filter((price) => price.kind === 'certificate')) ?? null;
  const charge = CHARGES.map((kind) => lowest(nearest.filter((price) => price.kind === kind))).find((price) => price);
  const free =
    course.freeToAudit === true ||
    charge?.amount === 0 ||
    nearest.some((price) => price.kind === 'audit' && price.amount === 0);
  if (!charge && !free && !certificate) return null;
  const shown = free ? undefined : (charge ?? certificate ?? undefined);
  const paidFor = certificate ?? (free && charge && charge.amount > 0 ? charge : null);
  return {
    free,
    amount: shown?.amount ?? null,
    currency: shown?.currency ?? null,
    kind: shown?.kind ?? 'full',
    period: shown?.period ?? null,
    region: shown?.region ?? null,
    certificate: paidFor && shown !== paidFor ? { amount: paidFor.amount, currency: paidFor.currency } : null,
    inGbp: shown && shown.currency !== 'GBP' ? inCurrency(shown, 'GBP') : null,
    rateDate: shown && shown.currency !== 'GBP' && inCurrency(shown, 'GBP') !== null ? exchangeRates().date : null,
    others: Math.max(
      0,
      // Nothing is the same in every currency.
      new Set(
        all.map(
          ({ kind, amount, currency, region = '' }) => `${kind} ${amount} ${amount === 0 ? '' : currency} ${region}`,
        ),
      ).size - 1,
    ),
  };
}

/** Kinds that one pays to take the course, in the order in which they are preferred. */
const CHARGES = ['full', 'subscription', 'unit', 'deposit', 'member'] as const;

function isCharge(price: Price): boolean {
  return (CHARGES as readonly string[]).includes(price.kind) || price.kind === 'audit';
}

/** Prices for everybody come before prices for a region or a group; then by amount, compared in euro. */
function lowest(prices: readonly Price[]): Price | undefined {
  const general = prices.filter((price) => price.region === undefined);
  return (general.length > 0 ? general : prices).toSorted(
    (a, b) => (inCurrency(a, 'EUR') ?? a.amount) - (inCurrency(b, 'EUR') ?? b.amount),
  )[0];
}

/**
 * The same money in another currency by the dated table in `data/exchange-rates.json`, rounded to whole minor units.
 * Null: one of the currencies is not in the table. Show it with ≈ and the table's date.
 */
export function inCurrency(money: { amount: number; currency: string }, currency: string): number | null {
  if (money.currency === currency) return money.amount;
  const rates = exchangeRates().unitsPerEuro;
  const from = rates[money.currency];
  const to = rates[currency];
  if (from === undefined || to === undefined) return null;
  return Math.round((money.amount / 10 ** minorDigits(money.currency) / from) * to * 10 ** minorDigits(currency));
}

const Rates = z.object({
  source: z.string(),
  url: z.string(),
  date: z.iso.date(),
  base: z.literal('EUR'),
  unitsPerEuro: z.record(z.string(), z.number().positive()),
});
let rates: z.infer<typeof Rates> | undefined;

/** The dated table of exchange rates, and where it was read. */
export function exchangeRates(): z.infer<typeof Rates> {
  rates ??= Rates.parse(JSON.parse(readFileSync(projectFile('src/catalogue/data/exchange-rates.json'), 'utf8')));
  return rates;
}
