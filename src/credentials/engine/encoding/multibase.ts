/** Multibase: the first letter says how the rest is written. Data Integrity allows `z` (base58btc) and `u` (base64url). */
import { fromBase58btc, toBase58btc } from './base58btc.js';
import { fromBase64url, toBase64url } from './base64url.js';
import { EncodingError } from './encoding-error.js';

export const toMultibase = (bytes: Uint8Array, base: 'z' | 'u' = 'z'): string =>
  base + (base === 'z' ? toBase58btc(bytes) : toBase64url(bytes));

/** @throws EncodingError for another base, or a value that is not of the base it names. */
export function fromMultibase(text: string): Uint8Array<ArrayBuffer> {
  if (text.startsWith('z')) return fromBase58btc(text.slice(1));
  if (text.startsWith('u')) return fromBase64url(text.slice(1));
  throw new EncodingError('A multibase value should begin with z or u.');
}
