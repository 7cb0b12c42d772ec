/**
 * PostgreSQL refuses to run as root. Where Cairn runs as root, the embedded server runs as another account, and that
 * account must be able to reach the files. Everything here answers: which account, and can it?
 */
import { readFileSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Numeric user and group that the server runs as. */
export type Account = { uid: number; gid: number };

/**
 * The account for the server of a cluster; undefined where it simply is the current one.
 * In this order: whoever owns the cluster, whoever owns the folders around it, `nobody`.
 */
export function serverAccount(cluster: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (let path = cluster; ; path = dirname(path)) {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats && stats.uid !== 0) return { uid: stats.uid, gid: stats.gid };
    if (path === dirname(path)) return nobody();
  }
}

function nobody(): Account {
  try {
    const line = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'));
    if (line) return { uid: Number(line[1]), gid: Number(line[2]) };
  } catch {
    // A machine without /etc/passwd still has the number that Linux keeps for nobody.
  }
  return { uid: 65_534, gid: 65_534 };
}

/** The outermost folder on the way to a path that the account may not pass through; undefined: it can get there. */
export function firstClosedFolder(path: string, account: Account): string | undefined {
  const folders: string[] = [];
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    folders.unshift(folder);
    if (folder === dirname(folder)) break;
  }
  return folders.find((folder) => !mayPass(statSync(folder), account));
}

function mayPass(stats: Stats, { uid, gid }: Account): boolean {
  if (stats.uid === uid) return (stats.mode & 0o100) !== 0;
  if (stats.gid === gid) return (stats.mode & 0o010) !== 0;
  return (stats.mode & 0o001) !== 0;
}
