/** Hearing of news by NOTIFY, on a connection of its own that is opened anew when it is lost; a slow poll stands behind it. */
import type { Pool, PoolClient } from 'pg';
import type { Log } from '../log/index.js';

export type Listening = { close(): Promise<void> };
export type ListeningOptions = {
  pool: Pool;
  log: Log;
  /** A name of ours, never anybody's words. */
  channel: string;
  /** Besides being told, `wake` is called every so many milliseconds. */
  everyMs: number;
  wake(): void;
};

const AGAIN_MS = 1_000;

export function listen({ pool, log, channel, everyMs, wake }: ListeningOptions): Listening {
  let client: PoolClient | null = null;
  let closed = false;
  const polling = setInterval(wake, everyMs);
  polling.unref();
  const opening = open();
  return {
    async close() {
      closed = true;
      clearInterval(polling);
      await opening;
      client?.removeAllListeners();
      client?.release(true);
    },
  };

  async function open(): Promise<void> {
    if (closed) return;
    try {
      client = await pool.connect();
      client.on('notification', wake);
      client.on('error', () => {
        client?.removeAllListeners();
        client?.release(true);
        client = null;
        setTimeout(() => void open(), AGAIN_MS).unref();
      });
      await client.query(`listen ${channel}`);
      // What happened between the last look and this moment woke nobody.
      wake();
    } catch (error) {
      log.warn({ err: error, channel }, 'News of the database is not heard for the moment; it is asked now and then.');
      setTimeout(() => void open(), AGAIN_MS).unref();
    }
  }
}
