import fc from 'fast-check';
import { extractText, getDocumentProxy, getMeta } from 'unpdf';
import { describe, expect, test } from 'vitest';
import { drawPage } from '../draw.js';
import { drawApart, type PdfBlock, type PdfDocument } from '../index.js';
import { linesOf } from '../lines.js';

const created = new Date('2026-11-23T09:00:00Z');
const documentOf = (...blocks: PdfBlock[]): PdfDocument => ({ title: 'Demo page', language: 'en-GB', created, blocks });

async function read(bytes: Uint8Array): Promise<{ pages: number; text: string }> {
  const { totalPages, text } = await extractText(new Uint8Array(bytes), { mergePages: true });
  return { pages: totalPages, text: text.replace(/\s+/g, ' ') };
}

describe('a page', () => {
  const blocks: PdfBlock[] = [
    { kind: 'heading', level: 1, text: 'A record of Zoë’s choice' },
    { kind: 'text', text: '15 CATS ≈ 7.5 ECTS · £350, 10\u202fweeks · Łódź · Việt Nam' },
    { kind: 'text', text: 'Афины Ἀθῆναι Αθήνα अध्ययन', strong: true },
    { kind: 'rule' },
    {
      kind: 'table',
      columns: [
        { name: 'Question', share: 0.3 },
        { name: 'Fit', share: 0.2 },
        { name: 'Why', share: 0.5 },
      ],
      headed: true,
      rows: [['Cost', { low: 0.2, high: 0.8, said: '20 to 80 of 100' }, 'It costs £350.']],
    },
    { kind: 'text', text: 'https://cairn.example/my', href: 'https://cairn.example/my', quiet: true },
  ];

  test('is read back word for word, in every script that a face has', async () => {
    const { pages, text } = await read(await drawPage([documentOf(...blocks)]));
    expect(pages).toBe(1);
    for (const words of ['A record of Zoë’s choice', '15 CATS about 7.5 ECTS · £350, 10 weeks · Łódź · Việt Nam'])
      expect(text).toContain(words);
    for (const words of ['Афины', 'Ἀθῆναι', 'Αθήνα', 'अ', 'Question Fit Why', 'It costs £350.'])
      expect(text.normalize('NFC')).toContain(words);
  });

  test('is tagged, with its title and language, headings, a table with headings, a figure in words and a link', async () => {
    const bytes = await drawPage([documentOf(...blocks)]);
    expect((await getMeta(new Uint8Array(bytes))).info).toMatchObject({ Title: 'Demo page', Language: 'en-GB' });
    const page = await (await getDocumentProxy(new Uint8Array(bytes))).getPage(1);
    const tree = JSON.stringify(await page.getStructTree());
    for (const role of ['H1', 'P', 'Table', 'TR', 'TH', 'TD', 'Figure', 'Link'])
      expect(tree).toContain(`"role":"${role}"`);
    expect(tree).toContain('20 to 80 of 100');
    const links = await page.getAnnotations();
    expect(links.map(({ url }) => url)).toEqual(['https://cairn.example/my']);
  });

  test('takes whatever anybody writes', async () => {
    const hostile = fc.string({ unit: 'binary', maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (one, other) => {
        const table: PdfBlock = { kind: 'table', columns: [{ name: 'A', share: 1 }], rows: [[other]], most: 2 };
        expect((await read(await drawPage([documentOf({ kind: 'text', text: one, most: 3 }, table)]))).pages).toBe(1);
      }),
      { numRuns: 5 },
    );
    const { text } = await read(await drawPage([documentOf({ kind: 'text', text: 'a 漢字 שלום 🙂 b' })]));
    expect(text).toMatch(/^a\s+b/);
  });
});

describe('room', () => {
  const long = (lines: number): PdfDocument =>
    documentOf(...Array.from({ length: lines }, (_, at): PdfBlock => ({ kind: 'text', text: `Line ${at}.` })));

  test('goes to the fullest draft that fits', async () => {
    const { pages, text } = await read(await drawApart([long(500), long(70), long(3)]));
    expect({ pages, last: text.trim().endsWith('Line 69.') }).toEqual({ pages: 1, last: true });
  });

  test('is refused in words where there is none, and the thread goes on', async () => {
    await expect(drawApart([long(500)])).rejects.toThrow('too much for one page');
    const many = await Promise.all([1, 2, 3].map((lines) => drawApart([long(lines)])));
    expect(await Promise.all(many.map(async (bytes) => (await read(bytes)).text.trim().slice(-7)))).toEqual([
      'Line 0.',
      'Line 1.',
      'Line 2.',
    ]);
  });
});

describe('lines', () => {
  const measure = (text: string): number => text.length;

  test('hold every word in its order, none wider than there is room', () => {
    const text = fc
      .array(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 30 }))
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 40 }), (given, width) => {
        const words = given.trim().replace(/ +/g, ' ');
        const lines = linesOf(words, { width, most: 1_000 }, measure);
        expect(lines.every((line) => line.length <= width)).toBe(true);
        expect(lines.join('').replaceAll(' ', '')).toBe(words.replaceAll(' ', ''));
      }),
    );
  });

  test('end in an ellipsis where there are more than may be', () => {
    expect(linesOf('one two three four', { width: 8, most: 2 }, measure)).toEqual(['one two', 'three…']);
    expect(linesOf('one two three four', { width: 3, most: 1 }, measure)).toEqual(['on…']);
  });
});
