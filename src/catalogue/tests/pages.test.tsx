import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { demoCourse, demoFrame, demoOffering, TODAY } from '../../../tests/support/demo.js';
import { axeInJsdom, invalidHtml } from '../../../tests/support/html.js';
import { CoursePage } from '../pages/course-page.js';
import { creditGuide, levelInWords, priceInWords, startInWords, stoneLevel, workloadInWords } from '../pages/words.js';
import type { Course } from '../schema.js';

const bare: Course = {
  ...demoCourse,
  subtitle: undefined,
  summary: undefined,
  description: undefined,
  level: undefined,
  credit: [],
  cpdHours: undefined,
  workload: undefined,
  languages: [],
  earns: [],
  recognition: [],
  stacksInto: [],
  awardingBodies: [],
  outcomes: [],
  syllabus: [],
  skills: [],
  prices: [],
  offerings: [],
  prerequisites: undefined,
  assessment: undefined,
  mode: undefined,
  pace: undefined,
  rating: undefined,
  refreshed: undefined,
  provenance: {},
  differing: {},
};

const draw = (course: Course, given: Partial<Parameters<typeof CoursePage>[0]> = {}) =>
  `<!doctype html>${renderToString(
    <CoursePage frame={demoFrame} course={course} availability="unknown" next={null} today={TODAY} {...given} />,
  )}`;

const pages: [string, string][] = [
  ['a course with every fact', draw(demoCourse, { availability: 'dated', next: demoOffering })],
  ['a course with no fact but its title', draw(bare)],
  ['a course that is no longer listed', draw({ ...demoCourse, state: 'withdrawn' }, { availability: 'ended' })],
];

describe.each(pages)('%s', (_, html) => {
  test('is valid HTML', async () => expect(await invalidHtml(html)).toEqual([]));
  test('gives axe nothing to find', async () => expect(await axeInJsdom(html)).toEqual([]));
});

test('each fact stands with its source, its day and the words it was read from', () => {
  const html = draw(demoCourse);
  expect(html).toMatch(
    /<dt>Workload<\/dt><dd>150 h over 10 weeks.*As written: “10 wks, 150 notional hrs”.*Demo University’s feed, 14 Nov 2026/,
  );
});

test('where sources differ, the other one is named with what it says', () => {
  expect(draw(demoCourse)).toContain('Demo table, 2 Nov 2026, says “9 weeks”');
});

test('prices are whole and comparable', () => {
  const html = draw(demoCourse);
  for (const words of [
    '£1,150',
    'A notional hour</dt><dd>£7.67',
    'A credit (CATS)</dt><dd>£76.67',
    'For members, alumni</dt><dd>£977.50',
  ]) {
    expect(html).toContain(words);
  }
});

test('what is missing is named, and nothing stands in for it', () => {
  const html = draw(bare);
  expect(html).toContain('price, level, credit, CPD hours, workload, start, assessment and award');
  expect(html).not.toMatch(/null|undefined|NaN/);
});

test('a description is text, whatever it holds', () => {
  expect(draw(demoCourse)).toContain('&lt;b>not bold&lt;/b>');
});

describe('facts in words', () => {
  test.each([
    [{ totalHours: 150, weeks: 10 }, '150 h over 10 weeks'],
    [{ weeks: 6, hoursPerWeekMin: 3, hoursPerWeekMax: 3 }, '6 weeks, 3 h a week'],
    [{ weeks: 1, hoursPerWeekMin: 2, hoursPerWeekMax: 4, approximate: true }, 'about 1 week, 2 to 4 h a week'],
    [{ totalHours: 7.5 }, '7.5 h'],
    [{}, null],
    [null, null],
  ])('workload %o', (workload, words) => expect(workloadInWords(workload)).toBe(words));

  test.each([
    [{ framework: 'FHEQ', value: '7', eqf: 7 }, '7 (FHEQ) · EQF 7', 7],
    [{ framework: 'SCQF', value: '8', eqf: 5 }, '8 (SCQF) · EQF 5', 5],
    [{ framework: 'EQF', value: '6', eqf: 6 }, 'EQF 6', 6],
    [{ framework: 'AQF', value: '8', eqf: null }, '8 (AQF)', null],
  ])('level %o', (level, words, stone) => {
    expect(levelInWords(level)).toBe(words);
    expect(stoneLevel(level)).toBe(stone);
  });

  test('credit is converted as a guide, and CEU never', () => {
    expect(creditGuide({ scheme: 'CATS', value: 15 })).toBe('≈ 7.5 ECTS');
    expect(creditGuide({ scheme: 'ECTS', value: 5 })).toBe('≈ 10 CATS');
    expect(creditGuide({ scheme: 'CEU', value: 2 })).toBeNull();
  });

  test('a price says what it covers and what it is in pounds', () => {
    const price = {
      free: false,
      amount: 65_000,
      currency: 'EUR',
      kind: 'full',
      period: null,
      certificate: null,
      inGbp: 54_612,
      rateDate: '2026-11-20',
      others: 1,
    };
    expect(priceInWords(price)).toEqual({
      figure: '€650',
      covers: ['≈ £546 on 20 Nov', 'whole course', '1 other price'],
    });
    expect(
      priceInWords({
        ...price,
        free: true,
        amount: null,
        currency: null,
        certificate: { amount: 3900, currency: 'GBP' },
        others: 0,
      }),
    ).toEqual({
      figure: 'Free',
      covers: ['certificate £39'],
    });
    expect(priceInWords(null)).toBeNull();
  });

  test('a start is a day, any time, or not stated', () => {
    expect(startInWords('dated', { start: '2027-01-12' })).toBe('12 Jan 2027');
    expect(startInWords('starts-soon', { start: '2026-12-01', approximate: true })).toBe('about Dec 2026');
    expect(startInWords('any-time', null)).toBe('Any time');
    expect(startInWords('unknown', { start: '2020-01-01' })).toBeNull();
  });
});
