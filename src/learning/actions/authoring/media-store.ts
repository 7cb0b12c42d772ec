/** Where the bytes of files lie: `media/<sha256>` below the data folder. Each is there whole or not at all. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { newToken } from '../../../platform/crypto/index.js';
import { notesInMp4 } from '../../formats/media/mp4.js';
import { stripPicture } from '../../formats/media/pictures.js';
import { HEAD_BYTES, recogniseMedia, refusalOf } from '../../formats/media/recognise.js';
import { readCaptions } from '../../formats/media/vtt.js';
import { MediaError } from '../../formats/media/words.js';
import { type MediaType, MOST_BYTES, mostBytesOf } from '../../schema/media.js';

/** A file that came in and is as it will be kept, not yet in its place. */
export type Draft = { path: string; sha256: string; type: MediaType; bytes: number };

const FOLDER = 'media';
/** Left out of backups, and swept once it is a day old. */
const DRAFT = '.part';

export function pathOf(dataFolder: string, sha256: string): string {
  return join(dataFolder, FOLDER, sha256);
}

/**
 * Writes what comes in to the disk, a piece at a time, and makes it what is kept: known by its bytes, without notes. Whoever calls puts it
 * in its place or throws it away.
 * @throws MediaError 422
 */
export async function takeIn(dataFolder: string, content: AsyncIterable<Uint8Array>): Promise<Draft> {
  const folder = join(dataFolder, FOLDER);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${newToken(12)}${DRAFT}`);
  const file = await open(path, 'wx+', 0o600);
  try {
    const { type, bytes } = await write(file, content);
    await tidy(file, type, bytes);
    await file.sync();
    return { path, type, bytes: (await file.stat()).size, sha256: await hashOf(path) };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

async function write(
  file: FileHandle,
  content: AsyncIterable<Uint8Array>,
): Promise<{ type: MediaType; bytes: number }> {
  let head = Buffer.alloc(0);
  let most: number = MOST_BYTES.recording;
  let bytes = 0;
  for await (const piece of content) {
    if (head.length < HEAD_BYTES) {
      head = Buffer.concat([head, piece.subarray(0, HEAD_BYTES - head.length)]);
      if (head.length === HEAD_BYTES) most = mostBytesOf(typeOf(head));
    }
    bytes += piece.length;
    if (bytes > most) throw tooLarge(most);
    await file.write(piece);
  }
  if (bytes === 0) throw new MediaError('The file is empty.');
  if ((await file.stat()).size !== bytes) throw new Error('a file that came in could not be written whole');
  const type = typeOf(head);
  if (bytes > mostBytesOf(type)) throw tooLarge(mostBytesOf(type));
  return { type, bytes };
}

function typeOf(head: Uint8Array): MediaType {
  const type = recogniseMedia(head);
  if (type === null) throw new MediaError(refusalOf(head));
  return type;
}

function tooLarge(most: number): MediaError {
  return new MediaError(`A file of this kind can have ${most / 1_048_576} MB at most. Save it smaller.`);
}

/** Takes out what need not be told, and refuses what no browser would show. */
async function tidy(file: FileHandle, type: MediaType, bytes: number): Promise<void> {
  if (type === 'text/vtt') readCaptions(await readAt(file, 0, bytes));
  if (type === 'application/pdf') await checkPdf(file, bytes);
  if (type === 'video/mp4' || type === 'audio/mp4') await freeNotes(file, bytes);
  if (!type.startsWith('image/')) return;
  const stripped = stripPicture(type, await readAt(file, 0, bytes));
  await file.write(stripped, 0, stripped.length, 0);
  await file.truncate(stripped.length);
}

async function checkPdf(file: FileHandle, bytes: number): Promise<void> {
  const end = await readAt(file, Math.max(0, bytes - 2048), 2048);
  if (!end.includes('%%EOF')) throw new MediaError('The PDF is cut off: its end is missing. Save it again.');
}

async function freeNotes(file: FileHandle, bytes: number): Promise<void> {
  const blank = Buffer.alloc(65_536);
  for (const { start, contentStart, end } of await notesInMp4((at, length) => readAt(file, at, length), bytes)) {
    await file.write(Buffer.from('free'), 0, 4, start + 4);
    for (let at = contentStart; at < end; at += blank.length)
      await file.write(blank, 0, Math.min(blank.length, end - at), at);
  }
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

/** In its place; whoever put the same bytes there before put the same file. */
export async function putInPlace(dataFolder: string, { path, sha256 }: Draft): Promise<void> {
  await rename(path, pathOf(dataFolder, sha256));
  const folder = await open(join(dataFolder, FOLDER), 'r');
  await folder.sync().finally(() => folder.close());
}

export async function throwAway({ path }: Draft): Promise<void> {
  await rm(path, { force: true });
}

/** Bytes of a file that is kept; null: it is not there. */
export async function bytesKept(dataFolder: string, sha256: string): Promise<number | null> {
  const found = await stat(pathOf(dataFolder, sha256)).catch(() => null);
  return found?.isFile() ? found.size : null;
}

/** Names of everything in the folder that has not been touched since. */
export async function lyingSince(dataFolder: string, before: Date): Promise<string[]> {
  const names = await readdir(join(dataFolder, FOLDER)).catch(() => []);
  const old: string[] = [];
  for (const name of names) {
    const found = await stat(join(dataFolder, FOLDER, name)).catch(() => null);
    if (found?.isFile() && found.mtimeMs < before.getTime()) old.push(name);
  }
  return old;
}

export const isDraft = (name: string): boolean => name.endsWith(DRAFT);

export async function removeKept(dataFolder: string, name: string): Promise<void> {
  await rm(join(dataFolder, FOLDER, name), { force: true });
}
