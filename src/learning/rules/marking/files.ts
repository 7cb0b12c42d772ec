/** What a file is, judged by its bytes and never by its name; and what it says of its maker, taken out where that can be done. Pure. */
import { zipSync } from 'fflate';
import { unpackNow, zipParts } from '../../formats/zip.js';
import type { FileType } from '../../schema/marking.js';

export const MOST_BYTES = 10 * 1024 * 1024;
/** Names inside the archives that word processors write, before anything is unpacked. */
const MOST_PARTS = 4000;

/** Null: none of the types that are taken. `name` decides only between two kinds of plain text. */
export function typeOf(bytes: Uint8Array, name: string): FileType | null {
  if (begins(bytes, [0x25, 0x50, 0x44, 0x46, 0x2d])) return 'pdf';
  if (begins(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  if (begins(bytes, [0xff, 0xd8, 0xff])) return 'jpeg';
  if (begins(bytes, [0x50, 0x4b, 0x03, 0x04])) return documentIn(bytes);
  if (isText(bytes)) return /\.(md|markdown)$/i.test(name) ? 'md' : 'txt';
  return null;
}

function begins(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes[at] === byte);
}

function documentIn(bytes: Uint8Array): 'docx' | 'odt' | null {
  const names = namesIn(bytes);
  if (names.includes('word/document.xml') && names.includes('[Content_Types].xml')) return 'docx';
  const isOdt = names.includes('mimetype') && names.includes('content.xml') && names.includes('META-INF/manifest.xml');
  return isOdt ? 'odt' : null;
}

/** The names in an archive's directory; nothing is unpacked. Empty: it is torn, or has too many. */
function namesIn(bytes: Uint8Array): string[] {
  try {
    return zipParts(bytes, { most: MOST_PARTS }).map(({ name }) => name);
  } catch {
    return [];
  }
}

function isText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what no text holds.
    return text.trim() !== '' && !/[\x00-\x08\x0e-\x1f]/.test(text);
  } catch {
    return false;
  }
}

/** A name without a path, with the ending of what the file is. */
export function nameAs(type: FileType, name: string): string {
  const ending = type === 'jpeg' ? 'jpg' : type;
  const stem = name.replace(/\.[A-Za-z0-9]{1,8}$/, '').trim();
  return `${[...(stem === '' ? 'file' : stem)].slice(0, 90).join('')}.${ending}`;
}

/** How a file is named to whoever must not learn whose it is. */
export function numberedName(type: FileType, number: number): string {
  return nameAs(type, `file-${number}`);
}

/** Without what names its maker or the place: pictures lose their remarks (EXIF, GPS), documents their properties. A PDF stays as it is. */
export function withoutMaker(type: FileType, bytes: Uint8Array): Uint8Array {
  if (type === 'jpeg') return plainJpeg(bytes);
  if (type === 'png') return plainPng(bytes);
  if (type === 'docx' || type === 'odt') return plainDocument(bytes);
  return bytes;
}

/** Segments APP1 to APP15 but ICC profiles (APP2) and Adobe's colours (APP14), and comments, up to the picture itself (ITU T.81, B.1). */
function plainJpeg(bytes: Uint8Array): Uint8Array {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda) {
    const marker = bytes[at + 1] ?? 0;
    const end = at + 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
    const isRemark = marker === 0xfe || (marker > 0xe0 && marker <= 0xef && marker !== 0xe2 && marker !== 0xee);
    if (!isRemark) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return joined([...kept, bytes.subarray(at)]);
}

const REMARKS = ['tEXt', 'iTXt', 'zTXt', 'eXIf', 'tIME'];

/** Chunks (PNG 3rd ed., 5.3): length, name, data, sum. */
function plainPng(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  let at = 8;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + view.getUint32(at);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (!REMARKS.includes(name)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return joined(kept);
}

/** Unpacked a document may take so much: packing more again would hold up others (4 MB take about a tenth of a second). */
const MOST_UNPACKED = 4 * 1024 * 1024;
const NAMES_MAKER =
  /(<(?:dc:creator|cp:lastModifiedBy|meta:initial-creator|dc:publisher|meta:printed-by|Manager|Company)(?:\s[^>]*)?>)[^<]*/g;

/** Only its properties are rewritten; a document that cannot be taken apart within bounds stays as it is. */
function plainDocument(bytes: Uint8Array): Uint8Array {
  try {
    const packed = zipParts(bytes, { most: MOST_PARTS });
    if (packed.reduce((sum, { size }) => sum + size, 0) > MOST_UNPACKED) return bytes;
    const parts = Object.fromEntries(packed.map((part) => [part.name, unpackNow(part)]));
    for (const name of ['docProps/core.xml', 'docProps/app.xml', 'meta.xml']) {
      const part = parts[name];
      if (part) parts[name] = new TextEncoder().encode(new TextDecoder().decode(part).replace(NAMES_MAKER, '$1'));
    }
    // In OpenDocument the first part says what it is, uncompressed.
    const { mimetype, ...others } = parts;
    return zipSync(mimetype ? { mimetype: [mimetype, { level: 0 }], ...others } : others);
  } catch {
    return bytes;
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
