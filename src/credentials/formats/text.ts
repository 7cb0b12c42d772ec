/** The credential as text: JSON, a compact JWS, or the address of a hosted assertion. */
import { FormatError } from './format-error.js';
import type { Held, SignedText } from './types.js';

/** Three parts in base64url, the last of which may be empty: whether that is allowed, the reader of the token says. */
const COMPACT = /^[A-Za-z0-9_-]{2,}\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*$/;
const MOST_ADDRESS = 2_000;

/** What a text holds; null where it is neither JSON nor a compact JWS. JSON is kept as it is, a token without the line breaks of a mail. */
export function signedTextOf(text: string): SignedText | null {
  const bare = text.trim();
  if (bare.startsWith('{')) return { json: text };
  const token = bare.replace(/\s+/g, '');
  return COMPACT.test(token) ? { jwt: token } : null;
}

/** The same, or the address that Open Badges 2.0 allows in their place. */
export function heldOf(text: string): Held | null {
  const signed = signedTextOf(text);
  if (signed !== null) return signed;
  const bare = text.trim();
  return bare.length <= MOST_ADDRESS && /^https?:\/\/\S+$/i.test(bare) && URL.canParse(bare) ? { address: bare } : null;
}

/** @throws FormatError where the bytes are no UTF-8. */
export function decodeText(bytes: Uint8Array, what: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new FormatError(
      `${what} is not text in UTF-8.`,
      'Give the credential as it was given to you: a badge picture, a PDF, or its JSON or JWT.',
    );
  }
}
