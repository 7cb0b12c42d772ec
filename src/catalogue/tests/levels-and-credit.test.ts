import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  convertCredit,
  creditInEcts,
  creditInWords,
  eqfOf,
  levelIn,
  parseCpdHours,
  parseCredit,
  parseCredits,
  parseDifficulty,
  parseLevel,
} from '../rules/index.js';
import type { Credit } from '../schema.js';

describe('levels', () => {
  test.each([
    ['SCQF Level 7', 'SCQF', '7', 5],
    ['Level 7 (FHEQ)', 'FHEQ', '7', 7],
    ['RQF Entry Level 3', 'RQF', 'Entry 3', 1],
    ['SCQF 9/10', 'SCQF', '9/10', 6],
    ['EQF 6', 'EQF', '6', 6],
    ['NFQ Level 9', 'NFQ', '9', 7],
    ['OU level 1', 'OU', '1', 5],
    ['Open University level 3', 'OU', '3', 6],
    ['ISCED 5', 'ISCED', '5', undefined],
  ])('%s', (text, framework, value, eqf) => {
    expect(parseLevel(text)).toEqual({ framework, value, ...(eqf && { eqf }) });
  });

  test.each([
    'Level 7',
    '9/10',
    'Postgraduate',
    'Graduate Certificate',
    'FHEQ 12',
    'SCQF Level 7, RQF level 4',
    'RQF level 2 and 3',
    'Beginner',
    '',
  ])('no level of a framework: %s', (text) => {
    expect(parseLevel(text)).toBeNull();
  });

  test.each([
    ['Graduate Certificate', '8'],
    ['Masters Degree (Coursework)', '9'],
    ['Certificate III', '3'],
    ['Associate Degree', '6'],
    ['Doctoral Degree', '10'],
  ])('Australian award %s is AQF %s', (award, value) => {
    expect(parseLevel(award, { framework: 'AQF' })).toMatchObject({ framework: 'AQF', value });
  });

  test('awards outside the AQF have no level', () => {
    expect(parseLevel('Non AQF Award', { framework: 'AQF' })).toBeNull();
    expect(parseLevel('Senior Secondary Certificate of Education', { framework: 'AQF' })).toBeNull();
  });

  test('OU levels 1, 2, 3 stand where FHEQ 4, 5, 6 stand', () => {
    expect(['1', '2', '3'].map((value) => levelIn({ framework: 'OU', value }, 'FHEQ'))).toEqual(['4', '5', '6']);
    expect(levelIn({ framework: 'FHEQ', value: '6' }, 'SCQF')).toBe('9/10');
    expect(eqfOf('SCQF', '1')).toBeNull();
  });

  test('difficulty is a word and never a level', () => {
    const words = [
      'Beginner Level',
      'Introductory',
      'Intermediate',
      'Expert',
      'All Levels',
      'Mixed',
      'mixed/not-mentioned',
      'Graduate',
      'Subtitles: English',
    ];
    expect(words.map(parseDifficulty)).toEqual([
      'beginner',
      'beginner',
      'intermediate',
      'advanced',
      'mixed',
      'mixed',
      null,
      null,
      null,
    ]);
  });
});

describe('credit', () => {
  test.each([
    ['15 CATS points', [{ scheme: 'CATS', value: 15 }]],
    ['7.5 ECTS', [{ scheme: 'ECTS', value: 7.5 }]],
    ['30 credits (15 ECTS)', [{ scheme: 'ECTS', value: 15 }]],
    [
      'CATS 15, ECTS 7.5',
      [
        { scheme: 'CATS', value: 15 },
        { scheme: 'ECTS', value: 7.5 },
      ],
    ],
    ['2.6 CEUs', [{ scheme: 'CEU', value: 2.6 }]],
    ['OU 30', [{ scheme: 'OU', value: 30 }]],
    ['3 semester hours', [{ scheme: 'US-SEM', value: 3 }]],
    ['20 SCQF credits at Level 11', [{ scheme: 'SCQF', value: 20, level: { framework: 'SCQF', value: '11', eqf: 7 } }]],
  ])('%s', (text, expected) => {
    expect(parseCredits(text)).toEqual(expected);
  });

  test.each(['30', '30 credits', '6 CPD points', '0 CATS', '15 credits at FHEQ level 7 CATS', 'scheduled', ''])(
    'no credit: %s',
    (text) => {
      expect(parseCredits(text)).toEqual([]);
    },
  );

  test('a number alone takes the scheme of the mapping', () => {
    expect(parseCredit('30', { scheme: 'CATS' })).toEqual({ scheme: 'CATS', value: 30 });
  });

  test('conversions are guides of volume; CEU and a university’s own units have none', () => {
    expect(creditInEcts({ scheme: 'CATS', value: 15 })).toBe(7.5);
    expect(convertCredit({ scheme: 'EFTSL', value: 0.125 }, 'CATS')).toBe(15);
    expect(convertCredit({ scheme: 'OU', value: 30 }, 'CATS')).toBe(30);
    expect(creditInEcts({ scheme: 'CEU', value: 2 })).toBeNull();
    expect(convertCredit({ scheme: 'ECTS', value: 5 }, 'UNITS')).toBeNull();
    expect(creditInWords({ scheme: 'CATS', value: 15, level: { framework: 'FHEQ', value: '7' } })).toBe(
      '15 CATS at FHEQ 7 ≈ 7.5 ECTS',
    );
    expect(creditInWords({ scheme: 'CEU', value: 2.6 })).toBe('2.6 CEU');
  });

  test('there and back again is the same volume', () => {
    const scheme = fc.constantFrom<Credit['scheme']>('CATS', 'SCQF', 'RQF', 'CQFW', 'ECTS', 'US-SEM', 'OU');
    fc.assert(
      fc.property(scheme, scheme, fc.integer({ min: 1, max: 960 }), (from, to, quarters) => {
        const value = quarters / 4;
        const there = convertCredit({ scheme: from, value }, to);
        expect(convertCredit({ scheme: to, value: there ?? 0 }, from)).toBeCloseTo(value, 3);
      }),
    );
  });
});

describe('CPD hours', () => {
  test.each([
    ['12 CPD points', 12],
    ['6 hours CPD', 6],
    ['CPD: 6 hours', 6],
    ['CPD hours: 6', 6],
    ['6 hours of verified CPD', 6],
    ['30 minutes of CPD', 0.5],
  ])('%s', (text, hours) => {
    expect(parseCpdHours(text)).toBe(hours);
  });
  test.each(['6 hours', '15 CATS', 'CPD certified, 6 weeks', 'CPD 2023', '0 CPD hours', ''])(
    'never from anything else: %s',
    (text) => {
      expect(parseCpdHours(text)).toBeNull();
    },
  );
});
