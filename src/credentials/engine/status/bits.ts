/** The bits of a status list: index 0 is the left-most bit of the first byte (Bitstring Status List 1.0 §2.2). */
import { gunzipSync, gzipSync } from 'node:zlib';
import { fromBase64url, toBase64url } from '../encoding/index.js';
import { StatusError } from './status-error.js';

/** The least that hides one learner among others: 16 KB, 131,072 entries of one bit (§2.2). */
export const LEAST_BYTES = 16_384;
/** 16 MB hold 134 million entries; what inflates further is a bomb. */
const MOST_BYTES = 16 * 1024 * 1024;

/** A list with every bit zero. @param entries at least 131,072, filled up to whole bytes. */
export const newStatusBits = (entries = LEAST_BYTES * 8): Uint8Array =>
  new Uint8Array(Math.max(LEAST_BYTES, Math.ceil(entries / 8)));

/** The same bits with some set or cleared. @throws StatusError `RANGE` for an index beyond the list. */
export function withBits(bits: Uint8Array, changes: Iterable<{ index: number; set: boolean }>): Uint8Array {
  const changed = Uint8Array.from(bits);
  for (const { index, set } of changes) {
    requireRange(bits, index, 1);
    const mask = 0x80 >> (index & 7);
    if (set) changed[index >> 3]! |= mask;
    else changed[index >> 3]! &= ~mask;
  }
  return changed;
}

/** `u` and the GZIP in base64url. @throws StatusError `SHORT` below 131,072 bits. */
export function encodeStatusList(bits: Uint8Array): string {
  if (bits.length < LEAST_BYTES) throw tooShort(bits.length);
  return `u${toBase64url(gzipSync(bits, { level: 9 }))}`;
}

/**
 * The bits of an `encodedList`; one without `u` is read as StatusList2021 writes it.
 * @throws StatusError `MALFORMED`, `SHORT`, or `TOO_LARGE`, which stops the inflating at the limit.
 */
export function decodeStatusList(
  encoded: string,
  { mostBytes = MOST_BYTES, leastBytes = LEAST_BYTES } = {},
): Uint8Array {
  if (encoded.length > mostBytes * 2) throw tooLarge(mostBytes);
  const bits = inflate(bytesOf(encoded), mostBytes);
  if (bits.length < leastBytes) throw tooShort(bits.length);
  return bits;
}

/** The value at an index, most significant bit first. @param size bits of each entry. @throws StatusError `RANGE` */
export function statusAt(bits: Uint8Array, index: number, size = 1): number {
  requireRange(bits, index, size);
  let value = 0;
  for (let at = index * size; at < (index + 1) * size; at += 1)
    value = value * 2 + ((bits[at >> 3]! >> (7 - (at & 7))) & 1);
  return value;
}

function requireRange(bits: Uint8Array, index: number, size: number): void {
  if (!Number.isSafeInteger(index) || index < 0 || (index + 1) * size > bits.length * 8) {
    throw new StatusError(
      'RANGE',
      `The status list has ${Math.floor((bits.length * 8) / size)} entries; none has the index ${index}.`,
    );
  }
}

/** StatusList2021 was published with plain base64 and with padding too. */
function bytesOf(encoded: string): Uint8Array {
  try {
    if (encoded.startsWith('u')) return fromBase64url(encoded.slice(1));
    return fromBase64url(
      encoded
        .replaceAll('+', '-')
        .replaceAll('/', '_')
        .replace(/={1,2}$/, ''),
    );
  } catch {
    throw new StatusError('MALFORMED', 'The status list is not written in base64url.');
  }
}

function inflate(bytes: Uint8Array, mostBytes: number): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: mostBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(mostBytes);
    throw new StatusError('MALFORMED', 'The status list cannot be unpacked: it is not whole GZIP.');
  }
}

const tooLarge = (mostBytes: number) =>
  new StatusError('TOO_LARGE', `The status list unpacks to more than ${mostBytes} bytes and was not read.`);
const tooShort = (bytes: number) =>
  new StatusError(
    'SHORT',
    `The status list has ${bytes * 8} entries; at least ${LEAST_BYTES * 8} keep a learner's privacy.`,
  );
