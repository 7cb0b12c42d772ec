/**
 * The parts of a ZIP (APPNOTE 6.3.10, 4.3), read within bounds: parts that share bytes are refused, and no part is unpacked beyond the size
 * that the directory says, so that a small file never costs more than a file of that size does.
 */
import { promisify } from 'node:util';
import { crc32, inflateRaw, inflateRawSync } from 'node:zlib';

/** `size`: in bytes, unpacked, as the directory says; `packed`: as it lies in the file. */
export type ZipPart = { name: string; size: number; packed: Uint8Array; isDeflated: boolean; sum: number };

export class ZipError extends Error {
  override readonly name = 'ZipError';
}

const [DIRECTORY_END, DIRECTORY, LOCAL] = [0x06054b50, 0x02014b50, 0x04034b50];
const [END_BYTES, DIRECTORY_BYTES, LOCAL_BYTES] = [22, 46, 30];
const LONGEST_REMARK = 65_535;
const [ENCRYPTED, UTF8] = [1, 2048];

/** Nothing is unpacked yet. Archives of more than 4 GB or 65,534 parts (Zip64) are not read. @throws ZipError */
export function zipParts(bytes: Uint8Array, { most }: { most: number }): ZipPart[] {
  try {
    return read(bytes, most);
  } catch (error) {
    if (error instanceof RangeError) throw new ZipError('It ends before it should.');
    throw error;
  }
}

function read(bytes: Uint8Array, most: number): ZipPart[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  if (count > most) throw new ZipError('It has too many parts.');
  const parts: ZipPart[] = [];
  let [at, packed] = [view.getUint32(end + 16, true), 0];
  for (let number = 0; number < count; number += 1) {
    const { part, next } = partAt(bytes, view, at);
    parts.push(part);
    at = next;
    packed += part.packed.length;
  }
  if (packed > bytes.length) throw new ZipError('Its parts share the same bytes.');
  return parts;
}

/** Where the end of the directory stands: last, but for a remark. */
function endOf(view: DataView): number {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - LONGEST_REMARK); at -= 1)
    if (view.getUint32(at, true) === DIRECTORY_END) return at;
  throw new ZipError('It is no ZIP.');
}

function partAt(bytes: Uint8Array, view: DataView, at: number): { part: ZipPart; next: number } {
  const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
  const [sum, length, size] = [16, 20, 24].map((place) => view.getUint32(at + place, true)) as [number, number, number];
  const [name, more, remark] = [28, 30, 32].map((place) => view.getUint16(at + place, true)) as [
    number,
    number,
    number,
  ];
  const local = view.getUint32(at + 42, true);
  if (view.getUint32(at, true) !== DIRECTORY || view.getUint32(local, true) !== LOCAL)
    throw new ZipError('Its directory is damaged.');
  if ((flags & ENCRYPTED) !== 0 || (method !== 0 && method !== 8)) throw new ZipError('It is packed in another way.');
  const data = local + LOCAL_BYTES + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (data + length > bytes.length) throw new ZipError('It ends before it should.');
  const words = new TextDecoder((flags & UTF8) === 0 ? 'latin1' : 'utf-8');
  const from = at + DIRECTORY_BYTES;
  const part = {
    ...{ name: words.decode(bytes.subarray(from, from + name)), size, sum, isDeflated: method === 8 },
    packed: bytes.subarray(data, data + length),
  };
  return { part, next: from + name + more + remark };
}

/** @throws ZipError where it is not what the directory says */
export function unpackNow(part: ZipPart): Uint8Array {
  if (!part.isDeflated) return checked(part, part.packed);
  return checked(part, inflatedNow(part));
}

const inflateAside = promisify(inflateRaw) as (
  packed: Uint8Array,
  bound: { maxOutputLength: number },
) => Promise<Buffer>;

/** The same, beside what else is being done. @throws ZipError */
export async function unpack(part: ZipPart): Promise<Uint8Array> {
  if (!part.isDeflated) return checked(part, part.packed);
  return checked(part, await inflateAside(part.packed, boundOf(part)).catch(() => null));
}

function boundOf({ size }: ZipPart): { maxOutputLength: number } {
  return { maxOutputLength: Math.max(1, size) };
}

function inflatedNow(part: ZipPart): Uint8Array | null {
  try {
    return inflateRawSync(part.packed, boundOf(part));
  } catch {
    return null;
  }
}

function checked({ name, size, sum }: ZipPart, whole: Uint8Array | null): Uint8Array {
  if (whole === null || whole.length !== size || crc32(whole) !== sum) throw new ZipError(`${name} is damaged.`);
  return whole;
}
