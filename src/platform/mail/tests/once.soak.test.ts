/** Killed at random moments while letters leave, over and over. `npm run soak`. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openTestDatabase } from '../../../../tests/support/database.js';
import { openMailServer } from '../../../../tests/support/mail-server.js';
import { listMail } from '../index.js';
import { killNow, letGo, startSending, writeLetters } from './working.js';

const KILLS = 40;
const LETTERS = 400;

test('forty kills: no letter of a choice twice, none lost but those in doubt', { timeout: 600_000 }, async () => {
  const database = await openTestDatabase();
  const server = await openMailServer({
    async afterEnd() {
      await sleep(Math.random() * 20);
      return '250 ok';
    },
  });
  const ids = await writeLetters(database, server.url, LETTERS);
  for (let kill = 0; kill < KILLS; kill++) {
    const child = startSending(database, server.url);
    await new Promise((resolve) => child.once('message', resolve));
    await sleep(Math.random() * 120);
    await killNow(child);
    await letGo(database);
  }
  const last = startSending(database, server.url);
  const left = async () => (await database.pool.query('select from graphile_worker.jobs')).rowCount;
  await expect.poll(left, { timeout: 120_000 }).toBe(0);
  await killNow(last);
  const letters = new Map((await listMail(database.db, LETTERS)).map((mail) => [mail.id, mail]));
  const taken = (id: string) => server.taken.filter(({ messageId }) => messageId === id).length;
  const chosen = ids.filter((_id, i) => i % 2 === 0);
  const needed = ids.filter((_id, i) => i % 2 === 1);
  const doubtful = chosen.filter((id) => letters.get(id)?.inDoubt);
  console.log(`${doubtful.length} in doubt, of which ${doubtful.filter((id) => taken(id) === 1).length} had arrived`);
  expect(chosen.filter((id) => taken(id) > 1)).toEqual([]);
  expect(chosen.filter((id) => taken(id) === 0 && !letters.get(id)?.inDoubt)).toEqual([]);
  expect(doubtful.length).toBeLessThanOrEqual(KILLS * 3);
  expect(needed.filter((id) => taken(id) === 0)).toEqual([]);
  expect(ids.filter((id) => letters.get(id)?.sentAt === null && !letters.get(id)?.inDoubt)).toEqual([]);
  await server.close();
  await database.close();
});
