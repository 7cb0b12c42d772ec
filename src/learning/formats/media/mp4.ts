/**
 * MP4 and M4A (ISO/IEC 14496-12): whether the boxes are whole, and where notes lie that nobody needs to play it, such as where a phone was.
 * Notes become free space of the same length, so that everything else stays where it is.
 */
import { MediaError } from './words.js';

/** `length` bytes from `at`, fewer at the end of the file. */
type ReadBytes = (at: number, length: number) => Promise<Buffer>;
/** A box that becomes free space: its type and its content are overwritten. */
type FreedBox = { start: number; contentStart: number; end: number };
type Box = FreedBox & { type: string };

const NOTES = new Set(['udta', 'meta', 'uuid']);
const CONTAINERS = new Set(['moov', 'trak']);
const MOST_BOXES = 20_000;

/** @throws MediaError where it is cut off or holds no film. */
export async function notesInMp4(read: ReadBytes, bytes: number): Promise<FreedBox[]> {
  const found: FreedBox[] = [];
  let [seen, hasFilm] = [0, false];
  const look = async (from: number, to: number, depth: number): Promise<void> => {
    for (let at = from; at < to; ) {
      if (++seen > MOST_BOXES) throw cutOff();
      const box = await boxAt(read, at, to);
      if (box.type === 'moov') hasFilm = true;
      if (NOTES.has(box.type)) found.push(box);
      else if (CONTAINERS.has(box.type) && depth < 3) await look(box.contentStart, box.end, depth + 1);
      at = box.end;
    }
  };
  await look(0, bytes, 0);
  if (!hasFilm) throw cutOff();
  return found;
}

async function boxAt(read: ReadBytes, start: number, to: number): Promise<Box> {
  const head = await read(start, 16);
  if (head.length < 8) throw cutOff();
  const [short, type] = [head.readUInt32BE(0), head.toString('latin1', 4, 8)];
  if (short === 1 && head.length < 16) throw cutOff();
  const size = short === 0 ? to - start : short === 1 ? Number(head.readBigUInt64BE(8)) : short;
  const contentStart = start + (short === 1 ? 16 : 8);
  const end = start + size;
  if (end < contentStart || end > to) throw cutOff();
  return { type, start, contentStart, end };
}

function cutOff(): MediaError {
  return new MediaError('The film or recording is damaged or cut off. Save it again as an MP4, and send that.');
}
