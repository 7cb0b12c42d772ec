/** Words in a PNG: tEXt, zTXt and iTXt (ISO/IEC 15948 §11.3.3). */
import { inflateSync } from 'node:zlib';
import { FormatError } from '../format-error.js';
import { decodeText } from '../text.js';
import type { Chunk } from './chunks.js';

const MOST_INFLATED = 2 * 1024 * 1024;

/** The keyword of a chunk of words; null for any other chunk. */
export function keywordOf({ type, data }: Chunk): string | null {
  if (type !== 'tEXt' && type !== 'zTXt' && type !== 'iTXt') return null;
  const end = data.subarray(0, 80).indexOf(0);
  return end < 0 ? null : latin1(data.subarray(0, end));
}

/** @throws FormatError for a chunk that is not as its kind has to be, or that inflates to more than 2 MB. */
export function wordsOf(chunk: Chunk): string {
  const rest = chunk.data.subarray(chunk.data.indexOf(0) + 1);
  if (chunk.type === 'tEXt') return latin1(rest);
  if (chunk.type === 'zTXt') return latin1(inflated(rest.subarray(1), rest[0] ?? -1));
  return international(rest);
}

/** Compression flag and method, language, keyword in that language, then the words in UTF-8. */
function international(rest: Uint8Array): string {
  const language = rest.indexOf(0, 2);
  const translated = language < 0 ? -1 : rest.indexOf(0, language + 1);
  const [flag, method = -1] = rest;
  if (translated < 0 || (flag !== 0 && flag !== 1)) throw malformed('has no end to its language');
  const words = rest.subarray(translated + 1);
  return decodeText(flag === 1 ? inflated(words, method) : words, 'The credential in the PNG');
}

function inflated(bytes: Uint8Array, method: number): Uint8Array {
  if (method !== 0) throw malformed('is packed in a way that PNG does not know');
  try {
    return inflateSync(bytes, { maxOutputLength: MOST_INFLATED });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw malformed('unpacks to more than 2 MB');
    throw malformed('cannot be unpacked');
  }
}

function malformed(what: string): FormatError {
  return new FormatError(
    `The part of the PNG that should hold the credential ${what}.`,
    'Ask the issuer for another copy of the badge.',
  );
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
