import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDay } from '../rules/index.js';

describe('days that sources state', () => {
  test.each([
    ['2024-09-04', '2024-09-04', 'day'],
    ['2024-09-04T23:30:00+02:00', '2024-09-04', 'day'],
    ['2024-09-04T15:00:00.000Z', '2024-09-04', 'day'],
    ['20220222T133000', '2022-02-22', 'day'],
    ['20th Feb, 2012', '2012-02-20', 'day'],
    ['Oct, 2011', '2011-10-01', 'month'],
    ['Sept 2014', '2014-09-01', 'month'],
    ['2012-09', '2012-09-01', 'month'],
    ['May 25, 2020', '2020-05-25', 'day'],
    ['Mon, 3 March 2014', '2014-03-03', 'day'],
    ['2015', '2015-01-01', 'year'],
    ['25/04/2012', '2012-04-25', 'day'],
    ['04/25/2012', '2012-04-25', 'day'],
    ['03/03/2012', '2012-03-03', 'day'],
    ['3.4.2012', '2012-04-03', 'day'],
    ['1670932800', '2022-12-13', 'day'],
    [1_670_932_800_000, '2022-12-13', 'day'],
  ] as const)('%s', (value, day, precision) => {
    expect(parseDay(value)).toEqual({ day, precision });
  });

  test.each([
    'Self paced',
    'NA',
    '',
    'Variable',
    '31st Feb, 2012',
    '2012-02-31',
    '03/04/2012',
    '12/04/12',
    '1850-01-01',
    '2150-01-01',
    '4859740800',
    '12:30',
    '42',
    'Foo 2012',
    '32/01/2012',
  ])('no day: %s', (text) => {
    expect(parseDay(text)).toBeNull();
  });

  test('an ambiguous day needs the order, and an impossible one is refused in any', () => {
    expect(parseDay('03/04/2012', { order: 'dmy' })?.day).toBe('2012-04-03');
    expect(parseDay('03/04/2012', { order: 'mdy' })?.day).toBe('2012-03-04');
    expect(parseDay('25/04/2012', { order: 'mdy' })).toBeNull();
  });
});

const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true });

test('one day, written in each way, is the same day', () => {
  fc.assert(
    fc.property(day, (date) => {
      const iso = date.toISOString().slice(0, 10);
      const [year, month, number] = iso.split('-').map(Number) as [number, number, number];
      const name = date.toLocaleString('en-GB', { month: 'long', timeZone: 'UTC' });
      const written = [
        iso,
        `${number} ${name} ${year}`,
        `${name} ${number}, ${year}`,
        `${year}/${month}/${number}`,
        `${number}.${month}.${year}`,
      ];
      for (const words of written) expect(parseDay(words)).toEqual({ day: iso, precision: 'day' });
      expect(parseDay(`${month}/${number}/${year}`, { order: 'mdy' })?.day).toBe(iso);
    }),
  );
});

test('Unix seconds and milliseconds give the day in UTC', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1e8, max: 4e9 }), (seconds) => {
      const iso = new Date(seconds * 1000).toISOString().slice(0, 10);
      expect(parseDay(seconds)?.day).toBe(iso);
      expect(parseDay(seconds * 1000)?.day).toBe(iso);
    }),
  );
});
