/** 3. Who pays, and how much. An unknown price is neither free nor refused: it may be anything. */
import { inCurrency, minorDigits } from '../../../catalogue/index.js';
import { type Fit, FLAG } from '../../../discovery/index.js';
import { formatMoney } from '../../../ui/index.js';
import type { GuideQuestion } from '../../schema/question.js';
import { GuideFault } from '../faults.js';
import { broken, known, open, stepOf } from '../fits.js';
import { type Easing, type Part, part } from './part.js';

type Budget = NonNullable<GuideQuestion['budget']>;

const SHARE = { price: 0.75, funded: 0.25 };
/** What is left of the value at the limit itself: her own money counts down to it, somebody else's hardly. */
const AT_LIMIT = { self: 0.5, both: 0.6, employer: 0.8, scheme: 0.7 };
/** Without a limit a price of £20 is next to nothing and one of £5,000 is as bad as can be; in between by the logarithm. */
const SMALL = 20_00;
const LARGE = 5_000_00;

/** @throws GuideFault for a currency without a rate. */
export function budgetParts(budget: Budget): Part[] {
  const name = budget.includes?.includes('certificate') ? 'allIn' : 'price';
  const share = budget.payer === 'scheme' ? SHARE.price : 1;
  const priced = budget.limit ? limitPart(budget, budget.limit, name) : openPart(name);
  const isAsked = budget.limit !== undefined || budget.includes !== undefined || budget.payer !== undefined;
  return [...(isAsked ? [{ ...priced, share }] : []), ...(budget.payer === 'scheme' ? [fundedPart()] : [])];
}

function limitPart(budget: Budget, { value, hard }: NonNullable<Budget['limit']>, name: 'allIn' | 'price'): Part {
  const limit = pence(value, budget.currency);
  const eased = easedLimits(value);
  const easedPence = eased.map((amount) => pence(amount, budget.currency));
  const atLimit = AT_LIMIT[budget.payer ?? 'self'];
  const judge = (price: number | null): Fit => {
    if (price === null) return open(0, 1);
    const fit = known(priceValue(price, limit, atLimit));
    return price <= limit ? fit : broken(fit, stepOf(easedPence.map((most) => price <= most)));
  };
  const easing = eased.map(
    (amount): Easing => ({
      change:
        value === 0
          ? `up to ${inWords(amount, budget.currency)} to pay`
          : `${inWords(amount - value, budget.currency)} more (${inWords(amount, budget.currency)} in all)`,
      set: { path: 'budget.limit.value', value: amount },
    }),
  );
  return { ...part('budget', 'budget.limit', 1, { of: 'number', name, judge }), hard, easing };
}

/** From 1 for nothing to `atLimit` at the limit; above it from half of that to nothing at one and a half times the limit. */
function priceValue(price: number, limit: number, atLimit: number): number {
  if (price === 0) return 1;
  if (price <= limit) return 1 - (1 - atLimit) * (price / limit);
  const end = Math.max(limit * 1.5, limit + 100_00);
  return Math.max(0, (atLimit / 2) * (1 - (price - limit) / (end - limit)));
}

/** A tenth, a quarter and a half more, rounded up to what one would say. */
function easedLimits(value: number): number[] {
  if (value === 0) return [25, 50, 100];
  const eased = [1.1, 1.25, 1.5].map((factor) => roundUp(value * factor));
  return eased.map((amount, at) => Math.max(amount, (eased[at - 1] ?? value) + (at > 0 ? 1 : 0)));
}

function roundUp(amount: number): number {
  const step = amount < 50 ? 1 : amount < 200 ? 5 : amount < 1_000 ? 10 : amount < 5_000 ? 50 : 100;
  return Math.ceil(Math.round((amount / step) * 1e6) / 1e6) * step;
}

/** Pence of GBP for whole units of a currency. */
function pence(value: number, currency: string): number {
  const amount = inCurrency({ amount: Math.round(value * 10 ** minorDigits(currency)), currency }, 'GBP');
  if (amount === null) {
    throw new GuideFault(
      'budget.currency',
      `we have no rate for ${currency}. Use GBP, EUR, USD or another common currency`,
    );
  }
  return amount;
}

function inWords(value: number, currency: string): string {
  return formatMoney(Math.round(value * 10 ** minorDigits(currency)), currency);
}

function openPart(name: 'allIn' | 'price'): Part {
  const judge = (price: number | null): Fit =>
    price === null ? open(0, 1) : known(1 - Math.log(1 + price / SMALL) / Math.log(1 + LARGE / SMALL));
  return part('budget', 'budget.limit', 1, { of: 'number', name, judge });
}

/** Money from a scheme, as far as a source says so. */
function fundedPart(): Part {
  return part('budget', 'budget.payer', SHARE.funded, {
    of: 'flags',
    judge: (flags) => (flags & FLAG.funded ? known(1) : open(0, 0.5)),
  });
}
