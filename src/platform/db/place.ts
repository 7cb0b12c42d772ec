/** Where a cluster lies and who may touch it: found, checked and, at the first start, made. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { keptSecret } from '../config/index.js';
import { newToken } from '../crypto/index.js';
import { codeOf, makeFolder } from '../files/index.js';
import { type Account, firstClosedFolder, serverAccount } from './account.js';
import { type Binaries, findBinaries, openBinaries } from './binaries.js';
import { DatabaseError } from './database-error.js';

export type Place = {
  folder: string;
  cluster: string;
  log: string;
  password: string;
  binaries: Binaries;
  account: Account | undefined;
  /** What the server is to call a folder that it is started in: its path, or the way round a closed folder above it. */
  nameOf(folder: string): string;
};

/**
 * Linux's name for the folder that a process stands in. A process that was put there reaches it by this name, even when
 * it could not walk there: so root can keep its data in a folder of its own, such as /root or a temporary one.
 */
const HERE = '/proc/self/cwd';

const SUPERUSER = 'cairn';

/** @throws DatabaseError where the server's account could not reach its files or the folder is someone else's. */
export function preparePlace(folder: string): Place {
  const cluster = join(folder, 'cluster');
  try {
    makeFolder(folder, 0o711);
  } catch (error) {
    throw new DatabaseError(
      `The folder ${folder} cannot be made (${codeOf(error)}). Make its parent writable, or set CAIRN_DATA to another folder.`,
    );
  }
  const account = serverAccount(cluster);
  // Our own folder must let the server's account through, whatever umask it was made under.
  if (account) chmodSync(folder, 0o711);
  const closed = account && firstClosedFolder(cluster, account);
  if (closed && !existsSync(HERE)) throw closedData(account, closed);
  checkOwner(cluster);
  const place: Place = {
    folder,
    cluster,
    log: join(folder, 'log'),
    password: keptSecret(join(folder, 'password')),
    binaries: account ? openBinaries(account) : findBinaries(),
    account,
    nameOf: (path) => (closed ? HERE : path),
  };
  makeCluster(place);
  return place;
}

function closedData({ uid }: Account, closed: string): DatabaseError {
  return new DatabaseError(
    `PostgreSQL does not run as root, and the user it runs as instead (${uid}) may not enter ${closed}. ` +
      'Set CAIRN_DATA to a folder that everybody may enter, such as /var/lib/cairn, or run Cairn as an ordinary user.',
  );
}

export function addressOf(place: Place, port: number, database: string): string {
  return `postgresql://${SUPERUSER}:${place.password}@127.0.0.1:${port}/${database}`;
}

/** An ordinary user cannot use a cluster that another user made. */
function checkOwner(cluster: string): void {
  const owner = statSync(cluster, { throwIfNoEntry: false })?.uid;
  const me = process.getuid?.();
  if (owner === undefined || me === undefined || me === 0 || owner === me) return;
  throw new DatabaseError(
    `The database in ${cluster} belongs to another user (${owner}). Run Cairn as that user, or set CAIRN_DATA to a folder of your own.`,
  );
}

/** Made beside its place and moved there whole, so that a kill leaves no half cluster and two makers cannot mix. */
function makeCluster(place: Place): void {
  if (existsSync(join(place.cluster, 'PG_VERSION'))) {
    checkVersion(place);
    return;
  }
  const mark = `${process.pid}-${newToken(4)}`;
  const draft = join(place.folder, `new-${mark}`);
  const passwordFile = join(place.folder, `new-${mark}.password`);
  try {
    mkdirSync(draft, { mode: 0o700 });
    writeFileSync(passwordFile, place.password, { mode: 0o600 });
    if (place.account) {
      for (const path of [draft, passwordFile]) chownSync(path, place.account.uid, place.account.gid);
    }
    runInitdb(place, draft, passwordFile);
    renameSync(draft, place.cluster);
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    if (!existsSync(join(place.cluster, 'PG_VERSION'))) {
      throw new DatabaseError(`The database could not be made in ${place.folder} (${codeOf(error)}).`);
    }
  } finally {
    rmSync(draft, { recursive: true, force: true });
    rmSync(passwordFile, { force: true });
  }
}

function runInitdb(place: Place, draft: string, passwordFile: string): void {
  const answer = spawnSync(
    place.binaries.initdb,
    [
      `--pgdata=${place.nameOf(draft)}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${relative(draft, passwordFile)}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
    ],
    { ...place.account, cwd: draft, encoding: 'utf8', env: serverEnvironment() },
  );
  if (answer.status !== 0) {
    const reason = lastComplaint(`${answer.error?.message ?? ''}\n${answer.stdout ?? ''}\n${answer.stderr ?? ''}`);
    throw new DatabaseError(`The database could not be made in ${place.folder}: ${reason}`);
  }
}

/** Only what the server needs: nothing of ours, no secret, belongs in its environment. */
export function serverEnvironment(): Record<string, string> {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH'];
  const env: Record<string, string> = { LC_ALL: 'C', TZ: 'UTC' };
  for (const name of kept) if (process.env[name] !== undefined) env[name] = process.env[name];
  return env;
}

function checkVersion({ cluster, binaries }: Place): void {
  const made = readVersion(cluster);
  const here = /(\d+)(\.\d+)*/.exec(
    spawnSync(binaries.postgres, ['--version'], { encoding: 'utf8' }).stdout ?? '',
  )?.[1];
  if (made !== undefined && here !== undefined && made !== here) {
    throw new DatabaseError(
      `The database in ${cluster} was made by PostgreSQL ${made}, and this Cairn brings ${here}. ` +
        'Restore it from a backup into a new data folder, or run the Cairn that made it.',
    );
  }
}

function readVersion(cluster: string): string | undefined {
  try {
    return readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** The line of the server's words that says what is wrong. */
export function lastComplaint(said: string): string {
  const lines = said
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const complaint = lines.find((line) => /FATAL|PANIC|error:/i.test(line)) ?? lines.at(-1) ?? 'no reason was given';
  return `${complaint.replace(/^.*?(FATAL|PANIC|error):\s*/i, '').replace(/\.?$/, '')}.`;
}
