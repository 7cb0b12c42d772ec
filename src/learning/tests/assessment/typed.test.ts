/** Numbers and words as people type them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactly, readingsOf } from '../../rules/assessment/decimals.js';
import { scoreOf } from '../../rules/assessment/index.js';
import { foldText } from '../../rules/assessment/words.js';
import { Item } from '../../schema/index.js';

const numeric = (answer: number, tolerance?: { kind: string; value: number }, unit?: string) =>
  Item.parse({
    key: 'n',
    type: 'numeric',
    prompt: 'How many?',
    answer,
    ...(tolerance && { tolerance }),
    ...(unit && { unit }),
  });
const isRight = (item: Item, typed: string) => scoreOf(item, { type: 'numeric', typed }).right;

describe('a number', () => {
  test.each([
    ['1.5', 1.5],
    ['1,5', 1.5],
    [' 1 500 ', 1500],
    ['1\u202f500,25', 1500.25],
    ['1,500.25', 1500.25],
    ['1.500,25', 1500.25],
    ['1,500', 1500],
    ['1,500', 1.5],
    ['1,000,000', 1_000_000],
    ['1e3', 1000],
    ['1,5E-3', 0.0015],
    ['\u22123', -3],
    ['+.5', 0.5],
    ['１２', 12],
    ['007', 7],
  ])('%j can be %d', (typed, value) => {
    expect(isRight(numeric(value), typed)).toBe(true);
  });

  test.each([
    '',
    ' ',
    'NaN',
    'Infinity',
    '-Infinity',
    '1e999',
    '1e99999',
    '0x10',
    '1..5',
    '1,5,5',
    '12,34,567',
    '1.5.5',
    '--1',
    '1e',
    'e3',
    '1 or 2',
    'constructor',
    '9'.repeat(101),
    '.',
    ',',
    '1,5.0,0',
  ])('%j is none', (typed) => {
    expect(readingsOf(typed)).toEqual([]);
  });

  test('a point is always the decimal mark: one and a half is not fifteen hundred', () => {
    expect(isRight(numeric(1500), '1.500')).toBe(false);
  });

  test('its unit may be typed, another may not', () => {
    const item = numeric(5, undefined, 'mg');
    expect(['5', '5 mg', '5mg'].map((typed) => isRight(item, typed))).toEqual([true, true, true]);
    expect(isRight(item, '5 g')).toBe(false);
  });

  test('the edge of a tolerance is right, exactly, and what is beyond it is not', () => {
    const item = numeric(0.3, { kind: 'absolute', value: 0.1 });
    expect(
      ['0.2', '0.4', '0.19999999999999999999', '0.40000000000000000001'].map((typed) => isRight(item, typed)),
    ).toEqual([true, true, false, false]);
    const share = numeric(-200, { kind: 'relative', value: 0.05 });
    expect(['-190', '-210', '-189.999', '-210.001'].map((typed) => isRight(share, typed))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(isRight(numeric(0.3), '0.30000000000000004')).toBe(false);
  });

  test('every decimal is right within a tolerance exactly where whole numbers say so', () => {
    const hundredths = fc.integer({ min: -5000, max: 5000 });
    fc.assert(
      fc.property(hundredths, hundredths, fc.integer({ min: 0, max: 500 }), (answer, typed, allowed) => {
        const item = numeric(Number(`${answer}e-2`), { kind: 'absolute', value: Number(`${allowed}e-2`) });
        expect(isRight(item, `${typed}e-2`)).toBe(Math.abs(answer - typed) <= allowed);
      }),
    );
  });

  test('whatever is typed is read in a moment and never raises', () => {
    fc.assert(fc.property(fc.string({ maxLength: 100, unit: 'grapheme' }), (typed) => void readingsOf(typed)));
    expect(readingsOf(`1${',000'.repeat(24)}`)).toHaveLength(1);
    expect(exactly(1e21)).toEqual({ digits: 1n, exponent: 21 });
  });
});

describe('a word', () => {
  const same = (one: string, other: string, caseCounts = false) =>
    foldText(one, { caseCounts }) === foldText(other, { caseCounts });

  test.each([
    ['Café', 'cafe\u0301'],
    ['straße', 'STRASSE'],
    ['ﬁbrin', 'fibrin'],
    ['  two\t words ', 'Two words'],
    ['“it’s”', "it's."],
    ['co\u2011operate', 'co-operate'],
    ['soft\u00adhyphen', 'softhyphen'],
    ['ΟΔΟΣ', 'οδος'],
    ['?', ' ? '],
  ])('%j is %j', (one, other) => expect(same(one, other)).toBe(true));

  test.each([
    ['cafe', 'café'],
    ['e.g', 'eg'],
    ['?', '!'],
    ['two words', 'twowords'],
  ])('%j is not %j', (one, other) => expect(same(one, other)).toBe(false));

  test('case counts where its author says so', () => {
    expect([same('pH', 'PH', true), same('pH', ' pH. ', true)]).toEqual([false, true]);
  });

  test('folding again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.boolean(), (text, caseCounts) => {
        const folded = foldText(text, { caseCounts });
        expect(foldText(folded, { caseCounts })).toBe(folded);
      }),
    );
  });
});
