/** A course's folder on the disk of whoever works at the terminal. Nothing outside it is read, and nothing that is no plain file. */
import { constants } from 'node:fs';
import { copyFile, type FileHandle, lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, makeFolder, writeFileAtomically } from '../../../platform/files/index.js';
import { FolderError, type FolderFault } from '../../formats/folder/index.js';
import { MediaRef } from '../../schema/index.js';

/** What lies in `media/` is read only once it is needed. */
export type FolderOnDisk = {
  texts: Map<string, Uint8Array>;
  media: { name: string; open: () => AsyncIterable<Uint8Array> }[];
};

const MOST_FILES = 3000;
const MOST_DEPTH = 4;
const MOST_TEXT_BYTES = 1_500_000;
const PLAIN_FILE = constants.O_RDONLY | constants.O_NOFOLLOW;

/** @throws FolderError naming what cannot be read */
export async function readFolder(path: string): Promise<FolderOnDisk> {
  const found: FolderOnDisk = { texts: new Map(), media: [] };
  const faults: FolderFault[] = [];
  const fault = (file: string, message: string): void => void faults.push({ file, line: null, message });
  for (const { file, kind } of await entriesOf(path, fault)) {
    if (kind !== 'file') fault(file, `It is ${kind}. A course has plain files alone: put the file itself there.`);
    else if (file.startsWith('media/')) {
      const name = file.slice('media/'.length);
      if (MediaRef.safeParse(`media:${name}`).success)
        found.media.push({ name, open: () => bytesOf(join(path, file)) });
      else
        fault(
          file,
          'A file of a course has a name of small letters, digits, dots and hyphens, in no folder of its own.',
        );
    } else {
      const text = await textIn(join(path, file));
      if (typeof text === 'string') fault(file, text);
      else found.texts.set(file, text);
    }
  }
  if (faults.length > 0) throw new FolderError(faults);
  return found;
}

type Entry = { file: string; kind: string };

/** All that lies in the folder, by names with `/`; what begins with a dot is nobody's course. */
async function entriesOf(root: string, fault: (file: string, message: string) => void): Promise<Entry[]> {
  const entries: Entry[] = [];
  const folders: string[] = [''];
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    for (const entry of await listed(root, folder)) {
      if (entry.name.startsWith('.')) continue;
      const file = `${folder}${entry.name}`;
      const isFolder = entry.isDirectory();
      if (isFolder && file.split('/').length < MOST_DEPTH) folders.push(`${file}/`);
      else entries.push({ file, kind: kindOf(entry) });
      if (entries.length > MOST_FILES) {
        fault(
          folder || root,
          `There are more than ${MOST_FILES.toLocaleString('en-GB')} files. Is this the right folder?`,
        );
        return [];
      }
    }
  }
  return entries.sort((a, b) => (a.file < b.file ? -1 : 1));
}

async function listed(root: string, folder: string) {
  try {
    return await readdir(join(root, folder), { withFileTypes: true });
  } catch (error) {
    throw new FolderError([
      { file: join(root, folder), line: null, message: `It cannot be read as a folder (${codeOf(error)}).` },
    ]);
  }
}

function kindOf(entry: { isFile(): boolean; isSymbolicLink(): boolean; isDirectory(): boolean }): string {
  if (entry.isFile()) return 'file';
  if (entry.isSymbolicLink()) return 'a link to somewhere else';
  return entry.isDirectory() ? 'a folder within too many folders' : 'no plain file';
}

/** Its bytes, or what is wrong with it. Opened so that a link put there meanwhile is not followed. */
async function textIn(path: string): Promise<Uint8Array | string> {
  let file: FileHandle | null = null;
  try {
    file = await open(path, PLAIN_FILE);
    const { size } = await file.stat();
    if (size > MOST_TEXT_BYTES)
      return `It has ${size.toLocaleString('en-GB')} bytes, and a text at most ${MOST_TEXT_BYTES.toLocaleString('en-GB')}. Divide it.`;
    return await file.readFile();
  } catch (error) {
    return `It cannot be read (${codeOf(error)}).`;
  } finally {
    await file?.close();
  }
}

async function* bytesOf(path: string): AsyncIterable<Uint8Array> {
  const file = await open(path, PLAIN_FILE);
  yield* file.createReadStream();
}

/** Writes a course's folder where none is yet. `media`: from where each file is copied. @throws FolderError */
export async function writeFolder(
  path: string,
  texts: ReadonlyMap<string, string>,
  media: readonly { name: string; from: string }[],
): Promise<void> {
  const there = await lstat(path).catch(() => null);
  if (there && (await readdir(path).catch(() => ['']))[0] !== undefined)
    throw new FolderError([
      { file: path, line: null, message: 'Something is there already. Name a folder that is new or empty.' },
    ]);
  for (const [file, text] of texts) {
    makeFolder(join(path, file, '..'));
    writeFileAtomically(join(path, file), text);
  }
  if (media.length > 0) makeFolder(join(path, 'media'));
  for (const { name, from } of media) await copyFile(from, join(path, 'media', name), constants.COPYFILE_EXCL);
}
