/**
 * Prices from what providers write. Amounts are integers in minor units (ISO 4217). Nothing is guessed: a sign that several
 * currencies share needs the source's hint, a zero is no price unless the source says free, and what is left is not stated.
 */
import type { How, Price } from '../schema.js';
import { CURRENCY_WORDS, currencyOf, isCurrency, minorDigits, NO_CURRENCY } from './currencies.js';
import { clip, tidy } from './text.js';

export type Money = { amount: number; currency: string };
export type PriceHint = {
  /** ISO code for bare numbers and for signs such as "$". */
  currency?: string;
  kind?: Price['kind'];
  period?: Price['period'];
  /** true: the source writes 0 where it means free (schema.org `price`, Udacity). Else a zero says nothing. */
  zeroIsFree?: boolean;
};

const LONGEST = 2000;
const NUMBER = "\\d{1,3}(?:[,.'’ ]\\d{3}){1,3}(?:[.,]\\d{1,2})?(?![.,]?\\d)|\\d{1,12}(?:[.,]\\d{1,4})?(?![.,]?\\d)";
const CODE = '[A-Z]{3}(?![A-Za-z])';
const BEFORE = `(?<![\\p{L}])(${CODE}|${CURRENCY_WORDS})`;
const AFTER = `(${CODE}|(?:${CURRENCY_WORDS})(?![\\p{L}]))(?!\\s?\\d)`;
const AMOUNT = new RegExp(`(?:${BEFORE}\\s?)?(?<![\\d.,])(${NUMBER})(?:\\s?${AFTER})?`, 'gu');
const BARE = new RegExp(`^(${NUMBER})$`, 'u');

/** The one amount in the text, or null: "US$1,200" → 120000 USD; "$5" only with a hint; two amounts are none. */
export function parseMoney(text: string, { currency }: { currency?: string } = {}): Money | null {
  const found = amountsIn(clause(text), currency);
  return found.length === 1 && found[0] ? { amount: found[0].amount, currency: found[0].currency } : null;
}

/**
 * Every price that the text states, in its order: "FREE-Add a Verified Certificate for $49 USD" → audit 0, certificate 4900;
 * "€23.99/month" → subscription a month; "Ireland fee: GBP1250.00; …" → one per region. "From £10" and ranges give the lower
 * end, `how: 'approximate'`. No price: empty.
 */
export function parsePrices(text: string, hint: PriceHint = {}): Price[] {
  const known = hint.currency && isCurrency(hint.currency) ? { ...hint } : { ...hint, currency: undefined };
  if (text.length > LONGEST) return [];
  const parts = text
    .split(/[;\n|]+/)
    .map(tidy)
    .filter(Boolean);
  const prices = parts.flatMap((part) => pricesOf(part, known));
  return unique(withFree(prices, parts, known));
}

function clause(text: string): string {
  return text.length > LONGEST ? '' : tidy(text);
}

type Amount = Money & { start: number; end: number };

function amountsIn(text: string, hint: string | undefined): Amount[] {
  const bare = hint ? BARE.exec(text) : null;
  if (bare?.[1] && hint) return amountOf(bare[1], hint, 0, text.length);
  return [...text.matchAll(AMOUNT)].flatMap((found) => {
    const [whole, before, number = '', after] = found;
    const sign = text[found.index - 1];
    if ((!before && !after) || sign === '-' || sign === '−') return [];
    const codes = [after, before].flatMap((word) => (word ? [currencyOf(word, hint)] : []));
    const sure = codes.find((code) => code !== null);
    const clash = before && after && codes[1] && codes[0] && codes[0] !== codes[1];
    if (!sure || clash) return [];
    return amountOf(number, sure, found.index, found.index + whole.length);
  });
}

function amountOf(number: string, currency: string, start: number, end: number): Amount[] {
  const amount = minorUnits(number, currency);
  return amount === null ? [] : [{ amount, currency, start, end }];
}

/**
 * "1.250,00" and "1,250.00" → 125000 in a currency with two digits. "1.250" there can only be grouped; in one with three
 * digits it could be either, and is null. So is a fraction finer than the currency.
 */
