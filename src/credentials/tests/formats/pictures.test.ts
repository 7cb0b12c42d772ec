/** Credentials in pictures: what is baked in comes out byte for byte, and what could mislead is refused by name. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../../platform/config/index.js';
import { bakePng, bakeSvg, FormatError, unwrap } from '../../formats/index.js';
import { chunk, SIGNATURE } from '../../formats/png/chunks.js';

const samples = join(readConfig(process.env).samplesFolder, 'credentials/openbadges');
const header = (width = 1): Uint8Array => {
  const data = Buffer.from('00000001000000010806000000', 'hex');
  data.writeUInt32BE(width, 0);
  return chunk('IHDR', data);
};
const pngOf = (...parts: Uint8Array[]): Buffer =>
  Buffer.concat([SIGNATURE, header(), ...parts, chunk('IEND', Buffer.alloc(0))]);
const iTXt = (text: string, keyword = 'openbadgecredential'): Uint8Array =>
  chunk('iTXt', Buffer.from(`${keyword}\0\0\0\0\0${text}`));
const png = pngOf(chunk('IDAT', deflateSync(Buffer.alloc(5))));
const SVG = '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0"/></svg>';
const json = '{"id":"urn:uuid:1","name":"Zoë & <friends> 🪨"}';
const token = 'eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJkZW1vIn0.c2ln';

const bytes = (text: string): Uint8Array => Buffer.from(text);
function refusal(file: Uint8Array): string {
  try {
    unwrap(file);
  } catch (error) {
    if (error instanceof FormatError) return `${error.message} ${error.fix}`;
    throw error;
  }
  return 'not refused';
}

/** JSON as anybody may write it: odd letters, line ends of either kind, what XML takes for its own. */
const documents = fc
  .record({
    words: fc.string({ unit: 'grapheme' }),
    odd: fc.constantFrom(']]>', '\r\n', '&#13;', '<![CDATA[', '\u2028', ''),
    wide: fc.boolean(),
  })
  .map(({ words, odd, wide }) => {
    const text = JSON.stringify({ words, odd }, null, wide ? 2 : 0);
    return `${wide ? '\r\n' : ''}${wide ? text.replaceAll('\n', '\r\n') : text}`;
  });

describe('round trips, byte for byte', () => {
  test('through PNG', () => {
    fc.assert(
      fc.property(fc.oneof(documents, fc.constant(token)), (signed) => {
        const baked = bakePng(png, signed);
        const expected = signed === token ? { jwt: signed } : { json: signed };
        expect(unwrap(baked)).toEqual({ wrapping: 'png', content: expected });
        expect(bakePng(baked, signed)).toEqual(baked);
      }),
    );
  });

  test('through SVG', () => {
    // What XML cannot hold is refused, not changed.
    const holds = documents.filter((text) => !/[\ufffe\uffff\x7f]/.test(text));
    fc.assert(
      fc.property(fc.oneof(holds, fc.constant(token)), (signed) => {
        const baked = bakeSvg(SVG, signed);
        const expected = signed === token ? { jwt: signed } : { json: signed };
        expect(unwrap(bytes(baked))).toEqual({ wrapping: 'svg', content: expected });
        expect(bakeSvg(baked, signed)).toEqual(baked);
      }),
    );
  });

  test('an older credential gives its place to the new one', () => {
    const old = pngOf(iTXt('{"old":1}', 'openbadges'), iTXt('{"old":2}'));
    expect(unwrap(bakePng(old, json)).content).toEqual({ json });
    const oldSvg = SVG.replace(
      '<path',
      '<o:assertion xmlns:o="http://openbadges.org" verify="https://example.org/a"/><path',
    );
    expect(bakeSvg(oldSvg, token)).not.toContain('example.org');
    const taken = oldSvg.replace('<svg ', '<svg xmlns:openbadges="http://openbadges.org" ');
    expect(unwrap(bytes(bakeSvg(taken, json))).content).toEqual({ json });
  });
});

describe.skipIf(!existsSync(samples))('badges of others', () => {
  test.each([
    ['ob20/simple-badge.png', 'png', 'json', '"type":"Assertion"'],
    ['ob30/simple-json.png', 'png', 'json', 'eddsa-rdfc-2022'],
    ['ob30/simple-jwt_v1.png', 'png', 'jwt', 'eyJ'],
    ['ob30/simple-jwt.svg', 'svg', 'jwt', 'eyJ'],
    ['ob30/simple.json', 'json', 'json', 'OpenBadgeCredential'],
    ['ob30/simple.jwt', 'jwt', 'jwt', 'eyJ'],
  ])('%s', (file, wrapping, kind, words) => {
    const unwrapped = unwrap(readFileSync(join(samples, file)));
    expect(unwrapped.wrapping).toBe(wrapping);
    expect(Object.keys(unwrapped.content)).toEqual([kind]);
    expect(Object.values(unwrapped.content)[0]).toContain(words);
  });
});

test('what a file is, its bytes say; the media type tells .1ob', () => {
  expect(unwrap(bytes(`\ufeff${json}`))).toEqual({ wrapping: 'json', content: { json } });
  expect(unwrap(bytes(json), 'application/vnd.1ob')).toEqual({ wrapping: '1ob', content: { json } });
  expect(unwrap(bytes(`  ${token.slice(0, 30)}\r\n ${token.slice(30)}\n`))).toEqual({
    wrapping: 'jwt',
    content: { jwt: token },
  });
  expect(unwrap(pngOf(iTXt('https://example.org/a.json', 'openbadges'))).content).toEqual({
    address: 'https://example.org/a.json',
  });
});

