/**
 * Pictures without what they need not show: places, names, cameras, words, whatever hangs on at the end. Each is taken apart as its format
 * says and put together from the parts that draw it; what cannot be taken apart is refused.
 */
import type { MediaType } from '../../schema/media.js';
import { stripGif } from './gif.js';
import { stripJpeg } from './jpeg.js';
import { stripPng } from './png.js';
import { stripWebp } from './webp.js';
import { MediaError, type Stripped } from './words.js';

/** A learner's phone needs four bytes for each point. */
const MOST_POINTS = 50_000_000;
const STRIP: Partial<Record<MediaType, (bytes: Buffer) => Stripped>> = {
  'image/png': stripPng,
  'image/jpeg': stripJpeg,
  'image/gif': stripGif,
  'image/webp': stripWebp,
};

/** @throws MediaError for one that is damaged, or too large to be drawn. */
export function stripPicture(type: MediaType, bytes: Uint8Array): Uint8Array {
  const strip = STRIP[type];
  if (!strip) throw new MediaError('This is no picture.');
  const {
    bytes: stripped,
    width,
    height,
  } = safely(() => strip(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
  if (width * height > MOST_POINTS)
    throw new MediaError(`The picture is ${width} by ${height} points, too many to draw. Save it smaller.`);
  if (width < 1 || height < 1) throw damaged();
  return stripped;
}

function safely(read: () => Stripped): Stripped {
  try {
    return read();
  } catch (error) {
    // Reading past the end of a file that is cut off.
    if (error instanceof RangeError) throw damaged();
    throw error;
  }
}

function damaged(): MediaError {
  return new MediaError('The picture is damaged or cut off. Open it, save it again, and send that.');
}
