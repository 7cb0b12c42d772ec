/** The files of the data folder that are truth, such as what people uploaded: found, set aside, put in place. */
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { newToken } from '../crypto/index.js';
import { codeOf } from '../files/index.js';
import { BackupError } from './backup-error.js';
import { damaged, MAGIC } from './envelope.js';

/** The site's secret: not saved as a file but wrapped. */
export const SECRET = 'secret';
/** Where a restore puts files until the database is restored, and where it puts those that were there. */
const STAGE = 'restoring-';
const OLD = 'replaced-';

export type SavedFile = { path: string; mode: number; body: AsyncIterable<Buffer> };

/**
 * Every file below the folder but what can be made again (`derived`: names in the folder itself), the secret, drafts and
 * backups. What is neither file nor folder is told to `skipped`. A file that goes away meanwhile was removed, and is left out.
 */
export async function* filesOf(
  folder: string,
  derived: readonly string[],
  skipped: (path: string) => void,
): AsyncGenerator<SavedFile> {
  for (const name of await topNames(folder, derived)) yield* below(folder, name, skipped);
}

async function topNames(folder: string, derived: readonly string[]): Promise<string[]> {
  const names = await readdir(folder);
  return names.filter((name) => !derived.includes(name) && name !== SECRET && !isDraft(name) && !isOurs(name)).sort();
}

const isDraft = (name: string): boolean => name.startsWith('.probe-') || /\.(tmp|part|new)$/.test(name);
const isOurs = (name: string): boolean => name.startsWith(STAGE) || name.startsWith(OLD);

async function* below(folder: string, path: string, skipped: (path: string) => void): AsyncGenerator<SavedFile> {
  const entries = await readdir(join(folder, path), { withFileTypes: true }).catch((error: unknown) => {
    if (codeOf(error) === 'ENOTDIR') return null;
    if (codeOf(error) === 'ENOENT') return [];
    throw unreadable(join(folder, path), error);
  });
  if (entries === null) {
    yield* oneFile(folder, path);
    return;
  }
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const inner = `${path}/${entry.name}`;
    if (isDraft(entry.name)) continue;
    if (entry.isDirectory()) yield* below(folder, inner, skipped);
    else if (entry.isFile()) yield* oneFile(folder, inner);
    else skipped(inner);
  }
}

async function* oneFile(folder: string, path: string): AsyncGenerator<SavedFile> {
  const place = join(folder, path);
  try {
    const handle = await open(place, 'r');
    try {
      if (await isBackup(handle)) return;
      const { mode } = await handle.stat();
      const body = createReadStream(place, { fd: handle, start: 0, autoClose: false });
      yield { path, mode: mode & 0o777, body };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    if (error instanceof BackupError) throw error;
    throw unreadable(place, error);
  }
}

/** A backup kept in the data folder must not be saved within the next one. */
async function isBackup(handle: Awaited<ReturnType<typeof open>>): Promise<boolean> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(MAGIC.length), 0, MAGIC.length, 0);
  return bytesRead === MAGIC.length && buffer.equals(MAGIC);
}

function unreadable(path: string, error: unknown): BackupError {
  return new BackupError(`${path} cannot be read (${codeOf(error)}). Run Cairn as the user who owns it.`, 2);
}

export type Stage = {
  add(path: string, mode: number, body: AsyncIterable<Buffer>): Promise<void>;
  /** Puts what was added in the place of what was there. A few renames: nothing is copied. */
  putInPlace(): Promise<void>;
  /** Takes the stage away with what is still on it. */
  clear(): Promise<void>;
};

/** Begins a stage in the data folder, on the same disk as its goal. What a killed restore left goes when this one is done. */
export async function openStage(folder: string, derived: readonly string[]): Promise<Stage> {
  const mark = newToken(6);
  const stage = join(folder, `${STAGE}${mark}`);
  const old = join(folder, `${OLD}${mark}`);
  await mkdir(stage, { mode: 0o700 });
  return {
    async add(path, mode, body) {
      const place = join(stage, checkedPath(path, derived));
      await mkdir(dirname(place), { recursive: true, mode: 0o700 });
      await pipeline(body, createWriteStream(place, { flags: 'wx', mode: 0o600, flush: true }));
      await chmod(place, mode);
    },
    async putInPlace() {
      const staged = await readdir(stage);
      // The secret stays where the backup brings none: it is then the same, or given by the environment.
      const replaced = new Set([...(await topNames(folder, derived)), ...staged]);
      await mkdir(old, { mode: 0o700 });
      for (const name of replaced) await rename(join(folder, name), join(old, name)).catch(ignoreAbsent);
      for (const name of staged) await rename(join(stage, name), join(folder, name));
      for (const left of await leftOvers(folder)) await rm(join(folder, left), { recursive: true, force: true });
    },
    clear: () => rm(stage, { recursive: true, force: true }),
  };
}

/** What a restore that was killed left in the data folder. */
export async function leftOvers(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter(isOurs);
}

/** Whoever wrote the backup must not choose where its files go. */
function checkedPath(path: string, derived: readonly string[]): string {
  const parts = path.split('/');
  const odd = parts.some((part) => part === '' || part === '.' || part === '..' || /[\\\0]/.test(part));
  if (odd || derived.includes(parts[0]!)) throw damaged();
  return path;
}

function ignoreAbsent(error: unknown): void {
  if (codeOf(error) !== 'ENOENT') throw error;
}
