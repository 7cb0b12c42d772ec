/** Uploaded pictures, before anything draws them: what they are and how large, read from their first bytes. Pure. */

/** `type` as a `data:` URL names it. */
export type FoundPicture = { type: 'image/png' | 'image/jpeg'; width: number; height: number };

/** The picture cannot be taken. The words are for whoever chose it. */
export class PictureError extends Error {
  override readonly name = 'PictureError';
  readonly status = 422;
}

export const MOST_PICTURE_BYTES = 4 * 1_048_576;
/** Drawing needs four bytes for each point of the picture: 24 million are 96 MB. */
const MOST_POINTS = 24_000_000;
const LEAST_SIDE = 128;

/** @throws PictureError for what is no PNG or JPEG, for one that is too large to be drawn, and for one too small to be a badge. */
export function readPicture(bytes: Uint8Array): FoundPicture {
  if (bytes.length > MOST_PICTURE_BYTES) throw new PictureError('The picture is larger than 4 MB. Save it smaller.');
  const found = pngSize(bytes) ?? jpegSize(bytes);
  if (!found) throw new PictureError(refusalOf(bytes));
  const { width, height } = found;
  if (width < LEAST_SIDE || height < LEAST_SIDE)
    throw new PictureError(
      `The picture is ${width} by ${height} points. Use one of at least ${LEAST_SIDE} by ${LEAST_SIDE}.`,
    );
  if (width * height > MOST_POINTS)
    throw new PictureError(`The picture is ${width} by ${height} points, too many to draw. Save it smaller.`);
  return found;
}

function refusalOf(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 1000)).toString('latin1');
  if (/<svg|<\?xml|<!DOCTYPE/i.test(head))
    return 'An SVG can carry scripts and reach for other files, so it is not taken. Save the picture as a PNG.';
  return 'This is no PNG or JPEG. Save the picture as one of those.';
}

function pngSize(bytes: Uint8Array): FoundPicture | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (
    view.length < 24 ||
    view.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n' ||
    view.toString('latin1', 12, 16) !== 'IHDR'
  )
    return null;
  return { type: 'image/png', width: view.readUInt32BE(16), height: view.readUInt32BE(20) };
}

/** The size stands in the frame header, behind any number of other segments (ITU T.81, B.2). */
function jpegSize(bytes: Uint8Array): FoundPicture | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.length < 4 || view.readUInt16BE(0) !== 0xffd8) return null;
  let at = 2;
  while (at + 9 < view.length) {
    if (view[at] !== 0xff) return null;
    const marker = view[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { type: 'image/jpeg', height: view.readUInt16BE(at + 5), width: view.readUInt16BE(at + 7) };
    at += 2 + Math.max(2, view.readUInt16BE(at + 2));
  }
  return null;
}

/** The picture whole, in the middle of a square. */
export function squareSvg(bytes: Uint8Array, { type }: FoundPicture): string {
  const data = Buffer.from(bytes).toString('base64');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512"><image width="512" height="512" preserveAspectRatio="xMidYMid meet" href="data:${type};base64,${data}"/></svg>`;
}