describe('refused, by name', () => {
  test.each([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['6 MB', Buffer.alloc(6 * 1024 * 1024, 0x20), 'larger than 5 MB'],
    ['a photo', Buffer.from('ffd8ffe000104a464946', 'hex'), 'JPEG picture'],
    ['words', bytes('Dear Sir or Madam'), 'neither JSON nor a JWT'],
    ['no text', Buffer.from([0xc3, 0x28, 0x7b]), 'not text in UTF-8'],
    ['a PNG without a credential', png, 'holds no credential'],
    ['a PNG with two', pngOf(iTXt(json), iTXt('{"id":"another"}')), 'holds two credentials'],
    ['a PNG with one of each standard', pngOf(iTXt(json), iTXt(json, 'openbadges')), 'holds two credentials'],
    ['a PNG that is cut off', bakePng(png, json).subarray(0, 60), 'cut off inside its part iTXt'],
    ['a PNG that ends early', bakePng(png, json).subarray(0, 38), 'cut off at byte'],
    ['a PNG with an altered byte', altered(bakePng(png, json)), 'checksum of its part iTXt at byte 33'],
    ['a PNG with other words in that place', pngOf(iTXt('hello')), 'neither JSON nor a JWT'],
    [
      'a PNG with an address in the place of a credential',
      pngOf(iTXt('https://example.org/a')),
      'neither JSON nor a JWT',
    ],
    ['a PNG that swells', pngOf(swelling()), 'unpacks to more than 2 MB'],
    ['an SVG without a credential', bytes(SVG), 'holds no credential'],
    [
      'an SVG with two',
      bytes(bakeSvg(SVG, json).replace('<path', '<openbadges:credential verify="a.b.c"/><path')),
      'holds two credentials',
    ],
    [
      'an SVG with a slipped in one',
      bytes(
        bakeSvg(SVG, json)
          .replace('<openbadges', '<g><openbadges')
          .replace('</openbadges:credential>', '</openbadges:credential></g>'),
      ),
      'slipped in',
    ],
    [
      'an SVG with one in each place',
      bytes(bakeSvg(SVG, json).replace('<openbadges:credential', `<openbadges:credential verify="${token}"`)),
      'two credentials in one place',
    ],
    [
      'an SVG with entities',
      bytes(SVG.replace('<svg', '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg')),
      'declares entities',
    ],
    ['an SVG that is cut off', bytes(bakeSvg(SVG, json).slice(0, 200)), 'not well-formed'],
    [
      'an SVG without a bottom',
      bytes(`<svg xmlns="http://www.w3.org/2000/svg">${'<g>'.repeat(5000)}`),
      'nested too deep',
    ],
    ['another kind of XML', bytes('<?xml version="1.0"?><html/>'), 'no SVG'],
  ])('%s', (_name, file, words) => {
    expect(refusal(file)).toContain(words);
  });

  test('a script in an SVG is not run when it is read, and not baked when we draw', () => {
    const scripted = bakeSvg(SVG, json).replace('<path', '<script>globalThis.ran = true</script><path');
    expect(unwrap(bytes(scripted)).content).toEqual({ json });
    expect((globalThis as { ran?: boolean }).ran).toBeUndefined();
    for (const [part, words] of [
      ['<script/>', '<script>'],
      ['<foreignObject/>', '<foreignObject>'],
      ['<g onload="x()"/>', '“onload”'],
      ['<image href="https://example.org/pixel.png"/>', '“href”'],
      ['<a xmlns:x="http://www.w3.org/1999/xlink" x:href="javascript:x()"/>', '“href”'],
      ['<g style="fill:url(//example.org/a)"/>', '“style”'],
      ['<style>@import "https://example.org/a.css"</style>', 'a style sheet'],
    ] as const)
      expect(() => bakeSvg(SVG.replace('<path', `${part}<path`), json), part).toThrow(words);
    expect(
      bakeSvg(SVG.replace('<path', '<g fill="url(#a)"/><image href="data:image/png;base64,AA=="/><path'), json),
    ).toContain('url(#a)');
  });

  test('a picture of a million by a million points is only read', () => {
    const huge = Buffer.concat([SIGNATURE, header(1_000_000), iTXt(json), chunk('IEND', Buffer.alloc(0))]);
    expect(unwrap(huge).content).toEqual({ json });
  });

  test('what XML cannot hold is not baked into it, and no text but a credential into anything', () => {
    expect(() => bakeSvg(SVG, '{"a":"\uffff"}')).toThrow('characters that XML cannot hold');
    expect(() => bakePng(png, 'hello')).toThrow('Only JSON or a JWT');
    expect(() => bakePng(png, '{"a":"\ud800"}')).toThrow('Only JSON or a JWT');
  });
});

test('bytes that were changed anywhere give a credential or a refusal, never a crash', () => {
  const files = [bakePng(png, json), bytes(bakeSvg(SVG, json)), bytes(json)];
  fc.assert(
    fc.property(
      fc.constantFrom(...files),
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }),
      fc.nat(),
      (file, changes, cut) => {
        const changed = Buffer.from(file);
        for (const [at, byte] of changes) changed[at % changed.length] = byte;
        refusal(changed.subarray(0, changed.length - (cut % 40 ? 0 : cut % changed.length)));
      },
    ),
    { numRuns: 400 },
  );
});

function altered(file: Uint8Array): Uint8Array {
  const changed = Buffer.from(file);
  changed[70] = (changed[70] ?? 0) ^ 1;
  return changed;
}

function swelling(): Uint8Array {
  const packed = deflateSync(Buffer.alloc(3 * 1024 * 1024, 0x20));
  return chunk('iTXt', Buffer.concat([Buffer.from('openbadgecredential\0\x01\0\0\0', 'latin1'), packed]));
}
