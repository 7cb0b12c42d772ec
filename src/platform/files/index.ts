/** Files of the project and of the data folder. The only part of Cairn that decides where a file lies. */
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `src/platform/files/` and `dist/platform/files/` lie equally deep, so this holds for both. */
const projectRoot = fileURLToPath(new URL('../../../', import.meta.url));

/** The absolute path of a file that ships with Cairn: `projectFile('src/catalogue/data/subjects.json')`. */
export function projectFile(relative: string): string {
  return resolve(projectRoot, relative);
}

/** The data folder cannot be used. The message is for the person at the terminal and says what to do. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
  readonly exitCode = 2;
}

/**
 * Makes sure that the data folder exists and can be written to, and returns its absolute path.
 * Others may pass through it but not look around in it: the database runs as another user when Cairn runs as root.
 * @throws DataFolderError where it cannot be made or written to.
 */
export function openDataFolder(path: string): string {
  const folder = resolve(path);
  try {
    makeFolder(folder, 0o711);
    const probe = resolve(folder, `.probe-${process.pid}-${randomBytes(4).toString('hex')}`);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw new DataFolderError(
      `The data folder ${folder} cannot be written to (${codeOf(error)}). ` +
        'Make it writable for this user, or set CAIRN_DATA to a folder that is.',
    );
  }
  return folder;
}

/**
 * Makes a folder and those above it. Node's own `recursive` never ends where a system answers ENOENT for a folder that
 * nobody may make, as /proc does.
 */
export function makeFolder(path: string, mode = 0o755): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(path) !== path) makeFolder(dirname(path), mode);
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST' || !statSync(path).isDirectory()) throw error;
  }
}

/** Writes a file whole or not at all: a reader sees the old content or the new, also after a power cut. */
export function writeFileAtomically(path: string, content: string | Uint8Array, mode = 0o644): void {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    const handle = openSync(draft, 'wx', mode);
    try {
      writeFileSync(handle, content);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Removes a file; one that is not there is no error. */
export function removeFile(path: string): void {
  rmSync(path, { force: true });
}

/** The system's short word for what went wrong, such as EACCES; the message where there is none. */
export function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.message : String(error);
}
