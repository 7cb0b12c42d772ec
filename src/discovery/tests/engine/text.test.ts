/** How text becomes terms. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { typingErrors, WordShapes } from '../../engine/store/word-shapes.js';
import { stem } from '../../engine/text/stem.js';
import { tokenise } from '../../engine/text/tokens.js';

const wordsOf = (text: string): string[] => tokenise(text).words;

describe('words', () => {
  test.each([
    ['Éducation à la Française', ['education', 'a', 'la', 'francaise']],
    ['C++, C# and .NET for R', ['c++', 'c#', 'and', '.net', 'for', 'r']],
    ["The Nurse's Guide", ['the', 'nurse', 'guide']],
    ['The Nurse’s Guide', ['the', 'nurse', 'guide']],
    ['A150 & SK123', ['a150', 'sk123']],
    ['Straße, œuvre, Ｐｙｔｈｏｎ', ['strasse', 'oeuvre', 'python']],
    ['हिन्दी भाषा', ['हिन्दी', 'भाषा']],
    ['', []],
    ['— … !', []],
  ])('%s', (text, expected) => {
    expect(wordsOf(text)).toEqual(expected);
  });

  test('a hyphen gives the parts and the whole', () => {
    expect(tokenise('e-learning')).toEqual({ words: ['e', 'learning'], extras: ['elearning'] });
  });

  test('Chinese is cut into words and pairs', () => {
    const { words, extras } = tokenise('了解药物以及成瘾');
    expect(words.join('')).toBe('了解药物以及成瘾');
    expect(words.length).toBeGreaterThan(1);
    expect(extras).toContain('药物');
  });

  test('any text is read, and reading what was read changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const { words } = tokenise(text);
        expect(words.every((word) => word.length > 0 && word.length <= 40)).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9 ]{0,80}$/), (text) => {
        expect(wordsOf(wordsOf(text).join(' '))).toEqual(wordsOf(text));
      }),
    );
  });
});

describe('stems', () => {
  test('a word that objects know by themselves is a word like any other', () => {
    expect(stem('constructor')).toBe('constructor');
  });

  test.each([
    ['nurses', 'nursing'],
    ['engineer', 'engineering'],
    ['plan', 'planning'],
    ['studies', 'studying'],
    ['organise', 'organizing'],
    ['organisations', 'organization'],
    ['colours', 'color'],
    ['archaeology', 'archeology'],
    ['travelling', 'traveling'],
    ['children', 'child'],
    ['mathematical', 'mathematics'],
    ['taxes', 'tax'],
  ])('%s and %s are one', (a, b) => {
    expect(stem(a)).toBe(stem(b));
  });

  test.each([
    ['marketing', 'market'],
    ['accounting', 'account'],
    ['programming', 'program'],
    ['physical', 'physics'],
    ['business', 'busy'],
    ['nurse', 'nursery'],
    ['law', 'lawn'],
  ])('%s and %s are two', (a, b) => {
    expect(stem(a)).not.toBe(stem(b));
  });
});

describe('typing errors', () => {
  const word = fc.stringMatching(/^[a-e]{3,9}$/);

  /** Restricted Damerau distance, by its definition. */
  function distance(a: string, b: string): number {
    if (a === '' || b === '') return a.length + b.length;
    const same = a.at(-1) === b.at(-1) ? 0 : 1;
    let least = Math.min(
      distance(a.slice(0, -1), b) + 1,
      distance(a, b.slice(0, -1)) + 1,
      distance(a.slice(0, -1), b.slice(0, -1)) + same,
    );
    if (a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1))
      least = Math.min(least, distance(a.slice(0, -2), b.slice(0, -2)) + 1);
    return least;
  }

  test('are counted as defined, up to the limit', () => {
    const short = fc.stringMatching(/^[a-c]{0,5}$/);
    fc.assert(
      fc.property(short, short, fc.integer({ min: 1, max: 2 }), (a, b, most) => {
        expect(typingErrors(a, b, most)).toBe(Math.min(most + 1, distance(a, b)));
      }),
    );
  });

  test('every word within reach is found, and every beginning', () => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 40 }), word, (words, asked) => {
        const shapes = new WordShapes();
        words.forEach((one, id) => {
          shapes.add(one, id);
        });
        const near = shapes.near(asked, 2).map(({ id }) => words[id]);
        const within = words.filter((one) => one !== asked && typingErrors(one, asked, 2) <= 2);
        expect(near.sort()).toEqual(within.sort());
        const begun = shapes.startingWith(asked.slice(0, 2), 100).map((id) => words[id]);
        expect(begun.sort()).toEqual(words.filter((one) => one.startsWith(asked.slice(0, 2)) && one.length > 2).sort());
      }),
    );
  });
});
