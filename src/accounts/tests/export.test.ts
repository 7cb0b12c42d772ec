/** The files of an export: safe to open whatever people wrote, whole whatever their size. */
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { invalidHtml } from '../../../tests/support/html.js';
import { filesOf } from '../formats/export-files.js';
import { zipOf } from '../formats/zip.js';
import { withoutTokens } from '../rules/letters.js';
import { readUnsubscribeToken, unsubscribeToken } from '../rules/unsubscribe.js';
import type { ExportPart } from '../schema/index.js';

const at = new Date('2026-11-23T12:00:00Z');
const pageOf = (parts: ExportPart[], name = 'Demo Ada') =>
  strFromU8(filesOf([{ feature: 'demo', parts }], { name, at })[0]?.bytes ?? new Uint8Array());

describe('the page of an export', () => {
  test('shows what was written as it was written, and runs none of it', () => {
    const texts = fc.array(fc.record({ note: fc.string({ unit: 'binary' }), other: fc.jsonValue() }), { maxLength: 4 });
    fc.assert(
      fc.property(texts, fc.string(), (rows, name) => {
        const page = pageOf([{ path: 'demo/notes.json', about: 'Notes.', data: rows }], name);
        const { document } = new JSDOM(page).window;
        expect(document.querySelectorAll('script, img, iframe, [onerror], [onclick]')).toHaveLength(0);
        expect(document.querySelectorAll('tbody tr')).toHaveLength(rows.length);
      }),
      { numRuns: 25 },
    );
  });

  test('is valid HTML with nothing, one thing and files in it', async () => {
    const page = pageOf([
      { path: 'demo/empty.json', about: 'Nothing.', data: [] },
      { path: 'demo/one.json', about: 'One.', data: { when: at, nested: { a: [1] }, none: null, yes: true } },
      { path: 'demo/word.json', about: 'A word.', data: '<b>' },
      { path: 'demo/photo.png', about: 'A file.', bytes: new Uint8Array([1, 2, 3]) },
    ]);
    expect(await invalidHtml(page.replace(/<style>.*?<\/style>/s, ''))).toEqual([]);
    expect(page).toContain('href="demo/photo.png"');
    expect(page).toContain('2026-11-23T12:00:00.000Z');
  });
});

test('a part that would lie outside the archive, or over another, is a fault', () => {
  for (const path of [
    '../etc/passwd',
    '/etc/passwd',
    'demo/../../x.json',
    'demo\\x.json',
    'C:/x.json',
    'demo',
    'demo/.x',
  ]) {
    expect(() => pageOf([{ path, about: '', data: 1 }]), path).toThrow();
  }
  const twice = { path: 'demo/x.json', about: '', data: 1 };
  expect(() => pageOf([twice, twice])).toThrow('twice');
});

test('the archive gives back every byte, of nothing, of little and of much', () => {
  const sizes = [0, 1, 262_143, 262_144, 262_145, 3_000_000];
  const files = sizes.map((size) => ({
    path: `demo/${size}.bin`,
    bytes: Uint8Array.from({ length: size }, (_, index) => (index * 31 + (index >> 7)) & 255),
  }));
  const zip = Buffer.concat([...zipOf(files, at)]);
  const back = unzipSync(zip);
  for (const { path, bytes } of files) expect(Buffer.compare(back[path] ?? Buffer.alloc(1), bytes), path).toBe(0);
  expect(Object.keys(back)).toHaveLength(files.length);
});

test('the tokens of links are taken out of letters, and words are left', () => {
  const token = 'Zk3_-'.repeat(9).slice(0, 43);
  const letter = `Open https://cairn.example/new-password/${token} within an hour.\nantidisestablishmentarianism`;
  expect(withoutTokens(letter)).toBe(
    'Open https://cairn.example/new-password/[taken out] within an hour.\nantidisestablishmentarianism',
  );
});

test('the token of a letter names its person and topic, and no other token does', () => {
  const secret = 'a secret of at least 32 characters';
  fc.assert(
    fc.property(fc.uuid(), fc.stringMatching(/^[a-z]+\.[a-z-]+$/), fc.nat(), (personId, topic, place) => {
      const token = unsubscribeToken(secret, { personId, topic });
      expect(readUnsubscribeToken(secret, token)).toEqual({ personId, topic });
      const at = place % token.length;
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      expect(readUnsubscribeToken(secret, changed)).toBe(null);
      expect(readUnsubscribeToken(`${secret}!`, token)).toBe(null);
    }),
  );
});
