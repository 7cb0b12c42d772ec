/** What the courses of a list cost together, and how much work they are. What is not stated is counted, never guessed. Pure. */
import { inCurrency } from '../../catalogue/index.js';
import type { SearchItem } from '../../discovery/index.js';

export type Totals = {
  /** What is to be paid, by currency, the most used first, pounds before others. Minor units. */
  money: { currency: string; amount: number; courses: number }[];
  /** All of it in pence of GBP by the dated table, where there is any other currency; null: nothing to convert, or no rate. */
  inGbp: number | null;
  rateDate: string | null;
  free: number;
  /** Courses of which no source states a price. */
  priceNotStated: number;
  /** Courses paid by the month or otherwise in parts: they count with one part. */
  inParts: number;
  /** Notional hours of those that state them. */
  hours: number;
  hoursNotStated: number;
  cpdHours: number;
};

export function totalsOf(items: readonly SearchItem[]): Totals {
  const charged = items.flatMap(({ price }) =>
    price && !price.free && price.amount !== null && price.currency !== null
      ? [{ amount: price.amount, currency: price.currency, kind: price.kind, rateDate: price.rateDate }]
      : [],
  );
  const free = items.filter(({ price }) => price?.free).length;
  const hours = items.flatMap(({ workload }) => workload?.totalHours ?? []);
  return {
    money: byCurrency(charged),
    inGbp: inPounds(charged),
    rateDate: charged.find(({ rateDate }) => rateDate !== null)?.rateDate ?? null,
    free,
    priceNotStated: items.length - charged.length - free,
    inParts: charged.filter(({ kind }) => kind !== 'full').length,
    hours: sum(hours),
    hoursNotStated: items.length - hours.length,
    cpdHours: sum(items.map(({ cpdHours }) => cpdHours ?? 0)),
  };
}

type Charge = { amount: number; currency: string };

function byCurrency(charges: readonly Charge[]): Totals['money'] {
  return [...Map.groupBy(charges, ({ currency }) => currency)]
    .map(([currency, of]) => ({ currency, amount: sum(of.map(({ amount }) => amount)), courses: of.length }))
    .toSorted((a, b) => b.courses - a.courses || rank(a) - rank(b) || a.currency.localeCompare(b.currency));
}

function rank({ currency }: Charge): number {
  return currency === 'GBP' ? 0 : 1;
}

function inPounds(charges: readonly Charge[]): number | null {
  if (charges.every(({ currency }) => currency === 'GBP')) return null;
  const pence = charges.map((charge) => inCurrency(charge, 'GBP'));
  return pence.includes(null) ? null : sum(pence.map((one) => one ?? 0));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
