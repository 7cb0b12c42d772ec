/** Currencies: ISO 4217 codes, minor units, and the signs that stand for exactly one currency. */
import { lookUp } from './look-up.js';

const CODES = new Set(
  Intl.supportedValuesOf('currency').filter((code) => !code.startsWith('X') || /^X(AF|OF|PF|CD|CG)$/.test(code)),
);
/** A price of nothing where the source names no currency ("Free"): ISO 4217's own code for "no currency". */
export const NO_CURRENCY = 'XXX';

export const isCurrency = (code: string): boolean => CODES.has(code);

const digits = new Map<string, number>();

/**
 * Digits of the minor unit: 2 for GBP, 0 for JPY, 3 for KWD. CLDR's, as every page shows them: coins that nobody uses any more
 * (Hungary's fillér, which ISO 4217 still counts) are no minor unit, and an amount stored must be the amount shown.
 */
export function minorDigits(currency: string): number {
  let known = digits.get(currency);
  if (known === undefined) {
    known = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
    digits.set(currency, known);
  }
  return known;
}

/** Signs and names of one currency. "$", "¥", "kr" and "dollars" are several currencies' and stand in SHARED. */
const SIGNS: Record<string, string> = {
  '£': 'GBP',
  '€': 'EUR',
  '₹': 'INR',
  '₩': 'KRW',
  '₽': 'RUB',
  '₺': 'TRY',
  '₪': 'ILS',
  '₫': 'VND',
  '₴': 'UAH',
  '₦': 'NGN',
  '₱': 'PHP',
  '฿': 'THB',
  us$: 'USD',
  a$: 'AUD',
  au$: 'AUD',
  aud$: 'AUD',
  c$: 'CAD',
  ca$: 'CAD',
  cad$: 'CAD',
  nz$: 'NZD',
  hk$: 'HKD',
  s$: 'SGD',
  sg$: 'SGD',
  r$: 'BRL',
  nt$: 'TWD',
  mx$: 'MXN',
  'jp¥': 'JPY',
  'cn¥': 'CNY',
  zł: 'PLN',
  rm: 'MYR',
  gbp: 'GBP',
  eur: 'EUR',
  usd: 'USD',
  aud: 'AUD',
  euro: 'EUR',
  euros: 'EUR',
  'us dollar': 'USD',
  'us dollars': 'USD',
  'australian dollar': 'AUD',
  'australian dollars': 'AUD',
  'pound sterling': 'GBP',
  'pounds sterling': 'GBP',
};

const DOLLARS = new Set(
  'USD AUD CAD NZD HKD SGD TWD MXN BZD BBD BMD BND BSD FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD CLP COP ARS UYU'.split(
    ' ',
  ),
);
const SHARED: Record<string, Set<string>> = {
  $: DOLLARS,
  '¥': new Set(['JPY', 'CNY']),
  '￥': new Set(['JPY', 'CNY']),
  kr: new Set(['SEK', 'NOK', 'DKK', 'ISK']),
  rs: new Set(['INR', 'PKR', 'LKR', 'NPR', 'MUR']),
  pounds: new Set(['GBP', 'EGP']),
  dollars: DOLLARS,
};

/**
 * The pattern of everything that `currencyOf` understands, longest first, for use in a larger one. Each letter stands in both
 * cases rather than under the modifier `(?i:…)`: with that, one whole run of the tests on Node 24.21 did not find "US$", and
 * no other run before or after; why is not known.
 */
export const CURRENCY_WORDS = [...Object.keys(SIGNS), ...Object.keys(SHARED)]
  .sort((a, b) => b.length - a.length)
  .map((sign) => sign.replace(/\$/g, '\\$').replace(/\p{L}/gu, (letter) => `[${letter}${letter.toUpperCase()}]`))
  .join('|');

/** ISO code of a sign, name or code. A sign of several currencies takes the hinted one among them, else null. */
export function currencyOf(sign: string, hint?: string): string | null {
  const word = sign.trim().toLowerCase();
  const code = word.toUpperCase();
  if (isCurrency(code)) return code;
  const sure = lookUp(SIGNS, word.replace(/\s+/g, ' '));
  if (sure) return sure;
  return hint && lookUp(SHARED, word)?.has(hint) ? hint : null;
}
