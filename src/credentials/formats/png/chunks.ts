/** PNG as the list of its chunks (ISO/IEC 15948 §5): nothing is decoded, so no picture is too large. */
import { crc32 } from 'node:zlib';
import { FormatError } from '../format-error.js';

export const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const DAMAGED = 'Download the picture again: programs that shrink or convert pictures break what is in them.';

export type Chunk = {
  type: string;
  data: Uint8Array;
  /** Where the chunk begins and where the next one does. */
  start: number;
  end: number;
};

/** @throws FormatError naming the first chunk that is cut off or whose checksum does not fit. */
export function* chunksOf(bytes: Uint8Array): Generator<Chunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let start = SIGNATURE.length;
  let type = '';
  while (type !== 'IEND') {
    if (start + 12 > bytes.length) throw new FormatError(`The PNG is cut off at byte ${start}.`, DAMAGED);
    const end = start + 12 + view.getUint32(start);
    type = Buffer.from(bytes.subarray(start + 4, start + 8)).toString('latin1');
    if (!/^[A-Za-z]{4}$/.test(type)) throw new FormatError(`The PNG is damaged at byte ${start}.`, DAMAGED);
    if (end > bytes.length)
      throw new FormatError(`The PNG is cut off inside its part ${type} at byte ${start}.`, DAMAGED);
    if (start === SIGNATURE.length && type !== 'IHDR')
      throw new FormatError('The PNG does not begin as a PNG has to (no IHDR).', DAMAGED);
    if (crc32(bytes.subarray(start + 4, end - 4)) !== view.getUint32(end - 4))
      throw new FormatError(
        `The PNG was altered or damaged: the checksum of its part ${type} at byte ${start} does not fit.`,
        DAMAGED,
      );
    yield { type, data: bytes.subarray(start + 8, end - 4), start, end };
    start = end;
  }
}

/** One chunk, with its length and checksum. */
export function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}
