import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeHtml, narrowHtml, ticksHtml } from '../parts/html-text.js';
import {
  countOf,
  formatDay,
  formatLongDay,
  formatMoney,
  formatNumber,
  listInWords,
  monthsBetween,
  sourceOn,
} from '../parts/words.js';

test.each([
  [115_000, 'GBP', '£1,150'],
  [767, 'GBP', '£7.67'],
  [65_000, 'EUR', '€650'],
  [4900, 'USD', 'US$49'],
  [5000, 'JPY', 'JP¥5,000'],
  [0, 'GBP', '£0'],
])('%i minor units of %s are %s', (amount, currency, words) => expect(formatMoney(amount, currency)).toBe(words));

test('numbers are grouped as the locale groups them', () => {
  const locale = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });
  fc.assert(
    fc.property(fc.integer({ min: -2_000_000, max: 2_000_000 }), (value) => {
      expect(formatNumber(value)).toBe(locale.format(value));
    }),
  );
});

test('days, counts and lists in words', () => {
  expect(formatDay('2026-09-01')).toBe('1 Sept 2026');
  expect(formatLongDay('2027-01-12')).toBe('Tuesday 12 January 2027');
  expect(countOf(1, 'course')).toBe('1 course');
  expect(countOf(1204, 'course')).toBe('1,204 courses');
  expect(listInWords(['a', 'b', 'c'])).toBe('a, b and c');
});

test.each([
  ['2026-02-11', '2026-11-23', 9],
  ['2026-11-23', '2026-11-23', 0],
  ['2026-10-24', '2026-11-23', 0],
  ['2027-01-01', '2026-11-23', 0],
])('from %s to %s are %i whole months', (from, to, months) => expect(monthsBetween(from, to)).toBe(months));

test.each([
  ['Demo course list, November 2022', '2022-11-17', 'Demo course list, 17 Nov 2022'],
  ['Demo feed, 30 August 2012', '2012-08-30', 'Demo feed, 30 Aug 2012'],
  ['Demo list, 2020', '2020-08-31', 'Demo list, 31 Aug 2020'],
  ['Demo list, 2020', '2023-01-01', 'Demo list, 2020, 1 Jan 2023'],
  ['Demo courses, table of March 2026', '2026-11-23', 'Demo courses, table of March 2026, 23 Nov 2026'],
  ['Demo feed', '2026-11-14', 'Demo feed, 14 Nov 2026'],
])('%s on %s says its date once', (name, day, words) => expect(sourceOn(name, day)).toBe(words));

describe('HTML written as text', () => {
  const signs: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&' };
  /** In one pass, as a browser reads: what a reference stands for is not read again. */
  const read = (html: string) =>
    html.replace(/&(?:#(\d+)|(lt|gt|quot|amp));/g, (_, code: string | undefined, name: string) =>
      code ? String.fromCodePoint(Number(code)) : (signs[name] as string),
    );

  test('no text can leave its place, and all of it comes back', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: fc.constantFrom('<', '>', '"', '&', ';', '#', '’', 'a') }),
        ),
        (text) => {
          const escaped = escapeHtml(text);
          expect(escaped).not.toMatch(/[<>"]/);
          expect([...escaped].every((sign) => (sign.codePointAt(0) ?? 0) < 256)).toBe(true);
          expect(read(escaped)).toBe(text);
        },
      ),
    );
  });

  test('narrowing changes no tag', () => {
    expect(narrowHtml('<p title="a">≈ 7.5 ’ 😀</p>')).toBe('<p title="a">&#8776; 7.5 &#8217; &#128512;</p>');
  });

  test('a value without courses cannot be chosen, unless it is chosen already', () => {
    const none = { value: 'x', label: 'X', count: 0 };
    expect(ticksHtml('mode', [none], [])).toContain(' disabled>');
    expect(ticksHtml('mode', [none], ['x'])).toContain(' checked>');
    expect(ticksHtml('mode', [none], ['x'])).not.toContain('disabled');
  });
});
