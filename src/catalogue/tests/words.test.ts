import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonicalUrl,
  clip,
  languageName,
  parseCount,
  parseLanguage,
  parseLanguages,
  parseRating,
  plainText,
  repairMojibake,
  slugOf,
  tidy,
  titleKey,
  urlFromAnchor,
  urlKey,
} from '../rules/index.js';
import { Language } from '../schema.js';

describe('languages', () => {
  test.each([
    ['English (US)', 'en-us'],
    ['en_AU', 'en-au'],
    ['eng', 'en'],
    ['ger', 'de'],
    ['Chinese (Simplified)', 'zh-hans'],
    ['Chinese (NFD)', 'zh'],
    ['Mandarin', 'zh'],
    ['Portuguese (Brazilian)', 'pt-br'],
    ['Español', 'es'],
    ['中文', 'zh'],
    ['اللغة العربية', 'ar'],
    ['Bengali', 'bn'],
  ])('%s is %s', (text, tag) => {
    expect(parseLanguage(text)).toBe(tag);
  });
  test.each(['not-mentioned', 'Klingon', 'xx', 'und', 'nan', 'NA', 'the', ''])('%s is no language', (text) => {
    expect(parseLanguage(text)).toBeNull();
  });
  test('lists keep their order, say each once and leave out what is none', () => {
    expect(parseLanguages('Subtitles: French, Portuguese (Brazilian), French, Elvish, ')).toEqual(['fr', 'pt-br']);
    expect(parseLanguages('No prior experience required.')).toEqual([]);
  });
  test('a tag read from its own English name is a tag of the schema', () => {
    for (const tag of ['en', 'fr', 'pt-br', 'zh-hans', 'cy', 'ga', 'es-419']) {
      expect(Language.safeParse(tag).success).toBe(true);
      expect(parseLanguage(languageName(tag))).toBe(tag);
    }
  });
});

describe('addresses', () => {
  test.each([
    ['HTTPS://WWW.Coursera.org:443/learn/x/?utm_source=a&b=2#part', 'https://www.coursera.org/learn/x?b=2'],
    ['http://x.org/', 'http://x.org'],
    ['https://x.org/a?fbclid=1&gclid=2', 'https://x.org/a'],
    [' https://x.org/a ', 'https://x.org/a'],
    ['http://x.org./a', 'http://x.org/a'],
  ])('%s', (text, expected) => {
    expect(canonicalUrl(text)).toBe(expected);
  });
  test.each([
    'javascript:alert(1)',
    'ftp://x.org',
    'www.x.org',
    'http://me:secret@x.org',
    'http://localhost/a',
    'https://a b.org',
    'http://',
    '',
    `https://x.org/${'a'.repeat(3000)}`,
  ])('refused: %s', (text) => {
    expect(canonicalUrl(text)).toBeNull();
  });
  test('one form stays as it is, and tells http from https only by its scheme', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const once = canonicalUrl(url);
        if (once !== null) expect(canonicalUrl(once)).toBe(once);
      }),
    );
    expect(urlKey('https://www.x.org/a')).toBe(urlKey('http://x.org/a'));
  });
  test('inside an anchor', () => {
    expect(urlFromAnchor('<a href="http://ocw.mit.edu/a?x=1&amp;y=2">Course Page</a>')).toBe(
      'http://ocw.mit.edu/a?x=1&y=2',
    );
    expect(urlFromAnchor('<a href="javascript:x">')).toBeNull();
  });
});

describe('counts and ratings', () => {
  test.each([
    ['1.2K reviews', 1200],
    ['39.2k', 39_200],
    ['10,438', 10_438],
    ['(284,237)', 284_237],
    ['2896.0', 2896],
    ['108,885 reviews', 108_885],
    ['3M', 3_000_000],
  ])('%s', (text, count) => {
    expect(parseCount(text)).toBe(count);
  });
  test.each(['nan', '12 of 30', '-3', '2.5', 'v2', '1,23', ''])('no count: %s', (text) => {
    expect(parseCount(text)).toBeNull();
  });
  test.each([
    ['4.9stars', { value: 4.9 }],
    ['Rating: 4.7 out of 5 4.7 (284,237)', { value: 4.7, count: 284_237 }],
    ['4.2', { value: 4.2 }],
    ['8/10', { value: 4 }],
    ['0', { value: 0 }],
  ])('%s', (text, rating) => {
    expect(parseRating(text)).toEqual(rating);
  });
  test.each(['7', 'not-mentioned', '6 out of 5', '', 'stars'])('no rating: %s', (text) => {
    expect(parseRating(text)).toBeNull();
  });
  test('a count written with groups is read again', () => {
    fc.assert(
      fc.property(fc.nat(1e9), (count) => {
        expect(parseCount(count.toLocaleString('en-GB'))).toBe(count);
      }),
    );
  });
});

describe('text', () => {
  test('HTML becomes words in lines, without scripts and styles', () => {
    expect(
      plainText('<p>Hi&nbsp;<b>you</b></p><script>x<y</script><style>p{}</style><ul><li>a<li>b</ul>&amp;&lt; 3 < 4'),
    ).toBe('Hi you\n\na\nb\n&< 3 < 4');
    expect(plainText('no markup')).toBe('no markup');
  });
  test('UTF-8 that was read as Windows-1252 is repaired where that is certain, and nowhere else', () => {
    expect(repairMojibake('CafÃ© â€“ Â£5')).toBe('Café – £5');
    for (const fine of ['CAFÉ®', 'Ångström', 'naïve', '日本語', '« É »']) expect(repairMojibake(fine)).toBe(fine);
  });
  test('text broken that way is repaired to what it was', () => {
    const words = fc.stringMatching(/^[a-z ]{0,10}[éüñ£–’][a-z éüñ£–’]{0,20}$/);
    fc.assert(
      fc.property(words, (text) => {
        const broken = new TextDecoder('windows-1252').decode(new TextEncoder().encode(text));
        expect(repairMojibake(broken)).toBe(text);
      }),
    );
  });
  test('keys fold case, accents and signs, but not the languages that differ by a sign', () => {
    expect(titleKey('Café & “Don’t”')).toBe('cafe and dont');
    expect(new Set(['C', 'C++', 'C#'].map(titleKey)).size).toBe(3);
    expect(slugOf('C++ & Ünïcode: naïve')).toBe('c-plus-plus-and-unicode-naive');
    expect(slugOf('日本語')).toBe('');
  });
  test('tidy, clip and slugOf hold what they promise for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.nat(50), (text, length) => {
        const tidied = tidy(text);
        expect(tidy(tidied)).toBe(tidied);
        expect(tidied).not.toMatch(/\s{2}|^\s|\s$|[\n\t]/);
        expect(clip(text, length).length).toBeLessThanOrEqual(length);
        expect(slugOf(text)).toMatch(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/);
        expect(titleKey(titleKey(text))).toBe(titleKey(text));
      }),
    );
  });
});
