/**
 * Prices as a provider writes its own, one an entry: "495 GBP", "£495", "certificate 25 GBP", "20 GBP a month", "300 GBP for
 * members", "free". Exactly what is charged: a price "from" somewhere is refused, not rounded. Pure.
 */
import { type Price, PriceKind } from '../../schema.js';
import { isCurrency, minorDigits, NO_CURRENCY } from '../currencies.js';
import { minorUnits, parsePrices } from '../money.js';
import { clip } from '../text.js';
import { piecesOf, quoted } from './lines.js';

const KINDS = PriceKind.options.join('|');
const EXACT = new RegExp(
  `^(?:(${KINDS}) )?(?:(free)|(\\d{1,12}(?:\\.\\d{1,4})?) ([A-Z]{3}))(?: a (week|month|year))?(?: for (.{1,200}))?$`,
  'i',
);
const MOST = 20;

export type PricesRead = { prices: Price[] } | { fault: string };

export function readPrices(words: string): PricesRead {
  const pieces = piecesOf(words);
  if (pieces.length > MOST) return { fault: `Write at most ${MOST} prices.` };
  const prices: Price[] = [];
  for (const piece of pieces) {
    const found = readPrice(piece);
    if (typeof found === 'string') return { fault: found };
    prices.push(...found);
  }
  return { prices };
}

function readPrice(piece: string): Price[] | string {
  if (piece.length > 500) return 'Use at most 500 characters for a price.';
  const exact = exactPrice(piece);
  if (exact) return [exact];
  if (/^[\d.,\s]+$/.test(piece)) return `Add the currency to ${quoted(piece)}, such as 495 GBP or £495.`;
  const found = parsePrices(piece);
  if (found.length === 0) return `${quoted(piece)} is not understood. Write 495 GBP, £495, £25 certificate, or free.`;
  if (found.some(({ how }) => how === 'approximate'))
    return `Write ${quoted(piece)} exactly; where the price varies, write one line for each.`;
  return found.map((price) => ({ ...price, raw: piece }));
}

function exactPrice(piece: string): Price | null {
  const [, kind, free, number = '', code = '', period, region] = EXACT.exec(piece) ?? [];
  const currency = free ? NO_CURRENCY : code.toUpperCase();
  if (!free && (!isCurrency(currency) || currency === NO_CURRENCY)) return null;
  const amount = free ? 0 : minorUnits(number, currency);
  if (amount === null) return null;
  return {
    amount,
    currency,
    kind: kind ? PriceKind.parse(kind.toLowerCase()) : period ? 'subscription' : 'full',
    ...(period && { period: period.toLowerCase() as NonNullable<Price['period']> }),
    ...(region && { region }),
    raw: piece,
    how: 'stated',
  };
}

/** "495 GBP", "certificate 25 GBP", "20 GBP a month", "free": as `readPrices` takes it. */
export function priceWords({ amount, currency, kind, period, region }: Price): string {
  const plain = period ? 'subscription' : 'full';
  const digits = minorDigits(currency);
  const whole = amount % 10 ** digits === 0;
  const figure =
    currency === NO_CURRENCY ? 'free' : `${(amount / 10 ** digits).toFixed(whole ? 0 : digits)} ${currency}`;
  const whom = region ? ` for ${clip(region.replace(/[;|\n]+/g, ','), 200)}` : '';
  return `${kind === plain ? '' : `${kind} `}${figure}${period ? ` a ${period}` : ''}${whom}`;
}

/** Own prices in the words in which they were written; what another source wrote in ours. */
export function pricesInWords(prices: readonly Price[], own: boolean): string {
  return [...new Set(prices.map((price) => (own ? price.raw : priceWords(price))))].join('\n');
}
