import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDuration, parseIsoDuration, parseWorkload } from '../rules/index.js';

const about = (workload: object) => ({ workload: { ...workload, approximate: true }, how: 'approximate' });
const exact = (workload: object) => ({ workload, how: 'parsed' });

describe('one length', () => {
  test.each([
    ['Approx. 16 hours to complete', about({ totalHours: 16 })],
    ['9 months at 10 hours a week', about({ weeks: 39, hoursPerWeekMin: 10, hoursPerWeekMax: 10 })],
    ['1 - 3 Months', about({ weeks: 13 })],
    ['27 total hours', exact({ totalHours: 27 })],
    ['27 total hours 398 lectures All Levels', exact({ totalHours: 27 })],
    ['2–3 hours per week', exact({ hoursPerWeekMin: 2, hoursPerWeekMax: 3 })],
    ['2—3 hours per week', exact({ hoursPerWeekMin: 2, hoursPerWeekMax: 3 })],
    ['5-7 hours/week', exact({ hoursPerWeekMin: 5, hoursPerWeekMax: 7 })],
    ['7 hrs/wk', exact({ hoursPerWeekMin: 7, hoursPerWeekMax: 7 })],
    ['one hour', exact({ totalHours: 1 })],
    ['1 hour and 30 minutes', exact({ totalHours: 1.5 })],
    ['60 minutos', exact({ totalHours: 1 })],
    ['6 months (approx)', about({ weeks: 26 })],
    ['1 month to complete', about({ weeks: 4.33 })],
    ['Less Than 2 Hours', about({ totalHours: 2 })],
    ['6 days', about({ weeks: 0.86 })],
    ['P4W', exact({ weeks: 4 })],
    ['P6M', about({ weeks: 26 })],
    ['PT36H', exact({ totalHours: 36 })],
    ['1 week of study, 2 hours', exact({ totalHours: 2, weeks: 1 })],
  ])('%s', (text, expected) => {
    expect(parseDuration(text)).toEqual(expected);
  });

  test.each([
    'Variable',
    'Flexible schedule',
    'not-mentioned',
    'Estimated timeApprox. undefined undefined',
    '104',
    '0 weeks',
    '8 hours/day',
    'two hours per day recommended',
    '3 one-week modules',
    '4 weeks per course',
    '45 minutes for the guided part + 45 minutes for practice',
    'About 60 minutes required for the project and 60 for the other materials.',
    'P1DT2H',
    'P',
    '200 hours per week',
    '',
  ])('not stated: %s', (text) => {
    expect(parseDuration(text)).toBeNull();
  });

  test('a bare number has the unit that the mapping names', () => {
    expect(parseDuration('104', 'week')).toEqual(exact({ weeks: 104 }));
    expect(parseDuration('1.5', 'hour')).toEqual(exact({ totalHours: 1.5 }));
  });
});

describe('length and effort together', () => {
  test('weeks times one stated figure is a total, and inferred', () => {
    expect(parseWorkload({ duration: '4 weeks', effort: '3 hours' })).toEqual({
      workload: { weeks: 4, hoursPerWeekMin: 3, hoursPerWeekMax: 3, totalHours: 12 },
      how: 'inferred',
    });
  });
  test('a range of hours, or approximate weeks, gives no total', () => {
    expect(parseWorkload({ duration: '2 Weeks', effort: '2–3 hours per week' })?.workload.totalHours).toBeUndefined();
    expect(parseWorkload({ duration: '2 months', effort: '3 hours' })?.workload.totalHours).toBeUndefined();
  });
  test('hours of a day count only with stated days', () => {
    expect(parseWorkload({ duration: '6 days', effort: '8 hours/day' })).toMatchObject({
      workload: { totalHours: 48 },
      how: 'inferred',
    });
    expect(parseWorkload({ duration: '3 days', effort: '4-5 hours/day' })?.workload.totalHours).toBeUndefined();
    expect(parseWorkload({ duration: '6 weeks', effort: '8 hours/day' })?.workload.totalHours).toBeUndefined();
  });
  test('nothing said is nothing', () => {
    expect(parseWorkload({})).toBeNull();
    expect(parseWorkload({ duration: '', effort: null })).toBeNull();
  });
});

test('ISO durations are read part by part', () => {
  fc.assert(
    fc.property(fc.nat(99), fc.nat(11), fc.nat(50), fc.nat(30), (years, months, hours, minutes) => {
      const parsed = parseIsoDuration(`P${years}Y${months}MT${hours}H${minutes}M`);
      expect(parsed).toEqual({ years, months, weeks: 0, days: 0, hours, minutes });
    }),
  );
  expect(parseIsoDuration('P1.5D')).toMatchObject({ days: 1.5 });
  expect(parseIsoDuration('4 weeks')).toBeNull();
});

test('any dash makes the same range, and its ends keep their order', () => {
  const dash = fc.constantFrom('-', '–', '—', '‑', ' - ', ' to ');
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 40 }), dash, (low, more, sign) => {
      expect(parseDuration(`${low}${sign}${low + more} hours per week`)?.workload).toEqual({
        hoursPerWeekMin: low,
        hoursPerWeekMax: low + more,
      });
    }),
  );
});
