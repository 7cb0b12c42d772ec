/** The server's process: started in a process group of its own, told apart from accidents, stopped when nobody needs it. */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeFileAtomically } from '../files/index.js';
import { DatabaseError } from './database-error.js';
import { lastComplaint, type Place, serverEnvironment } from './place.js';
import { findPostmaster, type Postmaster } from './postmaster.js';

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

/** The server's log starts anew beyond this many bytes. */
const LOG_LIMIT = 5_000_000;

/** Starts the server; undefined where it should be tried again: port taken, another process was quicker. */
export async function startServer(
  place: Place,
  settings: Record<string, string> = {},
): Promise<Postmaster | undefined> {
  const port = await choosePort(join(place.folder, 'port'));
  const log = openSync(place.log, sizeOf(place.log) > LOG_LIMIT ? 'w' : 'a', 0o600);
  const saidBefore = sizeOf(place.log);
  const child = spawn(
    place.binaries.postgres,
    [
      '-D',
      place.nameOf(place.cluster),
      '-p',
      String(port),
      ...Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
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
    if (found?.port === port) return found;
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
  if (/already exists|already in use|lock file .* is empty|could not (bind|create any TCP)|still in use/i.test(said))
    return undefined;
  const reason = said.trim() === '' ? ended : lastComplaint(said);
  throw new DatabaseError(`The embedded database did not start: ${reason} Its log is ${place.log}.`);
}

/** The port of the last start where it is free, so that those who knew the server find it again; else any. */
async function choosePort(file: string): Promise<number> {
  const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  const port =
    (await freePort(Number.isInteger(last) && last > 0 && last < 65_536 ? last : 0)) ?? (await freePort(0)) ?? 0;
  if (port !== last) writeFileAtomically(file, String(port));
  return port;
}

function freePort(wanted: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}

export function stopServer(place: Place): void {
  spawnSync(place.binaries.pgCtl, ['stop', '-D', place.nameOf(place.cluster), '-m', 'fast', '-w', '-t', '60'], {
    ...place.account,
    cwd: place.cluster,
    env: serverEnvironment(),
    stdio: 'ignore',
  });
}
