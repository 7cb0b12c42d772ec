import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as rules from '../rules/index.js';

const READERS: Record<string, (text: string) => unknown> = {
  parsePrices: (text) => rules.parsePrices(text, { currency: 'GBP' }),
  parseMoney: rules.parseMoney,
  parseWorkload: (text) => rules.parseWorkload({ duration: text, effort: text }),
  parseIsoDuration: rules.parseIsoDuration,
  parseDay: rules.parseDay,
  parseLevel: (text) => rules.parseLevel(text, { framework: 'RQF' }),
  parseDifficulty: rules.parseDifficulty,
  parseCredits: (text) => rules.parseCredits(text, { scheme: 'CATS' }),
  parseCpdHours: rules.parseCpdHours,
  parseLanguages: rules.parseLanguages,
  parseCount: rules.parseCount,
  parseRating: rules.parseRating,
  plainText: rules.plainText,
  tidy: rules.tidy,
  tidyLines: rules.tidyLines,
  repairMojibake: rules.repairMojibake,
  titleKey: rules.titleKey,
  slugOf: rules.slugOf,
  canonicalUrl: rules.canonicalUrl,
  urlFromAnchor: rules.urlFromAnchor,
};

/** What has held up parsers before: long runs, nesting that never closes, near misses of each pattern. */
const PIECES = [
  'constructor',
  '__proto__',
  'English (constructor)',
  'a',
  ' ',
  '1',
  '1,',
  '1 ',
  '<a>',
  '</b>',
  '<',
  '&',
  '&#',
  "'",
  '"',
  '\\',
  'Ã',
  '£',
  '£1',
  '1-',
  'P1',
  'level 1',
  ',',
  '(',
  '.',
  '—',
  '٣',
  '\u0301',
  '\ud83d',
  '1 hour ',
  'utm_=&',
];

describe('every reader takes any text', () => {
  test.each(Object.keys(READERS))('%s throws on nothing', (name) => {
    const read = READERS[name] as (text: string) => unknown;
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (words) => void read(words)),
      { numRuns: 300 },
    );
  });

  // Ten million characters: a reader that is not linear would not come back within the time that the runner allows.
  test.each(Object.keys(READERS))('%s comes back from ten million characters of each kind', (name) => {
    const read = READERS[name] as (text: string) => unknown;
    for (const piece of ['<a>', '<b></c>', '1 ', "'\\", '£1,'])
      read(piece.repeat(Math.ceil((name.startsWith('parse') ? 1e7 : 1e6) / piece.length)));
    expect(read('')).toBeDefined();
  });

  test.each(Object.keys(READERS))('%s comes back from the longest text that it reads in full', (name) => {
    const read = READERS[name] as (text: string) => unknown;
    for (const piece of PIECES)
      for (const length of [60, 200, 300, 500, 2000]) read(piece.repeat(Math.floor(length / piece.length)));
    expect(read('')).toBeDefined();
  });
});
