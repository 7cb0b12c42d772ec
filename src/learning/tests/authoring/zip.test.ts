/** Archives from strangers: read whole or refused, and never unpacked beyond what they say of themselves. */
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { unpack, unpackNow, ZipError, zipParts } from '../../formats/zip.js';
import { typeOf, withoutMaker } from '../../rules/marking/files.js';

const MOST = { most: 50 };

test('what was packed is unpacked, now or aside', async () => {
  const files = fc.dictionary(fc.stringMatching(/^[a-zé/]{1,20}$/), fc.uint8Array({ maxLength: 2000 }), { maxKeys: 8 });
  await fc.assert(
    fc.asyncProperty(files, fc.constantFrom(0, 6), async (given, level) => {
      const parts = zipParts(zipSync(given, { level: level as 0 | 6 }), MOST);
      expect(parts.map(({ name }) => name).sort()).toEqual(Object.keys(given).sort());
      for (const part of parts) {
        expect([...unpackNow(part)]).toEqual([...(given[part.name] ?? [])]);
        expect([...(await unpack(part))]).toEqual([...(given[part.name] ?? [])]);
      }
    }),
    { numRuns: 60 },
  );
});

test('whatever is torn or turned is read or refused, never anything else', () => {
  const zip = zipSync({ 'course.md': strToU8('# Demo'.repeat(40)), 'media/a.png': strToU8('x') });
  const hurt = fc.record({ at: fc.nat(zip.length - 1), byte: fc.nat(255), length: fc.nat(zip.length) });
  fc.assert(
    fc.property(hurt, ({ at, byte, length }) => {
      const bytes = zip.slice(0, length < 20 ? length : zip.length);
      if (at < bytes.length) bytes[at] = byte;
      try {
        for (const part of zipParts(bytes, MOST)) unpackNow(part);
      } catch (error) {
        expect(error).toBeInstanceOf(ZipError);
      }
    }),
    { numRuns: 500 },
  );
});

/** Its directory names the same packed bytes so many times, and says that they are small. */
function liar(entries: number, names: (number: number) => string): Uint8Array {
  const packed = deflateRawSync(Buffer.alloc(3_000_000));
  const head = (signature: number, length: number) => {
    const bytes = Buffer.alloc(length);
    bytes.writeUInt32LE(signature);
    return bytes;
  };
  const local = head(0x04034b50, 30);
  local.writeUInt16LE(8, 8);
  const directory = Array.from({ length: entries }, (_, number) => {
    const [entry, name] = [head(0x02014b50, 46), Buffer.from(names(number))];
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(1000, 24);
    entry.writeUInt16LE(name.length, 28);
    return Buffer.concat([entry, name]);
  });
  const end = head(0x06054b50, 22);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(local.length + packed.length, 16);
  return Buffer.concat([local, packed, ...directory, end]);
}

test('parts that lie about their size are not unpacked further, and parts that share bytes not at all', async () => {
  const [part] = zipParts(
    liar(1, () => 'course.md'),
    MOST,
  );
  expect(() => unpackNow(part!)).toThrow('course.md is damaged');
  await expect(unpack(part!)).rejects.toThrow('course.md is damaged');
  expect(() => zipParts(liar(50, String), MOST)).toThrow('share the same bytes');
  expect(() => zipParts(liar(51, String), MOST)).toThrow('too many parts');
});

test('a document that is such an archive is no document, or is left as it is', () => {
  const names = ['[Content_Types].xml', 'word/document.xml', 'docProps/core.xml'];
  const bomb = liar(3, (number) => names[number] ?? '');
  expect(typeOf(bomb, 'plan.docx')).toBe(null);
  expect(withoutMaker('docx', bomb)).toBe(bomb);
});
