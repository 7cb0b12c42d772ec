import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CsvUnit, readCsv, splitCsv } from '../formats/mapped/csv.js';

const cells = (units: CsvUnit[]) => units.flatMap((unit) => ('cells' in unit ? [unit.cells] : []));
const refusals = (units: CsvUnit[]) => units.flatMap((unit) => ('refused' in unit ? [unit.refused] : []));

async function inPieces(text: string, size: number): Promise<CsvUnit[]> {
  async function* pieces() {
    for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
  }
  const units: CsvUnit[] = [];
  for await (const some of readCsv(pieces())) units.push(...some);
  return units;
}

const cell = fc.string({ unit: fc.constantFrom('a', 'é', ' ', ',', ';', '"', '\n', '1', '本'), maxLength: 8 });
const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 });
const written = (rows: string[][], sign: string, end: string) =>
  rows.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(sign)).join(end);

describe('well-formed tables', () => {
  test('are read as they were written, whatever the delimiter and line ends', () => {
    fc.assert(
      fc.property(table, fc.constantFrom(',', ';', '\t', '|'), fc.constantFrom('\n', '\r\n'), (rows, sign, end) => {
        const text = `"x"${sign}"y"${sign}"z"${end}${written(rows, sign, end)}`;
        expect(cells(splitCsv(text))).toEqual([['x', 'y', 'z'], ...rows]);
      }),
    );
  });

  test('are read alike in one piece and in many', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 7 }), async (rows, size) => {
        const text = `x,y,z\r\n${written(rows, ',', '\r\n')}\r\n`;
        expect(await inPieces(text, size)).toEqual(splitCsv(text));
      }),
    );
  });

  test('unquoted cells are read as csv-parse reads them', () => {
    const plain = fc.stringMatching(/^[a-z0-9 .]{1,8}$/);
    fc.assert(
      fc.property(
        fc.array(fc.array(plain, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 10 }),
        (rows) => {
          const text = rows.map((row) => row.join(',')).join('\n');
          expect(cells(splitCsv(text, { delimiter: ',' }))).toEqual(parse(text));
        },
      ),
    );
  });

  test('a byte order mark, empty lines and a missing last line end cost nothing', () => {
    expect(cells(splitCsv('\ufeffa,b\n\n1,2\n\n3,4'))).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ]);
  });
});

describe('broken quoting', () => {
  test('a quote that is never closed costs its row, and the rest is read', () => {
    const units = splitCsv('a,b\n1,"never closed\n3,4\n5,6\n');
    expect(refusals(units)).toEqual(['a quote is opened and never closed']);
    expect(cells(units)).toEqual([
      ['a', 'b'],
      ['3', '4'],
      ['5', '6'],
    ]);
  });

  test('words behind a closing quote cost their row', () => {
    const units = splitCsv('a,b\n1,"two" three\n3,4\n');
    expect(refusals(units)).toEqual(['words stand behind a closing quote']);
    expect(cells(units)).toEqual([
      ['a', 'b'],
      ['3', '4'],
    ]);
  });

  test('a quote inside an unquoted cell is a word of it', () => {
    expect(cells(splitCsv('a,b\n1,5" disk\n'))[1]).toEqual(['1', '5" disk']);
  });
});

describe('too much', () => {
  const rows = (middle: string) => `a,b\n1,2\n${middle}\n3,4\n`;

  test.each([
    ['an unquoted cell', `9,${'x'.repeat(3000)}`],
    ['a quoted cell', `9,"${'x'.repeat(3000)}"`],
  ])('%s over the limit is refused and the rest is read, also in pieces', async (_, middle) => {
    for (const size of [10_000, 500]) {
      async function* pieces() {
        for (let at = 0; at < rows(middle).length; at += size) yield rows(middle).slice(at, at + size);
      }
      const units: CsvUnit[] = [];
      for await (const some of readCsv(pieces(), { maxLength: 1000 })) units.push(...some);
      expect(cells(units)).toEqual([
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
      ]);
      expect(refusals(units)).toHaveLength(1);
    }
  });

  test('more cells than any table has are refused', () => {
    expect(refusals(splitCsv(`a,b\n${','.repeat(3000)}\n`))).toHaveLength(1);
  });
});

test('any text gives rows or refusals, and comes back', async () => {
  const text = fc
    .array(fc.constantFrom('a', ',', '"', '""', '\n', '\r\n', '\r', ';', ' ', '\0'), { maxLength: 200 })
    .map((parts) => parts.join(''));
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 1, max: 50 }), async (words, size) => {
      expect(await inPieces(words, size)).toEqual(splitCsv(words));
    }),
  );
});

test('a first cell over two lines is read the same in pieces', async () => {
  const text = '"Title\r\nof the course";Price\r\n"Demo";10\r\n';
  const whole = [{ cells: ['Title\r\nof the course', 'Price'] }, { cells: ['Demo', '10'] }];
  expect(splitCsv(text)).toEqual(whole);
  for (const size of [1, 2, 7, 8, 9, 30]) expect(await inPieces(text, size)).toEqual(whole);
});
