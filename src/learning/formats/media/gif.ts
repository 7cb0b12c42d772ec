/** GIF89a from the blocks that draw it: comments, words and notes of programs stay out, but how often it repeats. */
import type { Stripped } from './words.js';

const [EXTENSION, IMAGE, TRAILER] = [0x21, 0x2c, 0x3b] as const;
const [GRAPHIC_CONTROL, APPLICATION] = [0xf9, 0xff] as const;

/** @throws RangeError where it is cut off or damaged. */
export function stripGif(bytes: Buffer): Stripped {
  let at = 13 + tableBytes(bytes.readUInt8(10));
  const kept: Uint8Array[] = [bytes.subarray(0, at)];
  for (;;) {
    const kind = bytes.readUInt8(at);
    if (kind === TRAILER) break;
    const end = kind === EXTENSION ? endOfBlocks(bytes, at + 2) : endOfImage(bytes, at, kind);
    if (kind === IMAGE || isKept(bytes, at)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return {
    bytes: Buffer.concat([...kept, Buffer.of(TRAILER)]),
    width: bytes.readUInt16LE(6),
    height: bytes.readUInt16LE(8),
  };
}

function tableBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

function endOfImage(bytes: Buffer, at: number, kind: number): number {
  if (kind !== IMAGE) throw new RangeError('unknown block');
  return endOfBlocks(bytes, at + 11 + tableBytes(bytes.readUInt8(at + 9)));
}

function endOfBlocks(bytes: Buffer, from: number): number {
  let at = from;
  for (let size = bytes.readUInt8(at); size > 0; size = bytes.readUInt8(at)) at += size + 1;
  return at + 1;
}

function isKept(bytes: Buffer, at: number): boolean {
  const label = bytes.readUInt8(at + 1);
  return (
    label === GRAPHIC_CONTROL ||
    (label === APPLICATION && /^(NETSCAPE2\.0|ANIMEXTS1\.0)/.test(bytes.toString('latin1', at + 3, at + 14)))
  );
}
