/**
 * The embedded PostgreSQL: one cluster in the data folder, shared by every process of Cairn that uses the folder.
 * The first one in starts the server, the last one out stops it. Who is in is known to the server alone: each process
 * holds a shared advisory lock on a connection of its own, which a kill -9 releases too; whoever leaves tries for the
 * exclusive lock, and only who gets it stops the server. So there is no list of processes that could go stale.
 */
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { keptSecret } from '../config/index.js';
import { newToken } from '../crypto/index.js';
import { codeOf } from '../files/index.js';
import type { Log } from '../log/index.js';
import { type Account, firstClosedFolder, serverAccount } from './account.js';
import { type Binaries, findBinaries } from './binaries.js';
import { DatabaseError } from './database-error.js';
import { findPostmaster, type Postmaster } from './postmaster.js';

export type Cluster = {
  /** Address of a database of the cluster. */
  urlOf(database: string): string;
  /** Leaves; stops the server where nobody else is in. */
  leave(): Promise<void>;
};

export type ClusterOptions = {
  /** Folder that holds `cluster/`, `password` and `log`. */
  folder: string;
  log: Log;
  /** Server settings over the default ones. */
  settings?: Record<string, string>;
};

/** How long to wait for a server that starts, recovers or stops. */
const PATIENCE_MS = 120_000;
/** Says "in use"; any number that nothing else in the database `postgres` locks. */
const IN_USE = 724_110;
const SUPERUSER = 'cairn';
/** The server's log starts anew beyond this many bytes. */
const LOG_LIMIT = 5_000_000;

const SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  jit: 'off',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
};

/** Makes the cluster where there is none, starts its server where none runs, and joins it. */
export async function joinCluster({ folder, log, settings }: ClusterOptions): Promise<Cluster> {
  const place = preparePlace(folder);
  makeCluster(place);
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    const found = findPostmaster(place.cluster);
    if (found === 'stale') rmSync(join(place.cluster, 'postmaster.pid'), { force: true });
    const postmaster =
      found === 'stale' || found === undefined ? await startServer(place, { ...SETTINGS, ...settings }) : found;
    const holder = postmaster && (await hold(place, postmaster));
    if (postmaster && holder) return joined(place, postmaster, holder, log);
    await sleep(40);
  }
  throw new DatabaseError(
    `The embedded database did not answer for ${PATIENCE_MS / 1000} seconds; its log is ${place.log}.`,
  );
}

type Place = {
  folder: string;
  cluster: string;
  log: string;
  password: string;
  binaries: Binaries;
  account: Account | undefined;
};

/** @throws DatabaseError where the server's account could not reach its files or the folder is someone else's. */
function preparePlace(folder: string): Place {
  const cluster = join(folder, 'cluster');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o711 });
  } catch (error) {
    throw new DatabaseError(
      `The folder ${folder} cannot be made (${codeOf(error)}). Make its parent writable, or set CAIRN_DATA to another folder.`,
    );
  }
  const binaries = findBinaries();
  const account = serverAccount(cluster);
  if (account) checkReach(account, binaries.postgres, cluster);
  checkOwner(cluster);
  return {
    folder,
    cluster,
    log: join(folder, 'log'),
    password: keptSecret(join(folder, 'password')),
    binaries,
    account,
  };
}

