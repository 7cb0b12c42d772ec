/** A letter is sent once, whenever the process that sends it is killed. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestDatabase } from '../../../../tests/support/database.js';
import { type MailServer, openMailServer } from '../../../../tests/support/mail-server.js';
import type { Database } from '../../db/index.js';
import { listMail, type Mail } from '../index.js';
import { killNow, letGo, startSending, writeLetters } from './working.js';

let database: Database;
let server: MailServer;
const children: ReturnType<typeof startSending>[] = [];
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(async () => {
  await Promise.all(children.splice(0).map(killNow));
  await server.close();
  await database.close();
});

function work(): ReturnType<typeof startSending> {
  const child = startSending(database, server.url);
  children.push(child);
  return child;
}

async function letter(id: string): Promise<Mail | undefined> {
  return (await listMail(database.db)).find((mail) => mail.id === id);
}

const timesTaken = (id: string): number => server.taken.filter(({ messageId }) => messageId === id).length;

async function noJobLeft(): Promise<void> {
  const left = async () => (await database.pool.query('select from graphile_worker.jobs')).rowCount;
  await expect.poll(left, { timeout: 20_000 }).toBe(0);
}

test('killed before the end of a letter was sent, it is sent afterwards, once', async () => {
  let killed = false;
  server = await openMailServer({
    async beforeData() {
      if (!killed) await killNow(child);
      killed = true;
      return '354 go on';
    },
  });
  const [id = ''] = await writeLetters(database, server.url, 1);
  const child = work();
  await expect.poll(() => killed, { timeout: 20_000 }).toBe(true);
  expect(timesTaken(id)).toBe(0);
  await letGo(database);
  work();
  await noJobLeft();
  expect(timesTaken(id)).toBe(1);
  expect(await letter(id)).toMatchObject({ inDoubt: false, sentAt: expect.any(Date) });
});

// One letter each: of two under way, the one whose end had not come when the other's killed the process is in doubt as well.
test.each([
  { of: 'a choice', at: 0, times: 1 },
  { of: 'need', at: 1, times: 2 },
])('killed when the server had the end of it, a letter of $of is taken $times times in all', async ({ at, times }) => {
  let killed = false;
  server = await openMailServer({
    async afterEnd() {
      if (!killed) await killNow(children.at(-1)!);
      killed = true;
      return '250 ok';
    },
  });
  const id = (await writeLetters(database, server.url, 1, at))[0] ?? '';
  work();
  await expect.poll(() => killed, { timeout: 20_000 }).toBe(true);
  await letGo(database);
  work();
  await noJobLeft();
  expect(timesTaken(id)).toBe(times);
  expect(await letter(id)).toMatchObject(times === 1 ? { inDoubt: true, sentAt: null } : { sentAt: expect.any(Date) });
});

test('what the server refuses at the end is no doubt: it is sent later, once', async () => {
  let refused = 0;
  server = await openMailServer({ afterEnd: () => (refused++ === 0 ? '451 try later' : '250 ok') });
  const [id = ''] = await writeLetters(database, server.url, 1);
  work();
  await expect.poll(() => refused, { timeout: 20_000 }).toBe(1);
  await expect
    .poll(async () => (await database.pool.query('select from graphile_worker.jobs where locked_at is null')).rowCount)
    .toBe(1);
  expect(await letter(id)).toMatchObject({ inDoubt: false, sentAt: null });
  await letGo(database);
  await noJobLeft();
  expect(timesTaken(id)).toBe(1);
});
