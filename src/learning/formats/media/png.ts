/** PNG (ISO/IEC 15948, with animation) from the chunks that draw it. */
import { crc32 } from 'node:zlib';
import type { Stripped } from './words.js';

const KEPT = new Set('IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP bKGD hIST pHYs acTL fcTL fdAT'.split(' '));
const SIGNATURE = 8;

/** @throws RangeError where it is cut off, damaged, or has no end. */
export function stripPng(bytes: Buffer): Stripped {
  const kept: Uint8Array[] = [bytes.subarray(0, SIGNATURE)];
  let [at, type] = [SIGNATURE, ''];
  while (type !== 'IEND') {
    const end = at + 12 + bytes.readUInt32BE(at);
    type = bytes.toString('latin1', at + 4, at + 8);
    if (end > bytes.length || crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4))
      throw new RangeError('cut off or damaged');
    if (at === SIGNATURE && type !== 'IHDR') throw new RangeError('no header');
    // What a reader must know to draw it begins with a capital letter.
    if (/^[A-Z]/.test(type) && !KEPT.has(type)) throw new RangeError('unknown chunk');
    if (KEPT.has(type)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return { bytes: Buffer.concat(kept), width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}
