/**
 * Typefaces as the drawing library wants them: files in TrueType. They come from npm in WOFF, which holds the same tables
 * compressed one by one (W3C WOFF 1.0 §3–5), so they are unpacked once for a process.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';

/** The first that has a letter is taken. */
const SUBSETS = {
  'public-sans': ['latin', 'latin-ext', 'vietnamese'],
  'noto-sans': ['latin', 'latin-ext', 'vietnamese', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'devanagari'],
};
const WEIGHTS = [400, 600, 700];

let unpacked: string[] | undefined;

/** Paths of all faces; the folder goes with the process. */
export function faceFiles(): readonly string[] {
  unpacked ??= unpackAll();
  return unpacked;
}

function unpackAll(): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-faces-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const { resolve } = createRequire(import.meta.url);
  return Object.entries(SUBSETS).flatMap(([family, subsets]) =>
    subsets.flatMap((subset) =>
      WEIGHTS.map((weight) => {
        const name = `${family}-${subset}-${weight}`;
        const path = join(folder, `${name}.ttf`);
        writeFileSync(path, trueTypeOf(readFileSync(resolve(`@fontsource/${family}/files/${name}-normal.woff`))));
        return path;
      }),
    ),
  );
}

const WOFF_HEADER = 44;
const WOFF_ENTRY = 20;
const HEADER = 12;
const ENTRY = 16;

/** The font in a WOFF file: its tables unpacked, each at a multiple of four (OpenType, “Organization of an OpenType font”). */
export function trueTypeOf(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12);
  const head = Buffer.alloc(HEADER + count * ENTRY);
  const power = 2 ** Math.floor(Math.log2(count));
  woff.copy(head, 0, 4, 8);
  head.writeUInt16BE(count, 4);
  head.writeUInt16BE(power * 16, 6);
  head.writeUInt16BE(Math.log2(power), 8);
  head.writeUInt16BE((count - power) * 16, 10);
  const tables: Buffer[] = [head];
  let offset = head.length;
  for (let index = 0; index < count; index++) {
    const entry = WOFF_HEADER + index * WOFF_ENTRY;
    const table = tableAt(woff, entry);
    const at = HEADER + index * ENTRY;
    woff.copy(head, at, entry, entry + 4);
    woff.copy(head, at + 4, entry + 16, entry + 20);
    head.writeUInt32BE(offset, at + 8);
    head.writeUInt32BE(table.length, at + 12);
    const padding = Buffer.alloc((4 - (table.length % 4)) % 4);
    tables.push(table, padding);
    offset += table.length + padding.length;
  }
  return Buffer.concat(tables);
}

function tableAt(woff: Buffer, entry: number): Buffer {
  const [from, packed, whole] = [4, 8, 12].map((at) => woff.readUInt32BE(entry + at)) as [number, number, number];
  const bytes = woff.subarray(from, from + packed);
  return packed < whole ? inflateSync(bytes) : bytes;
}
