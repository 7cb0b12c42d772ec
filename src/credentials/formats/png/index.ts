/** Badges in PNG: Open Badges 3.0 §5.3.1 (`openbadgecredential`) and the Baking Specification of 2.0 (`openbadges`). */
import { FormatError } from '../format-error.js';
import { heldOf, signedTextOf } from '../text.js';
import type { Held } from '../types.js';
import { type Chunk, chunk, chunksOf, SIGNATURE } from './chunks.js';
import { keywordOf, wordsOf } from './text-chunks.js';

const KEYWORD = 'openbadgecredential';
const KEYWORD_2 = 'openbadges';

export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, index) => bytes[index] === byte);
}

/** The credential in a picture. @throws FormatError where the file is damaged, holds none, or holds two. */
export function unbakePng(png: Uint8Array): Held {
  const [baked, second] = [...chunksOf(png)].filter(isBaked);
  if (!baked)
    throw new FormatError(
      'This picture holds no credential.',
      'Ask for the badge as the issuer made it. A copy, a screenshot or a shrunk picture loses what is inside.',
    );
  if (second)
    throw new FormatError(
      `This picture holds two credentials (at bytes ${baked.start} and ${second.start}), so nobody can say which of them it stands for.`,
      'Ask the issuer for a picture with one credential.',
    );
  const held = heldOf(wordsOf(baked));
  if (held === null || ('address' in held && keywordOf(baked) === KEYWORD))
    throw new FormatError(
      'What is written in the credential’s place in this picture is neither JSON nor a JWT.',
      'Ask the issuer for another copy of the badge.',
    );
  return held;
}

/**
 * The picture with the credential in it, in place of any that it held.
 * @throws FormatError where the picture is damaged or the text is no credential.
 */
export function bakePng(png: Uint8Array, signed: string): Uint8Array {
  if (!isPng(png)) throw new FormatError('The picture is no PNG.', 'Give a picture in PNG.');
  if (signedTextOf(signed) === null || !signed.isWellFormed() || signed.includes('\0'))
    throw new FormatError('Only JSON or a JWT can be put into a picture.', 'Give the credential as it was signed.');
  const [header, ...others] = [...chunksOf(png)];
  if (!header) throw new FormatError('The picture is empty.', 'Give a picture in PNG.');
  const kept = others.filter((part) => !isBaked(part)).map(({ start, end }) => png.subarray(start, end));
  // Keyword, no compression, no language, no keyword in another language.
  const words = Buffer.concat([Buffer.from(`${KEYWORD}\0\0\0\0\0`, 'latin1'), Buffer.from(signed, 'utf8')]);
  return Buffer.concat([png.subarray(0, header.end), chunk('iTXt', words), ...kept]);
}

function isBaked(part: Chunk): boolean {
  const keyword = keywordOf(part);
  return keyword === KEYWORD || keyword === KEYWORD_2;
}
