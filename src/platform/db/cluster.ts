/**
 * The embedded PostgreSQL: one cluster in the data folder, shared by every process of Cairn that uses the folder.
 * The first one in starts the server, the last one out stops it. Who is in is known to the server alone: each process
 * holds a shared advisory lock on a connection of its own, which a kill -9 releases too; whoever leaves tries for the
 * exclusive lock, and only who gets it stops the server. So there is no list of processes that could go stale.
 */
import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { codeOf } from '../files/index.js';
import type { Log } from '../log/index.js';
import { DatabaseError } from './database-error.js';
import { addressOf, type Place, preparePlace } from './place.js';
import { findPostmaster, type Postmaster } from './postmaster.js';
import { startServer, stopServer } from './server-process.js';

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

/** Makes the cluster where there is none, starts its server where none runs, and joins it. */
export async function joinCluster({ folder, log, settings }: ClusterOptions): Promise<Cluster> {
  const place = preparePlace(folder);
  return joined(place, await enter(place, settings), log, () => enter(place, settings));
}

type Entry = { postmaster: Postmaster; holder: Client };

async function enter(place: Place, settings: Record<string, string> | undefined): Promise<Entry> {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    const postmaster = findPostmaster(place.cluster) ?? (await startServer(place, settings));
    const holder = postmaster && (await hold(place, postmaster));
    if (postmaster && holder) return { postmaster, holder };
    await sleep(40);
  }
  throw new DatabaseError(
    `The embedded database did not answer for ${PATIENCE_MS / 1000} seconds; its log is ${place.log}.`,
  );
}

/** Connects and says "in use"; undefined while the server starts, recovers or is being stopped. */
async function hold(place: Place, { port }: Postmaster): Promise<Client | undefined> {
  const client = new Client({
    connectionString: addressOf(place, port, 'postgres'),
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

function joined(
  place: Place,
  { postmaster, holder: first }: Entry,
  log: Log,
  enterAgain: () => Promise<Entry>,
): Cluster {
  let holder: Client | undefined;
  let leaving: Promise<void> | undefined;
  const keep = (client: Client): void => {
    holder = client;
    client.once('end', () => {
      holder = undefined;
      if (!leaving) comeBack().catch((error: unknown) => log.error({ err: error }, 'the embedded database went away'));
    });
  };
  // The server died, or one of its connections did and took the others along. It is started again, where possible on the
  // same port, so that whoever has connections there finds it; and "in use" is said again, else a leaver would stop it.
  const comeBack = async (): Promise<void> => {
    log.warn('the embedded database broke off; entering it again');
    const entry = await enterAgain();
    if (leaving) return letGo(place, entry.holder);
    keep(entry.holder);
    if (entry.postmaster.port !== postmaster.port)
      log.error('the embedded database is back on another port: start Cairn again');
  };
  keep(first);
  return {
    urlOf: (database) => addressOf(place, postmaster.port, database),
    leave() {
      leaving ??= holder ? letGo(place, holder) : Promise.resolve();
      return leaving;
    },
  };
}

async function letGo(place: Place, holder: Client): Promise<void> {
  if (await isLast(holder)) stopServer(place);
  await holder.end().catch(() => {});
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

/** Removes a cluster with all that it holds. Only for clusters that can be made again, such as the tests'. */
export function removeCluster(folder: string): void {
  chmodSync(folder, 0o711);
  rmSync(join(folder, 'cluster'), { recursive: true, force: true });
}