export function minorUnits(number: string, currency: string): number | null {
  const digits = minorDigits(currency);
  const found = /^([\d,.'’ ]*?\d)(?:([.,])(\d+))?$/.exec(number.trim());
  if (!found) return null;
  let [, whole = '', point, fraction = ''] = found;
  if (point && fraction.length !== 3 && whole.includes(point)) return null;
  if (point && fraction.length === 3 && !whole.includes(point === '.' ? ',' : '.')) {
    if (digits === 3 && point === ',') return null;
    if (digits !== 3 || whole.includes(point)) {
      if (/^0/.test(whole)) return null;
      whole += fraction;
      fraction = '';
    }
  }
  fraction = fraction.replace(/0+$/, '');
  if (fraction.length > digits) return null;
  const amount = Number(whole.replace(/\D/g, '') + fraction.padEnd(digits, '0'));
  return Number.isSafeInteger(amount) && amount < 1e13 ? amount : null;
}

const REGION = /^([\p{Lu}][^:£€$\d]{1,80}?)(?:\s+(?:course\s+)?(?:fees?|prices?|costs?|residents?|students?))?:/u;
const NO_REGION =
  /^(?:(?:the|full|total|course|tuition|standard|current|our|list|estimated)\s+)*(?:fees?|prices?|costs?|tuition|standard|total|from|note|deposit|certificate|members?|non-members?)$/i;

function pricesOf(part: string, hint: PriceHint): Price[] {
  const amounts = amountsIn(part, hint.currency);
  const label = REGION.exec(part)?.[1];
  const region = label && !NO_REGION.test(label) ? label : undefined;
  const prices: Price[] = [];
  let from = 0;
  for (const [nth, amount] of amounts.entries()) {
    const next = amounts[nth + 1];
    const before = part.slice(from, amount.start);
    const after = /^,?(?=\/)[^,(]*|^[^,(]*/.exec(part.slice(amount.end, next?.start))?.[0] ?? '';
    const words = `${before} ${after}`;
    from = amount.end + after.length;
    if (isRangeEnd(part, amounts[nth - 1], amount) || SKIPPED.test(before) || OFF.test(after)) continue;
    if (amount.amount === 0 && !hint.zeroIsFree) continue;
    const how: How = LOWER.test(before) || isRangeEnd(part, amount, next) ? 'approximate' : 'parsed';
    const whom = region ?? forWhom(words);
    prices.push(priceOf(amount, words, hint, { how, raw: clip(part, 500), ...(whom && { region: whom }) }));
  }
  return prices;
}

const SKIPPED =
  /\b(?:was|rrp|save|saving|discount(?:ed by)?|original(?:ly)?(?: price)?|regular price|list price|worth|valued? at|up to|maximum|less than|under|prize)\W*$/i;
const OFF = /^\s*(?:off|discount|saving|cheaper)\b/i;
const LOWER = /\b(?:from|starting at|starts at|approx(?:\.|imately)?|about|around|circa|minimum|at least)\W*$/i;

function isRangeEnd(part: string, first: Amount | undefined, second: Amount | undefined): boolean {
  return !!first && !!second && /^\s*(?:-|–|—|to)\s*$/.test(part.slice(first.end, second.start));
}

function forWhom(words: string): string | undefined {
  const found =
    /\bnon-?members?\b|\bearly[- ]bird\b|\bconcessions?\b|\bstudents?\b|\binternational\b|\bdomestic\b/i.exec(words);
  return found?.[0];
}

const PERIODS: [RegExp, NonNullable<Price['period']>][] = [
  [/(?:\/|\bper\s|\ba\s|\beach\s|\bevery\s)\s?month\b|\bmonthly\b|\/mo\b|\bp\.?c?m\.?(?=\W|$)/i, 'month'],
  [/(?:\/|\bper\s|\ba\s|\beach\s|\bevery\s)\s?week\b|\bweekly\b/i, 'week'],
  [/(?:\/|\bper\s|\ba\s|\beach\s|\bevery\s)\s?(?:year|annum)\b|\bannual(?:ly)?\b|\byearly\b|\/yr\b/i, 'year'],
];

const KINDS: [RegExp, Price['kind']][] = [
  [/\bdeposit\b/i, 'deposit'],
  [/\bcertificates?\b|\bverified\b|\bupgrade\b/i, 'certificate'],
  [/\bmaterials?\b|\btext ?books?\b/i, 'materials'],
  [/(?:\bper|\/|\beach)\s?(?:unit|module|credit|stage|day|session|hour)\b/i, 'unit'],
  [/(?<!non[- ]?)\bmembers?\b/i, 'member'],
];

function priceOf(
  { amount, currency }: Money,
  words: string,
  hint: PriceHint,
  rest: Pick<Price, 'raw' | 'how' | 'region'>,
): Price {
  const period = PERIODS.find(([pattern]) => pattern.test(words))?.[1] ?? hint.period;
  const said = KINDS.find(([pattern]) => pattern.test(words))?.[1];
  const kind = said ?? (period ? 'subscription' : (hint.kind ?? 'full'));
  return { amount, currency, kind, ...(period && { period }), ...rest };
}

const FREE =
  /^(?:this course is |it is |price:? |cost:? |fee:? )?(?:free|no cost|no charge|gratis|kostenlos|gratuit)\b(?!\s*(?:of|from|trial|shipping|delivery|parking|preview|lesson|sample|consultation|lunch|for|to members|with))/i;

/** "Free" at the start of a clause. With a paid certificate beside it, it is the teaching that is free. */
function withFree(prices: Price[], parts: string[], hint: PriceHint): Price[] {
  const clauseOfFree = parts.find((part) => FREE.test(part));
  if (!clauseOfFree || prices.some((price) => price.amount === 0)) return prices;
  const paid = prices.find((price) => price.kind === 'certificate' || price.kind === 'full');
  const currency = paid?.currency ?? hint.currency ?? NO_CURRENCY;
  const kind = prices.length > 0 ? 'audit' : (hint.kind ?? 'full');
  return [{ amount: 0, currency, kind, raw: clip(clauseOfFree, 500), how: 'parsed' }, ...prices];
}

function unique(prices: Price[]): Price[] {
  const keys = new Set<string>();
  return prices.filter((price) => {
    const key = `${price.amount} ${price.currency} ${price.kind} ${price.period} ${price.region}`;
    return keys.size < keys.add(key).size;
  });
}

const formats = new Map<string, Intl.NumberFormat>();

/** "£1,250", "US$49.99", "Free" for nothing. British English, no decimals where they are zero. */
export function formatMoney({ amount, currency }: Money): string {
  if (amount === 0) return 'Free';
  const digits = minorDigits(currency);
  const shown = amount % 10 ** digits === 0 ? 0 : digits;
  const key = `${currency} ${shown}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat('en-GB', {
      style: 'currency',
      currency,
      minimumFractionDigits: shown,
      maximumFractionDigits: shown,
    });
    formats.set(key, format);
  }
  return format.format(amount / 10 ** digits);
}
