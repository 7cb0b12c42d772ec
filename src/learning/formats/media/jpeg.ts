/** JPEG (ITU T.81, Annex B) from the segments that draw it. Of what a camera wrote, only which way up it is stays. */
import type { Stripped } from './words.js';

const [SOI, EOI, SOS, APP0, APP1, APP2, APP14, APP15, COMMENT] = [
  0xd8, 0xd9, 0xda, 0xe0, 0xe1, 0xe2, 0xee, 0xef, 0xfe,
] as const;

/** @throws RangeError where it is cut off or damaged. */
export function stripJpeg(bytes: Buffer): Stripped {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let size: { width: number; height: number } | undefined;
  let turned = 1;
  let at = 2;
  for (;;) {
    const marker = markerAt(bytes, at);
    at = marker.after;
    if (marker.code === EOI) break;
    if (marker.code === SOI) throw new RangeError('a second picture');
    const end = at + bytes.readUInt16BE(at);
    if (end > bytes.length || end < at + 2) throw new RangeError('cut off');
    const segment = bytes.subarray(at, end);
    if (isFrame(marker.code)) size ??= { height: segment.readUInt16BE(3), width: segment.readUInt16BE(5) };
    if (marker.code === APP1) turned = turnedBy(segment) ?? turned;
    if (isKept(marker.code, segment)) kept.push(Buffer.of(0xff, marker.code), segment);
    at = end;
    if (marker.code !== SOS) continue;
    const next = endOfScan(bytes, at);
    kept.push(bytes.subarray(at, next));
    at = next;
  }
  if (!size) throw new RangeError('no frame');
  const [first, ...rest] = kept;
  const upright = turned === 1 ? [] : [exifOf(turned)];
  return { bytes: Buffer.concat([first!, ...upright, ...rest, Buffer.of(0xff, EOI)]), ...size };
}

function markerAt(bytes: Buffer, at: number): { code: number; after: number } {
  let after = at;
  if (bytes.readUInt8(after) !== 0xff) throw new RangeError('no marker');
  while (bytes.readUInt8(after) === 0xff) after += 1;
  return { code: bytes.readUInt8(after), after: after + 1 };
}

function isFrame(code: number): boolean {
  return code >= 0xc0 && code <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(code);
}

/** JFIF, colour profile, and Adobe’s word on colours; no other note of a program, and no comment. */
function isKept(code: number, segment: Buffer): boolean {
  const name = segment.toString('latin1', 2, 14);
  if (code === APP0) return name.startsWith('JFIF\0');
  if (code === APP2) return name.startsWith('ICC_PROFILE\0');
  if (code === APP14) return name.startsWith('Adobe');
  return code !== COMMENT && !(code >= APP0 && code <= APP15);
}

/** Up to the next marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0) {
    const next = bytes.readUInt8(at + 1);
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
    at = bytes.indexOf(0xff, at + (next === 0xff ? 1 : 2));
  }
  throw new RangeError('no end');
}

/** EXIF tag 0x0112: 1 upright, 2 to 8 turned or mirrored (CIPA DC-008 §4.6.4). Null: it does not say. */
function turnedBy(segment: Buffer): number | null {
  if (segment.toString('latin1', 2, 8) !== 'Exif\0\0') return null;
  const tiff = segment.subarray(8);
  try {
    const little = tiff.toString('latin1', 0, 2) === 'II';
    const u16 = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
    const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
    for (let entry = 0; entry < Math.min(u16(directory), 200); entry++) {
      const at = directory + 2 + entry * 12;
      if (u16(at) === 0x0112) return u16(at + 8) >= 1 && u16(at + 8) <= 8 ? u16(at + 8) : null;
    }
  } catch {
    // A directory that leads out of the segment says nothing.
  }
  return null;
}

/** An EXIF segment with that one tag. */
function exifOf(turned: number): Uint8Array {
  const head = Buffer.from([0xff, APP1, 0, 34, ...Buffer.from('Exif\0\0MM\0*', 'latin1'), 0, 0, 0, 8, 0, 1]);
  return Buffer.concat([head, Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0, 0, 0, 0, 0])]);
}
