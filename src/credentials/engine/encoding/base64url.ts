/** Base64url without padding (RFC 4648 §5): one text for one value, so nothing that was signed can be written twice. */
import { EncodingError } from './encoding-error.js';

export const toBase64url = (bytes: Uint8Array | string): string =>
  Buffer.from(bytes as Uint8Array).toString('base64url');

/** @throws EncodingError for padding, a foreign character, or spare bits that are not zero. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[A-Za-z0-9_-]*$/.test(text))
    throw new EncodingError('A base64url value holds a character that does not belong there.');
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.toString('base64url') !== text) throw new EncodingError('A base64url value ends in the middle of a byte.');
  return new Uint8Array(bytes);
}
