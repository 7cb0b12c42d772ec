/**
 * Jobs of a worker that was killed come back within a minute. Each worker holds an advisory lock under its name on a connection
 * of its own, which ends with the process however that ends; whoever finds jobs held under a name whose lock is free, and
 * finds it free again at the next look, has the queue let go of them. One look is not enough: a worker whose connection broke
 * lives on, and takes its lock anew within a second.
 */
import type { Pool, PoolClient } from 'pg';
import type { Db } from '../db/index.js';
import type { Log } from '../log/index.js';
import { holdWorkerName, unlockWorkers, workersWithoutLock } from './queries.js';

export type Alive = { close(): Promise<void> };
export type AliveOptions = {
  db: Db;
  /** A connection of it is held. */
  pool: Pool;
  log: Log;
  /** What jobs of this process are locked by. */
  worker: string;
  /** Milliseconds between two looks for jobs of the dead. */
  lookEveryMs: number;
};

const AGAIN_MS = 1_000;

/** Resolves when the lock is held, or could not be taken at once: it is tried again then. */
export async function stayAlive({ db, pool, log, worker, lookEveryMs }: AliveOptions): Promise<Alive> {
  let client: PoolClient | null = null;
  let closed = false;
  let suspects = new Set<string>();
  let holding = hold();
  let looking = Promise.resolve();
  await holding;
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, lookEveryMs);
  timer.unref();
  looking = look();
  return {
    async close() {
      closed = true;
      clearInterval(timer);
      await looking;
      await holding;
      client?.release(true);
    },
  };

  async function hold(): Promise<void> {
    if (closed) return;
    try {
      const held = await pool.connect();
      held.once('error', () => lost(held));
      client = held;
      await holdWorkerName(held, worker);
    } catch (error) {
      log.warn({ err: error }, 'The worker could not say that it lives; it tries again.');
      if (client !== null) lost(client);
      else again();
    }
  }

  function lost(broken: PoolClient): void {
    if (client !== broken) return;
    client = null;
    broken.release(true);
    again();
  }

  function again(): void {
    if (closed) return;
    setTimeout(() => {
      holding = hold();
    }, AGAIN_MS).unref();
  }

  async function look(): Promise<void> {
    try {
      // Who cannot say that it lives itself tells nobody else dead.
      const found = client === null ? [] : await workersWithoutLock(db);
      const dead = found.filter((name) => suspects.has(name) && name !== worker);
      suspects = new Set(found);
      if (dead.length === 0 || closed) return;
      await unlockWorkers(db, dead);
      log.warn({ workers: dead.length }, 'Jobs of a worker that is gone run again.');
    } catch (error) {
      log.warn({ err: error }, 'Jobs of workers that are gone could not be looked for; it is tried again.');
    }
  }
}
