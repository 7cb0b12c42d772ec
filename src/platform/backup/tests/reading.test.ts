/** Rows are counted as they go by, however the server's answer is cut up on its way. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { Pool } from 'pg';
import { expect, test } from 'vitest';
import { openTestDatabase } from '../../../../tests/support/database.js';
import { copyOut } from '../queries/reading.js';

test('the rows of a table are counted even where the server tells its own count late', async () => {
  const database = await openTestDatabase();
  const address = new URL(database.url);
  // Lets each message of the server through in pieces of a few bytes.
  const proxy = createServer((visitor) => {
    const server = connect(Number(address.port), address.hostname);
    for (const socket of [visitor, server]) socket.setNoDelay(true).on('error', () => {});
    visitor.pipe(server);
    void (async () => {
      for await (const piece of server as AsyncIterable<Buffer>) {
        for (let at = 0; at < piece.length; at += 3) {
          visitor.write(piece.subarray(at, at + 3));
          await setImmediate();
        }
      }
      visitor.end();
    })().catch(() => visitor.destroy());
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const through = new URL(database.url);
  through.host = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const pool = new Pool({ connectionString: through.href, max: 1 });
  const client = await pool.connect();
  const table = { schema: 'platform', name: 'migration', columns: ['number', 'name'], order: [] };
  try {
    const { rows } = await database.pool.query('select number from platform.migration');
    const { lines, count } = copyOut(client, table);
    let text = '';
    for await (const piece of lines) text += piece;
    expect(count()).toBe(rows.length);
    expect(text.split('\n')).toHaveLength(rows.length + 1);
  } finally {
    client.release(true);
    await pool.end();
    proxy.close();
    await database.close();
  }
});
