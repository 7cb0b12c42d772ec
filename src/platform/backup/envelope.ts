/**
 * The envelope of a backup: AES-256-GCM over numbered chunks, the last one marked, so that a byte changed, a chunk moved
 * or an end cut off is noticed before anything is believed (the STREAM construction of Hoang, Reyhanitabar, Rogaway and
 * Vizár 2015). The key comes from the passphrase by scrypt with a salt of its own, so no key is ever used for two files.
 */
import { createCipheriv, createDecipheriv, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { BackupError } from './backup-error.js';
import { type ByteReader, byteReader, inPieces } from './bytes.js';

/** Sixteen bytes at the start of every backup; a later layout gets another number. */
export const MAGIC = Buffer.from('CAIRN BACKUP 1\n\0', 'latin1');
const SALT = 16;
const CHECK = 16;
const TAG = 16;
const CHUNK = 256 * 1024;
/** Set in a chunk's length where the chunk is the last. */
const LAST = 0x8000_0000;
/** 128 MiB and some tenths of a second for each passphrase that is tried (OWASP's first choice for scrypt). */
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };
export const SHORTEST_PASSPHRASE = 12;

export type Keys = {
  salt: Buffer;
  /** Tells a wrong passphrase from a damaged file. */
  check: Buffer;
  content: Buffer;
  /** For what is wrapped once more inside: the site's secret. */
  wrapping: Buffer;
};

export async function newKeys(passphrase: string): Promise<Keys> {
  return keysOf(passphrase, randomBytes(SALT));
}

function keysOf(passphrase: string, salt: Buffer): Promise<Keys> {
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, 64 + CHECK, COST, (error, bytes) => {
      if (error) return reject(error);
      resolve({ salt, content: bytes.subarray(0, 32), wrapping: bytes.subarray(32, 64), check: bytes.subarray(64) });
    });
  });
}

/** The file as it is written: magic, salt, check, chunks. */
export async function* sealed(plain: AsyncIterable<Buffer>, keys: Keys): AsyncGenerator<Buffer> {
  yield Buffer.concat([MAGIC, keys.salt, keys.check]);
  let number = 0;
  let held: Buffer | undefined;
  // One piece is held back, as only the last one is sealed as the last.
  for await (const piece of inPieces(plain, CHUNK)) {
    if (held) yield sealedChunk(held, number++, false, keys.content);
    held = piece;
  }
  yield sealedChunk(held ?? Buffer.alloc(0), number, true, keys.content);
}

function sealedChunk(chunk: Buffer, number: number, last: boolean, key: Buffer): Buffer {
  const length = lengthWord(chunk.length, last);
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, last)).setAAD(length);
  return Buffer.concat([length, cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
}

function lengthWord(length: number, last: boolean): Buffer {
  const word = Buffer.alloc(4);
  word.writeUInt32BE(last ? length + LAST : length);
  return word;
}

/** The chunk's number and whether it is the last: a chunk opens at its own place only. */
function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce[0] = last ? 1 : 0;
  nonce.writeBigUInt64BE(BigInt(number), 4);
  return nonce;
}

/**
 * What is in the envelope, each piece checked before it is given out. `learn` gets the keys.
 * @throws BackupError where it is no backup, the passphrase is another one, or the file is damaged or cut short.
 */
export async function* opened(
  bytes: AsyncIterable<Buffer>,
  passphrase: string,
  learn: (keys: Keys) => void,
): AsyncGenerator<Buffer> {
  const reader = byteReader(bytes);
  try {
    const keys = await openKeys(await reader.take(MAGIC.length + SALT + CHECK), passphrase);
    learn(keys);
    yield* openedChunks(reader, keys);
  } finally {
    await reader.close();
  }
}

async function openKeys(head: Buffer, passphrase: string): Promise<Keys> {
  checkMagic(head);
  if (head.length < MAGIC.length + SALT + CHECK) throw cutShort();
  const keys = await keysOf(passphrase, head.subarray(MAGIC.length, MAGIC.length + SALT));
  if (!timingSafeEqual(keys.check, head.subarray(MAGIC.length + SALT)))
    throw new BackupError('The passphrase is not the one that this backup was made with.');
  return keys;
}

async function* openedChunks(reader: ByteReader, keys: Keys): AsyncGenerator<Buffer> {
  for (let number = 0; ; number++) {
    const word = await reader.take(4);
    if (word.length < 4) throw cutShort();
    const last = word.readUInt32BE() >= LAST;
    const length = word.readUInt32BE() % LAST;
    if (length > CHUNK) throw damaged();
    const chunk = await reader.take(length + TAG);
    if (chunk.length < length + TAG) throw cutShort();
    yield openedChunk(chunk, word, nonceOf(number, last), keys.content);
    if (last) break;
  }
  if ((await reader.take(1)).length > 0) throw damaged();
}

function checkMagic(head: Buffer): void {
  const start = head.subarray(0, MAGIC.length);
  if (start.equals(MAGIC)) return;
  if (start.subarray(0, 13).equals(MAGIC.subarray(0, 13)))
    throw new BackupError('The backup was made by a newer Cairn. Use that Cairn to restore it.');
  throw new BackupError('The file is not a backup of Cairn.');
}

function openedChunk(chunk: Buffer, word: Buffer, nonce: Buffer, key: Buffer): Buffer {
  const end = chunk.length - TAG;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(word).setAuthTag(chunk.subarray(end));
  try {
    return Buffer.concat([decipher.update(chunk.subarray(0, end)), decipher.final()]);
  } catch {
    throw damaged();
  }
}

export function damaged(): BackupError {
  return new BackupError('The backup is damaged: it is not as it was written. Use another copy of it.');
}

function cutShort(): BackupError {
  return new BackupError('The backup is cut short: its end is missing. Use another copy of it.');
}

/** Wraps a short text under the backup's own wrapping key; base64. */
export function wrapped(text: string, keys: Keys): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keys.wrapping, nonce);
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

export function unwrapped(text: string, keys: Keys): string {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length < 12 + TAG) throw damaged();
  const end = bytes.length - TAG;
  const decipher = createDecipheriv('aes-256-gcm', keys.wrapping, bytes.subarray(0, 12));
  try {
    decipher.setAuthTag(bytes.subarray(end));
    return Buffer.concat([decipher.update(bytes.subarray(12, end)), decipher.final()]).toString('utf8');
  } catch {
    throw damaged();
  }
}