function checkReach(account: Account, postgres: string, cluster: string): void {
  const programs = firstClosedFolder(postgres, account);
  if (programs) {
    throw new DatabaseError(
      `PostgreSQL does not run as root, and the user it runs as instead (${account.uid}) may not enter ${programs}. ` +
        'Run Cairn as an ordinary user, move it to a folder that everybody may enter, or set DATABASE_URL.',
    );
  }
  const data = firstClosedFolder(cluster, account);
  if (data) {
    throw new DatabaseError(
      `PostgreSQL does not run as root, and the user it runs as instead (${account.uid}) may not enter ${data}. ` +
        'Set CAIRN_DATA to a folder that everybody may enter, such as /var/lib/cairn, or run Cairn as an ordinary user.',
    );
  }
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
      `--pgdata=${draft}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
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
function serverEnvironment(): Record<string, string> {
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

/** Starts the server; undefined where it should be tried again: port taken, another process was quicker. */
async function startServer(place: Place, settings: Record<string, string>): Promise<Postmaster | undefined> {
  const port = await freePort();
  const log = openSync(place.log, sizeOf(place.log) > LOG_LIMIT ? 'w' : 'a', 0o600);
  const saidBefore = sizeOf(place.log);
  const child = spawn(
    place.binaries.postgres,
    [
      '-D',
      place.cluster,
      '-p',
      String(port),
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    // In a process group of its own: Ctrl-C is for Cairn, which lets go of the server when it is done with it.
    {
      ...place.account,
      cwd: place.cluster,
      env: serverEnvironment(),
      detached: true,
      stdio: ['ignore', log, log],
      windowsHide: true,
    },
  );
  let ended: string | undefined;
  child.once('exit', () => {
    ended = 'ended';
  });
  child.once('error', (error) => {
    ended = error.message;
  });
  closeSync(log);
  child.unref();
  while (ended === undefined) {
    const found = findPostmaster(place.cluster);
    if (found && found !== 'stale' && found.port === port) return found;
    await sleep(10);
  }
  return explainEnd(place, ended, saidBefore);
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** The reasons that pass by themselves lead to another try; any other is told in one sentence. */
function explainEnd(place: Place, ended: string, saidBefore: number): undefined {
  const said = readFileSync(place.log).subarray(saidBefore).toString('utf8');
  if (/already exists|already in use|could not (bind|create any TCP)|still in use/i.test(said)) return undefined;
  const reason = said.trim() === '' ? ended : lastComplaint(said);
  throw new DatabaseError(`The embedded database did not start: ${reason} Its log is ${place.log}.`);
}

function lastComplaint(said: string): string {
  const lines = said
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const complaint = lines.find((line) => /FATAL|PANIC|error:/i.test(line)) ?? lines.at(-1) ?? 'no reason was given';
  return `${complaint.replace(/^.*?(FATAL|PANIC|error):\s*/i, '').replace(/\.?$/, '')}.`;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Connects and says "in use"; undefined while the server starts, recovers or is being stopped. */
async function hold(place: Place, { port }: Postmaster): Promise<Client | undefined> {
  const client = new Client({
    connectionString: address(place, port, 'postgres'),
    application_name: 'cairn holder',
    keepAlive: true,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const answer = await client.query<{ held: boolean }>('select pg_try_advisory_lock_shared($1) as held', [IN_USE]);
    if (answer.rows[0]?.held) return client;
  } catch (error) {
    if (codeOf(error) === '28P01') {
      throw new DatabaseError(
        `The password in ${join(place.folder, 'password')} is not the one of the database beside it. Put the right one back.`,
      );
    }
  }
  await client.end().catch(() => {});
  return undefined;
}

function address(place: Place, port: number, database: string): string {
  return `postgresql://${SUPERUSER}:${place.password}@127.0.0.1:${port}/${database}`;
}

function joined(place: Place, postmaster: Postmaster, first: Client, log: Log): Cluster {
  let holder: Client | undefined = first;
  let leaving = false;
  const keepHolding = (client: Client): void => {
    client.once('end', () => void again());
  };
  // The server restarts its connections when one of them crashes: say "in use" again, else a leaver would stop it.
  const again = async (): Promise<void> => {
    holder = undefined;
    for (let attempt = 0; attempt < 50 && !leaving && !holder; attempt++) {
      await sleep(200, undefined, { ref: false });
      holder = await hold(place, postmaster).catch(() => undefined);
    }
    if (holder) keepHolding(holder);
    else if (!leaving) log.error('the embedded database went away');
  };
  keepHolding(first);
  return {
    urlOf: (database) => address(place, postmaster.port, database),
    async leave() {
      if (leaving) return;
      leaving = true;
      const last = holder ? await isLast(holder) : false;
      if (last) stopServer(place);
      await holder?.end().catch(() => {});
    },
  };
}

async function isLast(holder: Client): Promise<boolean> {
  try {
    await holder.query('select pg_advisory_unlock_shared($1)', [IN_USE]);
    const answer = await holder.query<{ last: boolean }>('select pg_try_advisory_lock($1) as last', [IN_USE]);
    return answer.rows[0]?.last ?? false;
  } catch {
    return false;
  }
}

function stopServer(place: Place): void {
  spawnSync(place.binaries.pgCtl, ['stop', '-D', place.cluster, '-m', 'fast', '-w', '-t', '60'], {
    ...place.account,
    cwd: place.cluster,
    env: serverEnvironment(),
    stdio: 'ignore',
  });
}

/** Removes a cluster with all that it holds. Only for clusters that can be made again, such as the tests'. */
export function removeCluster(folder: string): void {
  chmodSync(folder, 0o711);
  rmSync(join(folder, 'cluster'), { recursive: true, force: true });
}
