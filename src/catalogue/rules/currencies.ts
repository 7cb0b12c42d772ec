/** ISO 4217: codes, minor units, and the signs that stand for exactly one currency. */
import { lookUp } from './look-up.js';

const CODES = new Set(
  Intl.supportedValuesOf('currency').filter((code) => !code.startsWith('X') || /^X(AF|OF|PF|CD|CG)$/.test(code)),
);
const NO_MINOR = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '));
const THOUSANDTHS = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '));

/** A price of nothing where the source names no currency ("Free"): ISO 4217's own code for "no currency". */
export const NO_CURRENCY = 'XXX';

export const isCurrency = (code: string): boolean => CODES.has(code);

/** Digits of the minor unit: 2 for GBP, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  if (NO_MINOR.has(currency)) return 0;
  return THOUSANDTHS.has(currency) ? 3 : 2;
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

/** The pattern of everything that `currencyOf` understands, longest first, for use in a larger one. */
export const CURRENCY_WORDS = [...Object.keys(SIGNS), ...Object.keys(SHARED)]
  .sort((a, b) => b.length - a.length)
  .map((sign) => sign.replace(/\$/g, '\\$'))
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
