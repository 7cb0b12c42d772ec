import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatMoney, minorDigits, minorUnits, parseMoney, parsePrices } from '../rules/index.js';
import type { Price } from '../schema.js';

const brief = (prices: Price[]) =>
  prices.map(({ amount, currency, kind, period, region, how }) =>
    [amount, currency, kind, period, region, how === 'parsed' ? undefined : how]
      .filter((part) => part !== undefined)
      .join(' '),
  );

describe('prices as providers write them', () => {
  test.each([
    ['€23.99/month', ['2399 EUR subscription month']],
    ['€23.99,/month', ['2399 EUR subscription month']],
    ['£20 per month', ['2000 GBP subscription month']],
    ['FREE-Add a Verified Certificate for $49 USD', ['0 USD audit', '4900 USD certificate']],
    [
      'Ireland fee: GBP1250.00; Continental Europe fee: GBP1250.00',
      ['125000 GBP full Ireland', '125000 GBP full Continental Europe'],
    ],
    ['UK fee: GBP0.00; Ireland fee: GBP9.50', ['950 GBP full Ireland']],
    ['GBP9,000 per stage', ['900000 GBP unit']],
    ['US$1,200', ['120000 USD full']],
    ['A$500', ['50000 AUD full']],
    ['1.250,00 €', ['125000 EUR full']],
    ['€1.250', ['125000 EUR full']],
    ["CHF 1'250.50", ['125050 CHF full']],
    ['JPY 12,000', ['12000 JPY full']],
    ['KWD 1.250', ['1250 KWD full']],
    ['£495 (£395 for members)', ['49500 GBP full', '39500 GBP member']],
    ['Members £395, non-members £495', ['39500 GBP member', '49500 GBP full non-members']],
    ['£100 deposit', ['10000 GBP deposit']],
    ['£100 - £200', ['10000 GBP full approximate']],
    ['from £99', ['9900 GBP full approximate']],
    ['was £100, now £50', ['5000 GBP full']],
    ['save £20 today: £80', ['8000 GBP full']],
    ['Free', ['0 XXX full']],
    ['Year 2012 GBP 50', ['5000 GBP full']],
  ])('%s', (text, expected) => {
    expect(brief(parsePrices(text))).toEqual(expected);
  });

  test.each([
    'Costs are paid per unit not per qualification.',
    'Error loading price',
    'Continental Europe fee: Not yet known',
    'free trial',
    'Free of VAT',
    'Current price $89.99',
    '29000',
    '0',
    '£0.00',
    '£-5',
    '-£5',
    'KWD 1,250',
    '£12.345.6',
    '20 credits',
    'Tel 0800 123 456',
    'up to £500',
    '20 % off',
    '',
  ])('states no price: %s', (text) => {
    expect(parsePrices(text)).toEqual([]);
  });

  test('a sign that several currencies share, and a bare number, need the hint of the mapping', () => {
    expect(brief(parsePrices('Current price $89.99', { currency: 'USD' }))).toEqual(['8999 USD full']);
    expect(brief(parsePrices('$5', { currency: 'AUD' }))).toEqual(['500 AUD full']);
    expect(parsePrices('$5', { currency: 'EUR' })).toEqual([]);
    expect(brief(parsePrices('104793.75', { currency: 'AUD' }))).toEqual(['10479375 AUD full']);
    expect(parsePrices('29000', { currency: 'not a code' })).toEqual([]);
  });

  test('a stated sign or code is stronger than the hint', () => {
    expect(brief(parsePrices('£5', { currency: 'AUD' }))).toEqual(['500 GBP full']);
  });

  test('zero is free only where the source means it', () => {
    expect(parsePrices('0', { currency: 'GBP' })).toEqual([]);
    expect(brief(parsePrices('0', { currency: 'GBP', zeroIsFree: true }))).toEqual(['0 GBP full']);
  });

  test('what was written stays beside the amount', () => {
    expect(parsePrices('Ireland fee: GBP1250.00; UK fee: GBP100')[0]?.raw).toBe('Ireland fee: GBP1250.00');
  });
});

describe('amounts', () => {
  const currency = fc.constantFrom('GBP', 'EUR', 'JPY', 'USD', 'KRW', 'KWD', 'AUD');
  const amount = fc.integer({ min: 1, max: 99_999_999 });

  test('an amount written with its code is read again, grouped or not', () => {
    fc.assert(
      fc.property(currency, amount, fc.boolean(), (code, minor, grouped) => {
        const digits = minorDigits(code);
        const whole = Math.floor(minor / 10 ** digits);
        const rest = digits ? `.${String(minor % 10 ** digits).padStart(digits, '0')}` : '';
        const written = grouped ? whole.toLocaleString('en-GB') : String(whole);
        expect(parseMoney(`${code} ${written}${rest}`)).toEqual({ amount: minor, currency: code });
      }),
    );
  });

  test('what formatMoney shows is read as the same money', () => {
    fc.assert(
      fc.property(fc.constantFrom('GBP', 'EUR', 'USD', 'AUD', 'JPY'), amount, (code, minor) => {
        const shown = formatMoney({ amount: minor, currency: code });
        expect(parseMoney(shown, { currency: code })).toEqual({ amount: minor, currency: code });
      }),
    );
    expect(formatMoney({ amount: 0, currency: 'XXX' })).toBe('Free');
    expect(formatMoney({ amount: 125_000, currency: 'GBP' })).toBe('£1,250');
  });

  test('an amount is stored in the unit in which it is shown, for every currency', () => {
    for (const code of ['HUF', 'IDR', 'PKR', 'COP', 'CLP', 'SEK']) {
      const shown = formatMoney({ amount: 1_234_000, currency: code });
      expect(parseMoney(shown.replace(/\u00a0/g, ' '))).toEqual({ amount: 1_234_000, currency: code });
    }
  });

  test('two amounts are not one', () => {
    expect(parseMoney('£5 or £10')).toBeNull();
  });

  test('a fraction finer than the currency is not an amount', () => {
    expect(minorUnits('10.55', 'JPY')).toBeNull();
    expect(minorUnits('10.00', 'JPY')).toBe(10);
    expect(minorUnits('12.3456', 'GBP')).toBeNull();
  });
});
