/** From bytes to the credential in them: what a file is, its first bytes say. */
import { FormatError } from './format-error.js';
import { isOneOb } from './one-ob/index.js';
import { extractFromPdf, isPdf } from './pdf/index.js';
import { isPng, unbakePng } from './png/index.js';
import { isSvg, unbakeSvg } from './svg/index.js';
import { decodeText, signedTextOf } from './text.js';
import type { Unwrapped } from './types.js';

/** Bytes that are read at most. */
export const MOST_BYTES = 5 * 1024 * 1024;

/**
 * The credential in a PNG, an SVG, a PDF, or in text: JSON or a compact JWS. `mediaType`, where the carrier states one, does
 * nothing but tell `.1ob` from other text.
 * @throws FormatError saying what is wrong, where, and what to do.
 */
export function unwrap(bytes: Uint8Array, mediaType?: string): Unwrapped {
  if (bytes.length === 0)
    throw new FormatError('The file is empty.', 'Download it again, or ask whoever gave it to you for another copy.');
  if (bytes.length > MOST_BYTES)
    throw new FormatError(
      'The file is larger than 5 MB.',
      'Give the credential alone: its picture as it was downloaded, or its JSON.',
    );
  if (isPng(bytes)) return { wrapping: 'png', content: unbakePng(bytes) };
  if (isPdf(bytes)) return { wrapping: 'pdf', content: extractFromPdf(bytes) };
  refuseOtherFiles(bytes);
  const text = decodeText(bytes, 'The file');
  if (isSvg(text)) return { wrapping: 'svg', content: unbakeSvg(text) };
  const content = signedTextOf(text);
  if (content === null)
    throw new FormatError(
      'There is no credential in this: it is neither JSON nor a JWT.',
      'Give the credential as it was given to you: a badge picture, a PDF, or its JSON or JWT.',
    );
  if (isOneOb(mediaType)) return { wrapping: '1ob', content };
  return { wrapping: 'json' in content ? 'json' : 'jwt', content };
}

const OTHERS: readonly [name: string, start: readonly number[]][] = [
  ['a JPEG picture', [0xff, 0xd8, 0xff]],
  ['a GIF picture', [0x47, 0x49, 0x46, 0x38]],
  ['a WebP picture', [0x52, 0x49, 0x46, 0x46]],
  ['a zip file', [0x50, 0x4b, 0x03, 0x04]],
  ['a gzip file', [0x1f, 0x8b]],
];

function refuseOtherFiles(bytes: Uint8Array): void {
  const other = OTHERS.find(([, start]) => start.every((byte, index) => bytes[index] === byte));
  if (!other) return;
  const [name] = other;
  throw new FormatError(
    `This is ${name}, which can hold no credential that can be read.`,
    name.endsWith('picture')
      ? 'A picture holds its credential only as the PNG or SVG that the issuer made. Ask for that file, not for a photo of it.'
      : 'Unpack it and give the credential in it.',
  );
}
