import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonicalize,
  decodeUtf8,
  EncodingError,
  fromBase58btc,
  fromBase64url,
  fromMultibase,
  parseStrictJson,
  toBase58btc,
  toBase64url,
  toMultibase,
} from '../../engine/encoding/index.js';
import type { Json } from '../../engine/types.js';

const bytes = fc.uint8Array({ maxLength: 80 });

describe('base58 and multibase', () => {
  test.each([
    // Test vectors of draft-msporny-base58-03 §5.
    [Buffer.from('Hello World!'), '2NEpo7TZRRrLZSi2U'],
    [
      Buffer.from('The quick brown fox jumps over the lazy dog.'),
      'USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z',
    ],
    [Buffer.from('0000287fb4cd', 'hex'), '11233QC4'],
  ])('known answer %#', (raw, text) => {
    expect(toBase58btc(raw)).toBe(text);
    expect(Buffer.from(fromBase58btc(text))).toEqual(Buffer.from(raw));
  });

  test('whatever is written is read back, and only in one way', () => {
    fc.assert(
      fc.property(bytes, fc.constantFrom('z' as const, 'u' as const), (raw, base) => {
        const text = toMultibase(raw, base);
        expect(fromMultibase(text)).toEqual(Uint8Array.from(raw));
      }),
    );
  });

  test.each(['z0', 'zIl', 'm9', '', `z${'2'.repeat(3000)}`, 'uA', 'uAA==', 'uA+A/'])('refuses %j', (text) => {
    expect(() => fromMultibase(text)).toThrow(EncodingError);
  });

  test('base64url with spare bits or padding is no second way to write a signature', () => {
    expect(toBase64url(fromBase64url('_-8'))).toBe('_-8');
    for (const other of ['_-9', '_-8=', '/+8', '_-8 ']) expect(() => fromBase64url(other)).toThrow(EncodingError);
  });
});

describe('canonical JSON (RFC 8785)', () => {
  test('the examples of its text', () => {
    const numbers = { numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001] };
    const example = { ...numbers, string: '\u20ac$\u000f\nA\'B"\\\\"/', literals: [null, true, false] };
    expect(canonicalize(example)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
    const sorted = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(Object.values(JSON.parse(canonicalize(sorted)) as object)).toEqual([4, 2, 6, 7, 1, 5, 3]);
  });

  test('says the same of any order of names, and what it says is the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const json = JSON.parse(JSON.stringify(value)) as Json;
        const text = canonicalize(json);
        expect(JSON.parse(text)).toEqual(json);
        expect(canonicalize(turned(json))).toBe(text);
      }),
    );
  });

  test('refuses what JSON cannot say', () => {
    for (const value of [Number.NaN, Infinity, '\ud800', { '\udc00': 1 }, undefined as unknown as Json])
      expect(() => canonicalize(value as Json)).toThrow(EncodingError);
  });
});

describe('strict JSON', () => {
  test('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom(0, 2), (text, space) => {
        fc.pre(!text.includes('__proto__'));
        const value = JSON.parse(text) as Json;
        expect(parseStrictJson(JSON.stringify(value, null, space))).toEqual(value);
      }),
    );
  });

  test.each([
    ['a name twice', '{"a": 1,\n "a": 2}', 'line 2, column 2'],
    ['a name twice, once escaped', '{"issuer":1,"\\u0069ssuer":2}', 'line 1, column 13'],
    ['a name twice, deep inside', '[{"x":{"y":[],"z":{},"y":{}}}]', '“y” stands twice'],
    ['__proto__', '{"__proto__":{"admin":true}}', '__proto__'],
    ['half a character', '"\\ud800"', 'Half of a character'],
    ['a number beyond all', '[1e999]', 'too large'],
    ['too deep', '['.repeat(101) + ']'.repeat(101), '100 levels'],
    ['not JSON', '{"a":1,}', 'not JSON'],
    ['two values', '{} {}', 'not JSON'],
    ['an open text', '{"a": "b', 'not JSON'],
    ['nothing', '', 'not JSON'],
    ['too large', `"${'x'.repeat(2 * 1024 * 1024)}"`, 'larger'],
  ])('refuses %s', (_, text, words) => {
    expect(() => parseStrictJson(text)).toThrow(EncodingError);
    expect(() => parseStrictJson(text)).toThrow(words);
  });

  test('the same name in two objects, and in a text, is no repetition', () => {
    expect(parseStrictJson('[{"a":1},{"a":{"a":"\\"a\\":1"}}]')).toEqual([{ a: 1 }, { a: { a: '"a":1' } }]);
  });

  test('says which numbers cannot be held as they are written', () => {
    const said: string[] = [];
    parseStrictJson('[1.0, 100, 1e2, 0.1, 12345678901234567890, 0.30000000000000004, 0.1000000000000000055, -0.0]', {
      onChangedNumber: (written) => said.push(written),
    });
    expect(said).toEqual(['12345678901234567890', '0.1000000000000000055']);
  });

  test('bytes that are not UTF-8 are refused; a byte order mark is left out', () => {
    expect(() => decodeUtf8(Uint8Array.of(0xff, 0xfe))).toThrow(EncodingError);
    expect(decodeUtf8(Buffer.from('\ufeff{}'))).toBe('{}');
  });
});

function turned(value: Json): Json {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, one]) => [name, turned(one)]),
  );
}
