/** A QR code as rows of dark and light squares, with the quiet edge that cameras need (ISO/IEC 18004). */
import encodeQR from 'qr';
import { PdfError } from './schema.js';

/** Letters of a text that a code still holds at a size that a telephone reads from paper. */
const MOST_TEXT = 600;

/** @throws PdfError 422 for a text that is too long. */
export function modulesOf(text: string): boolean[][] {
  if (text.length > MOST_TEXT) throw new PdfError('The address is too long for a QR code.', 422);
  return encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
}
