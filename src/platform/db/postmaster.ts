/** The running server of a cluster, as its `postmaster.pid` tells, and whether that can be believed. */
import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

export type Postmaster = { pid: number; port: number };

/**
 * Reads `postmaster.pid` (lines: pid, folder, started, port …). After a kill -9 or a power cut the file is left behind. A
 * process that is gone PostgreSQL itself knows to ignore; where the number belongs to another process by now, as often
 * after a restart of a container, PostgreSQL would refuse to start, so the file is removed.
 */
export function findPostmaster(cluster: string): Postmaster | undefined {
  const file = join(cluster, 'postmaster.pid');
  let lines: string[];
  try {
    lines = readFileSync(file, 'utf8').split('\n');
  } catch {
    return undefined;
  }
  if (lines[0] === '') forgetIfOld(file);
  const pid = Math.abs(Number(lines[0]));
  if (!Number.isSafeInteger(pid) || pid < 2 || !isAlive(pid)) return undefined;
  if (serves(pid, cluster)) return { pid, port: Number(lines[3]) || 0 };
  rmSync(file, { force: true });
  return undefined;
}

/** Empty: a server is starting at this moment, or one was cut off when it did and PostgreSQL waits for a person. */
function forgetIfOld(file: string): void {
  const written = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (written !== undefined && Date.now() - written > 5_000) rmSync(file, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Whether a living process is the server of this cluster: a postmaster's working folder is its cluster. */
function serves(pid: number, cluster: string): boolean {
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
    } catch {
      return false;
    }
  }
  if (process.platform === 'win32') return true;
  try {
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).includes(cluster);
  } catch {
    return false;
  }
}
