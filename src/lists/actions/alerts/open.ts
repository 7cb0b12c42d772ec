/**
 * Alerts of one web process: woken by the catalogue's NOTIFY, they read on where the index is. Of several processes one reads
 * at a time. Nobody waits for an alert by the second, so a busy import is read in large steps.
 */
import type { Pool } from 'pg';
import { listen } from '../../../platform/db/index.js';
import type { Alerting } from './parts.js';
import { readOn } from './reading-on.js';

export type Alerts = {
  /** Reads whatever was committed before the call; at once, unless another process does. */
  catchUp(): Promise<void>;
  close(): Promise<void>;
};

/** `pool` null: it reads when it is asked to, and never by itself. */
export type AlertsOptions = Omit<Alerting, 'late'> & { pool: Pool | null };

const REST_MS = 10_000;
const POLL_MS = 60_000;

export function openAlerts({ pool, ...options }: AlertsOptions): Alerts {
  const { log } = options;
  const parts: Alerting = { ...options, late: { decisions: new Map() } };
  let running: Promise<void> | null = null;
  let resting: NodeJS.Timeout | null = null;
  let closed = false;
  const listening = pool && listen({ pool, log, channel: 'catalogue_changed', everyMs: POLL_MS, wake });
  return {
    catchUp: () => read(),
    async close() {
      closed = true;
      if (resting !== null) clearTimeout(resting);
      await listening?.close();
      await running?.catch(() => {});
    },
  };

  function wake(): void {
    if (resting !== null || closed) return;
    resting = setTimeout(() => {
      resting = null;
      read().catch((error: Error) => log.error({ err: error }, 'Alerts could not be read on; it is tried again.'));
    }, REST_MS);
    resting.unref();
  }

  /** One at a time in this process; a call during a run is another run after it. */
  function read(): Promise<void> {
    const run = (running ?? Promise.resolve()).catch(() => {}).then(readAll);
    running = run;
    return run;
  }

  async function readAll(): Promise<void> {
    for (let more = true; more && !closed; ) ({ more } = await readOn(parts));
  }
}
