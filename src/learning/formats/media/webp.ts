/** WebP (RFC 9649) from the chunks that draw it. */
import type { Stripped } from './words.js';

const KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
/** Flags of VP8X that say there is EXIF or XMP. */
const NOTES = 0b0000_1100;

/** @throws RangeError where it is cut off or damaged. */
export function stripWebp(bytes: Buffer): Stripped {
  const end = 8 + bytes.readUInt32LE(4);
  if (end > bytes.length + 1) throw new RangeError('cut off');
  const kept: Uint8Array[] = [];
  let size: { width: number; height: number } | undefined;
  for (let at = 12; at + 8 <= Math.min(end, bytes.length); ) {
    const type = bytes.toString('latin1', at, at + 4);
    const data = bytes.subarray(at + 8, at + 8 + bytes.readUInt32LE(at + 4));
    if (data.length < bytes.readUInt32LE(at + 4)) throw new RangeError('cut off');
    size ??= sizeOf(type, data);
    if (KEPT.has(type)) kept.push(chunkOf(type, data));
    at += 8 + data.length + (data.length % 2);
  }
  if (!size) throw new RangeError('no picture');
  const body = Buffer.concat(kept);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(body.length + 4, 4);
  return { bytes: Buffer.concat([head, body]), ...size };
}

function chunkOf(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32LE(data.length, 4);
  const bytes = Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
  if (type === 'VP8X') bytes.writeUInt8(bytes.readUInt8(8) & ~NOTES, 8);
  return bytes;
}

function sizeOf(type: string, data: Buffer): { width: number; height: number } | undefined {
  if (type === 'VP8X') return { width: data.readUIntLE(4, 3) + 1, height: data.readUIntLE(7, 3) + 1 };
  if (type === 'VP8 ') return { width: data.readUInt16LE(6) & 0x3fff, height: data.readUInt16LE(8) & 0x3fff };
  if (type !== 'VP8L') return undefined;
  const bits = data.readUInt32LE(1);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}
